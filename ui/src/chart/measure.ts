import { callOf, cutAt, isName, bareName, namedOf, splitAt, type Named, type Step } from './pipeline';

/** What a line of a chart measures, as far as rows can be asked about it. */
export type Measure =
  | { readonly kind: 'count'; readonly where: string | null }
  | { readonly kind: 'sum'; readonly value: string; readonly where: string | null }
  | { readonly kind: 'average'; readonly value: string; readonly where: string | null }
  | { readonly kind: 'percentile'; readonly value: string; readonly percent: string; readonly where: string | null }
  | { readonly kind: 'distinct'; readonly value: string; readonly where: string | null }
  | { readonly kind: 'extreme'; readonly value: string; readonly isMaximum: boolean; readonly where: string | null };

/** An aggregating step: what it computes, and by what. */
export interface Grouping {
  readonly measures: readonly Named[];
  readonly by: readonly Named[];
  /** The bins along the time of a `make-series`, which names its time apart. */
  readonly axis: { readonly column: string; readonly bin: string } | null;
}

/** Reads a `summarize` or `make-series`; null for other operators and what is not understood. */
export function groupingOf(step: Step): Grouping | null {
  const rest = step.rest.replace(/^(?:(?:hint\.\w+|kind)\s*=\s*\w+\s+)+/, '');
  if (step.operator === 'summarize') {
    const [measures, by] = cutAt(rest, 'by') ?? [rest, ''];
    return { measures: list(measures), by: list(by), axis: null };
  }
  if (step.operator !== 'make-series') {
    return null;
  }
  const [measures, axis] = cutAt(rest, 'on') ?? [rest, ''];
  const [bounds, by] = cutAt(axis, 'by') ?? [axis, ''];
  const column = /^(\w+|\['[^']+'\]|\["[^"]+"\])/.exec(bounds)?.[1];
  if (column === undefined) {
    return null;
  }
  return {
    measures: splitAt(measures, ',').map((item) => namedOf(cutAt(item, 'default')?.[0] ?? item)),
    by: list(by),
    axis: { column, bin: seriesBin(column, bounds.slice(column.length).trim()) },
  };
}

const list = (text: string): readonly Named[] => (text.trim() === '' ? [] : splitAt(text, ',').map(namedOf));

/** The expression that says which point of a series a row belongs to. */
function seriesBin(column: string, bounds: string): string {
  const range = callOf(bounds.replace(/^in\s+/, ''));
  const step = range ? range.args[2] : cutAt(bounds, 'step')?.[1];
  const from = range ? range.args[0] : cutAt(cutAt(cutAt(bounds, 'step')?.[0] ?? '', 'to')?.[0] ?? bounds, 'from')?.[1];
  return from === undefined || from === '' ? `bin(${column}, ${step})` : `bin_at(${column}, ${step}, ${from})`;
}

/** The name that a result has for an expression without one. */
export function resultName({ name, expression }: Named): string | null {
  if (name !== null) {
    return name;
  }
  if (isName(expression)) {
    return bareName(expression);
  }
  if (/^[A-Za-z_][\w.]*$/.test(expression)) {
    return expression.replaceAll('.', '_');
  }
  const first = callOf(expression)?.args[0];
  return first === undefined ? null : resultName({ name: null, expression: first });
}

/** The names that the columns of an aggregate can have. */
function measureNames({ name, expression }: Named): readonly string[] {
  const call = callOf(expression);
  if (name !== null || call === null) {
    return name === null ? [] : [name];
  }
  const subject = call.args[0] === undefined ? '' : (resultName({ name: null, expression: call.args[0] }) ?? '');
  return call.name.startsWith('percentile')
    ? call.args.slice(1).map((percent) => `percentile_${subject}_${percent.replace('.', '_')}`)
    : [`${call.name}_${subject}`, `${call.name}_`];
}

/**
 * The aggregate that a column holds, by its name; what is computed from a single aggregate is about that one. Null where
 * it cannot be told.
 */
export function measureNamed(grouping: Grouping, column: string | null): Named | null {
  const named = grouping.measures.find((one) => column !== null && measureNames(one).includes(column));
  return named ?? (grouping.measures.length === 1 ? (grouping.measures[0] as Named) : null);
}

/** What changes only how a number is written, or its unit. */
const WRAPPERS = new Set(['round', 'toint', 'tolong', 'todouble', 'toreal', 'floor', 'ceiling', 'coalesce', 'bin']);

const isNumber = (text: string): boolean => /^-?[\d._]+(?:e[+-]?\d+)?[a-z]*$/i.test(text);

/** What an aggregate measures; null for those whose size is no matter of rows. */
export function measureOf(expression: string, column: string | null = null): Measure | null {
  const text = expression.startsWith('(') && callOf(`f${expression}`) ? expression.slice(1, -1).trim() : expression;
  const factors = splitAt(text, '*').filter((one) => !isNumber(one));
  if (factors.length === 1 && factors[0] !== text) {
    return measureOf(factors[0] as string, column);
  }
  const [dividend = '', ...divisors] = splitAt(text, '/');
  const [divisor, ...others] = divisors.filter((one) => !isNumber(one));
  if (divisors.length > 0) {
    const measure = measureOf(dividend, column);
    if (divisor === undefined || measure === null) {
      return measure;
    }
    return others.length > 0 ? null : ratioOf(measure, divisor);
  }
  const call = callOf(text);
  if (call === null) {
    return null;
  }
  const [value, second] = call.args;
  if (value === undefined) {
    return call.name === 'count' ? { kind: 'count', where: null } : null;
  }
  const where = second ?? null;
  switch (call.name) {
    case 'countif':
      return { kind: 'count', where: value };
    case 'sum':
      return { kind: 'sum', value, where: null };
    case 'sumif':
      return { kind: 'sum', value, where };
    case 'avg':
      return { kind: 'average', value, where: null };
    case 'avgif':
      return { kind: 'average', value, where };
    case 'dcount':
    case 'count_distinct':
      return { kind: 'distinct', value, where: null };
    case 'dcountif':
    case 'count_distinctif':
      return { kind: 'distinct', value, where };
    case 'percentile':
    case 'percentiles': {
      const asked = /_(\d+(?:_\d+)?)$/.exec(column ?? '')?.[1]?.replace('_', '.');
      const percent = call.args.slice(1).find((one) => one === asked) ?? (call.args.length === 2 ? where : null);
      return percent === null ? null : { kind: 'percentile', value, percent, where: null };
    }
    case 'max':
    case 'min':
      return { kind: 'extreme', value, isMaximum: call.name === 'max', where: null };
    case 'maxif':
    case 'minif':
      return { kind: 'extreme', value, isMaximum: call.name === 'maxif', where };
    default:
      return WRAPPERS.has(call.name) ? measureOf(value, column) : null;
  }
}

/** A sum for each row is an average; a part of the rows rises and falls with what the part is made of. */
function ratioOf(dividend: Measure, divisor: string): Measure | null {
  const under = measureOf(divisor);
  if (under?.kind !== 'count') {
    return null;
  }
  switch (dividend.kind) {
    case 'count':
      return dividend.where !== null && under.where === null ? dividend : null;
    case 'sum':
      return dividend.where === under.where ? { ...dividend, kind: 'average' } : null;
    default:
      return null;
  }
}
