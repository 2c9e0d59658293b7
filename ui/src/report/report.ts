import { DARK, LIGHT } from '../theme/palette';
import { Charts } from './charts';
import { MalformedReport, readReport } from './data';
import { element } from './dom';
import { QueryCharts, queryChartSection } from './queryCharts';
import '../theme/chart-tip.css';
import './report.css';
import { headSection, jumpList, legend, modelSection, querySection, seriesSection, tableSection } from './sections';
import type { ReportData } from './types';

/** Width of the charts on A4 paper with the margins of report.css, in CSS pixels. */
const PAPER_WIDTH = 700;

function show(report: ReportData, root: HTMLElement): void {
  const sections = report.dataTypes.map((series, index) => seriesSection(report, series, index));
  const asked = (report.charts ?? []).map(queryChartSection);
  const whole = element('button', { type: 'button', 'aria-pressed': 'true' }, 'All weeks');
  const scored = element('button', { type: 'button', 'aria-pressed': 'false' }, 'Scored week');
  root.replaceChildren(
    headSection(report),
    modelSection(report),
    element(
      'section',
      {},
      element('h2', {}, 'Actual, predicted, anomalies'),
      jumpList(report),
      element(
        'div',
        { class: 'bar' },
        legend(),
        element('div', { class: 'switch', role: 'group', 'aria-label': 'Time shown' }, whole, scored),
      ),
      ...sections,
    ),
    asked.length === 0
      ? ''
      : element(
          'section',
          {},
          element('h2', {}, 'The same in KQL alone'),
          element('p', {}, 'Without a model: the query itself decomposes the series, finds anomalies and forecasts.'),
          ...asked,
        ),
    tableSection(report),
    querySection(report),
    element('footer', {}, 'Times are UTC. Ctrl and the mouse wheel zoom a chart; dragging moves it.'),
  );

  const charts = new Charts(
    report,
    sections.map((section) => section.querySelector('.chart') as HTMLElement),
  );
  const queryCharts = new QueryCharts(report.charts ?? [], asked);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let onlyScored = false;
  const palette = () => (dark.matches ? DARK : LIGHT);
  const draw = () => charts.draw(palette(), onlyScored);
  const drawAll = () => {
    draw();
    queryCharts.draw(palette());
  };
  const choose = (value: boolean) => {
    onlyScored = value;
    whole.setAttribute('aria-pressed', String(!value));
    scored.setAttribute('aria-pressed', String(value));
    draw();
  };
  whole.addEventListener('click', () => choose(false));
  scored.addEventListener('click', () => choose(true));
  dark.addEventListener('change', drawAll);
  window.addEventListener('resize', () => {
    charts.resize();
    queryCharts.resize();
  });
  window.addEventListener('beforeprint', () => {
    charts.draw(LIGHT, onlyScored, PAPER_WIDTH);
    queryCharts.draw(LIGHT, PAPER_WIDTH);
  });
  window.addEventListener('afterprint', drawAll);
  drawAll();
}

const root = document.getElementById('report') ?? document.body.appendChild(element('main', { id: 'report' }));
try {
  const report = readReport(document.getElementById('report-data')?.textContent ?? '');
  document.title = report.title;
  show(report, root);
} catch (cause) {
  if (!(cause instanceof MalformedReport)) {
    throw cause;
  }
  root.replaceChildren(element('p', { role: 'alert', class: 'malformed' }, cause.message));
}
