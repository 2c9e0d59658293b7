import { useEffect, useRef } from 'react';
import type { Cell, Column, ResultTable } from '../api/types';
import { copyText } from '../state/clipboard';
import { formatCell, prettyDynamic, TYPE_GLYPHS } from './format';

interface Props {
  readonly table: ResultTable;
  readonly row: number;
  /** The column to bring into view. */
  readonly column: number;
  readonly onClose: () => void;
}

function Value({ cell, column }: { readonly cell: Cell | undefined; readonly column: Column }) {
  if (cell === null || cell === undefined) {
    return <span className="null">null</span>;
  }
  const text = column.type === 'dynamic' ? prettyDynamic(String(cell)) : formatCell(cell, column);
  return text === '' ? <span className="null">empty</span> : <pre>{text}</pre>;
}

/** All columns of one row, with dynamic values laid out. */
export function RecordPane({ table, row, column, onClose }: Props) {
  const host = useRef<HTMLElement>(null);
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    host.current?.querySelector(`[data-column="${column}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [row, column]);
  useEffect(() => close.current?.focus(), []);
  const record = table.rows[row];
  const asJson = () => {
    const lines = table.columns.map((one, index) => {
      const cell = record?.[index];
      const value =
        one.type === 'dynamic' && typeof cell === 'string'
          ? cell
          : typeof cell === 'bigint'
            ? String(cell)
            : JSON.stringify(cell ?? null);
      return `  ${JSON.stringify(one.name)}: ${value}`;
    });
    void copyText(`{\n${lines.join(',\n')}\n}`);
  };
  return (
    <aside
      className="record"
      ref={host}
      aria-label={`Record ${row + 1}`}
      data-testid="record"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header>
        <h3>Record {(row + 1).toLocaleString('en')}</h3>
        <button type="button" className="quiet" onClick={asJson}>
          Copy JSON
        </button>
        <button type="button" className="quiet icon" onClick={onClose} ref={close} aria-label="Close record">
          ✕
        </button>
      </header>
      <dl>
        {table.columns.map((one, index) => (
          <div key={index} data-column={index} className={index === column ? 'chosen' : ''}>
            <dt>
              <span className="glyph" aria-hidden="true">
                {TYPE_GLYPHS[one.type]}
              </span>
              {one.name}
            </dt>
            <dd>
              <Value cell={record?.[index]} column={one} />
            </dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
