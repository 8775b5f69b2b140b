import type { Direction, RecordType } from '@hookyard/sdk';

import {
  everyStatement,
  listStatements,
  readList,
  type ListPage,
  type ListPart,
  type Statement,
  type Store,
  type Tx,
} from '../store/index.js';

import type { Refusals } from './refusals.js';

/** How far a list of ids has come in. */
export interface SyncCounts {
  readonly received: number;
  readonly queued: number;
  readonly folded: number;
  readonly refused: number;
  readonly reasons: Refusals;
}

/** What somebody synced by ids, as stored. */
export interface ManualSyncRow extends SyncCounts {
  readonly id: number;
  readonly publicId: string;
  readonly tenant: number;
  readonly connection: number;
  readonly direction: Direction;
  readonly type: RecordType;
  readonly isDebug: boolean;
  /** What the caller named it by, for a repeat. */
  readonly key: string | null;
  /** A hash over the ids so far: a repeat has to bring the same. */
  readonly chain: string;
  readonly state: 'receiving' | 'received' | 'broken';
  /** Goes up with every call that goes on with it: an earlier one writes nothing any more. */
  readonly turn: number;
  readonly problem: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

type Stored = Omit<ManualSyncRow, 'isDebug' | 'reasons'> & {
  readonly isDebug: number;
  readonly reasons: string;
};

const COLUMNS = `id, public_id AS "publicId", tenant, connection, direction, type, is_debug AS "isDebug", key, chain, state,
  turn, received, queued, folded, refused, reasons, problem, created_at AS "createdAt", updated_at AS "updatedAt"`;

const insert: Statement<Stored> = {
  name: 'sync_insert',
  params: {
    publicId: 'text',
    tenant: 'int8',
    connection: 'int8',
    direction: 'text',
    type: 'text',
    isDebug: 'int8',
    key: 'text',
    now: 'int8',
  },
  sqlite: `INSERT INTO manual_sync
      (public_id, tenant, connection, direction, type, is_debug, key, state, turn, created_at, updated_at)
    VALUES (@publicId, @tenant, @connection, @direction, @type, @isDebug, @key, 'receiving', 1, @now, @now)
    ON CONFLICT (connection, key) WHERE key IS NOT NULL DO NOTHING RETURNING ${COLUMNS}`,
  postgres: `INSERT INTO manual_sync
      (public_id, tenant, connection, direction, type, is_debug, key, state, turn, created_at, updated_at)
    SELECT p, t, c, d, y, g, k, 'receiving', 1, n, n FROM unnest($1::text[], $2::int8[], $3::int8[], $4::text[],
      $5::text[], $6::int8[], $7::text[], $8::int8[]) AS x(p, t, c, d, y, g, k, n)
    ON CONFLICT (connection, key) WHERE key IS NOT NULL DO NOTHING RETURNING ${COLUMNS}`,
};

const byKey: Statement<Stored> = {
  name: 'sync_by_key',
  params: { connection: 'int8', key: 'text' },
  sqlite: `SELECT ${COLUMNS} FROM manual_sync WHERE connection = @connection AND key = @key AND key IS NOT NULL`,
  postgres: `SELECT s.* FROM unnest($1::int8[], $2::text[]) AS x(c, k) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM manual_sync WHERE connection = x.c AND key = x.k AND key IS NOT NULL) s`,
};

const byPublicId: Statement<Stored> = {
  name: 'sync_by_public_id',
  params: { publicId: 'text' },
  sqlite: `SELECT ${COLUMNS} FROM manual_sync WHERE public_id = @publicId`,
  postgres: `SELECT s.* FROM unnest($1::text[]) AS x(p) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM manual_sync WHERE public_id = x.p) s`,
};

const ofConnection = listStatements<Stored>({
  name: 'sync_of_connection',
  table: 'manual_sync',
  columns: COLUMNS,
  params: { connection: 'int8', type: 'text', direction: 'text', state: 'text' },
  where: 'connection = @connection',
  key: 'id',
  filter: `(@type IS NULL OR type = @type) AND (@direction IS NULL OR direction = @direction)
    AND (@state IS NULL OR state = @state)`,
});

/** Somebody goes on with a list that broke off. */
const takeOver: Statement<Stored> = {
  name: 'sync_take_over',
  params: { id: 'int8', turn: 'int8', now: 'int8' },
  sqlite: `UPDATE manual_sync SET turn = turn + 1, state = 'receiving', problem = NULL, updated_at = @now
    WHERE id = @id AND turn = @turn RETURNING ${COLUMNS}`,
  postgres: `UPDATE manual_sync s SET turn = s.turn + 1, state = 'receiving', problem = NULL, updated_at = x.n
    FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS x(i, t, n) WHERE s.id = x.i AND s.turn = x.t
    RETURNING s.id, s.public_id AS "publicId", s.tenant, s.connection, s.direction, s.type, s.is_debug AS "isDebug",
      s.key, s.chain, s.state, s.turn, s.received, s.queued, s.folded, s.refused, s.reasons, s.problem,
      s.created_at AS "createdAt", s.updated_at AS "updatedAt"`,
};

const advance: Statement = {
  name: 'sync_advance',
  params: {
    id: 'int8',
    turn: 'int8',
    chain: 'text',
    received: 'int8',
    queued: 'int8',
    folded: 'int8',
    refused: 'int8',
    reasons: 'text',
    state: 'text',
    problem: 'text',
    now: 'int8',
  },
  sqlite: `UPDATE manual_sync SET chain = @chain, received = @received, queued = @queued, folded = @folded,
      refused = @refused, reasons = @reasons, state = @state, problem = @problem, updated_at = @now
    WHERE id = @id AND turn = @turn`,
  postgres: `UPDATE manual_sync s SET chain = x.c, received = x.r, queued = x.q, folded = x.f, refused = x.u,
      reasons = x.w, state = x.s, problem = x.p, updated_at = x.n
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[], $5::int8[], $6::int8[], $7::int8[], $8::text[],
      $9::text[], $10::text[], $11::int8[]) AS x(i, t, c, r, q, f, u, w, s, p, n)
    WHERE s.id = x.i AND s.turn = x.t`,
};

const forget: Statement<{ id: number }> = {
  name: 'sync_forget',
  params: { before: 'int8', count: 'int8' },
  sqlite: `DELETE FROM manual_sync WHERE id IN
    (SELECT id FROM manual_sync WHERE updated_at < @before ORDER BY updated_at LIMIT @count) RETURNING id`,
  postgres: `DELETE FROM manual_sync WHERE id IN (SELECT s.id FROM unnest($1::int8[], $2::int8[]) AS x(b, n)
    CROSS JOIN LATERAL (SELECT id FROM manual_sync WHERE updated_at < x.b ORDER BY updated_at LIMIT x.n) s)
    RETURNING id`,
};

export const SYNC_STATEMENTS: readonly Statement[] = [
  insert,
  byKey,
  byPublicId,
  ...everyStatement(ofConnection),
  takeOver,
  advance,
  forget,
];

export type NewSync = Pick<
  ManualSyncRow,
  'publicId' | 'tenant' | 'connection' | 'direction' | 'type' | 'isDebug' | 'key'
>;

export interface SyncsOf {
  readonly connection: number;
  readonly type?: string | undefined;
  readonly direction?: string | undefined;
  readonly state?: string | undefined;
}

/** The lists of ids that people handed in. */
export class ManualSyncStore {
  constructor(private readonly store: Store) {}

