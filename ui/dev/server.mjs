// A stand-in for the server while working on the page: serves the built page and replays a few answers computed from a
// usage file. `node dev/server.mjs --port 8099 [--data usage.csv]`. A development tool; it is not part of the product.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '8099' },
    data: { type: 'string', default: join(import.meta.dirname, '../../demo/synthetic_usage.csv') },
    'ask-key': { type: 'boolean', default: false },
  },
});
const page = join(import.meta.dirname, '../target/classes/dev/halcyon/ui/page');
const NOW = Date.parse('2023-03-19T23:59:59Z');
const CSP =
  "default-src 'self'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; connect-src 'self'";
const usage = options.data
  ? readFileSync(options.data, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      .map(([time, type, quantity]) => ({ time, type, quantity: Number(quantity) }))
  : [];

const column = (name, type) => ({ name, type });
const SCHEMA = {
  tables: [
    {
      id: '1',
      name: 'Usage',
      description: 'Hourly usage data for each table in the workspace.',
      columns: [
        column('TimeGenerated', 'datetime'),
        column('DataType', 'string'),
        column('Quantity', 'real'),
        column('QuantityUnit', 'string'),
        column('Solution', 'string'),
        column('IsBillable', 'bool'),
        column('StartTime', 'datetime'),
        column('EndTime', 'datetime'),
        column('BatchesWithinSla', 'long'),
        column('TenantId', 'guid'),
      ],
    },
    {
      id: '2',
      name: 'Anomalies_CL',
      description: '',
      columns: [
        column('TimeGenerated', 'datetime'),
        column('AnomalyTimeGenerated', 'datetime'),
        column('DataType', 'string'),
        column('ActualUsage', 'real'),
        column('PredictedUsage', 'real'),
        column('Anomalies', 'int'),
      ],
    },
    {
      id: '3',
      name: 'Heartbeat',
      description: 'Records logged by agents.',
      columns: [column('TimeGenerated', 'datetime'), column('Computer', 'string')],
    },
    {
      id: '4',
      name: 'AzureDiagnostics',
      description: '',
      columns: [
        column('TimeGenerated', 'datetime'),
        column('Category', 'string'),
        column('AdditionalFields', 'dynamic'),
      ],
    },
  ],
  functions: [],
};

const table = (columns, rows, name = 'PrimaryResult') => ({ name, columns, rows });

function hourly(query) {
  const days = (name, fallback) => Number(new RegExp(`let ${name}\\s*=\\s*(\\d+)d`).exec(query)?.[1] ?? fallback);
  const from = NOW - days('starttime', 7) * 86_400_000;
  const to = NOW - days('endtime', 0) * 86_400_000;
  const rows = usage.filter((row) => Date.parse(row.time) >= from && Date.parse(row.time) <= to);
  return table(
    [column('TimeGenerated', 'datetime'), column('DataType', 'string'), column('ActualUsage', 'real')],
    rows.map((row) => [row.time, row.type, row.quantity]),
  );
}

function shares() {
  const sums = new Map();
  usage.forEach((row) => sums.set(row.type, (sums.get(row.type) ?? 0) + row.quantity));
  return table(
    [column('DataType', 'string'), column('Megabytes', 'real')],
    [...sums].sort((a, b) => b[1] - a[1]),
  );
}

const taken = (count) =>
  table(
    SCHEMA.tables[0].columns.slice(0, 4),
    usage.slice(0, count).map((row) => [row.time, row.type, row.quantity, 'MBytes']),
  );

const ALL_TYPES = ['bool', 'int', 'long', 'real', 'decimal', 'string', 'datetime', 'timespan', 'guid', 'dynamic'].map(
  (type) => column(`a_${type}`, type),
);

function many(count) {
  const rows = Array.from({ length: count }, (_, i) => [
    i % 3 === 0,
    i % 100,
    i % 17 === 0 ? null : i * 1_000_003,
    Math.sin(i) * 1000,
    `${i}.25`,
    i % 50 === 0 ? '=cmd|calc!A1' : `line ${i} <img src=x onerror=alert(1)>`,
    new Date(NOW - i * 61_000).toISOString().replace('Z', '1234Z'),
    `${i % 9}.02:03:04.5000000`,
    `6f0c1c7e-0000-4000-8000-${String(i).padStart(12, '0')}`,
    JSON.stringify({ level: i % 2 ? 'Error' : 'Info', tags: ['a', 'b'], nested: { id: i, empty: [] } }),
  ]);
  return table(ALL_TYPES, rows);
}

function semanticError(query) {
  const token =
    /(?:^|;\s*|\n)\s*([A-Za-z_]\w*)/.exec(query.replace(/let [^;]*;/g, (text) => ' '.repeat(text.length)))?.[1] ??
    query;
  const at = query.indexOf(token);
  const line = query.slice(0, at).split('\n').length;
  const message = `Failed to resolve table or column expression named '${token}'. Did you mean 'Usage'?`;
  return {
    error: {
      code: 'BadArgumentError',
      message: 'The request had some invalid properties',
      correlationId: '2f7f2b2e-6d65-4f40-9c5c-3e8fcf0a7a11',
      innererror: {
        code: 'SemanticError',
        message: 'A semantic error occurred.',
        innererror: { code: 'SEM0100', message, line, pos: at - (query.lastIndexOf('\n', at) + 1), token },
      },
    },
  };
}

function answer(query) {
  const render = /\|\s*render\s+(\w+)/.exec(query)?.[1];
  const count = /fake\s+(\d+)/.exec(query)?.[1];
  const found = /summarize\s+ActualUsage/.test(query)
    ? hourly(query)
    : /summarize\s+Megabytes/.test(query)
      ? shares()
      : /^Usage\s*\|\s*take\s+\d+/m.test(query)
        ? taken(Number(/take\s+(\d+)/.exec(query)[1]))
        : /^Usage\s*\|\s*count/m.test(query)
          ? table([column('Count', 'long')], [[usage.length]])
          : count
            ? many(Number(count))
            : null;
  if (!found) {
    return null;
  }
  return {
    tables: /fork/.test(query) ? [found, { ...shares(), name: 'Table_1' }] : [found],
    statistics: {
      query: {
        executionTime: 0.0156,
        inputDatasetStatistics: { rows: { total: usage.length, scanned: usage.length } },
      },
    },
    ...(render
      ? {
          render: {
            visualization: render,
            title: null,
            kind: /kind\s*=\s*(\w+)/.exec(query)?.[1] ?? null,
            ySplit: null,
          },
        }
      : {}),
    ...(/partial/.test(query)
      ? {
          error: {
            code: 'PartialError',
            message: 'There were some errors when processing your query.',
            details: [
              {
                code: 'EngineError',
                message: 'Something went wrong processing your query on the server.',
                innererror: {
                  code: '-2133196797',
                  message:
                    'The results of this query exceed the set limit of 500000 records (E_QUERY_RESULT_SET_TOO_LARGE)',
                },
              },
            ],
          },
        }
      : {}),
  };
}

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.md': 'text/markdown',
};

