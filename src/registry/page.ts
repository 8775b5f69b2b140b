/** A page of a list, oldest first. `after` is the last number of the page before. */
export interface PageAsk {
  readonly after: number;
  readonly limit: number;
}

/** `next` is null on the last page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: number | null;
}

/** Makes a page of up to `limit + 1` rows read: the one too many says that there is another page. */
export function pageOf<Row extends { readonly id: number }, Item>(
  rows: readonly Row[],
  limit: number,
  show: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const next = rows.length > limit ? (shown.at(-1)?.id ?? null) : null;
  return { items: shown.map(show), next };
}
