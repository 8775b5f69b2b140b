import type { Direction, RecordType } from '@hookyard/sdk';

import { completeCallbacks } from '../events/index.js';
import type { Statement, Store, Tx } from '../store/index.js';

export type ResyncState = 'running' | 'cancelled' | 'done';

/** How far the records of a changed collection are brought over again; the last one of each collection. */
export interface ResyncRow {
  readonly collection: string;
  /** The collection's version when it began; records are mapped by the one that is present when they run. */
  readonly version: number;
  readonly tenant: number;
  readonly connection: number;
  readonly direction: Direction;
  readonly type: RecordType;
  readonly state: ResyncState;
  /** The external id behind which the next page begins. */
  readonly behind: string;
  readonly listed: number;
  readonly queued: number;
  /** Records there were when it began, as far as they were counted. */
  readonly total: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

const COLUMNS = `collection, version, tenant, connection, direction, type, state, behind, listed, queued, total,
  created_at AS "createdAt", updated_at AS "updatedAt"`;

/** Re-syncs that a turn moves on by a page. */
export const MOST_RUNNING = 20;

const ofCollection: Statement<ResyncRow> = {
  name: 'resync_of_collection',
  params: { collection: 'text' },
  sqlite: `SELECT ${COLUMNS} FROM resync WHERE collection = @collection`,
  postgres: `SELECT r.* FROM unnest($1::text[]) AS q(c) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM resync WHERE collection = q.c) r`,
};

/** Those that waited longest first. */
const running: Statement<ResyncRow> = {
  name: 'resync_running',
  params: { before: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM resync WHERE state = 'running' AND updated_at <= @before
    ORDER BY updated_at LIMIT ${MOST_RUNNING}`,
  postgres: `SELECT r.* FROM unnest($1::int8[]) AS q(before) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM resync WHERE state = 'running' AND updated_at <= q.before
      ORDER BY updated_at LIMIT ${MOST_RUNNING}) r`,
};

const WRITTEN = {
  collection: 'text',
  version: 'int8',
  tenant: 'int8',
  connection: 'int8',
  direction: 'text',
  type: 'text',
  total: 'int8',
  now: 'int8',
} as const;

/** Only where none of the collection runs. */
const begin: Statement<{ collection: string }> = {
  name: 'resync_begin',
  params: WRITTEN,
  sqlite: `INSERT INTO resync (collection, version, tenant, connection, direction, type, state, behind, listed,
      queued, total, created_at, updated_at)
    VALUES (@collection, @version, @tenant, @connection, @direction, @type, 'running', '', 0, 0, @total, @now, @now)
    ON CONFLICT (collection) DO UPDATE SET version = excluded.version, direction = excluded.direction,
      type = excluded.type, state = 'running', behind = '', listed = 0, queued = 0, total = excluded.total,
      created_at = excluded.created_at, updated_at = excluded.updated_at
    WHERE resync.state <> 'running' RETURNING collection`,
  postgres: `INSERT INTO resync (collection, version, tenant, connection, direction, type, state, behind, listed,
      queued, total, created_at, updated_at)
    SELECT q.collection, q.version, q.tenant, q.connection, q.direction, q.type, 'running', '', 0, 0, q.total,
      q.now, q.now
    FROM unnest($1::text[], $2::int8[], $3::int8[], $4::int8[], $5::text[], $6::text[], $7::int8[], $8::int8[])
      AS q(collection, version, tenant, connection, direction, type, total, now)
    ON CONFLICT (collection) DO UPDATE SET version = excluded.version, direction = excluded.direction,
      type = excluded.type, state = 'running', behind = '', listed = 0, queued = 0, total = excluded.total,
      created_at = excluded.created_at, updated_at = excluded.updated_at
    WHERE resync.state <> 'running' RETURNING collection`,
};

/** Only where nobody moved it meanwhile: another process, or a person who cancelled it. */
const advance: Statement<{ collection: string }> = {
  name: 'resync_advance',
  params: {
    collection: 'text',
    seen: 'text',
    behind: 'text',
    listed: 'int8',
    queued: 'int8',
    state: 'text',
    now: 'int8',
  },
  sqlite: `UPDATE resync SET behind = @behind, listed = listed + @listed, queued = queued + @queued, state = @state,
      updated_at = @now
    WHERE collection = @collection AND behind = @seen AND state = 'running' RETURNING collection`,
  postgres: `UPDATE resync r SET behind = q.behind, listed = r.listed + q.listed, queued = r.queued + q.queued,
      state = q.state, updated_at = q.now
    FROM unnest($1::text[], $2::text[], $3::text[], $4::int8[], $5::int8[], $6::text[], $7::int8[])
      AS q(collection, seen, behind, listed, queued, state, now)
    WHERE r.collection = q.collection AND r.behind = q.seen AND r.state = 'running' RETURNING r.collection`,
};

const cancel: Statement<Pick<ResyncRow, 'listed' | 'queued'>> = {
  name: 'resync_cancel',
  params: { collection: 'text', now: 'int8' },
  sqlite: `UPDATE resync SET state = 'cancelled', updated_at = @now
    WHERE collection = @collection AND state = 'running' RETURNING listed, queued`,
  postgres: `UPDATE resync r SET state = 'cancelled', updated_at = q.now FROM unnest($1::text[], $2::int8[]) AS q(c, now)
    WHERE r.collection = q.c AND r.state = 'running' RETURNING r.listed, r.queued`,
};

export const RESYNC_STATEMENTS: readonly Statement[] = [ofCollection, running, begin, advance, cancel];

export class ResyncStore {
  constructor(private readonly store: Store) {}

  async ofCollection(collection: string): Promise<ResyncRow | undefined> {
    const [row] = await this.store.read(ofCollection, [{ collection }]);
    return row;
  }

  running(before: number): Promise<ResyncRow[]> {
    return this.store.read(running, [{ before }]);
  }

  /** False where one runs already. */
  async begin(
    row: Pick<ResyncRow, 'collection' | 'version' | 'tenant' | 'connection' | 'direction' | 'type' | 'total'>,
    now: number,
    also: (tx: Tx) => Promise<void>,
  ): Promise<boolean> {
    const { collection, version, tenant, connection, direction, type, total } = row;
    const values = { collection, version, tenant, connection, direction, type, total, now };
    return this.store.write(async (tx) => {
      const begun = (await tx.many(begin, [values])).length > 0;
      if (begun) await also(tx);
      return begun;
    });
  }

  async advance(
    { collection, behind: seen }: ResyncRow,
    to: Pick<ResyncRow, 'behind' | 'listed' | 'queued' | 'state'> & { readonly now: number },
  ): Promise<void> {
    const { behind, listed, queued, state, now } = to;
    const values = { collection, seen, behind, listed, queued, state, now };
    await this.store.write(async (tx) => {
      const moved = await tx.many(advance, [values]);
      if (moved.length > 0 && state !== 'running') await completeCallbacks(tx, [collection], now);
    });
  }

  /** False where none runs. */
  async cancel(
    collection: string,
    now: number,
    also: (tx: Tx, far: Pick<ResyncRow, 'listed' | 'queued'>) => Promise<void>,
  ): Promise<boolean> {
    return this.store.write(async (tx) => {
      const [far] = await tx.many(cancel, [{ collection, now }]);
      if (far) {
        await also(tx, { listed: Number(far.listed), queued: Number(far.queued) });
        await completeCallbacks(tx, [collection], now);
      }
      return far !== undefined;
    });
  }
}
