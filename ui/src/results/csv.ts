import type { Cell, Column, Row } from '../api/types';
import { formatCell } from './format';

/** Characters that make a spreadsheet take a text for a formula. */
const FORMULA_START = /^[=+\-@\t\r\n]/;

/** Numbers and timespans start with a minus by nature and cannot carry a formula. */
const PLAIN_NUMBER = /^-?[\d.:]+(?:[eE][+-]?\d+)?$|^-?Infinity$/;

function guarded(text: string): string {
  return FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A cell's text for other programs: datetimes stay ISO-8601, text can never start a formula. */
function exported(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : guarded(String(cell));
}

/** RFC 4180 with CRLF. Texts that a spreadsheet would run as a formula get a leading apostrophe. */
export function toCsv(columns: readonly Column[], rows: Iterable<Row>): string {
  const lines = [columns.map((column) => quoted(guarded(column.name))).join(',')];
  for (const row of rows) {
    lines.push(columns.map((_, index) => quoted(exported(row[index]))).join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Tab-separated text as spreadsheets paste it; tabs and line breaks inside a cell become spaces. */
export function toTabSeparated(columns: readonly Column[], rows: Iterable<Row>, withHeader: boolean): string {
  const flat = (text: string): string => text.replace(/[\t\r\n]+/g, ' ');
  const lines = withHeader ? [columns.map((column) => guarded(flat(column.name))).join('\t')] : [];
  for (const row of rows) {
    const cells = columns.map((column, index) =>
      column.type === 'datetime' ? formatCell(row[index], column) : flat(exported(row[index])),
    );
    lines.push(cells.join('\t'));
  }
  return lines.join('\n');
}

/** A file name such as `halcyon-2023-03-19T235959Z.csv`. */
export function csvFileName(at: Date): string {
  return `halcyon-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z.csv`;
}
