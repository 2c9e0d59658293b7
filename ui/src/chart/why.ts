import type { Cell, ColumnType, WorkspaceTable } from '../api/types';
import { groupingOf, measureNamed, measureOf, resultName, type Grouping, type Measure } from './measure';
import type { Point, Series, SeriesValue } from './model';
import { bareName, callOf, isName, pipelineOf, type Named, type Pipeline, type Step } from './pipeline';

/** A stretch of the x axis in milliseconds since 1970; the end is outside. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What the reader points at. */
export interface Asked {
  /** The column along the axis. */
  readonly timeColumn: string;
  readonly stretch: Stretch;
  /** Whether there is more than usual in the stretch, or less. */
  readonly side: 'high' | 'low';
  /** The column that the line shows; null where there are several. */
  readonly yColumn: string | null;
  /** What sets the line apart from the others; null where all lines are meant. */
  readonly series: readonly SeriesValue[] | null;
}

/** A query that answers, or why there is none. */
export type Question =
  { readonly kind: 'query'; readonly query: string } | { readonly kind: 'none'; readonly reason: string };

/** Operators that keep rows and their time: what stands behind the first other one sees something else. */
const KEEPING_ROWS = new Set([
  'where',
  'filter',
  'extend',
  'project',
  'project-away',
  'project-keep',
  'project-reorder',
  'sort',
  'order',
  'serialize',
  'render',
]);

/** Operators behind an aggregation that leave its groups what they are. */
const KEEPING_GROUPS = new Set([
  ...KEEPING_ROWS,
  'project-rename',
  'top',
  'take',
  'limit',
  'mv-expand',
  'mvexpand',
  'as',
]);

/** Functions that give a time's place among equal or calendar bins: the time itself is asked instead. */
const BINS = new Set(['bin', 'floor', 'bin_at', 'startofday', 'startofweek', 'startofmonth', 'startofyear']);

