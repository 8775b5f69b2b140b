/** What a column holds a number of; `row` tables are reached by the rows of the table that they hang below. */
export type Root = 'tenant' | 'connection' | 'owner' | 'queue';
export type Parent =
  | 'dataset'
  | 'dataset_import'
  | 'hook'
  | 'request'
  | 'record'
  | 'match_rule'
  | 'mapping_collection'
  | 'reconcile'
  | 'subscriber';

/**
 * How a column is shown in an export: as it is, parsed, as text of its bytes, or as the public id of what its number
 * names. `-` is left out: a number that means something in this database only, or a secret.
 */
export type Shape =
  | 'as-is'
  | 'json'
  | 'bytes'
  /** JSON behind a byte that says whether it is compressed. */
  | 'packed'
  | 'truth'
  | 'connection'
  | 'owner'
  | 'queue'
  | 'hok'
  | 'req'
  | 'rec'
  | 'lnk'
  | 'trk'
  | 'mrg'
  | 'dup'
  | 'evt'
  | '-';

type KeyType = 'int8' | 'text';

/** A table that holds rows of tenants: which of its rows are whose, and what of them a tenant takes away. */
export interface TenantTable {
  readonly name: string;
  readonly by: Root | Parent;
  /** Where `by` stands in it. */
  readonly column: string;
  /** Names a row among those of one value of `column`, in the order of an index; none: there is one. */
  readonly key: Readonly<Record<string, KeyType>>;
  /** Where the bulk of its bytes is; counted by measurements. */
  readonly bulk: readonly string[];
  /** Every column, or why nothing of it is exported. */
  readonly shown: Readonly<Record<string, Shape>> | { readonly why: string };
}

// oxlint-disable-next-line max-params -- six columns of one table, each in its place
export function table(
  name: string,
  by: Root | Parent,
  column: string,
  key: TenantTable['key'],
  shown: string | { readonly why: string },
  bulk: readonly string[] = [],
): TenantTable {
  return { name, by, column, key, bulk, shown: typeof shown === 'string' ? shapesOf(shown) : shown };
}

function shapesOf(columns: string): Record<string, Shape> {
  return Object.fromEntries(
    columns.split(' ').map((column) => {
      const [name = '', shape = 'as-is'] = column.split(':');
      return [name, shape as Shape];
    }),
  );
}

export function isRoot(by: Root | Parent): by is Root {
  return by === 'tenant' || by === 'connection' || by === 'owner' || by === 'queue';
}
