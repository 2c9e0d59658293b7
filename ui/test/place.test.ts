import { expect, it } from 'vitest';
import { placed } from '../src/editor/place';

it('puts a query below the others', () => {
  expect(placed('Usage\n| take 1\n', 'print 2')).toEqual({ text: 'Usage\n| take 1\n\nprint 2', start: 16 });
});

it('replaces remarks alone', () => {
  expect(placed('// Write KQL here.\n', 'print 2\n')).toEqual({ text: 'print 2', start: 0 });
  expect(placed('', 'print 2')).toEqual({ text: 'print 2', start: 0 });
});

it('goes to a query that stands there already', () => {
  const text = 'print 22\n\nprint 2\n\nUsage';
  expect(placed(text, 'print 2')).toEqual({ text, start: 10 });
});
