import { formatDatetime } from '../results/format';
import { element } from './dom';
import type { DataTypeSeries, ReportData } from './types';

const fixed = (value: number, digits = 2): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const count = (value: number): string => value.toLocaleString('en');
const moment = (iso: string): string => `${formatDatetime(iso).slice(0, 19)} UTC`;
const idOf = (index: number): string => `type-${index}`;

const anomaliesOf = (report: ReportData): number =>
  report.dataTypes.reduce((sum, one) => sum + one.anomalies.length, 0);

function figure(value: string, label: string): HTMLElement {
  return element('div', { class: 'figure' }, element('b', {}, value), element('span', {}, label));
}

export function headSection(report: ReportData): HTMLElement {
  const chosen = report.models.find((model) => model.chosen);
  const scored = report.dataTypes.reduce((sum, one) => sum + one.predicted.filter((value) => value !== null).length, 0);
  return element(
    'header',
    {},
    element('p', { class: 'brand' }, `${report.product} ${report.version}`),
    element('h1', {}, report.title),
    element(
      'p',
      { class: 'facts' },
      `Series ${report.seriesName} · workspace ${report.workspaceId} · made ${moment(report.generatedAt)}`,
      report.workspaceClock ? ` · workspace clock pinned at ${moment(report.workspaceClock)}` : '',
    ),
    element(
      'div',
      { class: 'figures' },
      figure(count(anomaliesOf(report)), 'anomalies'),
      figure(count(report.dataTypes.length), 'data types'),
      figure(count(scored), 'hours scored'),
      figure(chosen?.name ?? '–', 'model kept'),
    ),
  );
}

export function modelSection(report: ReportData): HTMLElement {
  const rows = report.models.map((model) =>
    element(
      'tr',
      model.chosen ? { class: 'chosen' } : {},
      element('th', { scope: 'row' }, model.name),
      element('td', {}, `${fixed(model.maeMean)} ± ${fixed(model.maeStd)}`),
      element('td', {}, `${fixed(model.rmseMean)} ± ${fixed(model.rmseStd)}`),
      element('td', { class: 'left' }, model.chosen ? '✓ kept: smaller error' : ''),
    ),
  );
  return element(
    'section',
    {},
    element('h2', {}, 'Models'),
    element(
      'p',
      {},
      `Mean and standard deviation over ${report.folds} expanding time-series folds of the training weeks, in ${report.unit}.`,
    ),
    element(
      'div',
      { class: 'wide' },
      element(
        'table',
        {},
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            element('th', { scope: 'col' }, 'Model'),
            element('th', { scope: 'col', class: 'right' }, 'Mean absolute error'),
            element('th', { scope: 'col', class: 'right' }, 'Root mean squared error'),
            element('th', { scope: 'col' }, 'Choice'),
          ),
        ),
        element('tbody', {}, ...rows),
      ),
    ),
  );
}

function anomalyRows(series: DataTypeSeries): HTMLElement {
  return element(
    'table',
    {},
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...['Side', 'Time (UTC)', 'Actual', 'Predicted', 'Residual'].map((name, index) =>
          element('th', index > 1 ? { class: 'right', scope: 'col' } : { scope: 'col' }, name),
        ),
      ),
    ),
    element(
      'tbody',
      {},
      ...series.anomalies.map((one) =>
        element(
          'tr',
          {},
          element(
            'td',
            { class: 'sign', title: one.sign > 0 ? 'above the upper fence' : 'below the lower fence' },
            one.sign > 0 ? '▲' : '▼',
          ),
          element('td', { class: 'left' }, formatDatetime(one.time)),
          element('td', {}, fixed(one.actual)),
          element('td', {}, fixed(one.predicted)),
          element('td', {}, fixed(one.residual)),
        ),
      ),
    ),
  );
}

/** One data type: its name, its chart's place (class `chart`) and its anomalies. */
export function seriesSection(report: ReportData, series: DataTypeSeries, index: number): HTMLElement {
  const above = series.anomalies.filter((one) => one.sign > 0).length;
  const fences = series.fences
    ? `Usual residual: ${fixed(series.fences.lower)} to ${fixed(series.fences.upper)} ${report.unit}.`
    : 'Nothing was scored.';
  const text =
    series.anomalies.length === 0 ? 'No anomalies. ' : `${above} above, ${series.anomalies.length - above} below. `;
  return element(
    'section',
    { class: 'series', id: idOf(index) },
    element('h3', {}, series.name),
    element('p', {}, text + fences),
    element('div', {
      class: 'chart',
      role: 'img',
      'aria-label': `${series.name}: actual and predicted usage with ${series.anomalies.length} anomalies`,
    }),
    series.anomalies.length === 0
      ? null
      : element(
          'details',
          {},
          element(
            'summary',
            {},
            `${series.anomalies.length} ${series.anomalies.length === 1 ? 'anomaly' : 'anomalies'} in figures`,
          ),
          element('div', { class: 'wide' }, anomalyRows(series)),
        ),
  );
}

/** Names of the data types with their anomaly counts, leading to their sections. */
export function jumpList(report: ReportData): HTMLElement {
  return element(
    'nav',
    { 'aria-label': 'Data types' },
    ...report.dataTypes.map((one, index) =>
      element(
        'a',
        { href: `#${idOf(index)}`, ...(one.anomalies.length > 0 ? { class: 'has' } : {}) },
        one.name,
        element('b', {}, String(one.anomalies.length)),
      ),
    ),
  );
}

export function legend(): HTMLElement {
  const item = (kind: string, text: string) => element('span', { class: `key ${kind}` }, element('i', {}), text);
  return element(
    'div',
    { class: 'legend' },
    item('actual', 'actual'),
    item('predicted', 'predicted'),
    item('band', 'usual range (Tukey’s fences)'),
    element('span', { class: 'key mark' }, element('i', {}, '▲'), 'above'),
    element('span', { class: 'key mark' }, element('i', {}, '▼'), 'below'),
  );
}

export function tableSection(report: ReportData): HTMLElement {
  const { name, columns, rows, query } = report.anomaliesTable;
  const isNumber = (type: string) => ['int', 'long', 'real', 'decimal'].includes(type);
  const cell = (value: string | number | boolean | null, type: string): string =>
    value === null
      ? ''
      : type === 'datetime'
        ? formatDatetime(String(value))
        : type === 'real' && typeof value === 'number'
          ? fixed(value, 4)
          : String(value);
  return element(
    'section',
    {},
    element('h2', {}, `${name}, read back`),
    element('p', {}, `${count(rows.length)} rows, as the workspace answers:`),
    element('pre', {}, query),
    element(
      'div',
      { class: 'wide tall' },
      element(
        'table',
        {},
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...columns.map((column) =>
              element('th', { scope: 'col', class: isNumber(column.type) ? 'right' : '' }, column.name),
            ),
          ),
        ),
        element(
          'tbody',
          {},
          ...rows.map((row) =>
            element(
              'tr',
              {},
              ...columns.map((column, index) =>
                element('td', isNumber(column.type) ? {} : { class: 'left' }, cell(row[index] ?? null, column.type)),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

export function querySection(report: ReportData): HTMLElement {
  return element(
    'section',
    {},
    element('h2', {}, 'Queries'),
    ...report.queries.flatMap((query) => [element('h3', {}, query.title), element('pre', {}, query.text)]),
  );
}
