/** A list that an operation needs whole ends here, whatever the system says. */
const MOST_PAGES = 10;

/**
 * All of a list in numbered pages, for what is needed whole: the hooks an account has, the lines of an order. `read`
 * gives a page, counted from 1; one with fewer than `size` is the last. Never more than `most` pages, by default 10.
 */
export async function numberedPages<Row>(
  size: number,
  read: (page: number) => Promise<readonly Row[]>,
  most = MOST_PAGES,
): Promise<readonly Row[]> {
  const all: Row[] = [];
  for (let page = 1; page <= most; page += 1) {
    const rows = await read(page);
    all.push(...rows);
    if (rows.length < size) break;
  }
  return all;
}
