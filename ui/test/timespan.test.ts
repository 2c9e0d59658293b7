import { describe, expect, test } from 'vitest';
import { complaintAbout, instantOf, labelOf, PRESETS, rangeOf, timespanOf, type TimeRange } from '../src/time/timespan';

describe('timespan body member (Q-2)', () => {
  test('set in query sends null', () => expect(timespanOf({ kind: 'query' })).toBeNull());
  test('a preset sends its ISO-8601 duration', () => expect(timespanOf({ kind: 'last', duration: 'P7D' })).toBe('P7D'));
  test('a custom range sends start/end', () =>
    expect(timespanOf({ kind: 'between', start: '2023-03-13T00:00:00Z', end: '2023-03-20T00:00:00Z' })).toBe(
      '2023-03-13T00:00:00Z/2023-03-20T00:00:00Z',
    ));
  test('every preset is an ISO-8601 duration', () => {
    for (const preset of PRESETS) {
      expect(preset.duration).toMatch(/^P(?:\d+D|T\d+[HM])$/);
    }
  });
  test('what was sent is read back', () => {
    const ranges: TimeRange[] = [
      { kind: 'query' },
      { kind: 'last', duration: 'PT4H' },
      { kind: 'between', start: '2023-03-13T00:00:00Z', end: '2023-03-20T00:00:00Z' },
    ];
    for (const range of ranges) {
      expect(rangeOf(timespanOf(range))).toEqual(range);
    }
  });
});

describe('custom range fields', () => {
  test('minutes and seconds are both read as UTC', () => {
    expect(instantOf('2023-03-19T23:59')).toBe('2023-03-19T23:59:00Z');
    expect(instantOf('2023-03-19T23:59:58')).toBe('2023-03-19T23:59:58Z');
  });
  test('impossible days and other texts are refused', () => {
    expect(instantOf('2023-02-30T00:00')).toBeNull();
    expect(instantOf('yesterday')).toBeNull();
    expect(instantOf('')).toBeNull();
  });
  test('the order of the ends is checked', () => {
    expect(complaintAbout('2023-03-19T00:00', '2023-03-20T00:00')).toBeNull();
    expect(complaintAbout('2023-03-20T00:00', '2023-03-20T00:00')).toContain('before');
    expect(complaintAbout('', '2023-03-20T00:00')).toContain('both ends');
  });
  test('labels are readable', () => {
    expect(labelOf({ kind: 'query' })).toBe('Set in query');
    expect(labelOf({ kind: 'last', duration: 'P1D' })).toBe('Last 24 hours');
    expect(labelOf({ kind: 'between', start: '2023-03-13T00:00:00Z', end: '2023-03-20T00:00:00Z' })).toBe(
      '2023-03-13 00:00 – 2023-03-20 00:00',
    );
  });
});
