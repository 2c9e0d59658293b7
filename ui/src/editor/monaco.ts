import 'monaco-editor/esm/vs/editor/edcore.main';
import * as monaco from 'monaco-editor/esm/vs/editor/editor.api';
import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker?worker';
import KustoWorker from './kusto.worker?worker';
import { getKustoWorker, kustoDefaults } from '@kusto/monaco-kusto';
import type { WorkspaceSchema } from '../api/types';
import { engineSchema } from './schema';
import { defineThemes } from './themes';

self.MonacoEnvironment = {
  getWorker: (_moduleId, label) => (label === 'kusto' ? new KustoWorker() : new EditorWorker()),
};

kustoDefaults.setLanguageSettings({
  ...kustoDefaults.languageSettings,
  includeControlCommands: false,
  // Both colourings: rules colour at once, the language service refines when it has parsed.
  useTokenColorization: true,
  useSemanticColorization: true,
  enableQueryWarnings: true,
  formatter: { indentationSize: 4, pipeOperatorStyle: 'Smart' },
});
defineThemes();

/** Tells the language service what the workspace holds; resolves when completion and diagnostics know. */
export async function teachSchema(
  model: monaco.editor.ITextModel,
  schema: WorkspaceSchema,
  workspaceId: string,
): Promise<void> {
  const workerOf = await getKustoWorker();
  const worker = await workerOf(model.uri);
  await worker.setSchema(engineSchema(schema, workspaceId));
}

export { monaco };
