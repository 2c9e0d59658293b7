import type { Cell, Column, RenderProperties, ResultTable } from '../api/types';
import { formatCell, isNumeric } from '../results/format';
import { timespanTicks } from '../results/sort';
import type { AxesModel, AxesStyle, CardModel, ChartModel, NoChart, PieModel, Point, Series, Stacking, XKind } from './model';

/** More lines than this cannot be told apart, and drawing them makes the page slow. */
export const MAX_SERIES = 60;
export const MAX_SLICES = 40;

const nothing = (reason: string | null): NoChart => ({ kind: 'none', reason });

const STYLES: Readonly<Record<string, AxesStyle>> = {
  timechart: 'line',
  linechart: 'line',
  anomalychart: 'line',
  areachart: 'area',
  stackedareachart: 'area',
  columnchart: 'column',
  barchart: 'bar',
  scatterchart: 'scatter',
};

/** `render`'s column lists come as one text with commas or as an array. */
export function columnNames(value: string | readonly string[] | null | undefined): readonly string[] {
  const names = typeof value === 'string' ? value.split(',') : (value ?? []);
  return names.map((name) => name.trim()).filter((name) => name !== '');
}

/** A finite number, or null: not-a-number and the infinities leave a gap. */
export function numberOf(cell: Cell | undefined): number | null {
  if (cell === null || cell === undefined || cell === '' || typeof cell === 'boolean') {
    return null;
  }
  const number = Number(cell);
  return Number.isFinite(number) ? number : null;
}

function arrayOf(cell: Cell | undefined): readonly Cell[] {
  if (typeof cell !== 'string') {
    return [];
  }
  try {
    const value: unknown = JSON.parse(cell);
    return Array.isArray(value) ? (value as Cell[]) : [];
  } catch {
    return [];
  }
}

interface Roles {
  readonly x: number;
  readonly series: readonly number[];
  readonly y: readonly number[];
  readonly anomalies: readonly number[];
}

/** Decides which column plays which part, or says what is missing. */
function rolesOf(table: ResultTable, render: RenderProperties): Roles | NoChart {
  const { columns } = table;
  const indexOf = (name: string): number => columns.findIndex((column) => column.name === name);
  const named = [
    ...columnNames(render.xColumn), ...columnNames(render.series), ...columnNames(render.yColumns),
    ...columnNames(render.anomalyColumns),
  ];
  const missing = named.find((name) => indexOf(name) < 0);
  if (missing !== undefined) {
    return nothing(`'render' names the column '${missing}', which the result does not have.`);
  }
  const isSeries = columns.some((column, index) => column.type === 'dynamic' && arrayOf(table.rows[0]?.[index]).length > 0);
  const anomalies = columnNames(render.anomalyColumns).map(indexOf);
  const x = render.xColumn ? indexOf(render.xColumn) : defaultX(table, render.visualization, isSeries);
  const free = columns.map((_, index) => index).filter((index) => index !== x && !anomalies.includes(index));
  const series = render.series && columnNames(render.series).length > 0
    ? columnNames(render.series).map(indexOf)
    : free.filter((index) => ['string', 'guid', 'bool'].includes((columns[index] as Column).type));
  const isY = (column: Column): boolean => isNumeric(column.type) || (isSeries && column.type === 'dynamic');
  const y = columnNames(render.yColumns).length > 0
    ? columnNames(render.yColumns).map(indexOf)
    : free.filter((index) => !series.includes(index) && isY(columns[index] as Column));
  if (y.length === 0) {
    return nothing(`A ${render.visualization} needs a numeric column, and the result has none besides its x axis.`);
  }
  return { x, series, y, anomalies };
}

