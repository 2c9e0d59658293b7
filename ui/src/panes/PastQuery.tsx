import { countText, durationText } from '../results/duration';
import { ago, type HistoryEntry } from '../state/history';
import { labelOf, rangeOf } from '../time/timespan';

interface Props {
  readonly entry: HistoryEntry;
  readonly onQuery: (query: string, timespan: string | null) => void;
}

/** A query that was run, to be put into the editor again. */
export function PastQuery({ entry, onQuery }: Props) {
  return (
    <button type="button" onClick={() => onQuery(entry.query, entry.timespan)} title={entry.query.slice(0, 2_000)}>
      <code>{entry.query.slice(0, 300)}</code>
      <span className={entry.rows === null ? 'bad' : ''}>
        {entry.rows === null ? 'failed' : countText(entry.rows, 'row')} · {durationText(entry.seconds)} ·{' '}
        {ago(entry.at, Date.now())}
        {entry.timespan ? ` · ${labelOf(rangeOf(entry.timespan))}` : ''}
      </span>
    </button>
  );
}
