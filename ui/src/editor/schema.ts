import type { EngineSchema } from '@kusto/monaco-kusto';
import type { WorkspaceSchema, WorkspaceTable } from '../api/types';
import { splitAt } from '../chart/pipeline';

type Parameter = EngineSchema['cluster']['databases'][number]['functions'][number]['inputParameters'][number];

const tables = (all: readonly WorkspaceTable[], entityType: 'Table' | 'ExternalTable') =>
  all.map(({ name, description, columns }) => ({ name, docstring: description, entityType, columns }));

/** `days:long, level:string='x', T:(a:int)` as the language service wants it. */
export function parametersOf(text: string): Parameter[] {
  return splitAt(text.trim(), ',').flatMap((one): Parameter[] => {
    const [name = '', rest = ''] = splitAt(one, ':');
    const [type = '', value] = splitAt(rest, '=');
    if (name === '') {
      return [];
    }
    return type.startsWith('(')
      ? [{ name, columns: type === '(*)' ? [] : parametersOf(type.slice(1, -1)) }]
      : [{ name, type, cslType: type, ...(value === undefined ? {} : { cslDefaultValue: value }) }];
  });
}

/** The workspace as the language service wants it: one cluster with one database. */
export function engineSchema(schema: WorkspaceSchema, workspaceId: string): EngineSchema {
  const database = {
    name: workspaceId,
    majorVersion: 1,
    minorVersion: 0,
    tables: [...tables(schema.tables, 'Table'), ...tables(schema.externalTables, 'ExternalTable')],
    functions: schema.functions.map((one) => ({
      name: one.name,
      body: one.body,
      docstring: one.description,
      inputParameters: parametersOf(one.parameters),
    })),
    entityGroups: [],
  };
  return { clusterType: 'Engine', cluster: { connectionString: 'halcyon', databases: [database] }, database };
}
