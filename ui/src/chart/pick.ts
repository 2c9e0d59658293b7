import type { AxesModel } from './model';

/** The x of a drawn point that lies nearest to a place on the axis. */
export function nearestX(model: AxesModel, place: number): number {
  let nearest = Number.NaN;
  for (const series of model.series) {
    for (const { x, y } of series.points) {
      if (typeof x === 'number' && y !== null && !(Math.abs(x - place) >= Math.abs(nearest - place))) {
        nearest = x;
      }
    }
  }
  return nearest;
}

/**
 * The series that a click means: in a stack the one whose layer was hit, else the one that runs nearest. `topOf` tells at
 * which pixel a value of a series is drawn, counted from the top.
 */
export function seriesAt(
  model: AxesModel,
  x: number,
  top: number,
  topOf: (series: number, y: number) => number | undefined,
): number | null {
  let found: number | null = null;
  let distance = Number.POSITIVE_INFINITY;
  let below = 0;
  for (const [index, series] of model.series.entries()) {
    const y = series.line === 'values' ? series.points.find((point) => point.x === x)?.y : undefined;
    if (y === null || y === undefined) {
      continue;
    }
    if (model.stacking !== 'none') {
      const [low, high] = [topOf(index, below), topOf(index, below + y)];
      below += y;
      if (low !== undefined && high !== undefined && top <= low && top >= high) {
        return index;
      }
      continue;
    }
    const away = Math.abs((topOf(index, y) ?? Number.POSITIVE_INFINITY) - top);
    if (away < distance) {
      distance = away;
      found = index;
    }
  }
  return found;
}
