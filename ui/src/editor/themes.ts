import * as monaco from 'monaco-editor/esm/vs/editor/editor.api';

interface Inks {
  readonly comment: string;
  readonly keyword: string;
  readonly name: string;
  readonly function: string;
  readonly string: string;
  readonly number: string;
  readonly type: string;
  readonly text: string;
}

function rules(inks: Inks): monaco.editor.ITokenThemeRule[] {
  return [
    { token: '', foreground: inks.text },
    { token: 'comment', foreground: inks.comment, fontStyle: 'italic' },
    ...[
      'keyword',
      'queryOperator',
      'operator.sql',
      'operator.scss',
      'queryParameter',
      'tag',
      'command',
      'plugin',
      'annotation',
    ].map((token) => ({
      token,
      foreground: inks.keyword,
    })),
    ...['function', 'scalarFunction', 'scalarOperator', 'aggregate'].map((token) => ({
      token,
      foreground: inks.function,
    })),
    ...[
      'table',
      'tableColumn',
      'database',
      'cluster',
      'materializedView',
      'variable',
      'column',
      'identifier.column',
    ].map((token) => ({ token, foreground: inks.name })),
    { token: 'string', foreground: inks.string },
    { token: 'stringLiteral', foreground: inks.string },
    { token: 'number', foreground: inks.number },
    { token: 'literal', foreground: inks.number },
    { token: 'type', foreground: inks.type },
  ];
}

/** The editor in the page's colours, for light and dark. */
export function defineThemes(): void {
  monaco.editor.defineTheme('halcyon-light', {
    base: 'vs',
    inherit: true,
    rules: rules({
      comment: '5b706a',
      keyword: '0a5ea8',
      name: '7a3e9d',
      function: '8a5a00',
      string: 'a8312a',
      number: '0f766e',
      type: '0a5ea8',
      text: '15262e',
    }),
    colors: {
      'editor.background': '#ffffff',
      'editor.foreground': '#15262e',
      'editorLineNumber.foreground': '#9aabb4',
      'editorLineNumber.activeForeground': '#42565f',
      'editor.lineHighlightBackground': '#f2f7f9',
      'editor.selectionHighlightBackground': '#0b7fa312',
      'editor.lineHighlightBorder': '#00000000',
      'editorWidget.background': '#ffffff',
      'editorWidget.border': '#d5dfe4',
      'editorSuggestWidget.selectedBackground': '#d7edf4',
      'editorSuggestWidget.selectedForeground': '#15262e',
      'editorSuggestWidget.highlightForeground': '#0b6f8f',
      'editorSuggestWidget.focusHighlightForeground': '#0b6f8f',
      focusBorder: '#0b7fa3',
    },
  });
  monaco.editor.defineTheme('halcyon-dark', {
    base: 'vs-dark',
    inherit: true,
    rules: rules({
      comment: '7f978f',
      keyword: '6cb6f0',
      name: 'd0a5ee',
      function: 'e6c77a',
      string: 'f0a189',
      number: '7fd6c2',
      type: '6cb6f0',
      text: 'e3ecf0',
    }),
    colors: {
      'editor.background': '#141e25',
      'editor.foreground': '#e3ecf0',
      'editorLineNumber.foreground': '#5f7480',
      'editorLineNumber.activeForeground': '#b4c4cc',
      'editor.lineHighlightBackground': '#1a262e',
      'editor.selectionHighlightBackground': '#4cc0de14',
      'editor.lineHighlightBorder': '#00000000',
      'editorWidget.background': '#1a262e',
      'editorWidget.border': '#30414b',
      'editorSuggestWidget.selectedBackground': '#1f4452',
      'editorSuggestWidget.selectedForeground': '#e3ecf0',
      'editorSuggestWidget.highlightForeground': '#5fcbe6',
      'editorSuggestWidget.focusHighlightForeground': '#5fcbe6',
      focusBorder: '#45b8d8',
    },
  });
}
