/** A query in the address: `#query=…&timespan=…`. Opening such a link fills the editor and runs nothing. */
export interface LinkedQuery {
  readonly query: string;
  readonly timespan: string | null;
}

export function linkTo(page: string, linked: LinkedQuery): string {
  const parameters = new URLSearchParams({
    query: linked.query,
    ...(linked.timespan ? { timespan: linked.timespan } : {}),
  });
  return `${page.split('#')[0]}#${parameters.toString()}`;
}

/** The query of an address's hash, or null when it holds none. */
export function linkedQuery(hash: string): LinkedQuery | null {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const query = parameters.get('query');
  return query ? { query, timespan: parameters.get('timespan') } : null;
}
