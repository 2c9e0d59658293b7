import type { Cell } from '../api/types';

/** `render`'s column lists come as one text with commas or as an array. */
export function columnNames(value: string | readonly string[] | null | undefined): readonly string[] {
  const names = typeof value === 'string' ? value.split(',') : (value ?? []);
  return names.map((name) => name.trim()).filter((name) => name !== '');
}

/** A finite number, or null: not-a-number and the infinities leave a gap. */
export function numberOf(cell: Cell | undefined): number | null {
  if (cell === null || cell === undefined || cell === '' || typeof cell === 'boolean') {
    return null;
  }
  const number = Number(cell);
  return Number.isFinite(number) ? number : null;
}

/** The elements of a dynamic array; anything else has none. */
export function arrayOf(cell: Cell | undefined): readonly Cell[] {
  if (typeof cell !== 'string') {
    return [];
  }
  try {
    const value: unknown = JSON.parse(cell);
    return Array.isArray(value) ? (value as Cell[]) : [];
  } catch {
    return [];
  }
}
