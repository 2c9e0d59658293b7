import type { Column, RenderProperties, ResultTable } from '../api/types';
import { formatCell, isNumeric } from '../results/format';
import type { AxesModel, AxesStyle, CardModel, ChartModel, PieModel, Point, Series, Stacking, XKind } from './model';
import { arrayOf, columnNames, nothing, numberOf, rolesOf, xKindOf, xOf, type Roles } from './roles';
import { aligned, asShares, merged, ordered, running } from './shape';

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
      const marks =
        flags === undefined
          ? []
          : (table.columns[flags] as Column).type === 'dynamic'
            ? arrayOf(row[flags])
            : [row[flags]];
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
    notices.push(
      `Drawn: the first ${MAX_SERIES} of ${drafts.length.toLocaleString('en')} series. Narrow the query with top or where to see the others; the table has every row.`,
    );
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
