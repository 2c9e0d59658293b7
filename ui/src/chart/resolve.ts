import type { Cell, Column, RenderProperties, ResultTable, Row } from '../api/types';
import { formatCell, isNumeric } from '../results/format';
import { arrayOf, columnNames, numberOf } from './cells';
import { partsOf, plainParts, type Part } from './companions';
import type {
  Anomaly,
  AxesModel,
  AxesStyle,
  Bound,
  CardModel,
  ChartModel,
  PieModel,
  Point,
  Series,
  SeriesValue,
  Stacking,
  XKind,
} from './model';
import { CROWD } from './overlays';
import { nothing, rolesOf, xKindOf, xOf, type Roles } from './roles';
import { aligned, asShares, merged, ordered, orderedBand, running } from './shape';

/** More lines than this cannot be told apart, and drawing them makes the page slow. */
export const MAX_SERIES = 60;
export const MAX_SLICES = 40;

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

interface Draft {
  readonly name: string;
  readonly group: string;
  readonly of: readonly SeriesValue[];
  readonly part: Part;
  readonly points: Point[];
  readonly anomalies: Anomaly[];
  readonly band: Bound[];
  readonly details: readonly { readonly name: string; readonly values: Map<number | string, number> }[];
}

function collect(table: ResultTable, roles: Roles, parts: readonly Part[], xKind: XKind): Draft[] {
  const drafts = new Map<string, Draft>();
  const columnOf = (index: number): Column => table.columns[index] as Column;
  const xColumn = columnOf(roles.x);
  const lines = parts.filter((part) => part.kind === 'values').length;
  const draft = (group: string, part: Part, row: Row): Draft => {
    const key = `${part.column}\u0000${group}`;
    const known = drafts.get(key);
    if (known) {
      return known;
    }
    const column = labelOf(columnOf(part.column).name, lines === 1 && group !== '' ? '' : columnOf(part.subject).name);
    const isAlone = part.kind === 'values' ? lines === 1 : parts.length === 1;
    const fresh: Draft = {
      name: group === '' ? column : isAlone ? group : `${group} · ${column}`,
      group,
      of: roles.series.map((index) => ({
        column: columnOf(index).name,
        type: columnOf(index).type,
        cell: row[index] ?? null,
      })),
      part,
      points: [],
      anomalies: [],
      band: [],
      details: part.details.map((index) => ({ name: labelOf(columnOf(index).name, ''), values: new Map() })),
    };
    drafts.set(key, fresh);
    return fresh;
  };
  for (const row of table.rows) {
    const group = roles.series.map((index) => formatCell(row[index], columnOf(index)) || '(empty)').join(' · ');
    const arrays = new Map<number, readonly Cell[]>();
    const cells = (index: number | null | undefined): readonly (Cell | undefined)[] => {
      if (index === null || index === undefined) {
        return [];
      }
      const known = arrays.get(index);
      const found = known ?? (columnOf(index).type === 'dynamic' ? arrayOf(row[index]) : [row[index] ?? null]);
      arrays.set(index, found);
      return found;
    };
    const xs = cells(roles.x);
    for (const part of parts) {
      const into = draft(group, part, row);
      const ys = cells(part.column);
      const flags = cells(part.flags);
      const [lower, upper] = [cells(part.band?.lower), cells(part.band?.upper)];
      const details = part.details.map(cells);
      xs.forEach((cell, index) => {
        const x = xOf(cell, xKind, xColumn);
        if (x === null) {
          return;
        }
        const point = { x, y: numberOf(ys[index]) };
        into.points.push(point);
        const sign = signOf(flags[index]);
        if (sign !== null) {
          into.anomalies.push({ ...point, sign });
        }
        if (part.band) {
          into.band.push({ x, low: numberOf(lower[index]), high: numberOf(upper[index]) });
        }
        details.forEach((values, order) => {
          const value = numberOf(values[index]);
          if (value !== null) {
            into.details[order]?.values.set(x, value);
          }
        });
      });
    }
  }
  return [...drafts.values()];
}

/** Functions name their columns after themselves and their argument: too long for a legend, which knows the argument. */
function labelOf(name: string, subject: string): string {
  const found = /^(?:series_decompose|halcyon)_.*_([a-z]+)$/.exec(name);
  if (found?.[1] === undefined || subject === name) {
    return name;
  }
  return subject === '' ? found[1] : `${subject} ${found[1]}`;
}

