import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import type { WorkspaceSchema } from '../api/types';
import { blockAt, type QueryBlock } from './blocks';
import type { TextSpan } from './locate';
import { placed } from './place';
import { monaco, teachSchema } from './monaco';

/** What the rest of the page may ask of the editor. */
export interface EditorHandle {
  /** What a run would send: the selection, else the query at the cursor. */
  current(): QueryBlock | null;
  text(): string;
  /** Puts a query below the others, or finds it there, with the cursor at its end; shows its begin or its end. */
  place(query: string, shown?: 'begin' | 'end'): void;
  insert(text: string): void;
  format(): void;
  focus(): void;
  mark(span: TextSpan, message: string): void;
  reveal(span: TextSpan): void;
  /** One-based line of the whole text. */
  lineAt(offset: number): number;
  clearMarks(): void;
}

interface Props {
  readonly ref: Ref<EditorHandle>;
  readonly initialText: string;
  readonly schema: WorkspaceSchema | null;
  readonly workspaceId: string;
  readonly dark: boolean;
  readonly onRun: () => void;
  readonly onCancel: () => void;
  readonly onChange: (text: string) => void;
  readonly onReady: () => void;
}

const MARK_OWNER = 'halcyon';

function rangeOf(model: monaco.editor.ITextModel, span: TextSpan): monaco.Range {
  const start = model.getPositionAt(span.start);
  return monaco.Range.fromPositions(start, model.getPositionAt(Math.max(span.end, span.start + 1)));
}

function currentBlock(editor: monaco.editor.ICodeEditor): QueryBlock | null {
  const model = editor.getModel();
  const selection = editor.getSelection();
  if (!model || !selection) {
    return null;
  }
  const selected = model.getValueInRange(selection);
  if (selected.trim() !== '') {
    return { text: selected, start: model.getOffsetAt(selection.getStartPosition()) };
  }
  return blockAt(model.getValue(), model.getOffsetAt(selection.getPosition()));
}

/** The KQL editor. It owns its text; the page reads and changes it through the handle. */
export default function QueryEditor(props: Props) {
  const host = useRef<HTMLDivElement>(null);
  const editorRef = useRef<monaco.editor.IStandaloneCodeEditor | null>(null);
  const marks = useRef<monaco.editor.IEditorDecorationsCollection | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const model = monaco.editor.createModel(latest.current.initialText, 'kusto');
    model.setEOL(monaco.editor.EndOfLineSequence.LF);
    const editor = monaco.editor.create(host.current as HTMLDivElement, {
      model,
      theme: latest.current.dark ? 'halcyon-dark' : 'halcyon-light',
      ariaLabel: 'KQL query. Press Shift and Enter to run, Control and M to let Tab leave the editor.',
      automaticLayout: true,
      minimap: { enabled: false },
      fontFamily: 'ui-monospace, "Cascadia Code", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
      fontSize: 13,
      lineHeight: 20,
      padding: { top: 12, bottom: 12 },
      scrollBeyondLastLine: false,
      renderLineHighlight: 'line',
      lineNumbersMinChars: 3,
      folding: false,
      glyphMargin: false,
      wordWrap: 'on',
      wrappingIndent: 'indent',
      quickSuggestions: { other: true, comments: false, strings: true },
      suggest: { showWords: false, preview: true },
      fixedOverflowWidgets: true,
      overviewRulerLanes: 0,
      scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
      'semanticHighlighting.enabled': true,
      bracketPairColorization: { enabled: false },
      unicodeHighlight: { ambiguousCharacters: false },
    });
    editorRef.current = editor;
    marks.current = editor.createDecorationsCollection();
    const run = () => {
      editor.trigger('halcyon', 'hideSuggestWidget', {});
      latest.current.onRun();
    };
    editor.addAction({
      id: 'halcyon.run',
      label: 'Run query',
      run,
      contextMenuGroupId: 'navigation',
      contextMenuOrder: 0,
      keybindings: [
        monaco.KeyMod.Shift | monaco.KeyCode.Enter,
        monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter,
        monaco.KeyCode.F5,
      ],
    });
    editor.addAction({
      id: 'halcyon.cancel',
      label: 'Cancel query',
      run: () => latest.current.onCancel(),
      keybindings: [monaco.KeyMod.Shift | monaco.KeyCode.Escape],
    });
    model.onDidChangeContent(() => {
      monaco.editor.setModelMarkers(model, MARK_OWNER, []);
      marks.current?.clear();
      latest.current.onChange(model.getValue());
    });
    editor.focus();
    latest.current.onReady();
    return () => {
      editor.dispose();
      model.dispose();
    };
  }, []);

  useEffect(() => {
    monaco.editor.setTheme(props.dark ? 'halcyon-dark' : 'halcyon-light');
  }, [props.dark]);

  useEffect(() => {
    const model = editorRef.current?.getModel();
    if (model && props.schema) {
      const element = host.current;
      void teachSchema(model, props.schema, props.workspaceId).then(() =>
        element?.setAttribute('data-schema', 'ready'),
      );
    }
  }, [props.schema, props.workspaceId]);

  useImperativeHandle(
    props.ref,
    (): EditorHandle => {
      const editor = () => editorRef.current as monaco.editor.IStandaloneCodeEditor;
      const model = () => editor().getModel() as monaco.editor.ITextModel;
      return {
        current: () => currentBlock(editor()),
        text: () => model().getValue(),
        place(query, shown = 'begin') {
          const { text, start } = placed(model().getValue(), query);
          if (text !== model().getValue()) {
            // Through an edit rather than setValue, and as a step of its own: the former text stays one undo away.
            editor().pushUndoStop();
            editor().executeEdits('halcyon', [{ range: model().getFullModelRange(), text }]);
            editor().pushUndoStop();
          }
          const end = model().getPositionAt(start + query.trim().length);
          editor().setPosition(end);
          if (shown === 'begin') {
            editor().revealLineNearTop(model().getPositionAt(start).lineNumber);
          } else {
            editor().revealLine(end.lineNumber);
          }
          editor().focus();
        },
        insert(text) {
          editor().trigger('halcyon', 'type', { text });
          editor().focus();
        },
        format: () => void editor().getAction('editor.action.formatDocument')?.run(),
        focus: () => editor().focus(),
        mark(span, message) {
          const range = rangeOf(model(), span);
          monaco.editor.setModelMarkers(model(), MARK_OWNER, [
            {
              ...range,
              message,
              severity: monaco.MarkerSeverity.Error,
              source: 'Halcyon',
              startLineNumber: range.startLineNumber,
              startColumn: range.startColumn,
              endLineNumber: range.endLineNumber,
              endColumn: range.endColumn,
            },
          ]);
          marks.current?.set([
            { range, options: { inlineClassName: 'error-mark', stickiness: 1 } },
            {
              range,
              options: { isWholeLine: true, className: 'error-line', linesDecorationsClassName: 'error-gutter' },
            },
          ]);
          editor().revealRangeInCenterIfOutsideViewport(range);
        },
        reveal(span) {
          const range = rangeOf(model(), span);
          editor().setSelection(range);
          editor().revealRangeInCenterIfOutsideViewport(range);
          editor().focus();
        },
        lineAt: (offset) => model().getPositionAt(offset).lineNumber,
        clearMarks() {
          monaco.editor.setModelMarkers(model(), MARK_OWNER, []);
          marks.current?.clear();
        },
      };
    },
    [],
  );

  return <div className="editor-host" ref={host} data-testid="editor" />;
}
