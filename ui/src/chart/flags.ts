import type { Column, ResultTable } from '../api/types';
import { isNumeric } from '../results/format';
import { arrayOf } from './cells';

export const FLAG_WORDS: ReadonlySet<string> = new Set([
  'flag',
  'flags',
  'anomaly',
  'anomalies',
  'outlier',
  'outliers',
]);
/** Cells that are looked at to tell flags from other numbers. */
const FLAG_SAMPLE = 20_000;

/** The words of a column name in `snake_case`, `camelCase` or any mixture. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Whether the last word of a name is one of these. */
export const endsWith = (name: string, words: ReadonlySet<string>): boolean => words.has(wordsOf(name).at(-1) ?? '');

/** Whether every value of a column is −1, 0, 1 or a bool, as anomaly flags are. */
function holdsFlags(table: ResultTable, index: number): boolean {
  let seen = 0;
  for (const row of table.rows) {
    const cell = row[index];
    const values = (table.columns[index] as Column).type === 'dynamic' ? arrayOf(cell) : [cell];
    for (const value of values) {
      if (value === null || value === undefined) {
        continue;
      }
      if (typeof value !== 'boolean' && ![-1, 0, 1].includes(Number(value))) {
        return false;
      }
      seen += 1;
    }
    if (seen > FLAG_SAMPLE) {
      break;
    }
  }
  return seen > 0;
}

/**
 * The columns an anomalychart marks points by when its query names none: those called flags or anomalies that hold
 * nothing but −1, 0 and 1; without such names, those that hold nothing else and follow a column of other numbers.
 */
export function flagColumns(table: ResultTable, x: number, taken: readonly number[]): readonly number[] {
  const flags = table.columns
    .map((_, index) => index)
    .filter((index) => index !== x && !taken.includes(index))
    .filter((index) => {
      const { type } = table.columns[index] as Column;
      return (isNumeric(type) || type === 'bool' || type === 'dynamic') && holdsFlags(table, index);
    });
  const named = flags.filter((index) => endsWith((table.columns[index] as Column).name, FLAG_WORDS));
  if (named.length > 0) {
    return named;
  }
  const isValues = (index: number): boolean => {
    const { type } = table.columns[index] as Column;
    return index !== x && !flags.includes(index) && (isNumeric(type) || type === 'dynamic');
  };
  const first = table.columns.findIndex((_, index) => isValues(index));
  return first < 0 ? [] : flags.filter((index) => index > first && (table.columns[index] as Column).type !== 'bool');
}
