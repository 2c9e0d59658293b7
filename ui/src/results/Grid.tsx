import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
} from 'react';
import type { Cell, Column, ResultTable } from '../api/types';
import { copyText } from '../state/clipboard';
import { toTabSeparated } from './csv';
import { formatCell, isNumeric, TYPE_GLYPHS } from './format';
import type { SortOrder } from './sort';
import { columnWidths, fittingWidth, measureIn } from './widths';

export const ROW_HEIGHT = 28;
const HEADER_HEIGHT = 32;
const NUMBER_WIDTH = 56;
const OVERSCAN = 8;
const TEXT_LIMIT = 2_000;

interface Place {
  readonly row: number;
  readonly column: number;
}

interface Props {
  readonly table: ResultTable;
  /** Row numbers of the table in the order to show. */
  readonly order: readonly number[];
  readonly sort: SortOrder | null;
  readonly onSort: (order: SortOrder | null) => void;
  /** Opens the record; `row` is a row number of the table. */
  readonly onOpen: (row: number, column: number) => void;
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

function nextSort(sort: SortOrder | null, column: number): SortOrder | null {
  if (sort?.column !== column) {
    return { column, descending: false };
  }
  return sort.descending ? null : { column, descending: true };
}

function cellClass(cell: Cell | undefined, column: Column): string {
  const kind = cell === null || cell === undefined ? 'null' : column.type;
  return `cell cell-${kind}${isNumeric(column.type) ? ' right' : ''}`;
}

/**
 * The rows of a result. Only what is in view exists in the document, rows and columns alike, so half a million rows
 * scroll like fifty. Arrow keys move, Shift extends, Ctrl+C copies, Enter opens the record.
 */
export function Grid({ table, order, sort, onSort, onOpen }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, left: 0, height: 400, width: 800 });
  const [widths, setWidths] = useState<readonly number[]>([]);
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const [anchor, setAnchor] = useState<Place>({ row: 0, column: 0 });
  const [isFocused, setFocused] = useState(false);

  useLayoutEffect(() => {
    const element = host.current as HTMLDivElement;
    // What is left beside the row numbers and a scroll bar.
    setWidths(columnWidths(table, element.clientWidth - NUMBER_WIDTH - 16, measureIn(element)));
    setActive({ row: 0, column: 0 });
    setAnchor({ row: 0, column: 0 });
    host.current?.scrollTo(0, 0);
  }, [table]);

  // A filter may have taken the cursor's row away.
  useEffect(() => {
    const last = Math.max(0, order.length - 1);
    const within = (place: Place): Place => (place.row > last ? { ...place, row: last } : place);
    setActive(within);
    setAnchor(within);
  }, [order]);

  useEffect(() => {
    const element = host.current as HTMLDivElement;
    const read = () =>
      setView({
        top: element.scrollTop,
        left: element.scrollLeft,
        height: element.clientHeight,
        width: element.clientWidth,
      });
    const watch = new ResizeObserver(read);
    watch.observe(element);
    element.addEventListener('scroll', read, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, []);

  const lefts = useMemo(() => {
    const starts = [NUMBER_WIDTH];
    widths.forEach((width, index) => starts.push((starts[index] as number) + width));
    return starts;
  }, [widths]);
  const totalWidth = lefts.at(-1) ?? NUMBER_WIDTH;

  const firstRow = clamp(Math.floor(view.top / ROW_HEIGHT) - OVERSCAN, 0, Math.max(0, order.length - 1));
  const lastRow = Math.min(order.length, Math.ceil((view.top + view.height) / ROW_HEIGHT) + OVERSCAN);
  const visible = table.columns
    .map((column, index) => ({ column, index }))
    .filter(
      ({ index }) => (lefts[index + 1] ?? 0) > view.left - 200 && (lefts[index] ?? 0) < view.left + view.width + 200,
    );

  function moveTo(place: Place, extend: boolean) {
    const next = {
      row: clamp(place.row, 0, Math.max(0, order.length - 1)),
      column: clamp(place.column, 0, table.columns.length - 1),
    };
    setActive(next);
    if (!extend) {
      setAnchor(next);
    }
    const element = host.current as HTMLDivElement;
    const top = next.row * ROW_HEIGHT;
    const room = element.clientHeight - HEADER_HEIGHT;
    if (top < element.scrollTop) {
      element.scrollTop = top;
    } else if (top + ROW_HEIGHT > element.scrollTop + room) {
      element.scrollTop = top + ROW_HEIGHT - room;
    }
    const left = (lefts[next.column] ?? 0) - NUMBER_WIDTH;
    const right = lefts[next.column + 1] ?? 0;
    if (left < element.scrollLeft) {
      element.scrollLeft = left;
    } else if (right > element.scrollLeft + element.clientWidth) {
      element.scrollLeft = right - element.clientWidth;
    }
  }

  function copySelection() {
    const [top, bottom] = [Math.min(active.row, anchor.row), Math.max(active.row, anchor.row)];
    const [left, right] = [Math.min(active.column, anchor.column), Math.max(active.column, anchor.column)];
    const columns = table.columns.slice(left, right + 1);
    const rows = order.slice(top, bottom + 1).map((index) => table.rows[index]?.slice(left, right + 1) ?? []);
    const isOne = top === bottom && left === right;
    const text = isOne ? formatCell(rows[0]?.[0], columns[0] as Column) : toTabSeparated(columns, rows, bottom > top);
    void copyText(text);
  }

  function onKeyDown(event: KeyboardEvent) {
    const page = Math.max(1, Math.floor((view.height - HEADER_HEIGHT) / ROW_HEIGHT) - 1);
    const command = event.ctrlKey || event.metaKey;
    const steps: Record<string, Place | undefined> = {
      ArrowDown: { row: command ? order.length : active.row + 1, column: active.column },
      ArrowUp: { row: command ? 0 : active.row - 1, column: active.column },
      ArrowRight: { row: active.row, column: command ? table.columns.length : active.column + 1 },
      ArrowLeft: { row: active.row, column: command ? 0 : active.column - 1 },
      PageDown: { row: active.row + page, column: active.column },
      PageUp: { row: active.row - page, column: active.column },
      Home: { row: command ? 0 : active.row, column: 0 },
      End: { row: command ? order.length : active.row, column: table.columns.length },
    };
    const step = steps[event.key];
    if (step) {
      moveTo(step, event.shiftKey);
    } else if (event.key === 'Enter' || event.key === ' ') {
      const row = order[active.row];
      if (row !== undefined) {
        onOpen(row, active.column);
      }
    } else if (event.key === 's' && !command && !event.altKey) {
      onSort(nextSort(sort, active.column));
    } else if (command && event.key.toLowerCase() === 'c') {
      copySelection();
    } else if (command && event.key.toLowerCase() === 'a') {
      setAnchor({ row: 0, column: 0 });
      setActive({ row: order.length - 1, column: table.columns.length - 1 });
    } else {
      return;
    }
    event.preventDefault();
  }

  function onCell(event: MouseEvent, row: number, column: number) {
    moveTo({ row, column }, event.shiftKey);
    const index = order[row] as number;
    if (!event.shiftKey && table.columns[column]?.type === 'dynamic' && table.rows[index]?.[column] !== null) {
      onOpen(index, column);
    }
  }

  function fit(column: number) {
    const width = fittingWidth(table, column, measureIn(host.current as HTMLDivElement));
    setWidths((before) => before.map((one, index) => (index === column ? width : one)));
  }

  function startResize(event: PointerEvent, column: number) {
    event.preventDefault();
    event.stopPropagation();
    const from = event.clientX;
    const width = widths[column] ?? 100;
    const move = (next: globalThis.PointerEvent) =>
      setWidths((before) =>
        before.map((one, index) => (index === column ? Math.max(48, width + next.clientX - from) : one)),
      );
    const stop = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', stop);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', stop);
  }

  /** Texts that are cut are told whole. */
  function tellCut({ target }: MouseEvent) {
    if (target instanceof HTMLElement && target.role === 'gridcell') {
      const isCut = target.scrollWidth > target.clientWidth;
      target.title = isCut ? (target.textContent ?? '') : '';
    }
  }

  const isSelected = (row: number, column: number): boolean =>
    row >= Math.min(active.row, anchor.row) &&
    row <= Math.max(active.row, anchor.row) &&
    column >= Math.min(active.column, anchor.column) &&
    column <= Math.max(active.column, anchor.column);

  return (
    <div
      className={`grid${isFocused ? ' focused' : ''}`}
      ref={host}
      role="grid"
      tabIndex={0}
      data-testid="grid"
      data-rows={order.length}
      aria-label={`Results of ${table.name}`}
      aria-rowcount={order.length + 1}
      aria-colcount={table.columns.length}
      aria-multiselectable="true"
      aria-activedescendant={order.length > 0 ? `cell-${active.row}-${active.column}` : undefined}
      onKeyDown={onKeyDown}
      onMouseOver={tellCut}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <div className="grid-space" style={{ width: totalWidth, height: HEADER_HEIGHT + order.length * ROW_HEIGHT }}>
        <div className="grid-head" role="row" aria-rowindex={1} style={{ width: totalWidth }}>
          <div className="grid-number head" aria-hidden="true" />
          {visible.map(({ column, index }) => (
            <div
              key={index}
              role="columnheader"
              aria-colindex={index + 1}
              className="head-cell"
              aria-sort={sort?.column === index ? (sort.descending ? 'descending' : 'ascending') : 'none'}
              style={{ left: lefts[index], width: widths[index] }}
            >
              <button
                type="button"
                tabIndex={-1}
                onClick={() => onSort(nextSort(sort, index))}
                title={`${column.name} (${column.type}${column.type === 'datetime' ? ', UTC' : ''}): click to sort`}
              >
                <span className="glyph" aria-hidden="true">
                  {TYPE_GLYPHS[column.type]}
                </span>
                <span className="head-name">{column.name}</span>
                {sort?.column === index && (
                  <span className="arrow" aria-hidden="true">
                    {sort.descending ? '↓' : '↑'}
                  </span>
                )}
              </button>
              <span
                className="resizer"
                title="Drag to resize, double-click to fit the content"
                onPointerDown={(event) => startResize(event, index)}
                onDoubleClick={() => fit(index)}
                aria-hidden="true"
              />
            </div>
          ))}
        </div>
        {order.slice(firstRow, lastRow).map((rowNumber, offset) => {
          const row = firstRow + offset;
          return (
            <div
              key={row}
              role="row"
              aria-rowindex={row + 2}
              className={`grid-row${row === active.row ? ' active' : ''}`}
              style={{ transform: `translateY(${HEADER_HEIGHT + row * ROW_HEIGHT}px)`, width: totalWidth }}
              onDoubleClick={() => onOpen(rowNumber, active.column)}
            >
              <div className="grid-number" aria-hidden="true">
                {row + 1}
              </div>
              {visible.map(({ column, index }) => {
                const cell = table.rows[rowNumber]?.[index];
                const text = formatCell(cell, column);
                return (
                  <div
                    key={index}
                    id={`cell-${row}-${index}`}
                    role="gridcell"
                    aria-colindex={index + 1}
                    aria-selected={isSelected(row, index)}
                    className={`${cellClass(cell, column)}${isSelected(row, index) ? ' selected' : ''}${row === active.row && index === active.column ? ' cursor' : ''}`}
                    style={{ left: lefts[index], width: widths[index] }}
                    onMouseDown={(event) => event.shiftKey && event.preventDefault()}
                    onClick={(event) => onCell(event, row, index)}
                  >
                    {cell === null || cell === undefined ? 'null' : text.slice(0, TEXT_LIMIT)}
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
