import { describe, expect, test } from 'vitest';
import type { Cell, ColumnType, RenderProperties, ResultTable } from '../src/api/types';
import { wordsOf } from '../src/chart/flags';
import type { AxesModel, Series } from '../src/chart/model';
import { axesOption } from '../src/chart/option';
import { anomalySummary, describe as inWords, remarksOf, spokenAt } from '../src/chart/remarks';
import { chartModel } from '../src/chart/resolve';
import { stopAfter, stopsOf } from '../src/chart/walk';
import { modelOf, readReport } from '../src/report/data';
import { LIGHT } from '../src/theme/palette';

const HOURS = ['2023-03-13T00:00:00Z', '2023-03-13T01:00:00Z', '2023-03-13T02:00:00Z'];
const [FIRST, SECOND, THIRD] = HOURS.map((hour) => Date.parse(hour)) as [number, number, number];
const table = (columns: Record<string, ColumnType>, ...rows: Cell[][]): ResultTable => ({
  name: 'PrimaryResult',
  columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
  rows,
});
const axes = (of: ResultTable, visualization: string, more: Partial<RenderProperties> = {}): AxesModel => {
  const model = chartModel(of, { visualization, ...more });
  expect(model.kind).toBe('axes');
  return model as AxesModel;
};
const lines = (model: AxesModel): string[] => model.series.map((series) => `${series.line} ${series.name}`);
const only = (model: AxesModel): Series => {
  expect(model.series).toHaveLength(1);
  return model.series[0] as Series;
};

/** What make-series and series_decompose_anomalies give, by group. */
const SERIES = table(
  { Type: 'string', t: 'dynamic', n: 'dynamic', ad_flag: 'dynamic', ad_score: 'dynamic', baseline: 'dynamic' },
  ['a', JSON.stringify(HOURS), '[1,9,1]', '[0,1,0]', '[0,7.5,0.1]', '[1,1.5,1]'],
  ['b', JSON.stringify(HOURS), '[5,5,-4]', '[0,0,-1]', '[0,0,-3]', '[5,5,5]'],
);
const ROWS = table(
  { t: 'datetime', ActualUsage: 'real', Anomalies: 'real', AnomalyScore: 'real', ExpectedUsage: 'long' },
  [HOURS[0] as string, 1, 0, 0, 1],
  [HOURS[1] as string, 9, 1, 7.5, 2],
  [HOURS[2] as string, -3, -1, -4, 1],
);
const FORECAST = table(
  { t: 'dynamic', n: 'dynamic', forecast: 'dynamic', lower: 'dynamic', upper: 'dynamic', method: 'string' },
  [JSON.stringify(HOURS), '[1,2,null]', '[null,2.5,3]', '[null,null,2]', '[null,null,4]', 'theta'],
);

