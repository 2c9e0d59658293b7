import type { Cell, ColumnType, ResultTable } from '../api/types';

export interface SortOrder {
  readonly column: number;
  readonly descending: boolean;
}

const TICKS_PER_SECOND = 10_000_000n;
const TIMESPAN = /^(-)?(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))?$/;

/** `[-][d.]hh:mm:ss[.fffffff]` in ticks of 100 ns; null for another form. */
export function timespanTicks(text: string): bigint | null {
  const match = TIMESPAN.exec(text);
  if (!match) {
    return null;
  }
  const [, minus, days, hours, minutes, seconds, fraction] = match;
  const whole =
    ((BigInt(days ?? 0) * 24n + BigInt(hours ?? 0)) * 60n + BigInt(minutes ?? 0)) * 60n + BigInt(seconds ?? 0);
  const ticks = whole * TICKS_PER_SECOND + BigInt((fraction ?? '').padEnd(7, '0'));
  return minus ? -ticks : ticks;
}

type Key = string | number | bigint | null;

/** The value that a cell is ordered by; null sorts last in either direction. */
function keyOf(cell: Cell | undefined, type: ColumnType): Key {
  if (cell === null || cell === undefined) {
    return null;
  }
  switch (type) {
    case 'bool':
      return cell === true || cell === 'true' ? 1 : 0;
    case 'int':
    case 'long':
      return typeof cell === 'bigint' ? cell : Number(cell);
    case 'real':
    case 'decimal': {
      const number = Number(cell);
      return Number.isNaN(number) ? null : number;
    }
    case 'datetime':
      // Without the Z a shorter fraction is a prefix of a longer one, and text order is time order.
      return String(cell).replace(/Z$/, '');
    case 'timespan':
      return timespanTicks(String(cell));
    case 'string':
    case 'guid':
    case 'dynamic':
      return String(cell);
  }
}

const compareText = new Intl.Collator('en', { numeric: true, sensitivity: 'variant' }).compare;

function compareKeys(a: Key, b: Key, byText: boolean): number {
  if (typeof a === 'string' && typeof b === 'string' && byText) {
    return compareText(a, b);
  }
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
}

/** Row numbers in the wanted order; equal rows keep the order in which they came. */
export function sortedRows(table: ResultTable, order: SortOrder | null): readonly number[] {
  const rows = Array.from(table.rows, (_, index) => index);
  const column = order ? table.columns[order.column] : undefined;
  if (!order || !column) {
    return rows;
  }
  const byText = column.type === 'string' || column.type === 'dynamic';
  const keys = table.rows.map((row) => keyOf(row[order.column], column.type));
  const sign = order.descending ? -1 : 1;
  return rows.sort((a, b) => {
    const left = keys[a] ?? null;
    const right = keys[b] ?? null;
    if (left === null || right === null) {
      return left === right ? a - b : left === null ? 1 : -1;
    }
    return sign * compareKeys(left, right, byText) || a - b;
  });
}
