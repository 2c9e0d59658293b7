import type { WorkspaceTable } from '../api/types';
import type { Point } from './model';

/** A stretch of the x axis in milliseconds since 1970; the end is outside. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Operators that keep rows and their time: what stands behind the first other one sees groups, not rows. */
const KEEPING_ROWS = new Set([
  'where',
  'filter',
  'extend',
  'project',
  'project-away',
  'project-keep',
  'project-reorder',
]);

/** One pipeline cut at its pipes; strings, comments and brackets are passed over. */
function steps(text: string): { readonly head: string; readonly parts: readonly string[] } {
  const pattern = /\/\/[^\n]*|```[\s\S]*?```|[@h]*"(?:[^"\\\n]|\\.)*"|[@h]*'(?:[^'\\\n]|\\.)*'|[()[\]{}]|[;|]/g;
  let depth = 0;
  let statement = 0;
  let begin = 0;
  let parts: string[] = [];
  for (const match of text.matchAll(pattern)) {
    const sign = match[0];
    if ('([{'.includes(sign)) {
      depth += 1;
    } else if (')]}'.includes(sign)) {
      depth -= 1;
    } else if (sign === ';' && depth === 0 && text.slice(match.index + 1).trim() !== '') {
      statement = match.index + 1;
      begin = statement;
      parts = [];
    } else if ((sign === '|' || sign === ';') && depth === 0) {
      parts.push(text.slice(begin, match.index));
      begin = match.index + 1;
      if (sign === ';') {
        return { head: text.slice(0, statement), parts };
      }
    }
  }
  return { head: text.slice(0, statement), parts: [...parts, text.slice(begin)] };
}

const quoted = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) ? name : `['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;

const instant = (milliseconds: number): string => `datetime(${new Date(milliseconds).toISOString()})`;

/**
 * The query that asks what the rows of a stretch of time have in common and others have not: the rows of the query that
 * was drawn, before it made groups of them. Null when it does not begin with rows that have this time. The other times
 * of a table would explain it best and say nothing, so they take no part.
 */
export function whyQuery(
  query: string,
  timeColumn: string,
  stretch: Stretch,
  tables: readonly WorkspaceTable[] = [],
): string | null {
  const { head, parts } = steps(query);
  const operatorOf = (part: string): string => /^\s*([a-z-]+)/i.exec(part)?.[1]?.toLowerCase() ?? '';
  const source = parts[0]?.trim() ?? '';
  const isRows =
    source !== '' && !['range', 'print', 'union', 'find', 'search', 'evaluate'].includes(operatorOf(source));
  if (!isRows) {
    return null;
  }
  const rest = parts.slice(1);
  const firstOther = rest.findIndex((part) => !KEEPING_ROWS.has(operatorOf(part)));
  const kept = firstOther < 0 ? rest : rest.slice(0, firstOther);
  const time = quoted(timeColumn);
  const table = kept.some((part) => operatorOf(part).startsWith('project'))
    ? undefined
    : tables.find((one) => one.name === source.split('\n').at(-1)?.trim());
  const others = (table?.columns ?? [])
    .filter((column) => column.name !== timeColumn && (column.type === 'datetime' || column.name === '_ItemId'))
    .map((column) => quoted(column.name));
  return [
    `${head.trim() === '' ? '' : `${head.trim()}\n`}${source}`,
    ...kept.map((part) => `| ${part.trim()}`),
    `| extend IsThen = ${time} >= ${instant(stretch.from)} and ${time} < ${instant(stretch.to)}`,
    `| project-away ${[time, ...others].join(', ')}`,
    '| evaluate halcyon_explain(IsThen)',
  ].join('\n');
}

/** The bin that begins at a point: up to the next point, as wide as the one before at the end. */
export function binAt(x: number, points: readonly Point[]): Stretch | null {
  const all = [...new Set(points.map((point) => point.x).filter((one): one is number => typeof one === 'number'))].sort(
    (a, b) => a - b,
  );
  const at = all.indexOf(x);
  const width = at < 0 ? 0 : at + 1 < all.length ? (all[at + 1] as number) - x : x - (all[at - 1] ?? x);
  return width > 0 ? { from: x, to: x + width } : null;
}

/** How a stretch is written on a button. */
export function stretchText({ from, to }: Stretch): string {
  const text = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');
  const [begin, end] = [text(from), text(to)];
  return `${begin} – ${begin.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end}`;
}
