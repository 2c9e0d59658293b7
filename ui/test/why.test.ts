import { describe, expect, it } from 'vitest';
import { binAt, stretchText, whyQuery } from '../src/chart/why';

const HOUR = 3_600_000;
const FROM = Date.UTC(2024, 2, 5, 10);
const STRETCH = { from: FROM, to: FROM + HOUR };

describe('whyQuery', () => {
  it('keeps the rows that were grouped and asks for those of the stretch', () => {
    const query = `let least = 3; // a | in a comment
Requests
| where Name != "a | b" and Ms > least
| extend Slow = Ms > 100
| summarize count() by bin(TimeGenerated, 1h)
| render timechart`;
    expect(whyQuery(query, 'TimeGenerated', STRETCH)).toBe(`let least = 3;
// a | in a comment
Requests
| where Name != "a | b" and Ms > least
| extend Slow = Ms > 100
| extend IsThen = TimeGenerated >= datetime(2024-03-05T10:00:00.000Z) and TimeGenerated < datetime(2024-03-05T11:00:00.000Z)
| project-away TimeGenerated
| evaluate halcyon_explain(IsThen)`);
  });

  it('quotes names and takes rows that were not grouped', () => {
    expect(whyQuery('T', "when's", STRETCH)).toContain("| project-away ['when\\'s']");
  });

  it('leaves the other times of a table out', () => {
    const column = (name: string, type: string) => ({ name, type });
    const tables = [
      {
        name: 'T',
        description: '',
        columns: [column('Time', 'datetime'), column('EndTime', 'datetime'), column('City', 'string')],
      },
    ] as Parameters<typeof whyQuery>[3];
    expect(whyQuery('T | count', 'Time', STRETCH, tables)).toContain('| project-away Time, EndTime\n');
    expect(whyQuery('T | project Time, City | count', 'Time', STRETCH, tables)).toContain('| project-away Time\n');
  });

  it('has no question about what has no rows', () => {
    expect(whyQuery('range t from 1 to 2 step 1', 't', STRETCH)).toBeNull();
    expect(whyQuery('', 't', STRETCH)).toBeNull();
  });

  it('leaves a last semicolon out', () => {
    expect(whyQuery('T | take 1;', 'Time', STRETCH)?.startsWith('T\n| extend IsThen')).toBe(true);
  });
});

describe('binAt', () => {
  const points = [0, HOUR, 2 * HOUR].map((x) => ({ x, y: 1 }));

  it('reaches to the next point, and as far at the end', () => {
    expect(binAt(HOUR, points)).toEqual({ from: HOUR, to: 2 * HOUR });
    expect(binAt(2 * HOUR, points)).toEqual({ from: 2 * HOUR, to: 3 * HOUR });
  });

  it('is nothing for a lonely point', () => {
    expect(binAt(0, [{ x: 0, y: 1 }])).toBeNull();
    expect(binAt(5, points)).toBeNull();
  });
});

it('writes the day once', () => {
  expect(stretchText(STRETCH)).toBe('2024-03-05 10:00 – 11:00');
  expect(stretchText({ from: FROM, to: FROM + 24 * HOUR })).toBe('2024-03-05 10:00 – 2024-03-06 10:00');
});
