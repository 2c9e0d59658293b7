/** A query that was run. */
export interface HistoryEntry {
  readonly query: string;
  readonly timespan: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly seconds: number;
  /** Null when the query failed. */
  readonly rows: number | null;
}

export const HISTORY_LIMIT = 100;

export function isHistory(value: unknown): value is HistoryEntry[] {
  return (
    Array.isArray(value) &&
    value.every((entry: unknown) => {
      if (typeof entry !== 'object' || entry === null) {
        return false;
      }
      const { query, timespan, at, seconds, rows } = entry as Record<string, unknown>;
      return (
        typeof query === 'string' &&
        (timespan === null || typeof timespan === 'string') &&
        typeof at === 'number' &&
        typeof seconds === 'number' &&
        (rows === null || typeof rows === 'number')
      );
    })
  );
}

/** Newest first; the same query with the same time range stands only once. */
export function remembered(history: readonly HistoryEntry[], entry: HistoryEntry): HistoryEntry[] {
  const others = history.filter((one) => one.query !== entry.query || one.timespan !== entry.timespan);
  return [entry, ...others].slice(0, HISTORY_LIMIT);
}

/** `just now`, `12 min ago`, `3 h ago`, then the date. */
export function ago(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) {
    return 'just now';
  }
  if (minutes < 60) {
    return `${minutes} min ago`;
  }
  return minutes < 24 * 60 ? `${Math.floor(minutes / 60)} h ago` : new Date(at).toISOString().slice(0, 10);
}
