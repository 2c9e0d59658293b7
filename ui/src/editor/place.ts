import { blockAt } from './blocks';

const isOnlyRemark = (text: string): boolean => text.replace(/^\s*\/\/.*$/gm, '').trim() === '';

/** An edit that puts a query into a text, and where the query begins then. */
export interface Placing {
  readonly text: string;
  readonly start: number;
}

/**
 * Puts a query below the others: nothing that was written is lost. Where it stands already it is only gone to; a text
 * of remarks alone makes room.
 */
export function placed(text: string, query: string): Placing {
  const wanted = query.trim();
  for (let at = text.indexOf(wanted); at >= 0 && wanted !== ''; at = text.indexOf(wanted, at + 1)) {
    if (blockAt(text, at)?.text.trim() === wanted) {
      return { text, start: at };
    }
  }
  if (isOnlyRemark(text)) {
    return { text: wanted, start: 0 };
  }
  const before = `${text.trimEnd()}\n\n`;
  return { text: before + wanted, start: before.length };
}
