import {
  COLUMN_TYPES,
  type Cell,
  type Column,
  type ColumnType,
  type PageConfig,
  type QueryAnswer,
  type QueryStatistics,
  type RenderProperties,
  type ResultTable,
  type ServiceError,
  type WorkspaceSchema,
  type WorkspaceTable,
} from './types';

/** The server answered something that is not the agreed shape. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
}

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown, fallback = ''): string => (typeof value === 'string' ? value : fallback);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function object(value: unknown, what: string): JsonObject {
  if (!isObject(value)) {
    throw new MalformedAnswer(`The server's answer has no ${what}.`);
  }
  return value;
}

const UNSAFE_INTEGER = /[[,]\s*-?\d{16,}\s*[,\]]/;

/**
 * JSON with integers beyond 2^53 kept exact as `bigint`, where the browser hands out the source text of a number.
 */
export function parseJson(source: string): unknown {
  try {
    if (!UNSAFE_INTEGER.test(source)) {
      return JSON.parse(source);
    }
    const keepExact = (_key: string, value: unknown, context?: { source?: string }): unknown =>
      typeof value === 'number' &&
      Number.isInteger(value) &&
      !Number.isSafeInteger(value) &&
      context?.source &&
      /^-?\d+$/.test(context.source)
        ? BigInt(context.source)
        : value;
    return JSON.parse(source, keepExact as (key: string, value: unknown) => unknown);
  } catch {
    throw new MalformedAnswer('The server answered with something that is not JSON.');
  }
}

/** Type names of the wire with their synonyms; an unknown name is shown as text rather than dropped. */
export function columnType(name: string): ColumnType {
  const lower = name.toLowerCase();
  switch (lower) {
    case 'boolean':
      return 'bool';
    case 'double':
      return 'real';
    case 'date':
      return 'datetime';
    case 'time':
      return 'timespan';
    case 'uuid':
    case 'uniqueid':
      return 'guid';
    default:
      return COLUMN_TYPES.find((type) => type === lower) ?? 'string';
  }
}

function parseColumn(value: unknown): Column {
  const column = object(value, 'column');
  return { name: text(column['name']), type: columnType(text(column['type'], text(column['columnType'], 'string'))) };
}

function parseTable(value: unknown, index: number): ResultTable {
  const table = object(value, 'table');
  if (!Array.isArray(table['columns']) || !Array.isArray(table['rows'])) {
    throw new MalformedAnswer(`Table ${index} of the server's answer has no columns or no rows.`);
  }
  return {
    name: text(table['name'], `Table_${index}`),
    columns: table['columns'].map(parseColumn),
    rows: table['rows'] as readonly (readonly Cell[])[],
  };
}

/** Reads one level of an error and everything inside; also the `@line` spelling of the Kusto protocol. */
export function parseError(value: unknown): ServiceError | null {
  if (!isObject(value)) {
    return null;
  }
  const integer = (...names: string[]): number | undefined => {
    const found = names.map((name) => value[name]).find((member) => member !== undefined && member !== null);
    const number = typeof found === 'string' ? Number(found) : found;
    return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
  };
  const token = value['token'] ?? value['@token'];
  return {
    code: text(value['code'], 'UnknownError'),
    message: text(value['message']),
    innererror: parseError(value['innererror']) ?? undefined,
    details: list(value['details'])
      .map(parseError)
      .filter((detail) => detail !== null),
    line: integer('line', '@line'),
    pos: integer('pos', '@pos'),
    token: typeof token === 'string' ? token : undefined,
    severityName: typeof value['severityName'] === 'string' ? value['severityName'] : undefined,
  };
}

function parseRender(value: unknown): RenderProperties | null {
  return isObject(value) && typeof value['visualization'] === 'string' && value['visualization'] !== ''
    ? (value as unknown as RenderProperties)
    : null;
}

function parseStatistics(value: unknown): QueryStatistics {
  const query = isObject(value) && isObject(value['query']) ? value['query'] : {};
  const input = isObject(query['inputDatasetStatistics']) ? query['inputDatasetStatistics'] : {};
  const rows = isObject(input['rows']) ? input['rows'] : {};
  return {
    executionSeconds: typeof query['executionTime'] === 'number' ? query['executionTime'] : null,
    rowsScanned: typeof rows['scanned'] === 'number' ? rows['scanned'] : null,
  };
}

/** The body of a 200 answer. Throws {@link MalformedAnswer} when it has no tables. */
export function parseAnswer(body: unknown): QueryAnswer {
  const answer = object(body, 'object');
  if (!Array.isArray(answer['tables'])) {
    throw new MalformedAnswer("The server's answer has no tables.");
  }
  return {
    tables: answer['tables'].map(parseTable),
    render: parseRender(answer['render']),
    statistics: parseStatistics(answer['statistics']),
    partialError: parseError(answer['error']),
  };
}

/** The tables of the metadata route, and of the one for external tables. */
export function parseTables(body: unknown): WorkspaceTable[] {
  return list(object(body, 'object')['tables']).map((value) => {
    const table = object(value, 'table');
    return {
      name: text(table['name']),
      description: text(table['description']),
      columns: list(table['columns']).map(parseColumn),
    };
  });
}

/** The body of the metadata route; tables in alphabetical order. */
export function parseSchema(body: unknown): WorkspaceSchema {
  const schema = object(body, 'object');
  const tables = parseTables(schema);
  const functions = list(schema['functions'])
    .filter(isObject)
    .map((value) => ({
      name: text(value['name']),
      parameters: text(value['parameters']),
      description: text(value['description']),
      body: text(value['body']),
    }));
  return { tables: tables.sort((a, b) => a.name.localeCompare(b.name, 'en')), functions, externalTables: [] };
}

export function parseConfig(body: unknown): PageConfig {
  const config = object(body, 'configuration');
  const optional = (name: string): string | null => {
    const member = config[name];
    return typeof member === 'string' && member !== '' ? member : null;
  };
  return {
    workspaceId: text(config['workspaceId'], 'DEMO_WORKSPACE'),
    apiKey: optional('apiKey'),
    product: text(config['product'], 'Halcyon'),
    version: text(config['version']),
    now: optional('now'),
  };
}
