import type { KeyboardEvent, PointerEvent } from 'react';

interface Props {
  readonly orientation: 'vertical' | 'horizontal';
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A line between two panes that is dragged, or moved with the arrow keys. `value` is the first pane's size in pixels. */
export function Splitter({ orientation, label, value, min, max, onChange }: Props) {
  const set = (next: number) => onChange(Math.round(Math.max(min, Math.min(max, next))));
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault();
    const target = event.currentTarget;
    const from = orientation === 'vertical' ? event.clientX : event.clientY;
    target.setPointerCapture(event.pointerId);
    const move = (next: globalThis.PointerEvent) =>
      set(value + (orientation === 'vertical' ? next.clientX : next.clientY) - from);
    target.addEventListener('pointermove', move);
    target.addEventListener('pointerup', () => target.removeEventListener('pointermove', move), { once: true });
  };
  const key = (event: KeyboardEvent) => {
    const back = orientation === 'vertical' ? 'ArrowLeft' : 'ArrowUp';
    const forth = orientation === 'vertical' ? 'ArrowRight' : 'ArrowDown';
    if (event.key === back || event.key === forth) {
      event.preventDefault();
      set(value + (event.key === forth ? 16 : -16));
    }
  };
  return (
    <div
      className={`splitter ${orientation}`}
      role="separator"
      tabIndex={0}
      aria-orientation={orientation}
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={drag}
      onKeyDown={key}
    />
  );
}
