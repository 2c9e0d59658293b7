import type { EChartsOption, SeriesOption } from 'echarts';
import type { Palette } from '../theme/palette';
import { durationLabel, numberLabel, shortTimeLabel, xLabel } from './labels';
import type { AxesModel, PieModel, Point, Series } from './model';
import { bandOption, DASHED_ICON, DRAWN, isDashed, lineStyle, marksOption } from './overlays';
import { describe, remarksOf } from './remarks';
import { axisTooltip, type TooltipItem } from './tooltip';

/** From so many points a series is thinned for drawing, keeping its peaks. */
const THIN_FROM = 8_000;
const PANEL_GAP = 8;
const TIME_LABELS = {
  year: '{yyyy}',
  month: '{d} {MMM}',
  day: '{d} {MMM}',
  hour: '{HH}:{mm}',
  minute: '{HH}:{mm}',
  second: '{HH}:{mm}:{ss}',
  millisecond: '{HH}:{mm}:{ss}.{SSS}',
};

const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif';

function colorOf(palette: Palette, index: number): string {
  return palette.series[index % palette.series.length] as string;
}

function axisStyle(palette: Palette, name: string) {
  return {
    name,
    nameTextStyle: { color: palette.muted, fontSize: 11 },
    axisLine: { lineStyle: { color: palette.line } },
    axisTick: { lineStyle: { color: palette.line } },
    axisLabel: { color: palette.muted, fontSize: 11, hideOverlap: true },
    splitLine: { lineStyle: { color: palette.line, opacity: 0.7 } },
  } as const;
}

/** A single series that is named like its axis needs no legend. */
function showsLegend(model: AxesModel): boolean {
  return model.legend && !(model.series.length === 1 && model.series[0]?.name === model.yTitle);
}

/** What a screen reader says; ECharts' own words count every helper line of an interval as a series. */
function ariaOption(model: AxesModel) {
  const text = describe(model);
  return { enabled: true, ...(text === null ? {} : { label: { description: text } }) };
}

/** Panels: which rows of the grid exist. One for each y column when split, else one. */
function panelsOf(model: AxesModel): readonly string[] {
  const columns = [...new Set(model.series.map((series) => series.yColumn))];
  return model.ySplit === 'none' || columns.length < 2 ? [''] : columns;
}

function seriesOption(
  model: AxesModel,
  series: Series,
  index: number,
  palette: Palette,
  axisIndex: number,
  gridIndex: number,
): SeriesOption[] {
  const color = colorOf(palette, series.hue);
  const axes = { xAxisIndex: gridIndex, yAxisIndex: axisIndex };
  const horizontal = model.style === 'bar';
  const place = (point: Point): [number | string, number | null] | [number | null, number | string] =>
    horizontal ? [point.y, String(point.x)] : [model.style === 'column' ? String(point.x) : point.x, point.y];
  const common = {
    id: `${DRAWN}${index}`,
    name: series.name,
    color,
    data: series.points.map(place),
    ...axes,
    emphasis: { focus: 'series' as const },
    blur: { lineStyle: { opacity: 0.25 }, areaStyle: { opacity: 0.05 } },
    ...(model.stacking === 'none' ? {} : { stack: `stack-${gridIndex}` }),
  };
  const few = series.points.length <= 60;
  const own: SeriesOption = ((): SeriesOption => {
    switch (model.style) {
      case 'scatter':
        return {
          ...common,
          type: 'scatter',
          symbolSize: 7,
          itemStyle: { opacity: 0.75 },
          large: series.points.length > 5_000,
        } as SeriesOption;
      case 'column':
      case 'bar':
        return {
          ...common,
          type: 'bar',
          barMaxWidth: 48,
          itemStyle: { borderRadius: model.stacking === 'none' ? 2 : 0 },
        } as SeriesOption;
      case 'line':
      case 'area':
        return {
          ...common,
          type: 'line',
          showSymbol: few && series.line === 'values',
          symbol: 'circle',
          symbolSize: 5,
          lineStyle: lineStyle(series, model.series.length),
          ...(model.style === 'area' && series.line === 'values'
            ? { areaStyle: { opacity: model.stacking === 'none' ? 0.18 : 0.55 } }
            : {}),
          ...(series.points.length > THIN_FROM && model.stacking === 'none' ? { sampling: 'lttb' } : {}),
        } as SeriesOption;
    }
  })();
  return [...bandOption(series, index, color, axes), own, ...marksOption(series, index, palette, place, axes)];
}

