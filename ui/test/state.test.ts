import { describe, expect, test } from 'vitest';
import { MalformedReport, readReport, usualBand } from '../src/report/data';
import type { ReportData } from '../src/report/types';
import { kqlName } from '../src/panes/SidePane';
import { tableGroups } from '../src/panes/tableGroups';
import { linkedQuery, linkTo } from '../src/state/link';
import { ago, HISTORY_LIMIT, isHistory, remembered, type HistoryEntry } from '../src/state/history';

const entry = (query: string, at: number): HistoryEntry => ({ query, timespan: null, at, seconds: 0.1, rows: 1 });

describe('history', () => {
  test('newest first, each query once, no more than the limit', () => {
    let history: HistoryEntry[] = [];
    for (let at = 0; at < HISTORY_LIMIT + 20; at++) {
      history = remembered(history, entry(`q${at}`, at));
    }
    history = remembered(history, entry('q60', 999));
    expect(history).toHaveLength(HISTORY_LIMIT);
    expect(history[0]?.at).toBe(999);
    expect(history.filter((one) => one.query === 'q60')).toHaveLength(1);
  });
  test('foreign storage content is refused', () => {
    expect(isHistory([entry('q', 1)])).toBe(true);
    expect(isHistory([{ query: 1 }])).toBe(false);
    expect(isHistory('x')).toBe(false);
  });
  test('ago', () =>
    expect([0, 90_000, 3 * 3_600_000].map((past) => ago(1e12 - past, 1e12))).toEqual([
      'just now',
      '1 min ago',
      '3 h ago',
    ]));
});

test('names that are no identifiers are bracketed', () => {
  expect(kqlName('Usage')).toBe('Usage');
  expect(kqlName("it's a-b")).toBe("['it\\'s a-b']");
});

describe('report data', () => {
  const report: ReportData = {
    format: 1,
    title: 'T',
    product: 'Halcyon',
    version: '1',
    workspaceId: 'W',
    generatedAt: '2023-03-20T00:00:00Z',
    workspaceClock: null,
    seriesName: 's',
    unit: 'MB',
    splitAt: '2023-03-13T00:00:00Z',
    folds: 5,
    models: [{ name: 'm', maeMean: 1, maeStd: 0, rmseMean: 2, rmseStd: 0, chosen: true }],
    dataTypes: [
      {
        name: 'Perf',
        times: ['2023-03-12T23:00:00Z', '2023-03-13T00:00:00Z'],
        actual: [1, 5],
        predicted: [null, 2],
        fences: { lower: -1, upper: 1.5 },
        anomalies: [{ time: '2023-03-13T00:00:00Z', actual: 5, predicted: 2, residual: 3, sign: 1 }],
      },
    ],
    queries: [],
    anomaliesTable: { name: 'Anomalies_CL', query: '', columns: [], rows: [] },
  };
  test('a sound report is read', () => expect(readReport(JSON.stringify(report))).toEqual(report));
  test('the usual band follows the prediction', () =>
    expect(usualBand(report.dataTypes[0]!)).toEqual({ low: [null, 1], high: [null, 3.5] }));
  test.each([
    ['no JSON', '{'],
    ['another format', JSON.stringify({ ...report, format: 2 })],
    ['two chosen models', JSON.stringify({ ...report, models: [report.models[0], report.models[0]] })],
    ['unequal lengths', JSON.stringify({ ...report, dataTypes: [{ ...report.dataTypes[0], actual: [1] }] })],
    [
      'a bad sign',
      JSON.stringify({
        ...report,
        dataTypes: [{ ...report.dataTypes[0], anomalies: [{ time: '2023-03-13T00:00:00Z', sign: 0 }] }],
      }),
    ],
  ])('refused: %s', (_name, json) => expect(() => readReport(json)).toThrow(MalformedReport));
});

describe('links to queries', () => {
  test('what was linked is read back', () => {
    const linked = { query: "Usage\n| where DataType in ('a&b', 'ü#')\n| take 5", timespan: 'P7D' };
    expect(linkedQuery(new URL(linkTo('http://host/?x=1#old', linked)).hash)).toEqual(linked);
    expect(linkedQuery(new URL(linkTo('http://host/', { ...linked, timespan: null })).hash)).toEqual({
      ...linked,
      timespan: null,
    });
  });
  test('other addresses hold no query', () => {
    expect(linkedQuery('')).toBeNull();
    expect(linkedQuery('#section')).toBeNull();
  });
});

test('custom and recently used tables come first', () => {
  const tables = ['AACAudit', 'Anomalies_CL', 'Perf', 'Usage'].map((name) => ({ name, description: '', columns: [] }));
  const groups = tableGroups(tables, [entry('Perf | take 5', 1)]);
  expect(groups.map((group) => group.tables.map((table) => table.name))).toEqual([
    ['Anomalies_CL', 'Perf', 'Usage'],
    ['AACAudit'],
  ]);
  expect(tableGroups([], [])).toEqual([]);
});
