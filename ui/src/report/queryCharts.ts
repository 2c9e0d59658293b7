import * as echarts from 'echarts/core';
import type { AxesModel } from '../chart/model';
import { axesOption } from '../chart/option';
import { anomalySummary } from '../chart/remarks';
import type { Palette } from '../theme/palette';
import { modelOf } from './data';
import { element } from './dom';
import type { QueryChart } from './types';

export const QUERY_CHART_HEIGHT = 320;

/** A query's chart and the query; what cannot be drawn says why. */
export function queryChartSection(chart: QueryChart): HTMLElement {
  const model = modelOf(chart);
  const summary = model.kind === 'axes' ? anomalySummary(model) : null;
  return element(
    'section',
    { class: 'series' },
    element('h3', {}, chart.title),
    summary === null ? null : element('p', {}, summary),
    model.kind === 'axes'
      ? element('div', { class: 'query-chart', role: 'img', 'aria-label': chart.title })
      : element('p', {}, (model.kind === 'none' ? model.reason : null) ?? 'This report draws line charts only.'),
    element('details', {}, element('summary', {}, 'Query'), element('pre', {}, chart.query)),
  );
}

/** The charts of queries, by the code that draws the page's. */
export class QueryCharts {
  readonly #places: readonly { readonly host: HTMLElement; readonly model: AxesModel }[];
  #charts: echarts.ECharts[] = [];

  constructor(charts: readonly QueryChart[], sections: readonly HTMLElement[]) {
    this.#places = sections.flatMap((section, index) => {
      const host = section.querySelector<HTMLElement>('.query-chart');
      const model = modelOf(charts[index] as QueryChart);
      return host && model.kind === 'axes' ? [{ host, model }] : [];
    });
  }

  /** `width` in pixels is for paper; without it the charts are as wide as their places. */
  draw(palette: Palette, width?: number): void {
    this.#charts.forEach((chart) => chart.dispose());
    this.#charts = this.#places.map(({ host, model }) => {
      const chart = echarts.init(host, null, {
        renderer: 'svg',
        height: QUERY_CHART_HEIGHT,
        ...(width ? { width } : {}),
      });
      chart.setOption({
        ...axesOption({ ...model, title: '' }, palette, QUERY_CHART_HEIGHT),
        // The page zooms by dragging with a tool that is not worth its size here.
        toolbox: [],
        dataZoom: [{ type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, filterMode: 'none' }],
      });
      host.setAttribute('data-drawn', 'true');
      return chart;
    });
  }

  resize(): void {
    this.#charts.forEach((chart) => chart.resize({ width: 'auto', height: QUERY_CHART_HEIGHT }));
  }
}