function defaultX(table: ResultTable, visualization: string, isSeries: boolean): number {
  const { columns } = table;
  if (isSeries) {
    const times = columns.findIndex((column, index) =>
      column.type === 'dynamic' && typeof arrayOf(table.rows[0]?.[index])[0] === 'string');
    if (times >= 0) {
      return times;
    }
  }
  const datetime = columns.findIndex((column) => column.type === 'datetime');
  const isOrdered = columns[0] !== undefined && (isNumeric(columns[0].type) || columns[0].type === 'timespan');
  const wantsTime = visualization === 'timechart' || visualization === 'anomalychart';
  const wantsOrder = visualization === 'linechart' || visualization === 'areachart'
    || visualization === 'stackedareachart' || visualization === 'scatterchart';
  return datetime >= 0 && (wantsTime || (wantsOrder && !isOrdered)) ? datetime : 0;
}

function xKindOf(table: ResultTable, x: number, style: AxesStyle): XKind {
  const column = table.columns[x] as Column;
  if (column.type === 'datetime') {
    return 'time';
  }
  if (column.type === 'dynamic') {
    const first = arrayOf(table.rows[0]?.[x])[0];
    return typeof first === 'number' ? 'value' : Number.isNaN(Date.parse(String(first))) ? 'category' : 'time';
  }
  if (column.type === 'timespan') {
    return 'duration';
  }
  // Bars stand side by side, one for each value that occurs.
  return isNumeric(column.type) && style !== 'column' && style !== 'bar' ? 'value' : 'category';
}

function xOf(cell: Cell | undefined, kind: XKind, column: Column): number | string | null {
  switch (kind) {
    case 'time': {
      const time = typeof cell === 'string' ? Date.parse(cell) : NaN;
      return Number.isNaN(time) ? null : time;
    }
    case 'duration': {
      const ticks = typeof cell === 'string' ? timespanTicks(cell) : null;
      return ticks === null ? null : Number(ticks) / 10_000;
    }
    case 'value':
      return numberOf(cell);
    case 'category':
      return cell === null || cell === undefined ? '(null)' : formatCell(cell, column) || '(empty)';
  }
}

interface Draft {
  readonly name: string;
  readonly yColumn: string;
  readonly points: Point[];
  readonly anomalies: Point[];
}

function collect(table: ResultTable, roles: Roles, xKind: XKind): Draft[] {
  const drafts = new Map<string, Draft>();
  const xColumn = table.columns[roles.x] as Column;
  const draft = (name: string, yColumn: string): Draft => {
    const key = `${name}\u0000${yColumn}`;
    const known = drafts.get(key);
    if (known) {
      return known;
    }
    const fresh: Draft = { name, yColumn, points: [], anomalies: [] };
    drafts.set(key, fresh);
    return fresh;
  };
  for (const row of table.rows) {
    const group = roles.series
      .map((index) => formatCell(row[index], table.columns[index] as Column) || '(empty)')
      .join(' · ');
    roles.y.forEach((yIndex, order) => {
      const yColumn = table.columns[yIndex] as Column;
      const name = group === '' ? yColumn.name : roles.y.length > 1 ? `${group} · ${yColumn.name}` : group;
      const into = draft(name, yColumn.name);
      const flags = roles.anomalies[Math.min(order, roles.anomalies.length - 1)];
      const xs = xColumn.type === 'dynamic' ? arrayOf(row[roles.x]) : [row[roles.x]];
      const ys = yColumn.type === 'dynamic' ? arrayOf(row[yIndex]) : [row[yIndex]];
      const marks = flags === undefined ? []
        : (table.columns[flags] as Column).type === 'dynamic' ? arrayOf(row[flags]) : [row[flags]];
      xs.forEach((cell, index) => {
        const x = xOf(cell, xKind, xColumn);
        if (x === null) {
          return;
        }
        const point = { x, y: numberOf(ys[index]) };
        into.points.push(point);
        if ((numberOf(marks[index]) ?? 0) !== 0) {
          into.anomalies.push(point);
        }
      });
    });
  }
  return [...drafts.values()];
}

function ordered(points: readonly Point[], xKind: XKind): readonly Point[] {
  return xKind === 'category' ? points : points.toSorted((a, b) => (a.x as number) - (b.x as number));
}

