import type { ResultTable } from '../api/types';
import { formatCell } from './format';

/** Row numbers out of `order` in which some cell contains the text, upper or lower case alike. */
export function filteredRows(table: ResultTable, order: readonly number[], text: string): readonly number[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') {
    return order;
  }
  return order.filter((row) =>
    table.columns.some((column, index) => formatCell(table.rows[row]?.[index], column).toLowerCase().includes(wanted)),
  );
}
