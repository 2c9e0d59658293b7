import type { EngineSchema } from '@kusto/monaco-kusto';
import type { WorkspaceSchema } from '../api/types';

/** The workspace as the language service wants it: one cluster with one database. */
export function engineSchema(schema: WorkspaceSchema, workspaceId: string): EngineSchema {
  const database = {
    name: workspaceId,
    majorVersion: 1,
    minorVersion: 0,
    tables: schema.tables.map((table) => ({
      name: table.name,
      docstring: table.description,
      entityType: 'Table' as const,
      columns: table.columns,
    })),
    functions: schema.functions.map((one) => ({
      name: one.name,
      body: one.body,
      docstring: one.description,
      inputParameters: [],
    })),
    entityGroups: [],
  };
  return { clusterType: 'Engine', cluster: { connectionString: 'halcyon', databases: [database] }, database };
}
