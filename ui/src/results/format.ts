import type { Cell, Column, ColumnType } from '../api/types';

export const isNumeric = (type: ColumnType): boolean =>
  type === 'int' || type === 'long' || type === 'real' || type === 'decimal';

/** `2023-03-19T23:59:59.5000000Z` → `2023-03-19 23:59:59.5`; a text of another form is returned as it is. */
export function formatDatetime(iso: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d+))?Z$/.exec(iso);
  if (!match) {
    return iso;
  }
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  return `${match[1]} ${match[2]}${fraction ? `.${fraction}` : ''}`;
}

/** The text of a cell in the grid and in copies. Null is the empty text; the grid draws it apart. */
export function formatCell(cell: Cell | undefined, column: Column): string {
  if (cell === null || cell === undefined) {
    return '';
  }
  return column.type === 'datetime' && typeof cell === 'string' ? formatDatetime(cell) : String(cell);
}

/** Dynamic values indented; text that is not JSON after all is returned as it is. */
export function prettyDynamic(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    // Numbers and strings keep their own text: parsing could round a long number.
    return typeof value === 'object' && value !== null ? indent(text) : text;
  } catch {
    return text;
  }
}

/** Re-indents valid JSON without touching its scalars, so that long numbers keep all their digits. */
function indent(json: string): string {
  let depth = 0;
  let out = '';
  let index = 0;
  const newline = () => `\n${'  '.repeat(depth)}`;
  while (index < json.length) {
    const char = json[index] as string;
    if (char === '"') {
      let end = index + 1;
      while (end < json.length && json[end] !== '"') {
        end += json[end] === '\\' ? 2 : 1;
      }
      out += json.slice(index, end + 1);
      index = end + 1;
      continue;
    }
    if (char === '{' || char === '[') {
      const close = char === '{' ? '}' : ']';
      const rest = json.slice(index + 1).trimStart();
      if (rest.startsWith(close)) {
        out += char + close;
        index = json.length - rest.length + 1;
        continue;
      }
      depth++;
      out += char + newline();
    } else if (char === '}' || char === ']') {
      depth--;
      out += newline() + char;
    } else if (char === ',') {
      out += char + newline();
    } else if (char === ':') {
      out += ': ';
    } else if (!/\s/.test(char)) {
      out += char;
    }
    index++;
  }
  return out;
}

/** A short sign that tells a column's type in the schema tree and in the grid's header. */
export const TYPE_GLYPHS: Readonly<Record<ColumnType, string>> = {
  bool: '◐',
  int: '#',
  long: '#',
  real: '#.',
  decimal: '#.',
  string: 'Aa',
  datetime: '◷',
  timespan: 'Δt',
  guid: 'id',
  dynamic: '{}',
};
