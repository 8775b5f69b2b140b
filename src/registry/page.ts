import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** The configuration is small: it is also shown by its names. */
export type PageSort = 'oldest' | 'newest' | 'name';

/** A row of a list: where the next page begins behind. */
export interface PagePlace {
  readonly id: number;
  readonly name: string;
}

export interface PageAsk {
  /** Absent: the first page. */
  readonly behind?: PagePlace | undefined;
  readonly sort?: PageSort;
  readonly limit: number;
}

/** `next` is null on the last page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: PagePlace | null;
}

/** What is asked of a list beside its order: absent fields ask for nothing. */
export type ListFilter = Readonly<Record<string, string | number | boolean | undefined>>;

/** Makes a page of up to `limit + 1` rows read: the one too many says that there is another page. */
export function pageOf<Row extends PagePlace, Item>(
  rows: readonly Row[],
  limit: number,
  show: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? { id: last.id, name: last.name } : null;
  return { items: shown.map(show), next };
}

/** The part of a list that a page is, of a query whose rows have an id and a name. */
export function inPage<Row extends ObjectLiteral & PagePlace>(
  query: SelectQueryBuilder<Row>,
  { behind, sort = 'oldest', limit }: PageAsk,
): SelectQueryBuilder<Row> {
  const [id, name] = [`${query.alias}.id`, `${query.alias}.name`];
  if (sort === 'name') {
    if (behind) query.andWhere(`(${name} > :behindName OR (${name} = :behindName AND ${id} > :behindId))`);
    query.orderBy(name, 'ASC').addOrderBy(id, 'ASC');
  } else {
    if (behind) query.andWhere(`${id} ${sort === 'oldest' ? '>' : '<'} :behindId`);
    query.orderBy(id, sort === 'oldest' ? 'ASC' : 'DESC');
  }
  return query.setParameters({ behindId: behind?.id, behindName: behind?.name }).limit(limit + 1);
}

/** Rows whose columns are as asked; `name` is a part of the name, in any case. */
export function filtered<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  filter: ListFilter,
): SelectQueryBuilder<Row> {
  for (const [column, value] of Object.entries(filter)) {
    if (value === undefined) continue;
    if (column === 'name') {
      const part = `%${String(value)
        .toLowerCase()
        .replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
      query.andWhere(`LOWER(${query.alias}.name) LIKE :partOfName ESCAPE '\\'`, { partOfName: part });
    } else query.andWhere(`${query.alias}.${column} = :of_${column}`, { [`of_${column}`]: value });
  }
  return query;
}
