import { FIRST_ENDED_STATE, TIERS } from '../../flow/index.js';

import { define } from './define.js';
import { REQUEST_COLUMNS, type RequestRow } from './request-columns.js';

const OPEN = `state < ${FIRST_ENDED_STATE}`;

/**
 * Makes lanes or locks those there are; rows come sorted by key, so that everybody locks in the same order. `claim`
 * is our own where new lanes begin claimed. On SQLite the column says only which of the rows this call made: the
 * claims themselves are in memory.
 */
export const upsertLanes = define<{ key: number; is_new: number; claim: number }>({
  name: 'ledger_upsert_lanes',
  params: { key: 'int8', queue: 'int8', tier: 'int8', ready_at: 'int8', claim: 'int8' },
  sqlite: `INSERT INTO lane (key, queue, tier, ready_at, claim) VALUES (@key, @queue, @tier, @ready_at, @claim)
    ON CONFLICT (key) DO UPDATE SET tier = excluded.tier WHERE excluded.tier < lane.tier
    RETURNING key, CASE WHEN claim = @claim THEN 1 ELSE 0 END AS is_new, claim`,
  postgres: `INSERT INTO lane (key, queue, tier, ready_at, claim)
    SELECT key, queue, tier, ready_at, claim FROM {rows} ORDER BY key
    ON CONFLICT (key) DO UPDATE SET tier = least(lane.tier, excluded.tier)
    RETURNING key, CASE WHEN xmax = 0 THEN 1 ELSE 0 END AS is_new, claim`,
});

export const lockLanes = define<{ key: number; claim: number }>({
  name: 'ledger_lock_lanes',
  params: { key: 'int8' },
  sqlite: 'SELECT key, claim FROM lane WHERE key = @key',
  postgres: `SELECT l.key, l.claim FROM {rows} JOIN lane l ON l.key = x.key ORDER BY l.key FOR UPDATE OF l`,
});

/** MATERIALIZED and the inner LIMIT keep the count. */
export const takeOnPostgres = define<{ key: number }>({
  name: 'ledger_take_lanes',
  params: { queue: 'int8', tier: 'int8', count: 'int8', now: 'int8', claim: 'int8', lease_until: 'int8' },
  sqlite: '',
  postgres: `WITH w AS MATERIALIZED (
      SELECT l.key, x.claim, x.lease_until FROM {rows} CROSS JOIN LATERAL (
        SELECT l.key FROM lane l WHERE l.queue = x.queue AND l.tier = x.tier AND l.ready_at <= x.now
        ORDER BY l.ready_at LIMIT x.count FOR UPDATE SKIP LOCKED) l)
    UPDATE lane SET claim = w.claim, ready_at = w.lease_until FROM w WHERE lane.key = w.key RETURNING lane.key`,
});

/** A claim lost in a crash is a claim not made: it need not wait for the disk. */
export const commitWithoutFlush = define({
  name: 'ledger_commit_without_flush',
  params: {},
  sqlite: '',
  postgres: `SELECT set_config('synchronous_commit', 'off', true)`,
});

export const takeOnSqlite = define<{ key: number }>({
  name: 'ledger_due_lanes',
  params: { queue: 'int8', tier: 'int8', count: 'int8', now: 'int8' },
  sqlite: `SELECT key FROM lane WHERE queue = @queue AND tier = @tier AND ready_at <= @now
    ORDER BY ready_at LIMIT @count`,
  postgres: '',
});

export interface HeadRow extends RequestRow {
  /** The most urgent of the lane's next sixteen. */
  readonly urgent: number;
}

const URGENT = `(SELECT min(t.tier) FROM (SELECT tier FROM request u WHERE u.lane = r.lane AND u.${OPEN}
  ORDER BY u.seq LIMIT 16) t)`;