function running(points: readonly Point[]): readonly Point[] {
  let sum = 0;
  return points.map((point) => ({ x: point.x, y: (sum += point.y ?? 0) }));
}

/** One point for each x: a bar cannot stand on a bar. Tells whether anything was added up. */
function merged(points: readonly Point[]): { readonly points: readonly Point[]; readonly added: boolean } {
  const sums = new Map<number | string, number | null>();
  for (const point of points) {
    const known = sums.get(point.x);
    sums.set(point.x, known === undefined ? point.y : known === null ? point.y : known + (point.y ?? 0));
  }
  return { points: [...sums].map(([x, y]) => ({ x, y })), added: sums.size < points.length };
}

/** Every series at every x, so that stacks stand on the same places; a missing value counts as zero. */
function aligned(series: readonly Series[], xKind: XKind): readonly Series[] {
  const all = [...new Set(series.flatMap((one) => one.points.map((point) => point.x)))];
  const xs = xKind === 'category' ? all : all.sort((a, b) => (a as number) - (b as number));
  return series.map((one) => {
    const values = new Map(one.points.map((point) => [point.x, point.y]));
    return { ...one, points: xs.map((x) => ({ x, y: values.get(x) ?? 0 })) };
  });
}

function asShares(series: readonly Series[]): readonly Series[] {
  const totals = new Map<number | string, number>();
  for (const point of series.flatMap((one) => one.points)) {
    totals.set(point.x, (totals.get(point.x) ?? 0) + Math.abs(point.y ?? 0));
  }
  return series.map((one) => ({
    ...one,
    points: one.points.map((point) => ({ x: point.x, y: (100 * (point.y ?? 0)) / (totals.get(point.x) || 1) })),
  }));
}

function stackingOf(render: RenderProperties): Stacking {
  const kind = (render.kind ?? '').toLowerCase();
  if (kind === 'stacked100') {
    return 'stacked100';
  }
  return kind === 'stacked' || render.visualization === 'stackedareachart' ? 'stacked' : 'none';
}

const isTrue = (value: boolean | string | null | undefined): boolean => value === true || value === 'true';

function axesModel(table: ResultTable, render: RenderProperties, style: AxesStyle): ChartModel {
  const roles = rolesOf(table, render);
  if ('kind' in roles) {
    return roles;
  }
  const xKind = xKindOf(table, roles.x, style);
  const notices: string[] = [];
  const drafts = collect(table, roles, xKind);
  if (drafts.length > MAX_SERIES) {
    notices.push(`Drawn: the first ${MAX_SERIES} of ${drafts.length.toLocaleString('en')} series. Narrow the query with top or where to see the others; the table has every row.`);
  }
  const stacking = style === 'line' || style === 'scatter' ? 'none' : stackingOf(render);
  const isBars = style === 'column' || style === 'bar';
  let added = false;
  let series: readonly Series[] = drafts.slice(0, MAX_SERIES).map((draft) => {
    let points = ordered(draft.points, xKind);
    if (isBars || stacking !== 'none') {
      const once = merged(points);
      added ||= once.added;
      points = once.points;
    }
    return { ...draft, points: isTrue(render.accumulate) ? running(points) : points };
  });
  if (added) {
    notices.push('Rows with the same x value were added up.');
  }
  if (isBars || stacking !== 'none') {
    series = aligned(series, xKind);
  }
  if (stacking === 'stacked100') {
    series = asShares(series);
  }
  const split = (render.ySplit ?? '').toLowerCase();
  const yNames = roles.y.map((index) => (table.columns[index] as Column).name);
  return {
    kind: 'axes',
    style,
    xKind,
    stacking,
    series,
    title: render.title ?? '',
    xTitle: render.xTitle ?? (xKind === 'time' ? '' : (table.columns[roles.x] as Column).name),
    yTitle: render.yTitle ?? (stacking === 'stacked100' ? 'Share in %' : yNames.length === 1 ? (yNames[0] ?? '') : ''),
    logX: render.xAxis === 'log' && xKind === 'value',
    logY: render.yAxis === 'log' && stacking !== 'stacked100',
    legend: render.legend !== 'hidden',
    ySplit: split === 'axes' || split === 'panels' ? split : 'none',
    yMin: numberOf(render.ymin ?? null),
    yMax: numberOf(render.ymax ?? null),
    notices,
  } satisfies AxesModel;
}