function xAxisOption(model: AxesModel, palette: Palette, gridIndex: number, isLast: boolean) {
  const base = {
    ...axisStyle(palette, isLast ? model.xTitle : ''),
    gridIndex,
    nameLocation: 'middle' as const,
    nameGap: 26,
  };
  const quiet = { splitLine: { show: false } };
  const label = { ...base.axisLabel, show: isLast };
  if (model.style === 'column' || model.style === 'bar') {
    const values = model.series[0]?.points.map((point) => point.x) ?? [];
    const days = model.xKind === 'time' && values.every((value) => Number(value) % 86_400_000 === 0);
    const format = (value: string): string =>
      model.xKind === 'time'
        ? shortTimeLabel(Number(value), days)
        : model.xKind === 'duration'
          ? durationLabel(Number(value))
          : value;
    const horizontal = model.style === 'bar';
    return {
      ...base,
      ...quiet,
      type: 'category' as const,
      data: values.map(String),
      axisLabel: { ...label, formatter: format, width: horizontal ? 240 : 140, overflow: 'truncate' as const },
      ...(horizontal ? { inverse: true, nameLocation: 'start' as const, nameGap: 12 } : {}),
    };
  }
  switch (model.xKind) {
    case 'time':
      return { ...base, ...quiet, type: 'time' as const, axisLabel: { ...label, formatter: TIME_LABELS } };
    case 'category':
      return { ...base, ...quiet, type: 'category' as const, axisLabel: label };
    case 'duration':
      return { ...base, type: 'value' as const, scale: true, axisLabel: { ...label, formatter: durationLabel } };
    case 'value':
      return {
        ...base,
        type: model.logX ? ('log' as const) : ('value' as const),
        scale: true,
        axisLabel: { ...label, formatter: numberLabel },
      };
  }
}

function yAxisOption(
  model: AxesModel,
  palette: Palette,
  name: string,
  gridIndex: number,
  order: number,
  height: number,
) {
  const forcedMin = model.yMin ?? (model.stacking === 'stacked100' ? 0 : null);
  const forcedMax = model.yMax ?? (model.stacking === 'stacked100' ? 100 : null);
  const base = axisStyle(palette, name);
  return {
    ...base,
    gridIndex,
    type: model.logY ? ('log' as const) : ('value' as const),
    ...(model.style === 'bar'
      ? { nameLocation: 'middle' as const, nameGap: 26 }
      : {
          nameLocation: 'end' as const,
          nameGap: 10,
          nameTextStyle: { ...base.nameTextStyle, align: order % 2 === 0 ? ('left' as const) : ('right' as const) },
        }),
    position: model.style === 'bar' ? ('bottom' as const) : order % 2 === 0 ? ('left' as const) : ('right' as const),
    offset: order > 1 ? 56 * Math.floor(order / 2) : 0,
    ...(height < 120 ? { splitNumber: Math.max(1, Math.round(height / 36)) } : {}),
    axisLabel: { ...base.axisLabel, formatter: numberLabel },
    ...(order > 0 ? { splitLine: { show: false } } : {}),
    ...(forcedMin === null ? {} : { min: forcedMin }),
    ...(forcedMax === null ? {} : { max: forcedMax }),
  };
}

function titleOption(title: string, palette: Palette) {
  return title === ''
    ? []
    : [
        {
          text: title,
          left: 12,
          top: 8,
          textStyle: { color: palette.text, fontSize: 14, fontWeight: 600, fontFamily },
        },
      ];
}

function legendOption(
  show: boolean,
  palette: Palette,
  entries: readonly { readonly name: string; readonly icon?: string }[],
) {
  return {
    show: show && entries.length > 0,
    type: 'scroll' as const,
    bottom: 8,
    left: 12,
    right: 12,
    icon: 'roundRect',
    itemWidth: 11,
    itemHeight: 11,
    itemGap: 16,
    data: [...entries],
    textStyle: { color: palette.text, fontSize: 12, width: 220, overflow: 'truncate' as const },
    pageTextStyle: { color: palette.muted },
    pageIconColor: palette.text,
    pageIconInactiveColor: palette.line,
    inactiveColor: palette.muted,
  };
}

