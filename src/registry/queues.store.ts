import type { Direction, Mode } from '@hookyard/sdk';

import type { Statement, Store, Tx } from '../store/index.js';

/** The queues of a connection, as the ledger knows them. */
export interface QueueRow {
  readonly id: number;
  readonly connection: number;
  readonly direction: Direction;
  readonly weight: number;
  readonly maxRunning: number;
  /** Until when the ledger holds it, and why. */
  readonly heldUntil: number;
  readonly heldCode: string | null;
}

/** Requests of one queue running at the same time over all processes; the window of a destination's 32 calls. */
const MAX_RUNNING = 32;

const INSERT: Statement = {
  name: 'queue_insert',
  params: { tenant: 'int8', connection: 'int8', direction: 'text', mode: 'text', max_running: 'int8' },
  sqlite: `INSERT INTO queue (tenant, connection, direction, kind, mode, max_running)
    VALUES (@tenant, @connection, @direction, 'transfer', @mode, @max_running)`,
  postgres: `INSERT INTO queue (tenant, connection, direction, kind, mode, max_running)
    SELECT t, c, d, 'transfer', m, r FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[], $5::int8[]) q(t, c, d, m, r)`,
};

const OF_CONNECTION: Statement<QueueRow> = {
  name: 'queue_of_connection',
  params: { connection: 'int8' },
  sqlite: `SELECT id, connection, direction, weight, max_running AS "maxRunning", held_until AS "heldUntil",
      held_code AS "heldCode" FROM queue
    WHERE connection = @connection AND direction IN ('TO', 'FROM') AND kind = 'transfer'`,
  postgres: `SELECT q.id, q.connection, q.direction, q.weight, q.max_running AS "maxRunning",
      q.held_until AS "heldUntil", q.held_code AS "heldCode"
    FROM unnest($1::int8[]) c CROSS JOIN LATERAL (SELECT * FROM queue
      WHERE connection = c AND direction IN ('TO', 'FROM') AND kind = 'transfer') q`,
};

const INSERT_DELIVERING: Statement = {
  name: 'queue_insert_delivering',
  params: { tenant: 'int8', connection: 'int8', mode: 'text', max_running: 'int8' },
  sqlite: `INSERT INTO queue (tenant, connection, direction, kind, mode, max_running)
    VALUES (@tenant, @connection, 'OUT', 'deliver', @mode, @max_running)`,
  postgres: `INSERT INTO queue (tenant, connection, direction, kind, mode, max_running)
    SELECT t, c, 'OUT', 'deliver', m, r FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[]) q(t, c, m, r)`,
};

const DELIVERING: Statement<{ id: number; connection: number }> = {
  name: 'queue_delivering',
  params: { connection: 'int8' },
  sqlite: `SELECT id, connection FROM queue
    WHERE connection = @connection AND direction = 'OUT' AND kind = 'deliver'`,
  postgres: `SELECT q.id, q.connection FROM unnest($1::int8[]) c CROSS JOIN LATERAL (SELECT * FROM queue
      WHERE connection = c AND direction = 'OUT' AND kind = 'deliver') q`,
};

export const QUEUE_STATEMENTS = [INSERT, OF_CONNECTION, INSERT_DELIVERING, DELIVERING];

/** One queue a direction; made with the connection, never removed. */
export async function insertQueues(
  tx: Tx,
  of: { readonly tenant: number; readonly connection: number; readonly mode: Mode },
): Promise<void> {
  await tx.many(
    INSERT,
    (['TO', 'FROM'] as const).map((direction) => ({ ...of, direction, max_running: MAX_RUNNING })),
  );
}

export function queuesOf(store: Store, connections: readonly number[]): Promise<QueueRow[]> {
  return store.read(
    OF_CONNECTION,
    connections.map((connection) => ({ connection })),
  );
}

/** The one queue of a subscriber; it stands under its owner's number. */
export async function insertDeliveringQueue(
  tx: Tx,
  of: { readonly tenant: number; readonly owner: number; readonly mode: Mode },
): Promise<void> {
  const { tenant, owner, mode } = of;
  await tx.many(INSERT_DELIVERING, [{ tenant, connection: owner, mode, max_running: MAX_RUNNING }]);
}

/** Queues by their owners. */
export async function deliveringQueues(
  store: Store,
  owners: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await store.read(
    DELIVERING,
    owners.map((connection) => ({ connection })),
  );
  return new Map(rows.map(({ id, connection }) => [connection, id]));
}