  /** Undefined where the connection has one of this key. */
  insert(sync: NewSync, now: number, also: (tx: Tx) => Promise<void>): Promise<ManualSyncRow | undefined> {
    return this.store.write(async (tx) => {
      const [row] = await tx.many(insert, [{ ...sync, isDebug: Number(sync.isDebug), now }]);
      if (row) await also(tx);
      return row && rowOf(row);
    });
  }

  async byKey(connection: number, key: string): Promise<ManualSyncRow | undefined> {
    const [row] = await this.store.read(byKey, [{ connection, key }]);
    return row && rowOf(row);
  }

  async byPublicId(publicId: string): Promise<ManualSyncRow | undefined> {
    const [row] = await this.store.read(byPublicId, [{ publicId }]);
    return row && rowOf(row);
  }

  async ofConnection(
    { connection, type, direction, state }: SyncsOf,
    page: ListPage,
  ): Promise<ListPart<ManualSyncRow>> {
    const filter = { type: type ?? null, direction: direction ?? null, state: state ?? null };
    const params = { connection, ...filter };
    const keyOf = ({ id }: Stored): number => id;
    const { items, next } = await readList(this.store, ofConnection, { params, page, keyOf });
    return { items: items.map(rowOf), next };
  }

  /** Undefined where somebody else took it over meanwhile. */
  takeOver({ id, turn }: ManualSyncRow, now: number): Promise<ManualSyncRow | undefined> {
    return this.store.write(async (tx) => {
      const [row] = await tx.many(takeOver, [{ id, turn, now }]);
      return row && rowOf(row);
    });
  }

  /** Written in the commit that queues what it counts. */
  async advance(tx: Tx, row: ManualSyncRow, now: number): Promise<void> {
    const { id, turn, chain, received, queued, folded, refused, state, problem } = row;
    const reasons = JSON.stringify(row.reasons);
    const counts = { received, queued, folded, refused, reasons };
    await tx.many(advance, [{ id, turn, chain, ...counts, state, problem, now }]);
  }

  keep(row: ManualSyncRow, now: number): Promise<void> {
    return this.store.write((tx) => this.advance(tx, row, now));
  }

  /** Those nobody touched since; answers how many. */
  forget(before: number, count: number): Promise<number> {
    return this.store.write(async (tx) => (await tx.many(forget, [{ before, count }])).length);
  }
}

function rowOf({ isDebug, reasons, ...row }: Stored): ManualSyncRow {
  return { ...row, isDebug: isDebug === 1, reasons: JSON.parse(reasons) as Refusals };
}
