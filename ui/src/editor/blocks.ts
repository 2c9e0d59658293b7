/** A piece of the editor's text that runs as one query. `start` is its offset in the whole text. */
export interface QueryBlock {
  readonly text: string;
  readonly start: number;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Paragraphs: runs of lines that are not blank. */
function paragraphs(text: string): Span[] {
  const found: Span[] = [];
  const pattern = /[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*/g;
  for (const match of text.matchAll(pattern)) {
    found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}

const withoutComments = (text: string): string => text.replace(/^\s*\/\/.*$/gm, '').trim();

/** Whether a blank line between two paragraphs is only for the eye: after `;` or before a pipe. */
function belongTogether(before: string, after: string): boolean {
  const head = withoutComments(before);
  const tail = withoutComments(after);
  return head === '' || head.endsWith(';') || head.endsWith('|') || tail.startsWith('|');
}

/**
 * The query at the cursor. Queries are set apart by blank lines; a `let …;` and a line that starts with a pipe stay
 * with their neighbours. With the cursor on blank space, the query before it is taken, else the one after.
 */
export function blockAt(text: string, offset: number): QueryBlock | null {
  const blocks: Span[] = [];
  for (const next of paragraphs(text)) {
    const last = blocks.at(-1);
    if (last && belongTogether(text.slice(last.start, last.end), text.slice(next.start, next.end))) {
      blocks[blocks.length - 1] = { start: last.start, end: next.end };
    } else {
      blocks.push(next);
    }
  }
  const span = blocks.findLast((block) => block.start <= offset) ?? blocks[0];
  return span ? { text: text.slice(span.start, span.end), start: span.start } : null;
}