describe('anomalychart', () => {
  test('series of arrays: flags mark, the score is told, the baseline is drawn', () => {
    const model = axes(SERIES, 'anomalychart');
    expect(lines(model)).toEqual(['values a', 'baseline a · baseline', 'values b', 'baseline b · baseline']);
    expect(model.series.map((series) => series.hue)).toEqual([0, 0, 1, 1]);
    expect(model.series.map((series) => series.anomalies)).toEqual([
      [{ x: SECOND, y: 9, sign: 1 }],
      [],
      [{ x: THIRD, y: -4, sign: -1 }],
      [],
    ]);
    expect(model.series[0]?.details[0]?.values.get(SECOND)).toBe(7.5);
    expect(model.yTitle).toBe('n');
    expect(anomalySummary(model)).toBe('2 anomalies: 1 ▲ above, 1 ▼ below');
  });
  test('expanded rows with the names of the tutorials', () => {
    const model = axes(ROWS, 'anomalychart');
    expect(lines(model)).toEqual(['values ActualUsage', 'baseline ExpectedUsage']);
    expect(model.series.map((series) => series.hue)).toEqual([0, 1]);
    expect(model.series[0]?.anomalies.map((anomaly) => [anomaly.y, anomaly.sign])).toEqual([
      [9, 1],
      [-3, -1],
    ]);
  });
  test('with ycolumns only these are drawn; score and baseline are still told', () => {
    const model = axes(ROWS, 'anomalychart', { yColumns: 'ActualUsage', anomalyColumns: 'Anomalies' });
    expect(only(model).details.map((detail) => [detail.name, detail.values.get(SECOND)])).toEqual([
      ['AnomalyScore', 7.5],
      ['ExpectedUsage', 2],
    ]);
  });
  test('flags without a telling name follow other numbers and hold only -1, 0, 1', () => {
    const rows = table({ t: 'datetime', n: 'long', f: 'long', m: 'long' }, [HOURS[0] as string, 5, -1, 7]);
    expect(lines(axes(rows, 'anomalychart'))).toEqual(['values n', 'values m']);
    expect(lines(axes(rows, 'timechart'))).toEqual(['values n', 'values f', 'values m']);
    const zeros = table({ t: 'datetime', failures: 'long' }, [HOURS[0] as string, 1], [HOURS[1] as string, 0]);
    expect(only(axes(zeros, 'anomalychart')).anomalies).toEqual([]);
  });
  test('a column called anomalies that holds other numbers is a line', () =>
    expect(
      lines(axes(table({ t: 'datetime', n: 'long', anomalies: 'long' }, [HOURS[0] as string, 5, 12]), 'anomalychart')),
    ).toEqual(['values n', 'values anomalies']));
  test('a bool marks without a side', () => {
    const rows = table({ t: 'datetime', n: 'long', IsOutlier: 'bool' }, [HOURS[0] as string, 5, true]);
    const model = axes(rows, 'anomalychart', { anomalyColumns: 'IsOutlier' });
    expect(only(model).anomalies).toEqual([{ x: FIRST, y: 5, sign: 0 }]);
    expect(only(axes(rows, 'anomalychart')).anomalies).toHaveLength(1);
  });
  test('each value column takes the flags about it', () => {
    const flagged = table(
      { t: 'datetime', cpu: 'real', disk: 'real', disk_ad_flag: 'long', cpu_ad_flag: 'long' },
      [HOURS[0] as string, 10, 20, 0, 1],
      [HOURS[1] as string, 11, 21, -1, 0],
    );
    expect(axes(flagged, 'anomalychart').series.map((series) => series.anomalies.map((one) => one.y))).toEqual([
      [10],
      [21],
    ]);
    const { columns, rows } = flagged;
    const half = { name: '', columns: columns.slice(0, 4), rows: rows.map((row) => row.slice(0, 4)) };
    expect(axes(half, 'anomalychart').series.map((series) => series.anomalies.length)).toEqual([0, 1]);
  });
  test('columns that a function named are called by their part', () => {
    const made = 'series_decompose_anomalies_n';
    const of = (groups: Record<string, ColumnType>, ...cells: Cell[]): AxesModel =>
      axes(
        table({ t: 'datetime', ...groups, n: 'real', [`${made}_ad_flag`]: 'real', [`${made}_baseline`]: 'real' }, [
          HOURS[0] as string,
          ...cells,
          1,
          0,
          2,
        ]),
        'anomalychart',
      );
    expect(lines(of({}))).toEqual(['values n', 'baseline n baseline']);
    expect(lines(of({ s: 'string' }, 'x'))).toEqual(['values x', 'baseline x · baseline']);
  });
  test('a timechart of the same columns draws them all', () => expect(axes(ROWS, 'timechart').series).toHaveLength(4));
});

describe('forecast', () => {
  test('lower and upper become the band of the dashed forecast', () => {
    const model = axes(FORECAST, 'timechart');
    expect(lines(model)).toEqual(['values n', 'forecast forecast']);
    expect(model.series[1]?.band).toEqual([
      { x: FIRST, low: null, high: null },
      { x: SECOND, low: null, high: null },
      { x: THIRD, low: 2, high: 4 },
    ]);
  });
  test('names with prefixes and several forecasts find their intervals', () => {
    const both = table(
      {
        t: 'datetime',
        cpu: 'real',
        disk: 'real',
        disk_forecast: 'real',
        cpu_forecast: 'real',
        halcyon_forecast_cpu_lower: 'real',
        halcyon_forecast_cpu_upper: 'real',
        DiskLower: 'real',
        DiskUpper: 'real',
      },
      [HOURS[0] as string, 1, 2, 3, 4, 3.5, 4.5, 2, 5],
    );
    const model = axes(both, 'timechart');
    expect(model.series.map((series) => [series.name, series.hue, series.band[0]?.low ?? null])).toEqual([
      ['cpu', 0, null],
      ['disk', 1, null],
      ['disk_forecast', 1, 2],
      ['cpu_forecast', 0, 3.5],
    ]);
  });
  test('an interval without a forecast lies around the values', () =>
    expect(
      only(
        axes(
          table({ t: 'datetime', n: 'real', n_lower: 'real', n_upper: 'real' }, [HOURS[0] as string, 2, 1, 3]),
          'timechart',
        ),
      ).band,
    ).toEqual([{ x: FIRST, low: 1, high: 3 }]));
  test('what has no partner or nothing to lie around is a line; so is everything in stacks and sums', () => {
    const half = table({ t: 'datetime', n: 'real', n_lower: 'real' }, [HOURS[0] as string, 2, 1]);
    expect(lines(axes(half, 'timechart'))).toEqual(['values n', 'values n_lower']);
    const bare = table({ t: 'datetime', lower: 'real', upper: 'real' }, [HOURS[0] as string, 2, 1]);
    expect(lines(axes(bare, 'timechart'))).toEqual(['values lower', 'values upper']);
    expect(axes(FORECAST, 'areachart', { kind: 'stacked' }).series).toHaveLength(4);
    expect(axes(FORECAST, 'timechart', { accumulate: true }).series).toHaveLength(4);
  });
});

