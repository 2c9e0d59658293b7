/** A query's text taken apart at its pipes and commas. Strings, comments and what stands in brackets are passed over. */

const TOKENS = /\/\/[^\n]*|```[\s\S]*?```|[@hH]*"(?:[^"\\\n]|\\.)*"|[@hH]*'(?:[^'\\\n]|\\.)*'|[()[\]{}]/g;

/** The text with blanks for strings, comments and brackets with all they hold: places stay where they are. */
function topLevel(text: string): string {
  let depth = 0;
  let shown = '';
  let from = 0;
  const keep = (to: number): void => {
    const part = text.slice(from, to);
    shown += depth > 0 ? ' '.repeat(part.length) : part;
    from = to;
  };
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    keep(index);
    depth += '([{'.includes(token) ? 1 : 0;
    shown += ' '.repeat(token.length);
    from = index + token.length;
    depth = Math.max(0, depth - (')]}'.includes(token) ? 1 : 0));
  }
  keep(text.length);
  return shown;
}

const withoutComments = (text: string): string =>
  text.replace(TOKENS, (token) => (token.startsWith('//') ? ' ' : token));

/** Splits at characters that stand outside of strings and brackets. */
export function splitAt(text: string, separators: string): readonly string[] {
  const shown = topLevel(text);
  const parts: string[] = [];
  let from = 0;
  for (let index = 0; index < shown.length; index++) {
    if (separators.includes(shown[index] as string)) {
      parts.push(text.slice(from, index));
      from = index + 1;
    }
  }
  return [...parts, text.slice(from)].map((part) => part.trim());
}

/** Cuts at a word outside of strings and brackets; null where it does not stand. */
export function cutAt(text: string, word: string): readonly [before: string, after: string] | null {
  const found = new RegExp(`(?<![\\w.])${word}(?!\\w)`).exec(topLevel(text));
  return found ? [text.slice(0, found.index).trim(), text.slice(found.index + word.length).trim()] : null;
}

export interface Pipeline {
  /** The statements before the last one, as written. */
  readonly head: string;
  readonly source: string;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly operator: string;
  /** What follows the operator, without comments. */
  readonly rest: string;
  readonly text: string;
}

function stepOf(text: string): Step {
  const bare = withoutComments(text).trim();
  const operator = /^[a-zA-Z_-]+\d*/.exec(bare)?.[0] ?? '';
  return { operator: operator.toLowerCase(), rest: bare.slice(operator.length).trim(), text: text.trim() };
}

/** The last statement of a query. Null where another statement before it answers too. */
export function pipelineOf(query: string): Pipeline | null {
  const shown = topLevel(query);
  const ends = [...shown.matchAll(/;/g)].map((match) => match.index);
  const starts = [0, ...ends.map((end) => end + 1)];
  const begin = starts.findLast((start) => stepOf(query.slice(start)).text !== '' && shown.slice(start).trim() !== '');
  if (begin === undefined) {
    return null;
  }
  const others = starts.filter((start) => start < begin).map((start) => stepOf(query.slice(start)).operator);
  if (others.some((operator) => !['let', 'set', 'declare', 'alias', 'restrict'].includes(operator))) {
    return null;
  }
  const end = ends.find((one) => one >= begin) ?? query.length;
  const [source = '', ...steps] = splitAt(query.slice(begin, end), '|');
  return { head: query.slice(0, begin).trim(), source, steps: steps.map(stepOf) };
}

/** `Name = expression` or an expression alone. */
export interface Named {
  readonly name: string | null;
  readonly expression: string;
}

const NAME = String.raw`[A-Za-z_]\w*|\['(?:[^'\\]|\\.)*'\]|\["(?:[^"\\]|\\.)*"\]`;

/** A name as it stands in a result, without its brackets. */
export const bareName = (text: string): string =>
  text.startsWith('[') ? text.slice(2, -2).replace(/\\(.)/g, '$1') : text;

export function namedOf(text: string): Named {
  const match = new RegExp(String.raw`^(${NAME})\s*=(?![=~>])\s*([\s\S]+)$`).exec(text.trim());
  return match
    ? { name: bareName(match[1] as string), expression: (match[2] as string).trim() }
    : { name: null, expression: text.trim() };
}

export const isName = (text: string): boolean => new RegExp(`^(?:${NAME})$`).test(text);

export interface CallText {
  readonly name: string;
  readonly args: readonly string[];
}

/** A call that is the whole text. */
export function callOf(text: string): CallText | null {
  const match = /^([A-Za-z_]\w*)\s*\(/.exec(text);
  if (
    !match ||
    !text.endsWith(')') ||
    topLevel(text)
      .slice(match[0].length - 1)
      .trim() !== ''
  ) {
    return null;
  }
  const inner = text.slice(match[0].length, -1);
  return { name: match[1] as string, args: inner.trim() === '' ? [] : splitAt(inner, ',') };
}
