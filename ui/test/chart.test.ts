import { describe, expect, test } from 'vitest';
import type { Cell, ColumnType, RenderProperties, ResultTable } from '../src/api/types';
import { columnNames } from '../src/chart/cells';
import { durationLabel, numberLabel, timeLabel } from '../src/chart/labels';
import type { AxesModel, PieModel } from '../src/chart/model';
import { axesOption } from '../src/chart/option';
import { chartModel, MAX_SERIES } from '../src/chart/resolve';

import { LIGHT } from '../src/theme/palette';

const table = (columns: Record<string, ColumnType>, ...rows: Cell[][]): ResultTable => ({
  name: 'PrimaryResult',
  columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
  rows,
});
const render = (visualization: string, more: Partial<RenderProperties> = {}): RenderProperties => ({
  visualization,
  ...more,
});
const axes = (of: ResultTable, how: RenderProperties): AxesModel => {
  const model = chartModel(of, how);
  expect(model.kind).toBe('axes');
  return model as AxesModel;
};

const USAGE = table(
  { TimeGenerated: 'datetime', DataType: 'string', ActualUsage: 'real' },
  ['2023-03-13T01:00:00Z', 'Perf', 2],
  ['2023-03-13T00:00:00Z', 'Perf', 1],
  ['2023-03-13T00:00:00Z', 'Syslog', 'NaN'],
);

describe('timechart', () => {
  test('the string column makes the series, times ascend, not-a-number leaves a gap', () => {
    const model = axes(USAGE, render('timechart'));
    expect(model.series.map((series) => series.name)).toEqual(['Perf', 'Syslog']);
    expect(model.series[0]?.points).toEqual([
      { x: Date.parse('2023-03-13T00:00:00Z'), y: 1 },
      { x: Date.parse('2023-03-13T01:00:00Z'), y: 2 },
    ]);
    expect(model.series[1]?.points[0]?.y).toBeNull();
    expect(model.yTitle).toBe('ActualUsage');
  });
  test('time is found wherever it stands', () =>
    expect(axes(table({ n: 'long', t: 'datetime' }, [1, '2023-03-13T00:00:00Z']), render('timechart')).xKind).toBe(
      'time',
    ));
  test('several numbers and a series column make one line each', () =>
    expect(
      axes(
        table({ t: 'datetime', s: 'string', a: 'long', b: 'long' }, ['2023-03-13T00:00:00Z', 'x', 1, 2]),
        render('timechart'),
      ).series.map((one) => one.name),
    ).toEqual(['x · a', 'x · b']));
  test('named columns win', () => {
    const model = axes(
      table({ t: 'datetime', u: 'datetime', s: 'string', a: 'long', b: 'long' }, [
        '2023-03-13T00:00:00Z',
        '2024-03-13T00:00:00Z',
        'x',
        1,
        2,
      ]),
      render('timechart', { xColumn: 'u', yColumns: ['b'], series: 's' }),
    );
    expect(model.series[0]?.points).toEqual([{ x: Date.parse('2024-03-13T00:00:00Z'), y: 2 }]);
  });
  test('a missing column is named', () =>
    expect(chartModel(USAGE, render('timechart', { yColumns: 'Nope' }))).toEqual({
      kind: 'none',
      reason: expect.stringContaining("'Nope'"),
    }));
  test('make-series arrays are unrolled', () => {
    const model = axes(
      table({ s: 'string', t: 'dynamic', v: 'dynamic' }, [
        'x',
        '["2023-03-13T00:00:00Z","2023-03-13T01:00:00Z"]',
        '[1,null]',
      ]),
      render('timechart'),
    );
    expect(model.series).toHaveLength(1);
    expect(model.series[0]?.points.map((point) => point.y)).toEqual([1, null]);
  });
  test('too many series are cut and the cut is stated', () => {
    const rows = Array.from({ length: MAX_SERIES + 5 }, (_, index) => ['2023-03-13T00:00:00Z', `s${index}`, index]);
    const model = axes(table({ t: 'datetime', s: 'string', v: 'long' }, ...rows), render('timechart'));
    expect(model.series).toHaveLength(MAX_SERIES);
    expect(model.notices[0]).toContain(`${MAX_SERIES} of ${MAX_SERIES + 5}`);
  });
  test('accumulate adds up', () =>
    expect(axes(USAGE, render('timechart', { accumulate: true })).series[0]?.points.map((point) => point.y)).toEqual([
      1, 3,
    ]));
});