/** The side of a flag; null where nothing is marked. A bool marks without a side. */
function signOf(flag: Cell | undefined): -1 | 0 | 1 | null {
  if (flag === true || flag === 'true') {
    return 0;
  }
  const number = numberOf(flag);
  return number === null || number === 0 ? null : number > 0 ? 1 : -1;
}

/**
 * Colours by subject: a baseline and a forecast stand out in colours of their own beside a single series, and wear
 * their series' colour beside several.
 */
function hues(drafts: readonly Draft[]): readonly number[] {
  const keyOf = (draft: Draft): string => `${draft.part.subject}\u0000${draft.group}`;
  const subjects = [...new Set(drafts.map(keyOf))];
  return drafts.map((draft, index) => (subjects.length === 1 ? index : subjects.indexOf(keyOf(draft))));
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
  const stacking = style === 'line' || style === 'scatter' ? 'none' : stackingOf(render);
  const isAccumulated = isTrue(render.accumulate);
  // Intervals and baselines hold for single values: sums, stacks and bars have none.
  const hasCompanions = (style === 'line' || style === 'area') && stacking === 'none' && !isAccumulated;
  const parts = hasCompanions ? partsOf(table, render, roles) : plainParts(roles);
  const drafts = collect(table, roles, parts, xKind);
  const hueOf = hues(drafts);
  if (drafts.length > MAX_SERIES) {
    notices.push(
      `Drawn: the first ${MAX_SERIES} of ${drafts.length.toLocaleString('en')} series. Narrow the query with top or where to see the others; the table has every row.`,
    );
  }
  const isBars = style === 'column' || style === 'bar';
  let added = false;
  let series: readonly Series[] = drafts.slice(0, MAX_SERIES).map((draft, index) => {
    let points = ordered(draft.points, xKind);
    if (isBars || stacking !== 'none') {
      const once = merged(points);
      added ||= once.added;
      points = once.points;
    }
    return {
      name: draft.name,
      of: draft.of,
      line: draft.part.kind,
      yColumn: (table.columns[draft.part.subject] as Column).name,
      hue: hueOf[index] ?? index,
      points: isAccumulated ? running(points) : points,
      anomalies: draft.anomalies.filter((anomaly) => anomaly.y !== null),
      band: orderedBand(draft.band, xKind),
      details: draft.details,
    };
  });
  if (series.filter((one) => one.band.length > 0).length > CROWD) {
    series = series.map((one) => ({ ...one, band: [] }));
    notices.push(`Intervals are drawn around ${CROWD} lines at most.`);
  }
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
  const yNames = parts
    .filter((part) => part.kind === 'values')
    .map((part) => (table.columns[part.column] as Column).name);
  return {
    kind: 'axes',
    style,
    xKind,
    stacking,
    accumulated: isAccumulated,
    series,
    title: render.title ?? '',
    xColumn: (table.columns[roles.x] as Column).name,
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
  const x =
    named === undefined
      ? columns.findIndex((column) => !isNumeric(column.type))
      : columns.findIndex((c) => c.name === named);
  const yName = columnNames(render.yColumns)[0];
  const y = columns.findIndex((column, index) =>
    yName === undefined ? index !== x && isNumeric(column.type) : column.name === yName,
  );
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
  return {
    kind: 'pie',
    title: render.title ?? '',
    legend: render.legend !== 'hidden',
    slices,
    notices,
  } satisfies PieModel;
}

function cardModel(table: ResultTable, render: RenderProperties): ChartModel {
  const row = table.rows[0];
  if (!row) {
    return nothing('There is no row to show as a card.');
  }
  const notices =
    table.rows.length > 1 ? [`Cards show the first of ${table.rows.length.toLocaleString('en')} rows.`] : [];
  const cards = table.columns.map((column, index) => {
    const cell = row[index];
    const text =
      typeof cell === 'number' ? cell.toLocaleString('en', { maximumFractionDigits: 6 }) : formatCell(cell, column);
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
      return nothing(
        `This page does not draw '${render.visualization}'. The table has every row; choose another chart type to draw them.`,
      );
  }
}

/** A first guess for a result without `render`: a time chart where there is time, else columns. */
export function suggestedVisualization(table: ResultTable): string {
  return table.columns.some((column) => column.type === 'datetime') ? 'timechart' : 'columnchart';
}