/** Always a statement of its own, after the lock: it must see what the last holder committed. */
export const laneHeads = define<HeadRow>({
  name: 'ledger_lane_heads',
  params: { lane: 'int8' },
  sqlite: `SELECT ${REQUEST_COLUMNS.sqlite}, ${URGENT} AS urgent FROM request r
    WHERE r.lane = @lane AND r.${OPEN} ORDER BY r.seq LIMIT 1`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${REQUEST_COLUMNS.postgres}, ${URGENT} AS urgent FROM request r
      WHERE r.lane = x.lane AND r.${OPEN} ORDER BY r.seq LIMIT 1) r`,
});

export const freeLanes = define({
  name: 'ledger_free_lanes',
  params: { key: 'int8', tier: 'int8', ready_at: 'int8' },
  sqlite: 'UPDATE lane SET tier = @tier, ready_at = @ready_at WHERE key = @key',
  postgres: `UPDATE lane l SET tier = x.tier, ready_at = x.ready_at, claim = 0 FROM {rows} WHERE l.key = x.key`,
});

export const deleteLanes = define({
  name: 'ledger_delete_lanes',
  params: { key: 'int8' },
  sqlite: 'DELETE FROM lane WHERE key = @key',
  postgres: 'DELETE FROM lane l USING {rows} WHERE l.key = x.key',
});

/** One statement for all leases of a process; locks in key order like everybody else. */
export const leaseLanes = define<{ key: number }>({
  name: 'ledger_lease_lanes',
  params: { key: 'int8', claim: 'int8', lease_until: 'int8' },
  sqlite: '',
  postgres: `WITH h AS (SELECT l.key, x.lease_until FROM {rows}
      JOIN lane l ON l.key = x.key AND l.claim = x.claim ORDER BY l.key FOR UPDATE OF l)
    UPDATE lane l SET ready_at = h.lease_until FROM h WHERE l.key = h.key RETURNING l.key`,
});

export const releaseLanes = define<{ key: number }>({
  name: 'ledger_release_lanes',
  params: { key: 'int8', claim: 'int8', now: 'int8' },
  sqlite: '',
  postgres: `WITH h AS (SELECT l.key, x.now FROM {rows}
      JOIN lane l ON l.key = x.key AND l.claim = x.claim ORDER BY l.key FOR UPDATE OF l)
    UPDATE lane l SET ready_at = h.now, claim = 0 FROM h WHERE l.key = h.key RETURNING l.key`,
});

const EVERY_TIER = Object.values(TIERS)
  .map((tier) => `(${tier})`)
  .join(', ');

/**
 * A loose scan: a probe per queue that has lanes at all and per tier, whatever their number. Of a comparison of rows,
 * `(queue, tier) > (…)`, SQLite looks up only the first column and walks the rest: 0.8 ms a call with 4,000 lanes.
 */
export const readyQueues = define<{ queue: number; tier: number }>({
  name: 'ledger_ready_queues',
  params: { now: 'int8', count: 'int8' },
  sqlite: `WITH RECURSIVE w(queue) AS (
      SELECT min(queue) FROM lane
      UNION ALL
      SELECT (SELECT min(n.queue) FROM lane n WHERE n.queue > w.queue) FROM w WHERE w.queue IS NOT NULL),
    t(tier) AS (VALUES ${EVERY_TIER})
    SELECT w.queue, t.tier FROM w CROSS JOIN t WHERE w.queue IS NOT NULL
      AND EXISTS (SELECT 1 FROM lane l WHERE l.queue = w.queue AND l.tier = t.tier AND l.ready_at <= @now)
    LIMIT @count`,
  postgres: `WITH RECURSIVE w(queue, tier) AS (
      (SELECT queue, tier FROM lane ORDER BY queue, tier LIMIT 1)
      UNION ALL
      SELECT n.queue, n.tier FROM w CROSS JOIN LATERAL (
        SELECT queue, tier FROM lane WHERE (queue, tier) > (w.queue, w.tier) ORDER BY queue, tier LIMIT 1) n)
    SELECT f.queue, f.tier FROM {rows} CROSS JOIN LATERAL (
      SELECT w.queue, w.tier FROM w
      WHERE (SELECT 1 FROM lane l WHERE l.queue = w.queue AND l.tier = w.tier AND l.ready_at <= x.now
             LIMIT 1) IS NOT NULL
      LIMIT x.count) f`,
});

/** Lanes that stand in the index behind a place: the sweep looks for open requests without one. */
export const requestsWithoutLane = define<{ lane: number; has_lane: number; queue: number; tier: number }>({
  name: 'ledger_requests_without_lane',
  params: { after: 'int8', count: 'int8' },
  sqlite: `SELECT r.lane, r.queue, r.tier,
      CASE WHEN EXISTS (SELECT 1 FROM lane l WHERE l.key = r.lane) THEN 1 ELSE 0 END AS has_lane
    FROM request r WHERE r.${OPEN} AND r.lane > @after ORDER BY r.lane LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT r.lane, r.queue, r.tier,
        CASE WHEN (SELECT 1 FROM lane l WHERE l.key = r.lane) IS NULL THEN 0 ELSE 1 END AS has_lane
      FROM request r WHERE r.${OPEN} AND r.lane > x.after ORDER BY r.lane LIMIT x.count) r`,
});

export interface QueueRow {
  readonly id: number;
  readonly tenant: number;
  readonly connection: number;
  readonly held_until: number;
  readonly held_code: string | null;
}

const QUEUE = 'q.id, q.tenant, q.connection, q.held_until, q.held_code';

export const queuesById = define<QueueRow>({
  name: 'ledger_queues_by_id',
  params: { id: 'int8' },
  sqlite: `SELECT ${QUEUE} FROM queue q WHERE q.id = @id`,
  postgres: `SELECT ${QUEUE} FROM {rows} JOIN queue q ON q.id = x.id`,
});

export const heldQueues = define<QueueRow>({
  name: 'ledger_held_queues',
  params: { now: 'int8' },
  sqlite: `SELECT ${QUEUE} FROM queue q WHERE q.held_until > @now`,
  postgres: `SELECT ${QUEUE} FROM {rows} JOIN queue q ON q.held_until > x.now`,
  scans: 'one row per connection and direction, read once a second',
});

/** A hold that runs longer stays; 0 frees. */
export const holdQueue = define({
  name: 'ledger_hold_queue',
  params: { id: 'int8', until: 'int8', code: 'text' },
  sqlite: `UPDATE queue SET held_until = @until, held_code = @code
    WHERE id = @id AND (@until = 0 OR held_until < @until)`,
  postgres: `UPDATE queue q SET held_until = x.until, held_code = x.code FROM {rows}
    WHERE q.id = x.id AND (x.until = 0 OR q.held_until < x.until)`,
});

/** True for one process at a time, for as long as its lease; who holds it may extend it. */
export const takeDuty = define<{ name: string }>({
  name: 'ledger_take_duty',
  params: { name: 'text', claim: 'int8', now: 'int8', lease_until: 'int8' },
  sqlite: '',
  postgres: `INSERT INTO duty (name, claim, lease_until) SELECT name, claim, lease_until FROM {rows}
    ON CONFLICT (name) DO UPDATE SET claim = excluded.claim, lease_until = excluded.lease_until
    WHERE duty.lease_until < ($3::int8[])[1] OR duty.claim = excluded.claim RETURNING name`,
});