describe('pictures', () => {
  test('a band is two quiet lines that share the name of their series', () => {
    const { series } = axesOption(axes(FORECAST, 'timechart'), LIGHT, 400);
    expect((series as { id: string; name: string }[]).map((one) => `${one.id} ${one.name}`)).toEqual([
      'series-0 n',
      'band-low-1 forecast',
      'band-room-1 forecast',
      'series-1 forecast',
    ]);
    expect(series).toMatchObject([
      {},
      {},
      {
        data: [
          [FIRST, null],
          [SECOND, null],
          [THIRD, 2],
        ],
      },
      {},
    ]);
  });
  test('marks point to their side and go with their series', () => {
    const { series } = axesOption(axes(SERIES, 'anomalychart'), LIGHT, 400);
    const marks = (series as { id: string; name: string; symbolRotate?: number }[]).filter((one) =>
      one.id.startsWith('marks'),
    );
    expect(marks.map((one) => [one.name, one.symbolRotate ?? 0])).toEqual([
      ['a', 0],
      ['b', 180],
    ]);
  });
});

describe('words', () => {
  test('the words of a name', () => {
    expect(wordsOf('AnomalyScore')).toEqual(['anomaly', 'score']);
    expect(wordsOf('series_decompose_anomalies_n_ad_flag').at(-1)).toBe('flag');
  });
  test('hover tells the interval, the side and the details', () => {
    expect(remarksOf(axes(FORECAST, 'timechart'))('series-1', THIRD)).toEqual({
      sign: null,
      interval: 'interval 2 to 4',
      details: [],
    });
    const remarks = remarksOf(axes(SERIES, 'anomalychart'));
    expect(remarks('series-0', SECOND)).toEqual({ sign: 1, interval: '', details: ['ad_score 7.5'] });
    expect(remarks('marks-1-0', SECOND)).toBeNull();
  });
  test('a chart and a point for those who listen', () => {
    const model = axes(SERIES, 'anomalychart');
    expect(inWords(model)).toContain('2 anomalies');
    expect(spokenAt(model, SECOND)).toContain('a 9, anomaly above; a · baseline 1.5');
    expect(inWords(axes(FORECAST, 'timechart'))).toContain('interval');
    expect(inWords(axes(table({ t: 'datetime', n: 'long' }, [HOURS[0] as string, 1]), 'timechart'))).toBeNull();
  });
  test('keys walk from point to point and from anomaly to anomaly', () => {
    const stops = stopsOf(axes(SERIES, 'anomalychart'));
    expect(stops.map((stop) => stop.isAnomaly)).toEqual([false, true, true]);
    expect(['ArrowRight', 'ArrowLeft', 'End', 'n', 'p', 'x'].map((key) => stopAfter(key, -1, stops))).toEqual([
      0,
      2,
      2,
      1,
      2,
      null,
    ]);
    expect([stopAfter('n', 1, stops), stopAfter('n', 2, stops), stopAfter('p', 1, stops)]).toEqual([2, null, null]);
    expect(stopAfter('ArrowRight', -1, [])).toBeNull();
  });
});

describe('report', () => {
  const report = {
    format: 1,
    splitAt: HOURS[0],
    models: [{ chosen: true }],
    dataTypes: [],
    queries: [],
    anomaliesTable: { rows: [] },
  };
  test('charts are optional, and must be whole', () => {
    expect(readReport(JSON.stringify(report)).charts).toBeUndefined();
    expect(() => readReport(JSON.stringify({ ...report, charts: [{ columns: [], rows: [] }] }))).toThrow(/chart/);
  });
  test('a chart is what the page would draw', () =>
    expect(
      modelOf({
        title: 'T',
        query: 'Q',
        columns: FORECAST.columns,
        rows: FORECAST.rows as never,
        render: { visualization: 'timechart' },
      }),
    ).toMatchObject({ kind: 'axes', series: [{ line: 'values' }, { line: 'forecast' }] }));
});
