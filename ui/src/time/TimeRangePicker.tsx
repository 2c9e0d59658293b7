import { useEffect, useId, useRef, useState } from 'react';
import { complaintAbout, instantOf, labelOf, PRESETS, type TimeRange } from './timespan';

interface Props {
  readonly range: TimeRange;
  readonly onChange: (range: TimeRange) => void;
  /** The time the workspace counts from, milliseconds since 1970. */
  readonly now: number;
}

const fieldOf = (instant: string): string => instant.slice(0, 16);

/** Chooses the time range that is laid over the query's own filters. */
export function TimeRangePicker({ range, onChange, now }: Props) {
  const [isOpen, setOpen] = useState(false);
  const host = useRef<HTMLDivElement>(null);
  const id = useId();
  const [start, setStart] = useState('');
  const [end, setEnd] = useState('');
  const [complaint, setComplaint] = useState<string | null>(null);

  useEffect(() => {
    if (!isOpen) {
      return;
    }
    setStart(fieldOf(range.kind === 'between' ? range.start : new Date(now - 86_400_000).toISOString()));
    setEnd(fieldOf(range.kind === 'between' ? range.end : new Date(now).toISOString()));
    setComplaint(null);
    const closeOutside = (event: PointerEvent) => host.current?.contains(event.target as Node) || setOpen(false);
    document.addEventListener('pointerdown', closeOutside);
    host.current?.querySelector<HTMLElement>('[aria-checked=true]')?.focus();
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [isOpen]);

  const choose = (next: TimeRange) => {
    onChange(next);
    setOpen(false);
    host.current?.querySelector<HTMLElement>('button')?.focus();
  };
  const apply = () => {
    const found = complaintAbout(start, end);
    setComplaint(found);
    if (!found) {
      choose({ kind: 'between', start: instantOf(start) as string, end: instantOf(end) as string });
    }
  };
  const option = (label: string, next: TimeRange, isOn: boolean) => (
    <button key={label} type="button" role="menuitemradio" aria-checked={isOn} onClick={() => choose(next)}>
      {label}
    </button>
  );
  const step = (forward: boolean) => {
    const items = [...(host.current?.querySelectorAll<HTMLElement>('[role=menuitemradio]') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[(at + (forward ? 1 : -1) + items.length) % items.length]?.focus();
  };

  return (
    <div
      className="picker"
      ref={host}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOpen) {
          setOpen(false);
          host.current?.querySelector<HTMLElement>('button')?.focus();
        } else if (isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
          event.preventDefault();
          step(event.key === 'ArrowDown');
        }
      }}
    >
      <button
        type="button"
        className={`framed${range.kind === 'query' ? '' : ' active'}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        data-testid="time-range"
      >
        <span className="muted">Time range:</span> {labelOf(range)}{' '}
        <span aria-hidden="true" className="caret">
          ▾
        </span>
      </button>
      {isOpen && (
        <div className="popover" role="dialog" aria-label="Time range">
          <div role="menu" aria-label="Ranges">
            {option('Set in query', { kind: 'query' }, range.kind === 'query')}
            <hr />
            {PRESETS.map((preset) =>
              option(
                preset.label,
                { kind: 'last', duration: preset.duration },
                range.kind === 'last' && range.duration === preset.duration,
              ),
            )}
          </div>
          <hr />
          <div className="custom">
            <label htmlFor={`${id}-start`}>From (UTC)</label>
            <input
              id={`${id}-start`}
              type="datetime-local"
              value={start}
              onChange={(event) => setStart(event.target.value)}
            />
            <label htmlFor={`${id}-end`}>To (UTC)</label>
            <input
              id={`${id}-end`}
              type="datetime-local"
              value={end}
              onChange={(event) => setEnd(event.target.value)}
            />
            {complaint && (
              <p className="complaint" role="alert">
                {complaint}
              </p>
            )}
            <button type="button" className="framed" onClick={apply}>
              Use this range
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
