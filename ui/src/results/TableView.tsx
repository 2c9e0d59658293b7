import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { ResultTable } from '../api/types';
import { copyText } from '../state/clipboard';
import { csvFileName, toCsv, toTabSeparated } from './csv';
import { countText } from './duration';
import { filteredRows } from './filter';
import { Grid } from './Grid';
import { RecordPane } from './RecordPane';
import { sortedRows, type SortOrder } from './sort';

const FOUND_NOTHING = 'The query ran and found nothing.';
const NOTHING_STANDS_OUT = 'No value or range is more frequent than chance allows: what happened is spread evenly.';

const NOTICE_MILLISECONDS = 2_500;

function download(text: string) {
  // The byte order mark tells spreadsheets that the file is UTF-8.
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = csvFileName(new Date());
  link.click();
  URL.revokeObjectURL(url);
}

/** One table of the answer: its rows, sorted and filtered in the browser, and the record that is open. */
export function TableView({ table, query }: { readonly table: ResultTable; readonly query: string | null }) {
  const [sort, setSort] = useState<SortOrder | null>(null);
  const [filter, setFilter] = useState('');
  const [record, setRecord] = useState<{ row: number; column: number } | null>(null);
  const [notice, setNotice] = useState('');
  const wanted = useDeferredValue(filter);
  useEffect(() => {
    setSort(null);
    setFilter('');
    setRecord(null);
  }, [table]);
  const sorted = useMemo(() => sortedRows(table, sort), [table, sort]);
  const order = useMemo(() => filteredRows(table, sorted, wanted), [table, sorted, wanted]);
  const shown = () => order.map((index) => table.rows[index] ?? []);
  const copy = async () => {
    const copied = await copyText(toTabSeparated(table.columns, shown(), true));
    setNotice(copied ? `Copied ${countText(order.length, 'row')}` : 'The browser refused to copy');
    setTimeout(() => setNotice(''), NOTICE_MILLISECONDS);
  };
  const isFiltered = order.length < table.rows.length;
  return (
    <div className="table-view">
      <div className="table-bar">
        <span>
          {isFiltered && `${order.length.toLocaleString('en')} of `}
          {countText(table.rows.length, 'row')} · {countText(table.columns.length, 'column')}
        </span>
        {table.columns.some((column) => column.type === 'datetime') && <span className="utc">Times are UTC</span>}
        <span role="status">{notice}</span>
        <span className="spring" />
        <input
          type="search"
          placeholder="Filter rows"
          aria-label="Filter rows"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          data-testid="row-filter"
        />
        <button type="button" className="quiet" disabled={order.length === 0} onClick={() => void copy()}>
          Copy
        </button>
        <button
          type="button"
          className="quiet"
          onClick={() => download(toCsv(table.columns, shown()))}
          data-testid="csv"
        >
          Export CSV
        </button>
      </div>
      <div className="table-body">
        <div className="grid-frame">
          <Grid
            table={table}
            order={order}
            sort={sort}
            onSort={setSort}
            onOpen={(row, column) => setRecord({ row, column })}
          />
          {order.length === 0 && (
            <div className="blank over">
              <p>
                {isFiltered ? (
                  'No row contains this text.'
                ) : (
                  <>
                    <b>No rows.</b> {query?.includes('halcyon_explain(') ? NOTHING_STANDS_OUT : FOUND_NOTHING}
                  </>
                )}
              </p>
            </div>
          )}
        </div>
        {record && (
          <RecordPane
            table={table}
            row={record.row}
            column={record.column}
            onClose={() => {
              setRecord(null);
              document.querySelector<HTMLElement>('[role=grid]')?.focus();
            }}
          />
        )}
      </div>
    </div>
  );
}
