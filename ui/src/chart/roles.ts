import type { Cell, Column, RenderProperties, ResultTable } from '../api/types';
import { formatCell, isNumeric } from '../results/format';
import { timespanTicks } from '../results/sort';
import type { AxesStyle, NoChart, XKind } from './model';

/** No chart, and why. */
export const nothing = (reason: string | null): NoChart => ({ kind: 'none', reason });

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

/** The elements of a dynamic array; anything else has none. */
export function arrayOf(cell: Cell | undefined): readonly Cell[] {
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

/** Column numbers by the part they play. */
export interface Roles {
  readonly x: number;
  readonly series: readonly number[];
  readonly y: readonly number[];
  readonly anomalies: readonly number[];
}

/** Decides which column plays which part, or says what is missing. */
export function rolesOf(table: ResultTable, render: RenderProperties): Roles | NoChart {
  const { columns } = table;
  const indexOf = (name: string): number => columns.findIndex((column) => column.name === name);
  const named = [
    ...columnNames(render.xColumn),
    ...columnNames(render.series),
    ...columnNames(render.yColumns),
    ...columnNames(render.anomalyColumns),
  ];
  const missing = named.find((name) => indexOf(name) < 0);
  if (missing !== undefined) {
    return nothing(`'render' names the column '${missing}', which the result does not have.`);
  }
  const isSeries = columns.some(
    (column, index) => column.type === 'dynamic' && arrayOf(table.rows[0]?.[index]).length > 0,
  );
  const anomalies = columnNames(render.anomalyColumns).map(indexOf);
  const x = render.xColumn ? indexOf(render.xColumn) : defaultX(table, render.visualization, isSeries);
  const free = columns.map((_, index) => index).filter((index) => index !== x && !anomalies.includes(index));
  const series =
    render.series && columnNames(render.series).length > 0
      ? columnNames(render.series).map(indexOf)
      : free.filter((index) => ['string', 'guid', 'bool'].includes((columns[index] as Column).type));
  const isY = (column: Column): boolean => isNumeric(column.type) || (isSeries && column.type === 'dynamic');
  const y =
    columnNames(render.yColumns).length > 0
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
    const times = columns.findIndex(
      (column, index) => column.type === 'dynamic' && typeof arrayOf(table.rows[0]?.[index])[0] === 'string',
    );
    if (times >= 0) {
      return times;
    }
  }
  const datetime = columns.findIndex((column) => column.type === 'datetime');
  const isOrdered = columns[0] !== undefined && (isNumeric(columns[0].type) || columns[0].type === 'timespan');
  const wantsTime = visualization === 'timechart' || visualization === 'anomalychart';
  const wantsOrder =
    visualization === 'linechart' ||
    visualization === 'areachart' ||
    visualization === 'stackedareachart' ||
    visualization === 'scatterchart';
  return datetime >= 0 && (wantsTime || (wantsOrder && !isOrdered)) ? datetime : 0;
}

export function xKindOf(table: ResultTable, x: number, style: AxesStyle): XKind {
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

export function xOf(cell: Cell | undefined, kind: XKind, column: Column): number | string | null {
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
