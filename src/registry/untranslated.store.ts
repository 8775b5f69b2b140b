import type { Statement, Store, Tx } from '../store/index.js';

/** A value that a lookup met without a row. */
export interface UntranslatedRow {
  readonly collection: string;
  readonly target: string;
  /** The text of the value: what its row would be called. */
  readonly value: string;
  readonly times: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** Of one field of a collection: enough to see what is missing, too few for a field of free text to fill a disk. */
export const MOST_VALUES = 200;

const COLUMNS = `collection, target, value, times, first_at AS "firstAt", last_at AS "lastAt"`;

const count: Statement = {
  name: 'untranslated_count',
  params: { tenant: 'int8', collection: 'text', target: 'text', value: 'text', times: 'int8', at: 'int8' },
  sqlite: `INSERT INTO untranslated (tenant, collection, target, value, times, first_at, last_at)
    VALUES (@tenant, @collection, @target, @value, @times, @at, @at)
    ON CONFLICT (collection, target, value) DO UPDATE SET times = untranslated.times + excluded.times,
      last_at = excluded.last_at`,
  postgres: `INSERT INTO untranslated (tenant, collection, target, value, times, first_at, last_at)
    SELECT q.tenant, q.collection, q.target, q.value, q.times, q.at, q.at
    FROM unnest($1::int8[], $2::text[], $3::text[], $4::text[], $5::int8[], $6::int8[])
      AS q(tenant, collection, target, value, times, at)
    ON CONFLICT (collection, target, value) DO UPDATE SET times = untranslated.times + excluded.times,
      last_at = excluded.last_at`,
};

const prune: Statement = {
  name: 'untranslated_prune',
  params: { collection: 'text', target: 'text' },
  sqlite: `DELETE FROM untranslated WHERE collection = @collection AND target = @target AND value IN
    (SELECT value FROM untranslated WHERE collection = @collection AND target = @target
      ORDER BY last_at DESC LIMIT -1 OFFSET ${MOST_VALUES})`,
  postgres: `DELETE FROM untranslated u USING unnest($1::text[], $2::text[]) AS q(collection, target)
    WHERE u.collection = q.collection AND u.target = q.target AND u.value IN
      (SELECT value FROM untranslated WHERE collection = q.collection AND target = q.target
        ORDER BY last_at DESC OFFSET ${MOST_VALUES})`,
};

const ofCollection: Statement<UntranslatedRow> = {
  name: 'untranslated_of_collection',
  params: { collection: 'text' },
  sqlite: `SELECT ${COLUMNS} FROM untranslated WHERE collection = @collection`,
  postgres: `SELECT u.* FROM unnest($1::text[]) AS q(c) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM untranslated WHERE collection = q.c) u`,
};

const forget: Statement = {
  name: 'untranslated_forget',
  params: { collection: 'text' },
  sqlite: 'DELETE FROM untranslated WHERE collection = @collection',
  postgres: 'DELETE FROM untranslated u USING unnest($1::text[]) AS q(c) WHERE u.collection = q.c',
};

export const UNTRANSLATED_STATEMENTS: readonly Statement[] = [count, prune, ofCollection, forget];

export interface CountedValue {
  readonly tenant: number;
  readonly collection: string;
  readonly target: string;
  readonly value: string;
  readonly times: number;
  readonly at: number;
}

/** Each value at most once. */
export async function countUntranslated(store: Store, values: readonly CountedValue[]): Promise<void> {
  const fields = new Map(
    values.map(({ collection, target }) => [`${collection} ${target}`, { collection, target }]),
  );
  await store.write(async (tx) => {
    await tx.many(
      count,
      values.map((value) => ({ ...value })),
    );
    await tx.many(prune, [...fields.values()]);
  });
}

export function readUntranslated(store: Store, collections: readonly string[]): Promise<UntranslatedRow[]> {
  return store.read(
    ofCollection,
    collections.map((collection) => ({ collection })),
  );
}

/** Of a collection that is removed. */
export async function forgetUntranslated(tx: Tx, collection: string): Promise<void> {
  await tx.many(forget, [{ collection }]);
}
