import type { Column, RenderProperties, ResultTable } from '../api/types';
import { isNumeric } from '../results/format';
import { columnNames } from './cells';
import { endsWith, FLAG_WORDS, wordsOf } from './flags';
import type { Roles } from './roles';

/** How a column of numbers is drawn: as itself, as what was expected of another column, or as its future. */
export type LineKind = 'values' | 'baseline' | 'forecast';

/** One line for each group of rows, with the columns that say more about it. */
export interface Part {
  readonly column: number;
  readonly kind: LineKind;
  /** The column this one speaks about; its own for plain values. */
  readonly subject: number;
  readonly flags: number | null;
  /** Shown on hover only. */
  readonly details: readonly number[];
  readonly band: { readonly lower: number; readonly upper: number } | null;
}

const SCORE_WORDS = new Set(['score', 'scores']);
const BASELINE_WORDS = new Set(['baseline', 'expected']);
const FORECAST_WORDS = new Set([
  'forecast',
  'forecasts',
  'forecasted',
  'forcasted',
  'predicted',
  'prediction',
  'predictions',
]);
/** Words that tell a column's part or where it was computed, but not what it is about. */
const FRAME_WORDS = new Set([
  ...FLAG_WORDS,
  ...SCORE_WORDS,
  ...BASELINE_WORDS,
  ...FORECAST_WORDS,
  ...['lower', 'upper', 'bound', 'limit', 'fence', 'interval', 'actual', 'ad', 'series', 'decompose', 'halcyon'],
]);
const subjectOf = (name: string): string =>
  wordsOf(name)
    .filter((word) => !FRAME_WORDS.has(word))
    .join(' ');
const mentions = (name: string, words: ReadonlySet<string>): boolean => wordsOf(name).some((word) => words.has(word));

/** `X_lower` and `X_upper` by the one name that both become without these words. */
function bandsOf(table: ResultTable, y: readonly number[]): readonly { lower: number; upper: number }[] {
  const nameOf = (index: number): string => (table.columns[index] as Column).name;
  const side = (word: string): Map<string, number> =>
    new Map(
      y
        .filter((index) => wordsOf(nameOf(index)).includes(word))
        .map((index) => [
          wordsOf(nameOf(index))
            .map((one) => (one === word ? '' : one))
            .join(' '),
          index,
        ]),
    );
  const uppers = side('upper');
  return [...side('lower')].flatMap(([key, lower]) => {
    const upper = uppers.get(key);
    return upper === undefined ? [] : [{ lower, upper }];
  });
}

/** Which of `owners` a column speaks about: by name, else by order, else the nearest on its left. */
function ownerOf(
  table: ResultTable,
  column: number,
  peers: readonly number[],
  owners: readonly number[],
): number | undefined {
  const nameOf = (index: number): string => (table.columns[index] as Column).name;
  const subject = subjectOf(nameOf(column));
  const named = subject === '' ? undefined : owners.find((owner) => subjectOf(nameOf(owner)) === subject);
  const inOrder = peers.length === owners.length ? owners[peers.indexOf(column)] : undefined;
  return named ?? inOrder ?? owners.filter((owner) => owner < column).at(-1) ?? owners[0];
}

/** Lines of plain values, each with the flags of the same place in the list. */
export function plainParts(roles: Roles): readonly Part[] {
  return roles.y.map((column, order) => ({
    column,
    kind: 'values',
    subject: column,
    flags: roles.anomalies[Math.min(order, roles.anomalies.length - 1)] ?? null,
    details: [],
    band: null,
  }));
}

/** Tells values, baselines, forecasts, scores and the two sides of intervals apart by the columns' names. */
export function partsOf(table: ResultTable, render: RenderProperties, roles: Roles): readonly Part[] {
  const nameOf = (index: number): string => (table.columns[index] as Column).name;
  const isMarked = render.visualization === 'anomalychart' && roles.anomalies.length > 0;
  const isChosen = columnNames(render.yColumns).length > 0;
  const bands = bandsOf(table, roles.y);
  const sides = bands.flatMap((band) => [band.lower, band.upper]);
  const rest = roles.y.filter((index) => !sides.includes(index));
  const scores = isMarked && !isChosen ? rest.filter((index) => endsWith(nameOf(index), SCORE_WORDS)) : [];
  const drawn = rest.filter((index) => !scores.includes(index));
  const baselines = isMarked ? drawn.filter((index) => mentions(nameOf(index), BASELINE_WORDS)) : [];
  const forecasts = drawn.filter((index) => !baselines.includes(index) && mentions(nameOf(index), FORECAST_WORDS));
  const values = drawn.filter((index) => !baselines.includes(index) && !forecasts.includes(index));
  if (drawn.length === 0 || (values.length === 0 && forecasts.length === 0)) {
    return plainParts(roles);
  }
  const subjects = values.length > 0 ? values : forecasts;
  // What was left out of `ycolumns` is still told on hover.
  const hidden = isMarked
    ? table.columns
        .map((_, index) => index)
        .filter((index) => index !== roles.x && !roles.y.includes(index) && !roles.anomalies.includes(index))
        .filter((index) => {
          const { name, type } = table.columns[index] as Column;
          const isNumbers = isNumeric(type) || (type === 'dynamic' && roles.isSeries);
          return isNumbers && (endsWith(name, SCORE_WORDS) || mentions(name, BASELINE_WORDS));
        })
    : [];
  const about = (column: number, peers: readonly number[], owners: readonly number[]): number =>
    ownerOf(table, column, peers, owners) as number;
  const lowers = bands.map((band) => band.lower);
  const bandOwners = forecasts.length > 0 ? forecasts : values;
  const isAbout = (flag: number, column: number): boolean =>
    subjectOf(nameOf(flag)) !== '' && subjectOf(nameOf(flag)) === subjectOf(nameOf(column));
  const unnamed = roles.anomalies.filter((flag) => !subjects.some((column) => isAbout(flag, column)));
  return drawn.map((column) => {
    const kind: LineKind = baselines.includes(column) ? 'baseline' : forecasts.includes(column) ? 'forecast' : 'values';
    const order = subjects.indexOf(column);
    const named = roles.anomalies.find((flag) => isAbout(flag, column));
    return {
      column,
      kind,
      subject: kind === 'values' ? column : about(column, kind === 'baseline' ? baselines : forecasts, subjects),
      flags: order < 0 ? null : (named ?? unnamed[Math.min(order, unnamed.length - 1)] ?? null),
      details:
        order < 0
          ? []
          : [
              ...scores.filter((score) => about(score, scores, subjects) === column),
              ...hidden.filter((one) => about(one, [], subjects) === column),
            ],
      band: bands.find((band) => about(band.lower, lowers, bandOwners) === column) ?? null,
    };
  });
}
