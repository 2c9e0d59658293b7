import type { XKind } from './model';

const two = (number: number): string => String(number).padStart(2, '0');

/** `Sun 19 Mar 2023, 23:00 UTC`; seconds only where they are not zero. */
export function timeLabel(milliseconds: number): string {
  const at = new Date(milliseconds);
  const day = at.toLocaleDateString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const rest = milliseconds % 60_000;
  const seconds =
    rest === 0
      ? ''
      : `:${two(at.getUTCSeconds())}${at.getUTCMilliseconds() ? `.${String(at.getUTCMilliseconds()).padStart(3, '0')}` : ''}`;
  return `${day}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}${seconds} UTC`;
}

/** Short form for the feet of bars: the day where all are days, else day and time. */
export function shortTimeLabel(milliseconds: number, wholeDays: boolean): string {
  const iso = new Date(milliseconds).toISOString();
  return wholeDays ? iso.slice(0, 10) : `${iso.slice(5, 10)} ${iso.slice(11, 16)}`;
}

/** `1.02:03:04.5` for milliseconds. */
export function durationLabel(milliseconds: number): string {
  const sign = milliseconds < 0 ? '-' : '';
  const total = Math.abs(milliseconds);
  const days = Math.floor(total / 86_400_000);
  const clock = new Date(total % 86_400_000)
    .toISOString()
    .slice(11, 23)
    .replace(/\.?0+$/, '');
  return `${sign}${days > 0 ? `${days}.` : ''}${clock}`;
}

/** Numbers on axes and in tooltips: at most six digits after the point, thousands set apart. */
export function numberLabel(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude >= 1e15 || magnitude < 1e-4)) {
    return value.toExponential(4).replace(/\.?0+e/, 'e');
  }
  return value.toLocaleString('en', { maximumFractionDigits: magnitude >= 1000 ? 2 : 4 });
}

export function xLabel(x: number | string, kind: XKind): string {
  switch (kind) {
    case 'time':
      return timeLabel(Number(x));
    case 'duration':
      return durationLabel(Number(x));
    case 'value':
      return numberLabel(Number(x));
    case 'category':
      return String(x);
  }
}
