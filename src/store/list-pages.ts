import type { ColumnType, ColumnValue, Statement, Store } from './tx.js';

/** By number: what came last first, or what came first. */
export type ListOrder = 'newest' | 'oldest';

/** Which part of a list is read. */
export interface ListPage {
  readonly sort?: ListOrder;
  /** The key of the last row looked at by the page before. Absent: the first page. */
  readonly behind?: number | undefined;
  readonly limit: number;
}

/** A part of a list; `next` is what the next page begins behind, null on the last one. */
export interface ListPart<Item> {
  readonly items: readonly Item[];
  readonly next: number | null;
}

export interface ListOf {
  readonly name: string;
  readonly table: string;
  readonly columns: string;
  /** What the conditions name, as `@name`. */
  readonly params: Readonly<Record<string, ColumnType>>;
  /** What an index begins with. */
  readonly where: string;
  /** The number the list is ordered by, next in that index. */
  readonly key: string;
  /** What may fit few of those rows: `(@state IS NULL OR state = @state)`. */
  readonly filter?: string;
}

/** A list of one table in both its orders. */
export interface ListStatements<Row> {
  readonly newest: Statement<Row>;
  readonly oldest: Statement<Row>;
  /** The row so many places on, where a filter may fit little. */
  readonly ends: { readonly newest: Statement<End>; readonly oldest: Statement<End> } | null;
}

interface End {
  readonly key: number;
}

const ARRAYS: Readonly<Record<ColumnType, string>> = {
  int8: 'int8',
  text: 'text',
  bytes: 'bytea',
  float8: 'float8',
};
const LAST = Number.MAX_SAFE_INTEGER;
/** Rows that a filter may pass over in one page: about 2 ms. The page is short then, and has a next one. */
const MOST_LOOKED_AT = 2_000;

/** The statements of a list that is read in pages by a number. */
export function listStatements<Row>(of: ListOf): ListStatements<Row> {
  const ends = of.filter === undefined ? null : { newest: end(of, 'newest'), oldest: end(of, 'oldest') };
  return { newest: page(of, 'newest'), oldest: page(of, 'oldest'), ends };
}

/** For the EXPLAIN test. */
export function everyStatement<Row>({ newest, oldest, ends }: ListStatements<Row>): Statement[] {
  return [newest, oldest, ...(ends ? [ends.newest, ends.oldest] : [])];
}

/** One page of it. Where the filter fits little it may be short, or empty, and yet have a next one. */
export async function readList<Row>(
  store: Pick<Store, 'read'>,
  statements: ListStatements<Row>,
  of: {
    readonly params: Readonly<Record<string, ColumnValue>>;
    readonly page: ListPage;
    readonly keyOf: (row: Row) => number;
  },
): Promise<ListPart<Row>> {
  const { sort = 'newest', limit } = of.page;
  const { first, last } = WAYS[sort];
  const asked = { ...of.params, list_behind: of.page.behind ?? first };
  const ends = statements.ends?.[sort];
  const [end] = ends ? await store.read(ends, [{ ...asked, list_count: MOST_LOOKED_AT - 1 }]) : [];
  const bounded = ends ? { ...asked, list_until: end?.key ?? last } : asked;
  const rows = await store.read(statements[sort], [{ ...bounded, list_count: limit + 1 }]);
  const items = rows.slice(0, limit);
  const shown = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: shown ? of.keyOf(shown) : (end?.key ?? null) };
}

const WAYS = {
  newest: { behind: '<', until: '>=', order: 'DESC', first: LAST, last: 0 },
  oldest: { behind: '>', until: '<=', order: 'ASC', first: 0, last: LAST },
} as const;

function page<Row>({ columns, filter, ...of }: ListOf, order: ListOrder): Statement<Row> {
  const { until } = WAYS[order];
  const bounds = filter === undefined ? '' : ` AND ${of.key} ${until} @list_until AND ${filter}`;
  const params = filter === undefined ? of.params : { ...of.params, list_until: 'int8' as const };
  return statement({ ...of, params, name: `${of.name}_${order}` }, { order, columns, bounds, cut: 'LIMIT' });
}

function end(of: ListOf, order: ListOrder): Statement<End> {
  const columns = `${of.key} AS key`;
  const named = { ...of, name: `${of.name}_${order}_end` };
  return statement(named, { order, columns, bounds: '', cut: 'LIMIT 1 OFFSET' });
}

function statement<Row>(
  { name, table, params, where, key }: Pick<ListOf, 'name' | 'table' | 'params' | 'where' | 'key'>,
  of: { readonly order: ListOrder; readonly columns: string; readonly bounds: string; readonly cut: string },
): Statement<Row> {
  const all = { ...params, list_behind: 'int8', list_count: 'int8' } as const;
  const arrays = Object.values(all).map((type, index) => `$${index + 1}::${ARRAYS[type]}[]`);
  const { behind, order } = WAYS[of.order];
  const select = `SELECT ${of.columns} FROM ${table} WHERE ${where} AND ${key} ${behind} @list_behind${of.bounds}
    ORDER BY ${key} ${order} ${of.cut} @list_count`;
  return {
    name,
    params: all,
    sqlite: select,
    postgres: `SELECT l.* FROM unnest(${arrays.join(', ')}) AS x(${Object.keys(all).join(', ')})
      CROSS JOIN LATERAL (${select.replaceAll('@', 'x.')}) l`,
  };
}