function pieModel(table: ResultTable, render: RenderProperties): ChartModel {
  const { columns } = table;
  const named = columnNames(render.xColumn)[0];
  const x = named === undefined ? columns.findIndex((column) => !isNumeric(column.type)) : columns.findIndex((c) => c.name === named);
  const yName = columnNames(render.yColumns)[0];
  const y = columns.findIndex((column, index) => (yName === undefined ? index !== x && isNumeric(column.type) : column.name === yName));
  const xIndex = x < 0 && y !== 0 ? 0 : x;
  if (xIndex < 0 || y < 0) {
    return nothing('A piechart needs a column of names and a numeric column.');
  }
  const sums = new Map<string, number>();
  for (const row of table.rows) {
    const name = formatCell(row[xIndex], columns[xIndex] as Column) || '(empty)';
    sums.set(name, (sums.get(name) ?? 0) + (numberOf(row[y]) ?? 0));
  }
  const slices = [...sums].map(([name, value]) => ({ name, value })).sort((a, b) => b.value - a.value);
  const notices: string[] = [];
  if (sums.size < table.rows.length) {
    notices.push('Rows with the same name were added up.');
  }
  if (slices.some((slice) => slice.value < 0)) {
    return nothing('A piechart cannot show negative values; use a barchart.');
  }
  if (slices.length > MAX_SLICES) {
    const rest = slices.splice(MAX_SLICES - 1);
    slices.push({ name: `${rest.length} others`, value: rest.reduce((sum, slice) => sum + slice.value, 0) });
    notices.push(`The ${rest.length.toLocaleString('en')} smallest slices are drawn as one.`);
  }
  return { kind: 'pie', title: render.title ?? '', legend: render.legend !== 'hidden', slices, notices } satisfies PieModel;
}

function cardModel(table: ResultTable, render: RenderProperties): ChartModel {
  const row = table.rows[0];
  if (!row) {
    return nothing('There is no row to show as a card.');
  }
  const notices = table.rows.length > 1 ? [`Cards show the first of ${table.rows.length.toLocaleString('en')} rows.`] : [];
  const cards = table.columns.map((column, index) => {
    const cell = row[index];
    const text = typeof cell === 'number' ? cell.toLocaleString('en', { maximumFractionDigits: 6 }) : formatCell(cell, column);
    return { name: column.name, text: text === '' ? '–' : text };
  });
  return { kind: 'card', title: render.title ?? '', cards, notices } satisfies CardModel;
}

/** Turns a result and its `render` into what is drawn. Never throws; what cannot be drawn is named. */
export function chartModel(table: ResultTable, render: RenderProperties): ChartModel {
  const visualization = render.visualization.toLowerCase();
  if (visualization === 'table') {
    return nothing(null);
  }
  if (table.rows.length === 0) {
    return nothing('The query returned no rows, so there is nothing to draw.');
  }
  const style = STYLES[visualization];
  if (style) {
    return axesModel(table, { ...render, visualization }, style);
  }
  switch (visualization) {
    case 'piechart':
      return pieModel(table, render);
    case 'card':
      return cardModel(table, render);
    default:
      return nothing(`This page does not draw '${render.visualization}'. The table has every row; choose another chart type to draw them.`);
  }
}

/** A first guess for a result without `render`: a time chart where there is time, else columns. */
export function suggestedVisualization(table: ResultTable): string {
  return table.columns.some((column) => column.type === 'datetime') ? 'timechart' : 'columnchart';
}
