import type { Statement, Store } from '../store/index.js';

/** A call under a key of its caller's. */
export interface KeyedCallRow {
  readonly tenant: number;
  readonly name: string;
  /** When it began; with its name this is the call. */
  readonly at: number;
  /** While it runs: until then its process is believed to live. */
  readonly leaseUntil: number;
  readonly fingerprint: string;
  /** Sealed; null while it runs, empty where it is not kept. */
  readonly answer: string | null;
}

const NAMED = { tenant: 'int8', name: 'text' } as const;
const COLUMNS = `tenant, name, at, lease_until AS "leaseUntil", fingerprint, answer`;
export const FORGOTTEN_AT_ONCE = 200;

const insert: Statement<{ name: string }> = {
  name: 'idempotency_insert',
  params: { ...NAMED, at: 'int8', leaseUntil: 'int8', fingerprint: 'text' },
  sqlite: `INSERT INTO idempotency_key (tenant, name, at, lease_until, fingerprint)
    VALUES (@tenant, @name, @at, @leaseUntil, @fingerprint) ON CONFLICT DO NOTHING RETURNING name`,
  postgres: `INSERT INTO idempotency_key (tenant, name, at, lease_until, fingerprint)
    SELECT * FROM unnest($1::int8[], $2::text[], $3::int8[], $4::int8[], $5::text[])
    ON CONFLICT DO NOTHING RETURNING name`,
};

const read: Statement<KeyedCallRow> = {
  name: 'idempotency_read',
  params: NAMED,
  sqlite: `SELECT ${COLUMNS} FROM idempotency_key WHERE tenant = @tenant AND name = @name`,
  postgres: `SELECT k.tenant, k.name, k.at, k.lease_until AS "leaseUntil", k.fingerprint, k.answer
    FROM unnest($1::int8[], $2::text[]) AS x(t, n) JOIN idempotency_key k ON k.tenant = x.t AND k.name = x.n`,
};

const count: Statement<{ count: number }> = {
  name: 'idempotency_count',
  params: { tenant: 'int8', most: 'int8' },
  sqlite: `SELECT count(*) AS count FROM
    (SELECT 1 FROM idempotency_key WHERE tenant = @tenant LIMIT @most)`,
  postgres: `SELECT c.count::int AS count FROM unnest($1::int8[], $2::int8[]) AS x(t, m) CROSS JOIN LATERAL
    (SELECT count(*) FROM (SELECT 1 FROM idempotency_key WHERE tenant = x.t LIMIT x.m) kept) c`,
};

const renew: Statement = {
  name: 'idempotency_renew',
  params: { ...NAMED, at: 'int8', leaseUntil: 'int8' },
  sqlite: `UPDATE idempotency_key SET lease_until = @leaseUntil
    WHERE tenant = @tenant AND name = @name AND at = @at AND answer IS NULL`,
  postgres: `UPDATE idempotency_key k SET lease_until = x.l
    FROM unnest($1::int8[], $2::text[], $3::int8[], $4::int8[]) AS x(t, n, a, l)
    WHERE k.tenant = x.t AND k.name = x.n AND k.at = x.a AND k.answer IS NULL`,
};

const answer: Statement = {
  name: 'idempotency_answer',
  params: { ...NAMED, at: 'int8', answer: 'text' },
  sqlite: `UPDATE idempotency_key SET answer = @answer, lease_until = 0
    WHERE tenant = @tenant AND name = @name AND at = @at`,
  postgres: `UPDATE idempotency_key k SET answer = x.answer, lease_until = 0
    FROM unnest($1::int8[], $2::text[], $3::int8[], $4::text[]) AS x(t, n, a, answer)
    WHERE k.tenant = x.t AND k.name = x.n AND k.at = x.a`,
};

const release: Statement = {
  name: 'idempotency_release',
  params: { ...NAMED, at: 'int8' },
  sqlite: `DELETE FROM idempotency_key
    WHERE tenant = @tenant AND name = @name AND at = @at AND answer IS NULL`,
  postgres: `DELETE FROM idempotency_key k USING unnest($1::int8[], $2::text[], $3::int8[]) AS x(t, n, a)
    WHERE k.tenant = x.t AND k.name = x.n AND k.at = x.a AND k.answer IS NULL`,
};

const forget: Statement<{ name: string }> = {
  name: 'idempotency_forget',
  params: { before: 'int8' },
  sqlite: `DELETE FROM idempotency_key WHERE (tenant, name) IN
    (SELECT tenant, name FROM idempotency_key WHERE at < @before ORDER BY at LIMIT ${FORGOTTEN_AT_ONCE})
    RETURNING name`,
  postgres: `DELETE FROM idempotency_key k USING unnest($1::int8[]) AS x(before) CROSS JOIN LATERAL
    (SELECT tenant, name FROM idempotency_key WHERE at < x.before ORDER BY at LIMIT ${FORGOTTEN_AT_ONCE}) old
    WHERE k.tenant = old.tenant AND k.name = old.name RETURNING k.name`,
};

export const IDEMPOTENCY_STATEMENTS: readonly Statement[] = [
  insert,
  read,
  count,
  renew,
  answer,
  release,
  forget,
];

export type KeyedCall = Pick<KeyedCallRow, 'tenant' | 'name' | 'at'>;

/** Calls under keys of their callers'. */
export class IdempotencyStore {
  constructor(private readonly store: Pick<Store, 'read' | 'write'>) {}

  /** False where the tenant has a call of this name. */
  insert(row: Omit<KeyedCallRow, 'answer'>): Promise<boolean> {
    return this.store.write(async (tx) => (await tx.many(insert, [{ ...row }])).length > 0);
  }

  async read(tenant: number, name: string): Promise<KeyedCallRow | undefined> {
    const [row] = await this.store.read(read, [{ tenant, name }]);
    return row;
  }

  /** How many there are of a tenant, `most` being as many as matter. */
  async count(tenant: number, most: number): Promise<number> {
    const [row] = await this.store.read(count, [{ tenant, most }]);
    return row?.count ?? 0;
  }

  async renew(calls: readonly KeyedCall[], leaseUntil: number): Promise<void> {
    await this.store.write((tx) =>
      tx.many(
        renew,
        calls.map((call) => ({ ...call, leaseUntil })),
      ),
    );
  }

  async answer(call: KeyedCall, sealed: string): Promise<void> {
    await this.store.write((tx) => tx.many(answer, [{ ...call, answer: sealed }]));
  }

  async release(call: KeyedCall): Promise<void> {
    await this.store.write((tx) => tx.many(release, [{ ...call }]));
  }

  async forget(before: number): Promise<number> {
    return (await this.store.write((tx) => tx.many(forget, [{ before }]))).length;
  }
}
