import type { SeriesOption } from 'echarts';
import type { Palette } from '../theme/palette';
import type { Anomaly, Point, Series } from './model';

/** The ids of series that stand for a series of the model begin so; what helps to draw them has other ids. */
export const DRAWN = 'series-';
/** Two dashes, for the legend. */
export const DASHED_ICON = 'path://M0,4h8v3h-8z M12,4h8v3h-8z';
const ABOVE = 1;
const BELOW = -1;

type Place = (point: Point) => readonly [number | string | null, number | string | null];
interface Axes {
  readonly xAxisIndex: number;
  readonly yAxisIndex: number;
}

export const isDashed = (series: Series): boolean => series.line !== 'values';

/** Beside more series than this, what was expected of each is drawn faintly, and bands are not drawn. */
export const CROWD = 6;

/** Dashes tell what was expected from what was measured without the help of colour. */
export function lineStyle(series: Series, seriesCount: number) {
  const width = seriesCount > 12 ? 1.2 : 1.7;
  switch (series.line) {
    case 'values':
      return { width };
    case 'forecast':
      return seriesCount > 2 * CROWD ? { width: 1, type: [5, 5], opacity: 0.6 } : { width, type: [6, 4] };
    case 'baseline':
      // Each has a companion, so that a dozen lines are half a dozen series.
      return seriesCount > 2 * CROWD
        ? { width: 0.8, type: [1, 4], opacity: 0.45 }
        : { width: 1.2, type: [2, 3], opacity: 0.9 };
  }
}

/**
 * An interval as two stacked lines without ink: the area of the upper one, which is as high as the interval, is the
 * band. They bear the series' name, so that the legend hides them with it.
 */
export function bandOption(series: Series, index: number, color: string, axes: Axes): SeriesOption[] {
  if (series.band.every((bound) => bound.low === null || bound.high === null)) {
    return [];
  }
  const quiet = {
    type: 'line',
    name: series.name,
    color,
    ...axes,
    stack: `band-${index}`,
    stackStrategy: 'all',
    silent: true,
    showSymbol: false,
    symbol: 'none',
    lineStyle: { opacity: 0 },
    emphasis: { disabled: true },
    tooltip: { show: false },
    z: 1,
  };
  const whole = series.band.map((bound) => (bound.low === null || bound.high === null ? null : bound));
  const at = (order: number): number | string | undefined => series.band[order]?.x;
  return [
    { ...quiet, id: `band-low-${index}`, data: whole.map((bound, order) => [at(order), bound?.low ?? null]) },
    {
      ...quiet,
      id: `band-room-${index}`,
      areaStyle: { color, opacity: 0.2 },
      data: whole.map((bound, order) => [
        at(order),
        bound === null || bound.high === null || bound.low === null ? null : bound.high - bound.low,
      ]),
    },
  ] as SeriesOption[];
}

/** Triangles point to the side of the anomaly, circles mark those without one. */
export function marksOption(series: Series, index: number, palette: Palette, place: Place, axes: Axes): SeriesOption[] {
  const marks = (sign: Anomaly['sign'], more: Readonly<Record<string, unknown>>): SeriesOption[] => {
    const points = series.anomalies.filter((anomaly) => anomaly.sign === sign);
    return points.length === 0
      ? []
      : [
          {
            id: `marks-${sign}-${index}`,
            type: 'scatter',
            name: series.name,
            color: palette.anomaly,
            itemStyle: { color: palette.anomaly, borderColor: palette.surface, borderWidth: 1, opacity: 1 },
            data: points.map(place),
            ...axes,
            tooltip: { show: false },
            z: 6,
            ...more,
          } as SeriesOption,
        ];
  };
  return [
    ...marks(ABOVE, { symbol: 'triangle', symbolSize: 11 }),
    ...marks(BELOW, { symbol: 'triangle', symbolSize: 11, symbolRotate: 180 }),
    ...marks(0, { symbol: 'circle', symbolSize: 9 }),
  ];
}
