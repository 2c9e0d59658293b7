/** The time range of the page's picker and the `timespan` member that goes over the wire. */
export type TimeRange =
  | { readonly kind: 'query' }
  | { readonly kind: 'last'; readonly duration: string }
  | { readonly kind: 'between'; readonly start: string; readonly end: string };

export interface Preset {
  readonly duration: string;
  readonly label: string;
}

export const PRESETS: readonly Preset[] = [
  { duration: 'PT30M', label: 'Last 30 minutes' },
  { duration: 'PT1H', label: 'Last hour' },
  { duration: 'PT4H', label: 'Last 4 hours' },
  { duration: 'PT12H', label: 'Last 12 hours' },
  { duration: 'P1D', label: 'Last 24 hours' },
  { duration: 'P3D', label: 'Last 3 days' },
  { duration: 'P7D', label: 'Last 7 days' },
  { duration: 'P28D', label: 'Last 28 days' },
  { duration: 'P90D', label: 'Last 90 days' },
];

const LOCAL_FORM = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/;

/**
 * A UTC instant from the text of a date-time field (`2023-03-19T23:59` or with seconds), or null when it is none.
 */
export function instantOf(field: string): string | null {
  const match = LOCAL_FORM.exec(field.trim());
  if (!match) {
    return null;
  }
  const iso = `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6] ?? '00'}Z`;
  const parsed = new Date(iso);
  // Date rolls impossible days over into the next month; such a text is a typing error.
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 19) !== iso.slice(0, 19) ? null : iso;
}

/** The complaint about a custom range, or null when it can be sent. */
export function complaintAbout(start: string, end: string): string | null {
  const from = instantOf(start);
  const to = instantOf(end);
  if (!from || !to) {
    return 'Give both ends as a date and a time.';
  }
  return from < to ? null : 'The start must lie before the end.';
}

/** The `timespan` body member: null leaves the time range to the query. */
export function timespanOf(range: TimeRange): string | null {
  switch (range.kind) {
    case 'query':
      return null;
    case 'last':
      return range.duration;
    case 'between':
      return `${range.start}/${range.end}`;
  }
}

export function labelOf(range: TimeRange): string {
  switch (range.kind) {
    case 'query':
      return 'Set in query';
    case 'last':
      return PRESETS.find((preset) => preset.duration === range.duration)?.label ?? range.duration;
    case 'between':
      return `${readable(range.start)} – ${readable(range.end)}`;
  }
}

const readable = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

/** Reads back what {@link timespanOf} wrote, for history entries; anything else is "set in query". */
export function rangeOf(timespan: string | null): TimeRange {
  if (!timespan) {
    return { kind: 'query' };
  }
  const [start, end] = timespan.split('/');
  return start && end ? { kind: 'between', start, end } : { kind: 'last', duration: timespan };
}
