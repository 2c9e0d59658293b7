import { expect, test } from 'vitest'; import { timespanOf } from '../src/time/timespan'; test('set in query sends no timespan', () => expect(timespanOf({ kind: 'query' })).toBeNull());
