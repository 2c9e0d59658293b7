import { describe, expect, test } from 'vitest';
import type { ColumnType, ResultTable } from '../src/api/types';
import { toCsv, toTabSeparated } from '../src/results/csv';
import { durationText } from '../src/results/duration';
import { filteredRows } from '../src/results/filter';
import { formatCell, formatDatetime, prettyDynamic } from '../src/results/format';
import { sortedRows, timespanTicks } from '../src/results/sort';

const tableOf = (type: ColumnType, ...cells: ResultTable['rows'][number][number][]): ResultTable => ({
  name: 'T',
  columns: [{ name: 'c', type }],
  rows: cells.map((cell) => [cell]),
});

describe('cells', () => {
  test('datetimes lose T, Z and empty fractions, nothing else', () => {
    expect(formatDatetime('2023-03-19T23:59:59Z')).toBe('2023-03-19 23:59:59');
    expect(formatDatetime('2023-03-19T23:59:59.1234567Z')).toBe('2023-03-19 23:59:59.1234567');
    expect(formatDatetime('2023-03-19T23:59:59.5000000Z')).toBe('2023-03-19 23:59:59.5');
    expect(formatDatetime('soon')).toBe('soon');
  });
  test('numbers, flags and nulls', () => {
    expect(formatCell('NaN', { name: 'c', type: 'real' })).toBe('NaN');
    expect(formatCell(9007199254740993n, { name: 'c', type: 'long' })).toBe('9007199254740993');
    expect(formatCell(false, { name: 'c', type: 'bool' })).toBe('false');
    expect(formatCell(null, { name: 'c', type: 'string' })).toBe('');
  });
  test('dynamic values are laid out and keep every digit', () => {
    expect(prettyDynamic('{"a":[1,{"b":"x,{y}\\""}],"e":{},"n":12345678901234567890}')).toBe(
      '{\n  "a": [\n    1,\n    {\n      "b": "x,{y}\\""\n    }\n  ],\n  "e": {},\n  "n": 12345678901234567890\n}',
    );
    expect(prettyDynamic('12345678901234567890')).toBe('12345678901234567890');
    expect(prettyDynamic('not json')).toBe('not json');
  });
  test('durations', () =>
    expect([0.0004, 0.085, 1.239, 75].map(durationText)).toEqual(['1 ms', '85 ms', '1.24 s', '1 min 15 s']));
});

describe('sorting', () => {
  const order = (table: ResultTable, descending = false) =>
    sortedRows(table, { column: 0, descending }).map((row) => table.rows[row]?.[0]);
  test('nulls are last in both directions', () => {
    expect(order(tableOf('long', 2, null, 10, 1))).toEqual([1, 2, 10, null]);
    expect(order(tableOf('long', 2, null, 10, 1), true)).toEqual([10, 2, 1, null]);
  });
  test('integers beyond 2^53 are told apart', () =>
    expect(order(tableOf('long', 9007199254740993n, 5, 9007199254740992n))).toEqual([
      5,
      9007199254740992n,
      9007199254740993n,
    ]));
  test('a longer fraction of a second comes later', () =>
    expect(
      order(tableOf('datetime', '2023-01-01T00:00:00.5Z', '2023-01-01T00:00:00Z', '2023-01-01T00:00:00.25Z')),
    ).toEqual(['2023-01-01T00:00:00Z', '2023-01-01T00:00:00.25Z', '2023-01-01T00:00:00.5Z']));
  test('timespans are ordered by length, not by text', () =>
    expect(order(tableOf('timespan', '10.00:00:00', '2.00:00:00', '-00:00:01', '23:59:59'))).toEqual([
      '-00:00:01',
      '23:59:59',
      '2.00:00:00',
      '10.00:00:00',
    ]));
  test('not-a-number counts as null', () =>
    expect(order(tableOf('real', 'NaN', 1, 'Infinity', '-Infinity'))).toEqual(['-Infinity', 1, 'Infinity', 'NaN']));
  test('equal rows keep their order', () => {
    const table: ResultTable = {
      name: 'T',
      columns: [
        { name: 'a', type: 'string' },
        { name: 'b', type: 'int' },
      ],
      rows: [
        ['x', 1],
        ['x', 2],
        ['a', 3],
      ],
    };
    expect(sortedRows(table, { column: 0, descending: false })).toEqual([2, 0, 1]);
    expect(sortedRows(table, { column: 0, descending: true })).toEqual([0, 1, 2]);
    expect(sortedRows(table, null)).toEqual([0, 1, 2]);
  });
  test('ticks', () => expect(timespanTicks('-1.02:03:04.5000000')).toBe(-937845000000n));
});

describe('exports', () => {
  const columns = [
    { name: 'a', type: 'string' as const },
    { name: 'b', type: 'real' as const },
  ];
  test('RFC 4180 quoting and line ends', () =>
    expect(toCsv(columns, [['x "y", z\nw', 1.5]])).toBe('a,b\r\n"x ""y"", z\nw",1.5\r\n'));
  test('a text cannot become a formula', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r']) {
      expect(toCsv(columns, [[`${start}cmd|x`, null]]).replaceAll('"', '')).toContain(`'${start}cmd|x`);
    }
    expect(toCsv([{ name: '=1+1', type: 'string' }], [])).toBe("'=1+1\r\n");
    expect(toTabSeparated(columns, [['=1+1', 2]], false)).toBe("'=1+1\t2");
  });
  test('negative numbers and timespans stay as they are', () =>
    expect(
      toCsv(
        [
          { name: 'n', type: 'real' },
          { name: 't', type: 'timespan' },
          { name: 'd', type: 'decimal' },
        ],
        [[-1.5e-7, '-1.02:03:04', '-1.25']],
      ),
    ).toBe('n,t,d\r\n-1.5e-7,-1.02:03:04,-1.25\r\n'));
  test('a text that only looks like a number is no formula either', () =>
    expect(toCsv(columns, [['-1+1', 0]])).toBe("a,b\r\n'-1+1,0\r\n"));
  test('tabs and line breaks inside a cell do not break the table', () =>
    expect(toTabSeparated(columns, [['x\ty\nz', 1]], true)).toBe('a\tb\nx y z\t1'));
});

test('rows are filtered by any cell, in the order given', () => {
  const table: ResultTable = {
    name: 'T',
    columns: [
      { name: 'a', type: 'string' },
      { name: 'b', type: 'datetime' },
    ],
    rows: [
      ['Perf', '2023-01-01T00:00:00Z'],
      ['Syslog', null],
      ['perfect', null],
    ],
  };
  expect(filteredRows(table, [2, 1, 0], 'PERF ')).toEqual([2, 0]);
  expect(filteredRows(table, [2, 1, 0], '01-01 00')).toEqual([0]);
  expect(filteredRows(table, [2, 1, 0], '')).toEqual([2, 1, 0]);
});