/** The picture of an axes model; `height` in pixels shares the room between panels. */
export function axesOption(model: AxesModel, palette: Palette, height: number): EChartsOption {
  const columns = panelsOf(model);
  const isSplit = columns.length > 1;
  const panels = isSplit && model.ySplit === 'panels' ? columns : [''];
  const top = (model.title ? 34 : 10) + 22;
  const hasLegend = showsLegend(model);
  const foot = model.style === 'bar' ? model.yTitle : model.xTitle;
  const bottom = (hasLegend ? 36 : 10) + (foot ? 18 : 0) + (panels.length > 1 ? 22 : 0);
  const room = Math.max(80, height - top - bottom);
  const panelHeight = (room - (panels.length - 1) * (PANEL_GAP + 16)) / panels.length;
  const horizontal = model.style === 'bar';
  const axesPerPanel = isSplit && model.ySplit === 'axes' ? columns : [''];
  const grids = panels.map((_, index) => ({
    // Panels stand exactly above each other, so their labels get the same room.
    left: panels.length > 1 ? 84 : 16,
    right: isSplit && model.ySplit === 'axes' ? 56 * Math.ceil((columns.length - 1) / 2) : 20,
    top: top + index * (panelHeight + PANEL_GAP + 16),
    height: panelHeight,
    containLabel: panels.length === 1,
  }));
  const xAxes = panels.map((_, index) => xAxisOption(model, palette, index, index === panels.length - 1));
  const yAxes = panels.flatMap((panel, grid) =>
    axesPerPanel.map((axis, order) =>
      yAxisOption(model, palette, panel || axis || model.yTitle, grid, order, panelHeight),
    ),
  );
  const series = model.series.flatMap((one, index) => {
    const column = isSplit ? columns.indexOf(one.yColumn) : 0;
    const grid = panels.length > 1 ? column : 0;
    const axis = axesPerPanel.length > 1 || panels.length > 1 ? column : 0;
    return horizontal
      ? seriesOption(model, one, index, palette, grid, axis)
      : seriesOption(model, one, index, palette, axis, grid);
  });
  return {
    useUTC: true,
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily, color: palette.text },
    title: titleOption(model.title, palette),
    aria: ariaOption(model),
    legend: legendOption(
      hasLegend,
      palette,
      model.series.map((one) => (isDashed(one) ? { name: one.name, icon: DASHED_ICON } : { name: one.name })),
    ),
    grid: grids,
    xAxis: (horizontal ? yAxes : xAxes) as EChartsOption['xAxis'],
    yAxis: (horizontal ? xAxes : yAxes) as EChartsOption['yAxis'],
    series,
    // Zooming is a feature of the toolbox, which has to be there for it; its icons lie outside.
    toolbox: { show: true, itemSize: 0, showTitle: false, top: -100, feature: { dataZoom: { yAxisIndex: 'none' } } },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    tooltip: {
      trigger: model.style === 'scatter' ? 'item' : 'axis',
      confine: true,
      appendTo: 'body',
      axisPointer: {
        type: model.style === 'column' || model.style === 'bar' ? 'shadow' : 'line',
        lineStyle: { color: palette.muted },
      },
      backgroundColor: palette.surface,
      borderColor: palette.line,
      padding: 0,
      textStyle: { color: palette.text, fontSize: 12 },
      formatter: (raw: unknown) =>
        axisTooltip(raw as TooltipItem | TooltipItem[], (x) => xLabel(x, model.xKind), horizontal, remarksOf(model)),
    },
  } as EChartsOption;
}

export function pieOption(model: PieModel, palette: Palette): EChartsOption {
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily, color: palette.text },
    title: titleOption(model.title, palette),
    aria: { enabled: true },
    legend: legendOption(
      model.legend,
      palette,
      model.slices.map((slice) => ({ name: slice.name })),
    ),
    tooltip: {
      trigger: 'item',
      confine: true,
      appendTo: 'body',
      backgroundColor: palette.surface,
      borderColor: palette.line,
      padding: 0,
      formatter: (raw: unknown) => axisTooltip(raw as TooltipItem, String, false),
    },
    series: [
      {
        type: 'pie',
        radius: ['38%', '68%'],
        minShowLabelAngle: 6,
        center: ['50%', model.title ? '50%' : '46%'],
        data: model.slices.map((slice, index) => ({
          ...slice,
          itemStyle: { color: colorOf(palette, index), borderColor: palette.surface, borderWidth: 2 },
        })),
        label: {
          color: palette.text,
          formatter: (item: { name: string; percent?: number }) => `${item.name}  ${(item.percent ?? 0).toFixed(1)} %`,
        },
        labelLine: { lineStyle: { color: palette.muted } },
      },
    ],
  } as EChartsOption;
}
