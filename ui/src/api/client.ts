import { failureOfException, failureOfResponse, type QueryFailure } from './failure';
import { parseAnswer, parseConfig, parseJson, parseSchema, parseTables } from './parse';
import type { PageConfig, QueryAnswer, WorkspaceSchema, WorkspaceTable } from './types';

export interface Access {
  readonly workspaceId: string;
  readonly apiKey: string;
}

export interface QueryRequest {
  readonly query: string;
  /** ISO-8601, or null when the query sets its own time range. */
  readonly timespan: string | null;
}

export type QueryOutcome =
  | { readonly ok: true; readonly answer: QueryAnswer; readonly bytes: number }
  | { readonly ok: false; readonly failure: QueryFailure };

async function readJson(response: Response): Promise<unknown> {
  return parseJson(await response.text());
}

const route = (access: Access, name: string): string =>
  `/v1/workspaces/${encodeURIComponent(access.workspaceId)}/${name}`;

export async function fetchConfig(): Promise<PageConfig> {
  const response = await fetch('/page/config.json', { headers: { Accept: 'application/json' } });
  if (!response.ok) {
    throw new Error(`/page/config.json answered ${response.status}`);
  }
  return parseConfig(await readJson(response));
}

export type SchemaOutcome =
  { readonly ok: true; readonly schema: WorkspaceSchema } | { readonly ok: false; readonly failure: QueryFailure };

/** What is read where it lies; a page without them is still a page. */
async function fetchExternalTables(access: Access): Promise<WorkspaceTable[]> {
  try {
    const path = `/halcyon/v1/workspaces/${encodeURIComponent(access.workspaceId)}/external-tables`;
    const response = await fetch(path, { headers: { Accept: 'application/json', 'X-Api-Key': access.apiKey } });
    return response.ok ? parseTables(await readJson(response)) : [];
  } catch {
    return [];
  }
}

export async function fetchSchema(access: Access): Promise<SchemaOutcome> {
  try {
    const response = await fetch(route(access, 'metadata'), {
      headers: { Accept: 'application/json', 'X-Api-Key': access.apiKey },
    });
    const body = await readJson(response);
    return response.ok
      ? { ok: true, schema: { ...parseSchema(body), externalTables: await fetchExternalTables(access) } }
      : { ok: false, failure: failureOfResponse(response.status, body) };
  } catch (cause) {
    return { ok: false, failure: failureOfException(cause) };
  }
}

/** Runs one query. Never throws: every way to fail is a {@link QueryFailure}. */
export async function runQuery(access: Access, request: QueryRequest, signal: AbortSignal): Promise<QueryOutcome> {
  try {
    const response = await fetch(route(access, 'query'), {
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        Prefer: 'include-render=true, include-statistics=true',
        'X-Api-Key': access.apiKey,
      },
      body: JSON.stringify({ query: request.query, timespan: request.timespan }),
      signal,
    });
    const source = await response.text();
    if (response.ok) {
      return { ok: true, answer: parseAnswer(parseJson(source)), bytes: source.length };
    }
    let body: unknown = null;
    try {
      body = parseJson(source);
    } catch {
      // A proxy's HTML page, for example: the status alone is what can be told.
    }
    return { ok: false, failure: failureOfResponse(response.status, body) };
  } catch (cause) {
    return { ok: false, failure: failureOfException(cause) };
  }
}