describe('other charts', () => {
  test('anomalychart marks the rows of anomalyColumns', () => {
    const model = axes(
      table({ t: 'datetime', v: 'real', flag: 'int' }, ['2023-03-13T00:00:00Z', 5, 0], ['2023-03-13T01:00:00Z', 9, -1]),
      render('anomalychart', { anomalyColumns: 'flag' }),
    );
    expect(model.series).toHaveLength(1);
    expect(model.series[0]?.anomalies.map((point) => point.y)).toEqual([9]);
  });
  test('columns stand on categories, and equal x values are added up with a notice', () => {
    const model = axes(
      table({ s: 'string', v: 'long' }, ['a', 1], ['b', 2], ['a', 3]),
      render('columnchart', { series: [] }),
    );
    expect(model.xKind).toBe('category');
    expect(model.series[0]?.points).toEqual([
      { x: 'a', y: 4 },
      { x: 'b', y: 2 },
    ]);
    expect(model.notices).toHaveLength(1);
  });
  test('stacked areas stand on the same times', () => {
    const model = axes(
      table(
        { t: 'datetime', s: 'string', v: 'long' },
        ['2023-03-13T00:00:00Z', 'a', 1],
        ['2023-03-13T01:00:00Z', 'b', 3],
      ),
      render('areachart', { kind: 'stacked' }),
    );
    expect(model.series.map((series) => series.points.map((point) => point.y))).toEqual([
      [1, 0],
      [0, 3],
    ]);
  });
  test('stacked100 gives shares', () => {
    const model = axes(
      table({ x: 'string', s: 'string', v: 'long' }, ['p', 'a', 1], ['p', 'b', 3]),
      render('barchart', { kind: 'stacked100', xColumn: 'x', series: 's' }),
    );
    expect(model.series.map((series) => series.points[0]?.y)).toEqual([25, 75]);
  });
  test('pie slices are ordered and the small ones joined', () => {
    const rows = Array.from({ length: 60 }, (_, index) => [`s${index}`, index + 1]);
    const model = chartModel(table({ s: 'string', v: 'long' }, ...rows), render('piechart')) as PieModel;
    expect(model.slices).toHaveLength(40);
    expect(model.slices[0]).toEqual({ name: 's59', value: 60 });
    expect(model.slices.at(-1)?.name).toBe('21 others');
  });
  test('a negative slice is refused', () =>
    expect(chartModel(table({ s: 'string', v: 'long' }, ['a', -1]), render('piechart'))).toMatchObject({
      kind: 'none',
    }));
  test('card shows the first row', () =>
    expect(chartModel(table({ Count: 'long' }, [1234567]), render('card'))).toMatchObject({
      kind: 'card',
      cards: [{ name: 'Count', text: '1,234,567' }],
    }));
  test('what is not drawn is named', () =>
    expect(chartModel(USAGE, render('treemap'))).toEqual({
      kind: 'none',
      reason: expect.stringContaining("'treemap'"),
    }));
  test('no rows, no numbers, table', () => {
    expect(chartModel({ ...USAGE, rows: [] }, render('timechart'))).toMatchObject({
      reason: expect.stringContaining('no rows'),
    });
    expect(
      chartModel(table({ t: 'datetime', s: 'string' }, ['2023-03-13T00:00:00Z', 'x']), render('timechart')),
    ).toMatchObject({ reason: expect.stringContaining('numeric') });
    expect(chartModel(USAGE, render('table'))).toEqual({ kind: 'none', reason: null });
  });
});

describe('pictures', () => {
  test('one ECharts series for each series, on a UTC time axis', () => {
    const option = axesOption(axes(USAGE, render('timechart', { title: 'T' })), LIGHT, 400);
    expect(option.useUTC).toBe(true);
    expect(option.series).toHaveLength(2);
    expect(option.xAxis).toMatchObject([{ type: 'time' }]);
  });
  test('ysplit panels make one grid for each column', () => {
    const two = table({ t: 'datetime', a: 'long', b: 'long' }, ['2023-03-13T00:00:00Z', 1, 2]);
    expect(axesOption(axes(two, render('timechart', { ySplit: 'panels' })), LIGHT, 400).grid).toHaveLength(2);
    expect(axesOption(axes(two, render('timechart', { ySplit: 'axes' })), LIGHT, 400).yAxis).toHaveLength(2);
    expect(axesOption(axes(two, render('timechart')), LIGHT, 400).yAxis).toHaveLength(1);
  });
  test('log axis and limits', () =>
    expect(
      axesOption(axes(USAGE, render('linechart', { yAxis: 'log', ymin: 1, ymax: 10 })), LIGHT, 400).yAxis,
    ).toMatchObject([{ type: 'log', min: 1, max: 10 }]));
});

test('column lists as text or array', () => {
  expect(columnNames('a, b')).toEqual(['a', 'b']);
  expect(columnNames(['a'])).toEqual(['a']);
  expect(columnNames(null)).toEqual([]);
});

test('labels', () => {
  expect(timeLabel(Date.parse('2023-03-19T23:00:00Z'))).toBe('Sun, 19 Mar 2023, 23:00 UTC');
  expect(durationLabel(93_784_500)).toBe('1.02:03:04.5');
  expect(durationLabel(-60_000)).toBe('-00:01:00');
  expect([0, 1234.5678, 0.12345, 1e-7, 2e20].map(numberLabel)).toEqual(['0', '1,234.57', '0.1235', '1e-7', '2e+20']);
});
