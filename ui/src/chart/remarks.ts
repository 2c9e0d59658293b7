import { numberLabel, xLabel } from './labels';
import type { AxesModel, Bound, Series } from './model';
import { DRAWN } from './overlays';

/** What is said about one point besides its value. */
export interface Remark {
  readonly sign: -1 | 0 | 1 | null;
  readonly interval: string;
  readonly details: readonly string[];
}

/** With more series than this only marked points tell their details: a tooltip is no table. */
const MAX_DETAILED = 3;

interface Known {
  readonly signs: ReadonlyMap<number | string, -1 | 0 | 1>;
  readonly band: ReadonlyMap<number | string, Bound>;
}

const byX = <T extends { readonly x: number | string }>(all: readonly T[]): Map<number | string, T> =>
  new Map(all.map((one) => [one.x, one]));

/** Says what is known about a point, by the id of its drawn series and its x; null for what only helps to draw. */
export type Remarks = (seriesId: string | undefined, x: number | string | undefined) => Remark | null;

export function remarksOf(model: AxesModel): Remarks {
  const known = new Map<Series, Known>();
  const knownOf = (series: Series): Known => {
    const found = known.get(series);
    if (found) {
      return found;
    }
    const made: Known = {
      signs: new Map(series.anomalies.map((anomaly) => [anomaly.x, anomaly.sign])),
      band: byX(series.band),
    };
    known.set(series, made);
    return made;
  };
  const isDetailed = model.series.filter((series) => series.line === 'values').length <= MAX_DETAILED;
  return (seriesId, x) => {
    const series = seriesId?.startsWith(DRAWN) ? model.series[Number(seriesId.slice(DRAWN.length))] : undefined;
    if (!series || x === undefined) {
      return null;
    }
    const { signs, band } = knownOf(series);
    const sign = signs.get(x) ?? null;
    const bound = band.get(x);
    const interval =
      bound && bound.low !== null && bound.high !== null
        ? `interval ${numberLabel(bound.low)} to ${numberLabel(bound.high)}`
        : '';
    const details =
      sign !== null || isDetailed
        ? series.details.flatMap((detail) => {
            const value = detail.values.get(x);
            return value === undefined ? [] : [`${detail.name} ${numberLabel(value)}`];
          })
        : [];
    return { sign, interval, details };
  };
}

export const markOf = (sign: -1 | 0 | 1): string => (sign === 1 ? '▲' : sign === -1 ? '▼' : '●');

/** `12 anomalies: 9 ▲ above, 3 ▼ below`; null where nothing can be marked. */
export function anomalySummary(model: AxesModel): string | null {
  const signs = model.series.flatMap((series) => series.anomalies.map((anomaly) => anomaly.sign));
  if (signs.length === 0) {
    return null;
  }
  const above = signs.filter((sign) => sign === 1).length;
  const below = signs.filter((sign) => sign === -1).length;
  const sides = [above > 0 ? `${above} ▲ above` : '', below > 0 ? `${below} ▼ below` : ''].filter(
    (side) => side !== '',
  );
  const count = `${signs.length.toLocaleString('en')} ${signs.length === 1 ? 'anomaly' : 'anomalies'}`;
  return sides.length === 0 ? count : `${count}: ${sides.join(', ')}`;
}

/** A chart with anomalies or intervals in words; null for another, which needs none of ours. */
export function describe(model: AxesModel): string | null {
  const hasBand = model.series.some((series) => series.band.length > 0);
  const anomalies = anomalySummary(model);
  if (!hasBand && anomalies === null) {
    return null;
  }
  const names = model.series.slice(0, 10).map((series) => series.name);
  const more = model.series.length > names.length ? ' and others' : '';
  return [
    model.title ? `${model.title}.` : '',
    `Chart of ${names.join(', ')}${more}.`,
    anomalies === null ? '' : `${anomalies}.`,
    hasBand ? 'A forecast is drawn with its interval.' : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Everything at one x as a line of text, for screen readers. */
export function spokenAt(model: AxesModel, x: number | string): string {
  const remarks = remarksOf(model);
  const parts = model.series.flatMap((series, index) => {
    const point = series.points.find((one) => one.x === x);
    if (!point || point.y === null) {
      return [];
    }
    const remark = remarks(`${DRAWN}${index}`, x);
    const side =
      remark === null || remark.sign === null
        ? ''
        : remark.sign === 1
          ? ', anomaly above'
          : remark.sign === -1
            ? ', anomaly below'
            : ', anomaly';
    const interval = remark?.interval ? `, ${remark.interval}` : '';
    return [`${series.name} ${numberLabel(point.y)}${interval}${side}`];
  });
  return `${xLabel(x, model.xKind)}: ${parts.join('; ')}`;
}
