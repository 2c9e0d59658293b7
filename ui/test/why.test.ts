import { describe, expect, it } from 'vitest';
import type { ColumnType } from '../src/api/types';
import type { Series } from '../src/chart/model';
import { seriesAt } from '../src/chart/pick';
import { binAt, sideOf, stretchText, whyQuery, type Asked } from '../src/chart/why';

const HOUR = 3_600_000;
const FROM = Date.UTC(2024, 2, 5, 10);
const STRETCH = { from: FROM, to: FROM + HOUR };
const THEN =
  'TimeGenerated >= datetime(2024-03-05T10:00:00.000Z) and TimeGenerated < datetime(2024-03-05T11:00:00.000Z)';

const ANSWER =
  '| project Segment, Then = round(ShareTrue, 3), Otherwise = round(ShareFalse, 3), Rows = CountTrue, PValue';
const MISSING =
  '| project Segment, Then = round(ShareFalse, 3), Otherwise = round(ShareTrue, 3), Rows = CountFalse, PValue';

const asked = (more: Partial<Asked> = {}): Asked => ({
  timeColumn: 'TimeGenerated',
  stretch: STRETCH,
  side: 'high',
  yColumn: null,
  series: null,
  ...more,
});

function ask(query: string, more: Partial<Asked> = {}, tables: Parameters<typeof whyQuery>[2] = []): string {
  const question = whyQuery(query, asked(more), tables);
  return question.kind === 'query'
    ? question.query.replace(`\n${ANSWER}`, '').replace(`\n${MISSING}`, '')
    : `none: ${question.reason}`;
}

const of = (column: string, type: ColumnType, cell: string | number | boolean | null) => [{ column, type, cell }];

