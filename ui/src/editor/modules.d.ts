declare module '@kusto/monaco-kusto/release/esm/kusto.worker';
declare module 'monaco-editor/esm/vs/editor/edcore.main';
