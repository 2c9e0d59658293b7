import type { AxesModel } from './model';

/** A place to stop at while walking through a chart by key. */
export interface Stop {
  readonly x: number | string;
  readonly y: number;
  readonly isAnomaly: boolean;
}

/** Every x that has a value, in drawing order, with the value of the first series there. */
export function stopsOf(model: AxesModel): readonly Stop[] {
  const marked = new Set(model.series.flatMap((series) => series.anomalies.map((anomaly) => anomaly.x)));
  const stops = new Map<number | string, Stop>();
  for (const series of model.series) {
    for (const { x, y } of series.points) {
      if (y !== null && !stops.has(x)) {
        stops.set(x, { x, y, isAnomaly: marked.has(x) });
      }
    }
  }
  const all = [...stops.values()];
  return model.xKind === 'category' ? all : all.sort((a, b) => (a.x as number) - (b.x as number));
}

/**
 * The stop that a key leads to, or null when the key means nothing here. Arrows go on by one point, `n` and `p` to the
 * next and the previous anomaly; −1 stands for no stop yet.
 */
export function stopAfter(key: string, at: number, stops: readonly Stop[]): number | null {
  const last = stops.length - 1;
  if (last < 0) {
    return null;
  }
  switch (key) {
    case 'ArrowRight':
      return Math.min(last, at + 1);
    case 'ArrowLeft':
      return at < 0 ? last : Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'n':
    case 'p': {
      const isAhead = (index: number): boolean => (key === 'n' ? index > at : at < 0 || index < at);
      const marked = stops.map((stop, index) => (stop.isAnomaly ? index : -1)).filter((index) => index >= 0);
      const found = marked.filter(isAhead);
      return (key === 'n' ? found[0] : found.at(-1)) ?? null;
    }
    default:
      return null;
  }
}
