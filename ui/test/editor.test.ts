import { describe, expect, test } from 'vitest';
import { blockAt } from '../src/editor/blocks';
import { locate } from '../src/editor/locate';

const marked = (query: string, line: number | null, pos: number | null, token: string | null): string | null => {
  const span = locate(query, { line, pos, token });
  return span && query.slice(span.start, span.end);
};

describe('the query at the cursor', () => {
  const text = 'let a = 1;\n\nUsage\n| take 1\n\n\nprint 2\n\n| extend x = 1\n\n// a note\nprint 3\n';
  const at = (needle: string) => blockAt(text, text.indexOf(needle) + 1)?.text;
  test('blank lines set queries apart', () => expect(at('print 3')).toBe('// a note\nprint 3'));
  test('let statements stay with their query', () => {
    expect(at('let a')).toBe('let a = 1;\n\nUsage\n| take 1');
    expect(at('take')).toBe('let a = 1;\n\nUsage\n| take 1');
  });
  test('a pipe continues the query above', () => expect(at('extend')).toBe('print 2\n\n| extend x = 1'));
  test('blank space belongs to the query before it', () =>
    expect(blockAt(text, text.length)?.text).toBe('// a note\nprint 3'));
  test('the start is an offset into the whole text', () =>
    expect(blockAt(text, text.indexOf('print 2'))?.start).toBe(text.indexOf('print 2')));
  test('before the first query the first is taken', () =>
    expect(blockAt('\n\nUsage', 0)).toEqual({ text: 'Usage', start: 2 }));
  test('a comment above is part of the query', () =>
    expect(blockAt('// why\n\nUsage', 9)?.text).toBe('// why\n\nUsage'));
  test('nothing to run', () => expect(blockAt(' \n\n', 1)).toBeNull());
});

describe('the place of an error', () => {
  const query = 'Usage\n| where Foo == 1\n| take 5';
  test('counted from zero', () => expect(marked(query, 2, 8, 'Foo')).toBe('Foo'));
  test('counted from one', () => expect(marked(query, 2, 9, 'Foo')).toBe('Foo'));
  test('a wrong position is corrected by the token', () => expect(marked(query, 2, 0, 'Foo')).toBe('Foo'));
  test('without a token the word is marked', () => expect(marked(query, 3, 2, null)).toBe('take'));
  test('at the end of the line its last character is marked', () => expect(marked('Usage |', 1, 7, null)).toBe('|'));
  test('a line beyond the text is the last line', () => expect(marked(query, 9, 2, 'take')).toBe('take'));
  test('no line, no mark', () => expect(marked(query, null, 3, 'Foo')).toBeNull());
});