export const quoted = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) ? name : `['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;

const instant = (milliseconds: number): string => `datetime(${new Date(milliseconds).toISOString()})`;

class NoQuestion extends Error {}

/**
 * The query that asks for the cause of what a chart shows in a stretch of time: what the rows of that time have in common
 * and the other rows have not. It begins with the rows that the drawn query made its groups of, narrowed to the series
 * that was picked, and depends on what the chart measures: see README.md.
 */
export function whyQuery(query: string, asked: Asked, tables: readonly WorkspaceTable[] = []): Question {
  try {
    const pipeline = pipelineOf(query);
    if (pipeline === null) {
      throw new NoQuestion('The query has several answers; run the drawn one alone.');
    }
    // A blank line would set queries apart.
    return { kind: 'query', query: questionOf(pipeline, asked, tables).replace(/\n(?:[ \t]*\n)+/g, '\n') };
  } catch (cause) {
    if (cause instanceof NoQuestion) {
      return { kind: 'none', reason: cause.message };
    }
    throw cause;
  }
}

function questionOf(pipeline: Pipeline, asked: Asked, tables: readonly WorkspaceTable[]): string {
  const last = pipeline.steps.findLastIndex((step) => ['summarize', 'make-series'].includes(step.operator));
  const grouping = last < 0 ? null : groupingOf(pipeline.steps[last] as Step);
  if (grouping === null) {
    return plainQuestion(pipeline, asked, tables);
  }
  const other = pipeline.steps.slice(last + 1).find((step) => !KEEPING_GROUPS.has(step.operator));
  if (other) {
    throw new NoQuestion(
      `'${other.operator}' behind the aggregation makes other rows of it; draw the aggregation by itself to ask why.`,
    );
  }
  const measured = measureNamed(grouping, asked.yColumn);
  if (measured === null) {
    throw new NoQuestion(
      asked.yColumn === null
        ? 'There are several measures; click a point of one.'
        : `'${asked.yColumn}' is computed from several aggregates; draw one of them to ask why.`,
    );
  }
  const measure = measureOf(measured.expression, asked.yColumn);
  if (measure === null) {
    throw new NoQuestion(
      `'${measured.expression}' is not made of parts that rows could be blamed for; draw count(), sum(), avg(), dcount() or a percentile to ask why.`,
    );
  }
  const rows = [
    ...beginning(pipeline, pipeline.steps.slice(0, last)),
    ...seriesConditions(grouping, asked.series ?? []),
    ...(measure.where === null ? [] : [`| where ${measure.where}`]),
    ...withoutIds(pipeline, pipeline.steps.slice(0, last), tables),
  ];
  return written(pipeline.head, rows, timeOf(grouping, asked.timeColumn), measure, asked);
}

/** Rows that are drawn as they are: what is there at that time and not at others. */
function plainQuestion(pipeline: Pipeline, asked: Asked, tables: readonly WorkspaceTable[]): string {
  const source = /^[a-z]+(?=\s|$)/.exec(pipeline.source)?.[0] ?? '';
  const other = [source, ...pipeline.steps.map((step) => step.operator)].find((operator, index) =>
    index === 0
      ? ['range', 'print', 'union', 'find', 'search', 'evaluate', ''].includes(operator) && isNotATable(pipeline)
      : !KEEPING_ROWS.has(operator),
  );
  if (other !== undefined) {
    throw new NoQuestion(`'Why?' needs rows of a table or their aggregation, and finds '${other || pipeline.source}'.`);
  }
  const rows = [...beginning(pipeline, pipeline.steps), ...withoutIds(pipeline, pipeline.steps, tables)];
  const time = { raw: quoted(asked.timeColumn), bin: null };
  return written(pipeline.head, rows, time, { kind: 'count', where: null }, { ...asked, side: 'high' });
}

const isNotATable = (pipeline: Pipeline): boolean =>
  !isName(lastLine(pipeline.source)) && !/^[\w.]+\s*\(/.test(pipeline.source);

const lastLine = (text: string): string => text.split('\n').at(-1)?.trim() ?? '';

/** The drawn query up to its groups, without what only orders or draws. */
function beginning(pipeline: Pipeline, steps: readonly Step[]): readonly string[] {
  const kept = steps.filter((step) => !['render', 'sort', 'order'].includes(step.operator));
  return [pipeline.source, ...kept.map((step) => `| ${step.text}`)];
}

/** Numbers of rows are of no use to the search and would only take memory. */
function withoutIds(pipeline: Pipeline, steps: readonly Step[], tables: readonly WorkspaceTable[]): readonly string[] {
  const table = tables.find((one) => one.name === lastLine(pipeline.source));
  const keepsAll = steps.every((step) => ['where', 'filter', 'extend', 'sort', 'order'].includes(step.operator));
  return keepsAll && table?.columns.some((column) => column.name === '_ItemId') ? ['| project-away _ItemId'] : [];
}

interface TimeText {
  readonly raw: string;
  /** The bin of a row along the axis, where rows were grouped. */
  readonly bin: string | null;
}

function timeOf(grouping: Grouping, timeColumn: string): TimeText {
  if (grouping.axis !== null) {
    return { raw: grouping.axis.column, bin: grouping.axis.bin };
  }
  const found = grouping.by.find((one) => resultName(one) === timeColumn);
  if (!found) {
    throw new NoQuestion(`The axis shows '${timeColumn}', and no expression behind 'by' has this name.`);
  }
  const call = callOf(found.expression);
  const first = call !== null && BINS.has(call.name) ? call.args[0] : undefined;
  const raw = first !== undefined && isName(first) ? first : found.expression;
  return { raw: isName(raw) ? quoted(bareName(raw)) : raw, bin: found.expression };
}

function seriesConditions(grouping: Grouping, series: readonly SeriesValue[]): readonly string[] {
  return series.map(({ column, type, cell }) => {
    const by = grouping.by.find((one: Named) => resultName(one) === column);
    if (!by) {
      throw new NoQuestion(`The series are told apart by '${column}'; name it behind 'by' to ask why: ${column} = …`);
    }
    return `| where ${equals(isName(by.expression) ? quoted(bareName(by.expression)) : by.expression, type, cell)}`;
  });
}

function equals(expression: string, type: ColumnType, cell: Cell): string {
  if (cell === null) {
    return `isnull(${expression})`;
  }
  switch (type) {
    case 'string':
      return `${expression} == ${JSON.stringify(String(cell))}`;
    case 'dynamic':
      return `tostring(${expression}) == ${JSON.stringify(String(cell))}`;
    case 'int':
    case 'long':
    case 'bool':
      return `${expression} == ${cell}`;
    case 'real':
    case 'decimal':
    case 'guid':
    case 'datetime':
    case 'timespan':
      return `${expression} == ${type}(${cell})`;
  }
}

/** Shares of what is measured: of that time, and of all others. */
const ANSWER =
  '| project Segment, Then = round(ShareTrue, 3), Otherwise = round(ShareFalse, 3), Rows = CountTrue, PValue';
const MISSING_ANSWER =
  '| project Segment, Then = round(ShareFalse, 3), Otherwise = round(ShareTrue, 3), Rows = CountFalse, PValue';

function written(
  head: string,
  rows: readonly string[],
  time: TimeText,
  measure: Measure,
  { stretch, side }: Asked,
): string {
  const then = `${time.raw} >= ${instant(stretch.from)} and ${time.raw} < ${instant(stretch.to)}`;
  // What is missing at a time is what the other times have more of.
  const more = side === 'high' ? then : `not(${then})`;
  const answer = side === 'high' ? ANSWER : MISSING_ANSWER;
  const beyond = side === 'high' ? '>' : '<';
  const before = head === '' ? [] : [head];
  const ask = (steps: readonly string[]): string => [...before, ...rows, ...steps].join('\n');
  switch (measure.kind) {
    case 'count':
      return ask([`| evaluate halcyon_explain(${more})`, answer]);
    case 'sum':
      return ask([`| evaluate halcyon_explain(${more}, weight = ${measure.value})`, answer]);
    case 'distinct':
      return ask([
        `| summarize arg_min(${time.raw}, *) by Each = ${measure.value}, Bin = ${time.bin ?? time.raw}`,
        `| project-away Each${isName(measure.value) && measure.value !== 'Each' ? `, ${measure.value}` : ''}`,
        `| evaluate halcyon_explain(${more})`,
        answer,
      ]);
    case 'extreme':
      return ask([`| where ${then}`, `| top 20 by ${measure.value} ${measure.isMaximum ? 'desc' : 'asc'}`]);
    case 'average':
    case 'percentile': {
      const value = measure.value;
      const percent = measure.kind === 'average' ? '50' : measure.percent;
      const distance = side === 'high' ? `${value} - Usual` : `Usual - ${value}`;
      return [
        ...before,
        'let Asked =',
        ...rows.flatMap((row) => row.split('\n')).map((line) => `    ${line}`),
        ';',
        `let Usual = toscalar(Asked | where not(${then}) | summarize percentile(${value}, ${percent}));`,
        'Asked',
        `| where ${value} ${beyond} Usual`,
        ...(measure.kind === 'average'
          ? [`| evaluate halcyon_explain(${then}, weight = ${distance})`]
          : [...(isName(value) ? [`| project-away ${value}`] : []), `| evaluate halcyon_explain(${then})`]),
        ANSWER,
      ].join('\n');
    }
  }
}

/**
 * The bin that begins at a point: up to the next point. Where that one is missing, and at the end, as wide as bins mostly
 * are; calendar months differ by a little.
 */
export function binAt(x: number, points: readonly Point[]): Stretch | null {
  const all = [...new Set(points.map((point) => point.x).filter((one): one is number => typeof one === 'number'))].sort(
    (a, b) => a - b,
  );
  const at = all.indexOf(x);
  const widths = all.slice(1).map((one, index) => one - (all[index] as number));
  const usual = widths.toSorted((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 0;
  const width = widths[at] ?? usual;
  return at < 0 || usual <= 0 ? null : { from: x, to: x + (width > 1.2 * usual ? usual : width) };
}

/** Whether the lines have more than usual in a stretch, or less. */
export function sideOf(lines: readonly Series[], { from, to }: Stretch): Asked['side'] {
  const isInside = ({ x }: Point): boolean => typeof x === 'number' && x >= from && x < to;
  const [marked, ...others] = lines.flatMap((line) => line.anomalies.filter(isInside));
  if (marked && others.length === 0 && marked.sign !== 0) {
    return marked.sign > 0 ? 'high' : 'low';
  }
  const numbers = (points: readonly Point[]): number[] => points.map((one) => one.y).filter((one) => one !== null);
  const above = lines.map((line) => {
    const inside = numbers(line.points.filter(isInside));
    const outside = numbers(line.points.filter((point) => !isInside(point))).sort((a, b) => a - b);
    const usual = outside[Math.floor(outside.length / 2)];
    return inside.length === 0 || usual === undefined
      ? 0
      : inside.reduce((sum, one) => sum + one, 0) / inside.length - usual;
  });
  return above.reduce((sum, one) => sum + one, 0) < 0 ? 'low' : 'high';
}

/** How a stretch is written on a button. */
export function stretchText({ from, to }: Stretch): string {
  const text = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');
  const [begin, end] = [text(from), text(to)];
  return `${begin} – ${begin.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end}`;
}
