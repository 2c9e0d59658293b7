import type { Column, ResultTable } from '../api/types';
import { formatCell } from './format';

/** Pixels of a text as the grid draws it. */
export type Measure = (text: string, style: 'head' | 'cell' | 'mono') => number;

const SAMPLE = 300;
/** Of proportional letters the longest text need not be the widest. */
const MEASURED = 4;
const LEAST = 64;
const USUAL_MOST = 420;
const MOST = 1_600;
/** The type's sign, the sort arrow and the padding beside a name; the padding beside a cell. */
const HEAD_ROOM = 52;
const CELL_ROOM = 22;

const isMono = (column: Column): boolean => ['dynamic', 'guid', 'timespan'].includes(column.type);

/** The width that shows a column's name and its first rows whole, however wide. */
export function fittingWidth(table: ResultTable, index: number, measure: Measure): number {
  const column = table.columns[index] as Column;
  const texts = table.rows.slice(0, SAMPLE).map((row) => formatCell(row[index], column) || 'null');
  const longest = texts.toSorted((a, b) => b.length - a.length).slice(0, MEASURED);
  const style = isMono(column) ? 'mono' : 'cell';
  const widest = Math.max(0, ...longest.map((text) => measure(text.slice(0, 400), style))) + CELL_ROOM;
  return Math.ceil(Math.min(MOST, Math.max(LEAST, measure(column.name, 'head') + HEAD_ROOM, widest)));
}

/** Widths that fit the content: long columns are cut, but take what room the others leave. */
export function columnWidths(table: ResultTable, room: number, measure: Measure): readonly number[] {
  const fitting = table.columns.map((_, index) => fittingWidth(table, index, measure));
  const widths = fitting.map((width) => Math.min(width, USUAL_MOST));
  let left = room - widths.reduce((sum, width) => sum + width, 0);
  const cut = fitting.map((_, index) => index).filter((index) => (fitting[index] as number) > USUAL_MOST);
  cut.sort((a, b) => (fitting[a] as number) - (fitting[b] as number));
  cut.forEach((index, order) => {
    const share = Math.max(0, Math.floor(left / (cut.length - order)));
    const more = Math.min(share, (fitting[index] as number) - USUAL_MOST);
    widths[index] = USUAL_MOST + more;
    left -= more;
  });
  return widths;
}

const FONTS = {
  head: '600 12px',
  cell: '12.5px',
  mono: '11.5px',
} as const;

/** Measures with the fonts of an element of the page. */
export function measureIn(element: Element): Measure {
  const pen = document.createElement('canvas').getContext('2d');
  const style = getComputedStyle(element);
  const family = { head: style.fontFamily, cell: style.fontFamily, mono: style.getPropertyValue('--mono') };
  return (text, kind) => {
    if (pen === null) {
      return text.length * 7.4;
    }
    pen.font = `${FONTS[kind]} ${family[kind]}`;
    return pen.measureText(text).width;
  };
}
