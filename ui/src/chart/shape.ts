import type { Bound, Point, Series, XKind } from './model';

/** Points by ascending x; categories keep the order of the rows. */
export function ordered(points: readonly Point[], xKind: XKind): readonly Point[] {
  return xKind === 'category' ? points : points.toSorted((a, b) => (a.x as number) - (b.x as number));
}

export function orderedBand(band: readonly Bound[], xKind: XKind): readonly Bound[] {
  return xKind === 'category' ? band : band.toSorted((a, b) => (a.x as number) - (b.x as number));
}

/** Running sums. */
export function running(points: readonly Point[]): readonly Point[] {
  let sum = 0;
  return points.map((point) => ({ x: point.x, y: (sum += point.y ?? 0) }));
}

/** One point for each x: a bar cannot stand on a bar. Tells whether anything was added up. */
export function merged(points: readonly Point[]): { readonly points: readonly Point[]; readonly added: boolean } {
  const sums = new Map<number | string, number | null>();
  for (const point of points) {
    const known = sums.get(point.x);
    sums.set(point.x, known === undefined ? point.y : known === null ? point.y : known + (point.y ?? 0));
  }
  return { points: [...sums].map(([x, y]) => ({ x, y })), added: sums.size < points.length };
}

/** Every series at every x, so that stacks stand on the same places; a missing value counts as zero. */
export function aligned(series: readonly Series[], xKind: XKind): readonly Series[] {
  const all = [...new Set(series.flatMap((one) => one.points.map((point) => point.x)))];
  const xs = xKind === 'category' ? all : all.sort((a, b) => (a as number) - (b as number));
  return series.map((one) => {
    const values = new Map(one.points.map((point) => [point.x, point.y]));
    return { ...one, points: xs.map((x) => ({ x, y: values.get(x) ?? 0 })) };
  });
}

/** Each value as a share of all series at its x, in percent. */
export function asShares(series: readonly Series[]): readonly Series[] {
  const totals = new Map<number | string, number>();
  for (const point of series.flatMap((one) => one.points)) {
    totals.set(point.x, (totals.get(point.x) ?? 0) + Math.abs(point.y ?? 0));
  }
  return series.map((one) => ({
    ...one,
    points: one.points.map((point) => ({ x: point.x, y: (100 * (point.y ?? 0)) / (totals.get(point.x) || 1) })),
  }));
}
