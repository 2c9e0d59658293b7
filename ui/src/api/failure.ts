import { MalformedAnswer, parseError } from './parse';
import type { ServiceError } from './types';

/** Why a query gave no answer, in the words the page shows. */
export interface QueryFailure {
  readonly kind: 'refused' | 'unauthorised' | 'unreachable' | 'malformed' | 'cancelled';
  readonly title: string;
  /** What happened, most exact level first. */
  readonly message: string;
  /** The code of the most exact level, such as `SEM0100`. */
  readonly code: string | null;
  readonly line: number | null;
  readonly pos: number | null;
  readonly token: string | null;
  readonly correlationId: string | null;
}

const plain = (kind: QueryFailure['kind'], title: string, message: string): QueryFailure => ({
  kind,
  title,
  message,
  code: null,
  line: null,
  pos: null,
  token: null,
  correlationId: null,
});

/** All levels of an error, outermost first; `details` count as inner levels. */
export function levelsOf(error: ServiceError): readonly ServiceError[] {
  return [error, ...[error.innererror, ...(error.details ?? [])].flatMap((inner) => (inner ? levelsOf(inner) : []))];
}

const TITLES: Readonly<Record<string, string>> = {
  SyntaxError: 'Syntax error',
  SemanticError: 'Semantic error',
  QueryValidationError: 'The request was not valid',
  GatewayTimeout: 'The query took too long',
  TooManyRequests: 'Too many queries at a time',
  ThrottledError: 'Too many queries at a time',
  InsufficientAccessError: 'Access denied',
};

/** The failure that a non-2xx answer describes. */
export function failureOfError(status: number, error: ServiceError, correlationId: string | null): QueryFailure {
  const levels = levelsOf(error);
  const positioned = levels.findLast((level) => level.line !== undefined);
  const exact = positioned ?? levels.findLast((level) => level.message !== '') ?? error;
  const title = levels.map((level) => TITLES[level.code]).findLast((known) => known !== undefined);
  return {
    kind: status === 401 || status === 403 ? 'unauthorised' : 'refused',
    title: title ?? (status >= 500 ? 'The server failed' : 'The query was refused'),
    message: exact.message || error.message || `HTTP ${status}`,
    code: exact.code,
    line: exact.line ?? null,
    pos: exact.pos ?? null,
    token: exact.token ?? null,
    correlationId,
  };
}

/** The failure of a response with any status outside 2xx, whatever its body. */
export function failureOfResponse(status: number, body: unknown): QueryFailure {
  const envelope = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const error = parseError(envelope['error']);
  if (!error) {
    return plain(
      status === 401 || status === 403 ? 'unauthorised' : 'refused',
      `HTTP ${status}`,
      'The server refused the request and gave no reason.',
    );
  }
  const inner = envelope['error'] as Record<string, unknown>;
  return failureOfError(status, error, typeof inner['correlationId'] === 'string' ? inner['correlationId'] : null);
}

/** The failure behind an exception of the request itself. */
export function failureOfException(cause: unknown): QueryFailure {
  if (cause instanceof DOMException && cause.name === 'AbortError') {
    return plain('cancelled', 'Cancelled', 'The query was cancelled.');
  }
  if (cause instanceof MalformedAnswer) {
    return plain('malformed', 'The answer could not be read', cause.message);
  }
  return plain(
    'unreachable',
    'The server cannot be reached',
    'No answer came back. Check that Halcyon is running and that this page has its address, then run again.',
  );
}

/** One line for the banner above a partial answer. */
export function partialMessage(error: ServiceError): string {
  const levels = levelsOf(error);
  return levels.findLast((level) => level.message !== '')?.message ?? error.code;
}
