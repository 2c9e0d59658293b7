import { describe, expect, test } from 'vitest';
import { failureOfResponse, partialMessage } from '../src/api/failure';
import { MalformedAnswer, parseAnswer, parseConfig, parseJson, parseSchema } from '../src/api/parse';

const ANSWER = `{"tables":[{"name":"PrimaryResult",
  "columns":[{"name":"TimeGenerated","type":"datetime"},{"name":"N","type":"long"},{"name":"Props","type":"dynamic"}],
  "rows":[["2025-01-02T03:00:00Z",9007199254740993,"{\\"a\\":1}"],["2025-01-02T04:00:00Z",null,null]]}],
  "statistics":{"query":{"executionTime":0.0156,"inputDatasetStatistics":{"rows":{"total":100,"scanned":90}}}},
  "render":{"visualization":"timechart","title":null}}`;

describe('answers', () => {
  test('tables, statistics and render are read', () => {
    const answer = parseAnswer(parseJson(ANSWER));
    expect(answer.tables[0]?.columns.map((column) => column.type)).toEqual(['datetime', 'long', 'dynamic']);
    expect(answer.statistics).toEqual({ executionSeconds: 0.0156, rowsScanned: 90 });
    expect(answer.render?.visualization).toBe('timechart');
    expect(answer.partialError).toBeNull();
  });
  test('a long beyond 2^53 keeps its digits where the runtime hands out source text', () => {
    const cell = parseAnswer(parseJson(ANSWER)).tables[0]?.rows[0]?.[1];
    const hasSourceText = (() => {
      let seen = false;
      (JSON.parse as (text: string, reviver: (...args: unknown[]) => unknown) => unknown)(
        '[1]',
        (_key, value, context) => {
          seen ||= (context as { source?: string } | undefined)?.source !== undefined;
          return value;
        },
      );
      return seen;
    })();
    expect(String(cell)).toBe(hasSourceText ? '9007199254740993' : '9007199254740992');
  });
  test('no render, no statistics', () => {
    const answer = parseAnswer({ tables: [{ name: 'PrimaryResult', columns: [], rows: [] }] });
    expect(answer.render).toBeNull();
    expect(answer.statistics).toEqual({ executionSeconds: null, rowsScanned: null });
  });
  test('a partial failure keeps its tables and says why (Q-8)', () => {
    const answer = parseAnswer({
      tables: [{ name: 'PrimaryResult', columns: [{ name: 'x', type: 'long' }], rows: [[1]] }],
      error: {
        code: 'PartialError',
        message: 'There were some errors when processing your query.',
        details: [
          {
            code: 'EngineError',
            message: 'Something went wrong.',
            innererror: {
              code: '-2133196797',
              message: 'The results of this query exceed the set limit of 500000 records',
              severity: 2,
              severityName: 'Error',
            },
          },
        ],
      },
    });
    expect(answer.tables[0]?.rows).toEqual([[1]]);
    expect(partialMessage(answer.partialError!)).toContain('500000 records');
  });
  test('what is not an answer is refused', () => {
    expect(() => parseAnswer({})).toThrow(MalformedAnswer);
    expect(() => parseAnswer({ tables: [{ name: 'x' }] })).toThrow(MalformedAnswer);
    expect(() => parseJson('<html>')).toThrow(MalformedAnswer);
  });
});

describe('errors', () => {
  const body = {
    error: {
      code: 'BadArgumentError',
      message: 'The request had some invalid properties',
      correlationId: 'c-1',
      innererror: {
        code: 'SemanticError',
        message: 'A semantic error occurred.',
        innererror: {
          code: 'SEM0100',
          message: "'where' operator: Failed to resolve 'x'",
          line: 2,
          pos: 8,
          token: 'x',
        },
      },
    },
  };
  test('the most exact level is shown, with its place', () => {
    expect(failureOfResponse(400, body)).toEqual({
      kind: 'refused',
      title: 'Semantic error',
      code: 'SEM0100',
      message: "'where' operator: Failed to resolve 'x'",
      line: 2,
      pos: 8,
      token: 'x',
      correlationId: 'c-1',
    });
  });
  test('the place may stand one level above the innermost', () => {
    const shifted = {
      error: {
        code: 'BadArgumentError',
        message: 'm',
        innererror: {
          code: 'SyntaxError',
          message: 'A recognition error occurred.',
          line: 1,
          pos: 3,
          token: '|',
          innererror: { code: 'SYN0002', message: 'Query could not be parsed' },
        },
      },
    };
    expect(failureOfResponse(400, shifted)).toMatchObject({ title: 'Syntax error', line: 1, token: '|' });
  });
  test('401 and 403 ask for another key', () => {
    expect(failureOfResponse(403, { error: { code: 'InsufficientAccessError', message: 'no' } }).kind).toBe(
      'unauthorised',
    );
    expect(failureOfResponse(401, null).kind).toBe('unauthorised');
  });
  test('a body without error still tells the status', () =>
    expect(failureOfResponse(502, null).title).toBe('HTTP 502'));
});

describe('schema and configuration', () => {
  test('tables come in alphabetical order', () =>
    expect(
      parseSchema({
        tables: [
          { name: 'b', columns: [] },
          { name: 'A', columns: [{ name: 'x', type: 'double' }] },
        ],
      }).tables,
    ).toEqual([
      { name: 'A', description: '', columns: [{ name: 'x', type: 'real' }] },
      { name: 'b', description: '', columns: [] },
    ]));
  test('empty members count as absent', () =>
    expect(parseConfig({ workspaceId: 'W', apiKey: '', product: 'Halcyon', version: '1', now: null })).toEqual({
      workspaceId: 'W',
      apiKey: null,
      product: 'Halcyon',
      version: '1',
      now: null,
    }));
});