function send(response, status, body, type = 'application/json; charset=utf-8') {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Security-Policy': CSP,
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
}

async function handle(request, response) {
  const path = new URL(request.url, 'http://localhost').pathname;
  if (path === '/page/config.json') {
    return send(response, 200, {
      workspaceId: 'DEMO_WORKSPACE',
      apiKey: options['ask-key'] ? null : 'DEMO_KEY',
      product: 'Halcyon',
      version: '0.1.0',
      now: new Date(NOW).toISOString().replace('.000', ''),
    });
  }
  if (path.startsWith('/v1/')) {
    if (request.headers['x-api-key'] !== 'DEMO_KEY') {
      return send(response, 403, {
        error: { code: 'InsufficientAccessError', message: 'This API key does not open the workspace.' },
      });
    }
    if (path.endsWith('/metadata')) {
      return send(response, 200, SCHEMA);
    }
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const { query } = JSON.parse(Buffer.concat(chunks).toString());
    await new Promise((done) => setTimeout(done, /slow/.test(query) ? 6_000 : 60));
    const body = answer(query);
    return send(response, body ? 200 : 400, body ?? semanticError(query));
  }
  const file = normalize(join(page, path === '/' ? 'index.html' : path));
  try {
    return send(
      response,
      200,
      await readFile(file.startsWith(page) ? file : ''),
      TYPES[extname(file)] ?? 'application/octet-stream',
    );
  } catch {
    return send(response, 404, { error: { code: 'PathNotFoundError', message: 'Not here.' } });
  }
}

createServer((request, response) => void handle(request, response)).listen(Number(options.port), '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${options.port}`),
);
