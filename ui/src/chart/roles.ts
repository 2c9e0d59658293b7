import type { Cell, Column, RenderProperties, ResultTable } from '../api/types';
import { formatCell, isNumeric } from '../results/format';
import { timespanTicks } from '../results/sort';
import { arrayOf, columnNames, numberOf } from './cells';
import { flagColumns, wordsOf } from './flags';
import type { AxesStyle, NoChart, XKind } from './model';

/** No chart, and why. */
export const nothing = (reason: string | null): NoChart => ({ kind: 'none', reason });

/** Column numbers by the part they play. */
export interface Roles {
  readonly x: number;
  readonly series: readonly number[];
  readonly y: readonly number[];
  readonly anomalies: readonly number[];
  /** Whether rows hold whole series as arrays. */
  readonly isSeries: boolean;
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
  const x = render.xColumn ? indexOf(render.xColumn) : defaultX(table, render.visualization, isSeries);
  const flags = columnNames(render.anomalyColumns).map(indexOf);
  const chosen = [...columnNames(render.yColumns), ...columnNames(render.series)].map(indexOf);
  const anomalies = flags.length > 0 || render.visualization !== 'anomalychart' ? flags : flagColumns(table, x, chosen);
  const free = columns.map((_, index) => index).filter((index) => index !== x && !anomalies.includes(index));
  const series =
    render.series && columnNames(render.series).length > 0
      ? columnNames(render.series).map(indexOf)
      : free.filter((index) => {
          const { name, type } = columns[index] as Column;
          // halcyon_forecast tells in a text column how each series was forecast; that is no part of its name.
          const isRemark = isSeries && type === 'string' && wordsOf(name).at(-1) === 'method';
          return ['string', 'guid', 'bool'].includes(type) && !isRemark;
        });
  const isY = (column: Column): boolean => isNumeric(column.type) || (isSeries && column.type === 'dynamic');
  const y =
    columnNames(render.yColumns).length > 0
      ? columnNames(render.yColumns).map(indexOf)
      : free.filter((index) => !series.includes(index) && isY(columns[index] as Column));
  if (y.length === 0) {
    return nothing(`A ${render.visualization} needs a numeric column, and the result has none besides its x axis.`);
  }
  return { x, series, y, anomalies, isSeries };
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
