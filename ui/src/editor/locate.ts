/** Where an error lies in the text that was sent: offsets, end exclusive. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

export interface ErrorPlace {
  readonly line: number | null;
  readonly pos: number | null;
  readonly token: string | null;
}

/**
 * Finds the place of an error in a query. `line` counts from one. Servers disagree whether `pos` counts from zero or
 * one, so the token decides where it is known; without one the word at the position is marked. Null without a line.
 */
export function locate(query: string, place: ErrorPlace): TextSpan | null {
  if (place.line === null) {
    return null;
  }
  const lines = query.split('\n');
  const lineIndex = Math.min(Math.max(place.line - 1, 0), lines.length - 1);
  const lineStart = lines.slice(0, lineIndex).reduce((sum, line) => sum + line.length + 1, 0);
  const line = (lines[lineIndex] ?? '').replace(/\r$/, '');
  const pos = Math.min(Math.max(place.pos ?? 0, 0), line.length);
  if (place.token) {
    const candidates = [pos, pos - 1].filter((at) => at >= 0 && line.startsWith(place.token as string, at));
    const start = candidates[0] ?? line.indexOf(place.token);
    if (start >= 0) {
      return { start: lineStart + start, end: lineStart + start + place.token.length };
    }
  }
  const word = /^[\w$]+/.exec(line.slice(pos))?.[0] ?? line.slice(pos, pos + 1);
  if (word.trim() === '') {
    // Past the end of the line, or on white space: mark the last visible character before it.
    const end = line.slice(0, pos).trimEnd().length || line.trimEnd().length;
    return { start: lineStart + Math.max(end - 1, 0), end: lineStart + Math.max(end, Math.min(1, line.length)) };
  }
  return { start: lineStart + pos, end: lineStart + pos + word.length };
}
