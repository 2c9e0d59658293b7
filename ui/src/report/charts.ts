import { LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { numberLabel, timeLabel } from '../chart/labels';
import type { Palette } from '../theme/palette';
import { element } from './dom';
import { usualBand } from './data';
import type { DataTypeSeries, ReportData } from './types';

echarts.use([
  LineChart,
  ScatterChart,
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
]);

export const CHART_HEIGHT = 250;
const [ACTUAL, PREDICTED] = [0, 1];

type Pair = [number, number | null];

function pairs(times: readonly number[], values: readonly (number | null)[]): Pair[] {
  return times.map((time, index) => [time, values[index] ?? null]);
}

function tooltip(series: DataTypeSeries, times: readonly number[], palette: Palette, time: number): HTMLElement {
  const index = times.indexOf(time);
  const [actual, predicted] = [series.actual[index], series.predicted[index]];
  const line = (label: string, value: number | null | undefined, color: string | undefined) =>
    value === null || value === undefined
      ? null
      : element(
          'div',
          { class: 'tip-line' },
          element('i', { style: `background:${color ?? 'transparent'}` }),
          element('span', {}, label),
          element('b', {}, numberLabel(value)),
        );
  const anomaly = series.anomalies.find((one) => Date.parse(one.time) === time);
  return element(
    'div',
    { class: 'tip' },
    element('div', { class: 'tip-head' }, timeLabel(time)),
    line('Actual', actual, palette.series[ACTUAL]),
    line('Predicted', predicted, palette.series[PREDICTED]),
    typeof actual === 'number' && typeof predicted === 'number'
      ? line('Residual', actual - predicted, undefined)
      : null,
    anomaly
      ? element(
          'div',
          { class: 'tip-anomaly' },
          anomaly.sign > 0 ? '▲ above the upper fence' : '▼ below the lower fence',
        )
      : null,
  );
}

function option(
  report: ReportData,
  series: DataTypeSeries,
  palette: Palette,
  onlyScored: boolean,
): echarts.EChartsCoreOption {
  const times = series.times.map((time) => Date.parse(time));
  const split = Date.parse(report.splitAt);
  const band = usualBand(series);
  const low = pairs(times, band.low);
  // The upper edge is drawn as a stack on the lower one, so that only the room between them is filled.
  const room: Pair[] = times.map((time, index) => {
    const [bottom, top] = [band.low[index], band.high[index]];
    return [time, typeof bottom === 'number' && typeof top === 'number' ? top - bottom : null];
  });
  const marks = (sign: 1 | -1) =>
    series.anomalies.filter((one) => one.sign === sign).map((one) => [Date.parse(one.time), one.actual]);
  const quiet = {
    silent: true,
    showSymbol: false,
    lineStyle: { opacity: 0 },
    stack: 'band',
    stackStrategy: 'all',
    tooltip: { show: false },
    type: 'line',
  };
  const mark = {
    type: 'scatter',
    symbolSize: 11,
    symbol: 'triangle',
    z: 6,
    itemStyle: { color: palette.anomaly, borderColor: palette.surface, borderWidth: 1 },
    tooltip: { show: false },
  };
  const text = { color: palette.muted, fontSize: 11 };
  return {
    useUTC: true,
    animation: false,
    textStyle: { fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif' },
    aria: { enabled: true },
    grid: { left: 8, right: 12, top: 26, bottom: 6, containLabel: true },
    dataZoom: [
      {
        type: 'inside',
        zoomOnMouseWheel: 'ctrl',
        moveOnMouseMove: true,
        moveOnMouseWheel: false,
        filterMode: 'none',
        startValue: onlyScored ? split : times[0],
        endValue: times.at(-1),
      },
    ],
    xAxis: {
      type: 'time',
      axisLabel: {
        ...text,
        hideOverlap: true,
        formatter: { year: '{yyyy}', month: '{d} {MMM}', day: '{d} {MMM}', hour: '{HH}:{mm}' },
      },
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { lineStyle: { color: palette.line } },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      name: report.unit,
      nameTextStyle: { ...text, align: 'right' },
      axisLabel: { ...text, formatter: numberLabel },
      splitLine: { lineStyle: { color: palette.line, opacity: 0.7 } },
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: palette.surface,
      borderColor: palette.line,
      padding: 0,
      textStyle: { color: palette.text },
      axisPointer: { type: 'line', lineStyle: { color: palette.muted } },
      formatter: (raw: unknown) => {
        const first = (Array.isArray(raw) ? raw[0] : raw) as { value?: [number, number] } | undefined;
        return first?.value ? tooltip(series, times, palette, first.value[0]) : '';
      },
    },
    series: [
      { ...quiet, name: 'lower fence', data: low },
      { ...quiet, name: 'usual', data: room, areaStyle: { color: palette.series[PREDICTED], opacity: 0.16 } },
      {
        name: 'Actual',
        type: 'line',
        data: pairs(times, series.actual),
        showSymbol: false,
        color: palette.series[ACTUAL],
        lineStyle: { width: 1.5 },
        z: 4,
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: palette.muted, type: 'dashed', width: 1 },
          label: { formatter: 'scored from here', color: palette.muted, fontSize: 11, position: 'end', distance: 4 },
          data: onlyScored ? [] : [{ xAxis: split }],
        },
      },
      {
        name: 'Predicted',
        type: 'line',
        data: pairs(times, series.predicted),
        showSymbol: false,
        color: palette.series[PREDICTED],
        lineStyle: { width: 1.5, type: [5, 3] },
        z: 5,
      },
      { ...mark, name: 'Above', data: marks(1) },
      { ...mark, name: 'Below', symbolRotate: 180, data: marks(-1) },
    ],
  };
}

/** Draws one chart for each data type and can draw them again in other colours or widths. */
export class Charts {
  readonly #report: ReportData;
  readonly #hosts: readonly HTMLElement[];
  #charts: echarts.ECharts[] = [];

  constructor(report: ReportData, hosts: readonly HTMLElement[]) {
    this.#report = report;
    this.#hosts = hosts;
  }

  /** `width` in pixels is for paper; without it the charts are as wide as their places. */
  draw(palette: Palette, onlyScored: boolean, width?: number): void {
    this.#charts.forEach((chart) => chart.dispose());
    this.#charts = this.#hosts.map((host, index) => {
      const chart = echarts.init(host, null, { renderer: 'svg', height: CHART_HEIGHT, ...(width ? { width } : {}) });
      const series = this.#report.dataTypes[index] as DataTypeSeries;
      chart.setOption(option(this.#report, series, palette, onlyScored));
      host.setAttribute('data-drawn', 'true');
      return chart;
    });
  }

  resize(): void {
    this.#charts.forEach((chart) => chart.resize({ width: 'auto', height: CHART_HEIGHT }));
  }
}