describe('whyQuery', () => {
  it('tells the shares of that time and of all others', () => {
    const counted = 'T | summarize count() by bin(TimeGenerated, 1h)';
    expect(whyQuery(counted, asked())).toEqual({
      kind: 'query',
      query: `T\n| evaluate halcyon_explain(${THEN})\n${ANSWER}`,
    });
    expect(whyQuery(counted, asked({ side: 'low' }))).toMatchObject({
      query: expect.stringMatching(/Then = round\(ShareFalse/),
    });
  });

  it('keeps the rows that were counted and asks for those of the stretch', () => {
    const query = `let least = 3; // a | in a comment
Requests
| where Name != "a | b" and Ms > least // and not less

| extend Slow = Ms > 100
| summarize count() by bin(TimeGenerated, 1h)
| render timechart`;
    expect(ask(query)).toBe(`let least = 3;
// a | in a comment
Requests
| where Name != "a | b" and Ms > least // and not less
| extend Slow = Ms > 100
| evaluate halcyon_explain(${THEN})`);
  });

  it('asks what is missing where there is less than usual', () => {
    expect(ask('T | summarize count() by bin(TimeGenerated, 1h)', { side: 'low' })).toBe(
      `T\n| evaluate halcyon_explain(not(${THEN}))`,
    );
  });

  it('weighs the rows of a sum, and leaves its unit out', () => {
    for (const sum of ['sum(Quantity)', 'Total = sum(Quantity)', 'round(sum(Quantity) / 1024 / 1024.0, 2)']) {
      expect(ask(`T | summarize ${sum} by bin(TimeGenerated, 1h)`)).toBe(
        `T\n| evaluate halcyon_explain(${THEN}, weight = Quantity)`,
      );
    }
  });

  it('weighs what is above the usual value for an average, below it where it is low', () => {
    expect(ask('T | summarize avg(Ms) by bin(TimeGenerated, 1h)')).toBe(`let Asked =
    T
;
let Usual = toscalar(Asked | where not(${THEN}) | summarize percentile(Ms, 50));
Asked
| where Ms > Usual
| evaluate halcyon_explain(${THEN}, weight = Ms - Usual)`);
    const low = ask('T | summarize avg(Ms) by bin(TimeGenerated, 1h)', { side: 'low' });
    expect(low).toContain(`| where Ms < Usual\n| evaluate halcyon_explain(${THEN}, weight = Usual - Ms)`);
  });

  it('takes the rows beyond a percentile', () => {
    const query = 'T | summarize percentiles(Ms, 50, 95) by bin(TimeGenerated, 1h)';
    const question = ask(query, { yColumn: 'percentile_Ms_95' });
    expect(question).toContain('| summarize percentile(Ms, 95));');
    expect(question).toContain(`| where Ms > Usual\n| project-away Ms\n| evaluate halcyon_explain(${THEN})`);
  });

  it('counts the rows of a condition, also for a rate', () => {
    for (const rate of ['countif(Ok == false)', 'Rate = 100.0 * countif(Ok == false) / count()']) {
      expect(ask(`T | summarize ${rate} by bin(TimeGenerated, 1h)`)).toBe(
        `T\n| where Ok == false\n| evaluate halcyon_explain(${THEN})`,
      );
    }
    expect(ask('T | summarize sumif(B, Ok) / countif(Ok) by bin(TimeGenerated, 1h)')).toContain('weight = B - Usual');
  });

  it('counts each value once in a bin for distinct values, and shows the rows of a maximum', () => {
    expect(ask('T | summarize dcount(User) by bin(TimeGenerated, 1h)')).toBe(`T
| summarize arg_min(TimeGenerated, *) by Each = User, Bin = bin(TimeGenerated, 1h)
| project-away Each, User
| evaluate halcyon_explain(${THEN})`);
    expect(ask('T | summarize max(Ms) by bin(TimeGenerated, 1h)')).toBe(`T\n| where ${THEN}\n| top 20 by Ms desc`);
  });

  it('narrows to the series that was picked', () => {
    const query = 'T | summarize count() by bin(TimeGenerated, 1h), Level, Kind = tostring(Bag.kind)';
    expect(ask(query, { series: of('Level', 'string', 'a "b"') })).toContain(`T\n| where Level == "a \\"b\\""\n`);
    expect(ask(query, { series: of('Kind', 'string', '') })).toContain('| where tostring(Bag.kind) == ""\n');
    expect(ask(query, { series: of('Level', 'guid', null) })).toContain('| where isnull(Level)\n');
    expect(ask(query, { series: of('Level', 'timespan', '01:00:00') })).toContain('Level == timespan(01:00:00)\n');
    expect(ask(query, { series: of('Other', 'string', 'x') })).toMatch(/^none: .*'Other'/);
  });

  it('reads the measures of a make-series', () => {
    const query = `T
| make-series Total = sum(Quantity) default = 0, dcount(User) on TimeGenerated from ago(7d) to now() step 1h by Level
| extend (Flag, Score, Baseline) = series_decompose_anomalies(Total)`;
    const series = of('Level', 'string', 'x');
    expect(ask(query, { yColumn: 'Total', series })).toBe(
      `T\n| where Level == "x"\n| evaluate halcyon_explain(${THEN}, weight = Quantity)`,
    );
    expect(ask(query, { yColumn: 'dcount_User' })).toContain('Bin = bin_at(TimeGenerated, 1h, ago(7d))');
    expect(ask(query, { yColumn: null })).toMatch(/^none: .*several measures/);
    expect(ask(query, { yColumn: 'Baseline' })).toMatch(/^none: 'Baseline' is computed from several/);
  });

  it('asks the time itself where bins have another name', () => {
    const query = "T | summarize count() by Hour = bin(['when'], 1h)";
    expect(ask(query, { timeColumn: 'Hour' })).toContain('halcyon_explain(when >= datetime(');
    expect(ask('T | summarize count() by Day = f(Time)', { timeColumn: 'Day' })).toContain(
      'halcyon_explain(f(Time) >=',
    );
    expect(ask('T | summarize count() by Hour = bin(Time, 1h)')).toMatch(/^none: .*'TimeGenerated'/);
  });

  it('takes the rows of whatever stands before the aggregation', () => {
    expect(ask('A | join B on Id | summarize count() by bin(TimeGenerated, 1h)')).toContain('A\n| join B on Id\n|');
    expect(ask('union A, B | summarize count() by bin(TimeGenerated, 1h)')).toContain('union A, B\n| evaluate');
  });

  it('says why it has no question', () => {
    const counted = 'summarize count() by bin(TimeGenerated, 1h)';
    expect(ask(`A | ${counted} | join (B | ${counted}) on TimeGenerated`)).toMatch(/^none: 'join' behind/);
    expect(ask('T | summarize stdev(Ms) by bin(TimeGenerated, 1h)')).toMatch(/^none: 'stdev\(Ms\)'/);
    expect(ask('T | summarize sum(A) - sum(B) by bin(TimeGenerated, 1h)')).toMatch(/^none: 'sum/);
    expect(ask(`T | take 1; T | ${counted}`)).toMatch(/^none: .*several answers/);
    expect(ask('range t from 1 to 2 step 1')).toMatch(/^none: .*'range'/);
    expect(ask('')).toMatch(/^none: /);
  });

  it('takes rows that were not grouped, and quotes names', () => {
    expect(ask('T', { timeColumn: "when's" })).toContain("| evaluate halcyon_explain(['when\\'s'] >=");
    expect(ask('T | where A;')).toBe(`T\n| where A\n| evaluate halcyon_explain(${THEN})`);
    expect(ask('T | take 1')).toMatch(/^none: .*'take'/);
  });

  it('leaves numbers of rows out', () => {
    const tables = [{ name: 'T', description: '', columns: [{ name: '_ItemId', type: 'string' as const }] }];
    expect(ask(`T | summarize count() by bin(TimeGenerated, 1h)`, {}, tables)).toContain('T\n| project-away _ItemId\n');
    expect(ask('T | project TimeGenerated', {}, tables)).not.toContain('_ItemId');
  });
});

const line = (name: string, ys: readonly number[], more: Partial<Series> = {}): Series => ({
  name,
  of: [],
  line: 'values',
  yColumn: 'y',
  hue: 0,
  points: ys.map((y, index) => ({ x: FROM + index * HOUR, y })),
  anomalies: [],
  band: [],
  details: [],
  ...more,
});

describe('sideOf', () => {
  it('compares with what is usual', () => {
    expect(sideOf([line('a', [9, 1, 2, 3])], STRETCH)).toBe('high');
    expect(sideOf([line('a', [0, 1, 2, 3])], STRETCH)).toBe('low');
    expect(sideOf([line('a', [0, 1, 2, 3]), line('b', [90, 1, 2, 3])], STRETCH)).toBe('high');
  });

  it('believes a flag', () => {
    const marked = line('a', [3, 1, 2, 3], { anomalies: [{ x: FROM, y: 3, sign: -1 }] });
    expect(sideOf([marked], STRETCH)).toBe('low');
  });
});

it('picks the layer of a stack and the nearest line', () => {
  const series = [line('a', [10]), line('b', [20]), line('c', [30], { line: 'baseline' })];
  const model = { series, stacking: 'none' } as unknown as Parameters<typeof seriesAt>[0];
  const topOf = (_: number, y: number): number => 100 - y;
  expect(seriesAt(model, FROM, 82, topOf)).toBe(1);
  expect(seriesAt(model, FROM, 70, topOf)).toBe(1);
  expect(seriesAt({ ...model, stacking: 'stacked' }, FROM, 95, topOf)).toBe(0);
  expect(seriesAt({ ...model, stacking: 'stacked' }, FROM, 75, topOf)).toBe(1);
  expect(seriesAt({ ...model, stacking: 'stacked' }, FROM, 20, topOf)).toBeNull();
});

describe('binAt', () => {
  const points = [0, HOUR, 2 * HOUR].map((x) => ({ x, y: 1 }));

  it('reaches to the next point, and as far at the end', () => {
    expect(binAt(HOUR, points)).toEqual({ from: HOUR, to: 2 * HOUR });
    expect(binAt(2 * HOUR, points)).toEqual({ from: 2 * HOUR, to: 3 * HOUR });
  });

  it('does not reach over missing points', () => {
    const gaps = [0, 1, 2, 9].map((hour) => ({ x: hour * HOUR, y: 1 }));
    expect(binAt(2 * HOUR, gaps)).toEqual({ from: 2 * HOUR, to: 3 * HOUR });
  });

  it('is nothing for a lonely point', () => {
    expect(binAt(0, [{ x: 0, y: 1 }])).toBeNull();
    expect(binAt(5, points)).toBeNull();
  });
});

it('writes the day once', () => {
  expect(stretchText(STRETCH)).toBe('2024-03-05 10:00 – 11:00');
  expect(stretchText({ from: FROM, to: FROM + 24 * HOUR })).toBe('2024-03-05 10:00 – 2024-03-06 10:00');
});
