import type { WorkspaceTable } from '../api/types';
import type { HistoryEntry } from '../state/history';

export interface TableGroup {
  readonly title: string;
  readonly tables: readonly WorkspaceTable[];
}

export const BUILT_IN = 'Built-in';

/** The one built-in table that every workspace fills by itself. */
const ALWAYS_THERE = 'Usage';

/** Words where a table can stand: at the begin of a line, alone in brackets, in a list of `union`. */
const namedTables = (query: string): readonly string[] => [
  ...[...query.matchAll(/(?:^|[;(])\s*([A-Za-z_]\w*)\s*(?=[|)\n]|$)/gm)].map((match) => match[1] as string),
  ...[...query.matchAll(/\bunion\b([^|;]*)/g)].flatMap((match) => (match[1] as string).match(/\w+/g) ?? []),
];

/**
 * A workspace knows hundreds of built-in tables, most of them empty. Custom tables and those of recent queries come
 * first.
 */
export function tableGroups(
  tables: readonly WorkspaceTable[],
  history: readonly HistoryEntry[],
): readonly TableGroup[] {
  const words = new Set(history.flatMap((entry) => namedTables(entry.query)));
  const isNear = (table: WorkspaceTable) =>
    table.name === ALWAYS_THERE || table.name.endsWith('_CL') || words.has(table.name);
  const near = tables.filter(isNear);
  const others = tables.filter((table) => !isNear(table));
  return [
    { title: 'Custom and recently used', tables: near },
    { title: BUILT_IN, tables: others },
  ].filter((group) => group.tables.length > 0);
}
