import { numberLabel } from './labels';
import { markOf, type Remarks } from './remarks';

/** The part of ECharts' tooltip parameters that is read here. */
export interface TooltipItem {
  readonly seriesId?: string;
  readonly seriesName?: string;
  readonly name?: string;
  readonly color?: string;
  readonly value?: unknown;
  readonly percent?: number;
  readonly axisValue?: number | string;
}

const MAX_LINES = 14;

function element(name: string, className: string, text?: string): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

/**
 * A tooltip as a tree of text nodes: names come from logs and must never be read as markup. Largest values first.
 */
export function axisTooltip(
  raw: TooltipItem | readonly TooltipItem[],
  xText: (x: number | string) => string,
  horizontal: boolean,
  remarks?: Remarks,
): HTMLElement {
  const items = Array.isArray(raw) ? (raw as readonly TooltipItem[]) : [raw as TooltipItem];
  const pairs = items.map((item) => {
    const pair = Array.isArray(item.value) ? (item.value as [unknown, unknown]) : null;
    const x = pair ? (horizontal ? pair[1] : pair[0]) : item.name;
    const y = pair ? (horizontal ? pair[0] : pair[1]) : item.value;
    const at = x as number | string | undefined;
    return { item, x: at, y: typeof y === 'number' ? y : null, remark: remarks?.(item.seriesId, at) ?? null };
  });
  const box = element('div', 'chart-tip');
  const first = pairs[0];
  if (!first) {
    return box;
  }
  box.append(element('div', 'chart-tip-head', xText(first.x ?? '')));
  const shown = pairs
    // The helpers of bands and marks repeat what their series says.
    .filter((pair) => pair.y !== null && (remarks === undefined || pair.remark !== null))
    .toSorted((a, b) => (b.y ?? 0) - (a.y ?? 0));
  for (const pair of shown.slice(0, MAX_LINES)) {
    const line = element('div', 'chart-tip-line');
    const dot = element('span', 'chart-tip-dot');
    dot.style.background = pair.item.color ?? 'currentColor';
    const share = pair.item.percent === undefined ? '' : ` (${pair.item.percent.toFixed(1)} %)`;
    const name = pair.item.percent === undefined ? (pair.item.seriesName ?? '') : '';
    line.append(
      dot,
      element('span', 'chart-tip-name', name),
      element('b', 'chart-tip-value', numberLabel(pair.y ?? 0) + share),
    );
    box.append(line);
    if (pair.remark) {
      const { sign, interval, details } = pair.remark;
      if (sign !== null) {
        box.append(element('div', 'chart-tip-anomaly', `${markOf(sign)} anomaly`));
      }
      if (interval !== '' || details.length > 0) {
        box.append(
          element('div', 'chart-tip-detail', [interval, ...details].filter((text) => text !== '').join(' · ')),
        );
      }
    }
  }
  if (shown.length > MAX_LINES) {
    box.append(element('div', 'chart-tip-more', `and ${shown.length - MAX_LINES} more`));
  }
  return box;
}
