import { expect, it } from 'vitest';
import type { ResultTable } from '../src/api/types';
import { columnWidths, fittingWidth, type Measure } from '../src/results/widths';

const measure: Measure = (text) => text.length * 10;

const table = (long: string): ResultTable => ({
  name: 'T',
  columns: [
    { name: 'N', type: 'long' },
    { name: 'Message', type: 'string' },
    { name: 'Other', type: 'string' },
  ],
  rows: [
    [1, 'short', 'abc'],
    [2, long, null],
  ],
});

it('fits names and values', () => {
  expect(columnWidths(table('a message of thirty letters!!!'), 1_000, measure)).toEqual([64, 322, 102]);
  expect(fittingWidth(table('x'), 1, measure)).toBe(122);
});

it('cuts what is long, and gives it the room that is left', () => {
  const long = 'x'.repeat(90);
  expect(columnWidths(table(long), 500, measure)).toEqual([64, 420, 102]);
  expect(columnWidths(table(long), 1_000, measure)).toEqual([64, 834, 102]);
  expect(columnWidths(table(long), 3_000, measure)).toEqual([64, 922, 102]);
});
