import { FIRST_ENDED_STATE, NEVER, REQUEST_STATES } from '../../flow/index.js';

import { define } from './define.js';
import { READ_COLUMNS, type RequestRow } from './request-columns.js';

const { parked: PARKED, held: HELD } = REQUEST_STATES;

export interface HookRow {
  readonly seq: number;
  readonly owner: number;
  readonly received_at: number;
  readonly head: string;
  readonly state: number;
  /** Of the body as it was received. */
  readonly size: number;
  readonly is_packed: number;
}

/** Open 0, resolved 1, parked 2. */
export const HOOK_STATE = `CASE WHEN (SELECT 1 FROM open_hook o WHERE o.owner = h.owner AND o.seq = h.seq) IS NOT NULL THEN 0
  WHEN h.is_parked = 1 THEN 2 ELSE 1 END AS state`;
export const HOOK = `h.seq, h.owner, h.received_at, h.head, ${HOOK_STATE},
  CASE WHEN h.packed IS NULL THEN 0 ELSE 1 END AS is_packed`;

export const hooksBySeq = define<HookRow>({
  name: 'ledger_read_hooks_by_seq',
  params: { seq: 'int8' },
  sqlite: `SELECT ${HOOK}, coalesce(h.unpacked, length(h.body)) AS size FROM hook h WHERE h.seq = @seq`,
  postgres: `SELECT ${HOOK}, coalesce(h.unpacked, octet_length(h.body)) AS size FROM {rows} JOIN hook h ON h.seq = x.seq`,
});

/** In their order of receipt. */
export const hooksBehind = define<HookRow>({
  name: 'ledger_read_hooks_behind',
  params: { whose: 'int8', after: 'int8', count: 'int8' },
  sqlite: `SELECT ${HOOK}, coalesce(h.unpacked, length(h.body)) AS size FROM hook h WHERE h.owner = @whose AND h.seq > @after
    ORDER BY h.seq LIMIT @count`,
  postgres: `SELECT h.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${HOOK}, coalesce(h.unpacked, octet_length(h.body)) AS size FROM hook h WHERE h.owner = x.whose AND h.seq > x.after
      ORDER BY h.seq LIMIT x.count) h`,
});

export const requestsOfHook = define<RequestRow>({
  name: 'ledger_read_requests_of_hook',
  params: { hook: 'int8', count: 'int8' },
  sqlite: `SELECT ${READ_COLUMNS.sqlite} FROM request r WHERE r.hook = @hook LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${READ_COLUMNS.postgres} FROM request r WHERE r.hook = x.hook LIMIT x.count) r`,
});

export const requestsOfRoot = define<RequestRow>({
  name: 'ledger_read_requests_of_root',
  params: { root: 'int8', count: 'int8' },
  sqlite: `SELECT ${READ_COLUMNS.sqlite} FROM request r WHERE r.root = @root AND r.root > 0 LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${READ_COLUMNS.postgres} FROM request r WHERE r.root = x.root AND r.root > 0 LIMIT x.count) r`,
});

/** The states of one page of a tree's requests in a queue: those that were asked for, not their children. */
export const treeStates = define<{ state: number; n: number; last: number }>({
  name: 'ledger_read_tree_states',
  params: { root: 'int8', queue: 'int8', after: 'int8', count: 'int8' },
  sqlite: `SELECT p.state, count(*) AS n, max(p.seq) AS last FROM (
      SELECT r.state, r.seq FROM request r WHERE r.root = @root AND r.root > 0 AND r.seq > @after
        AND r.parent IS NULL AND r.queue = @queue ORDER BY r.seq LIMIT @count) p GROUP BY p.state`,
  postgres: `SELECT p.state, count(*) AS n, max(p.seq) AS last FROM {rows} CROSS JOIN LATERAL (
      SELECT r.state, r.seq FROM request r WHERE r.root = x.root AND r.root > 0 AND r.seq > x.after
        AND r.parent IS NULL AND r.queue = x.queue ORDER BY r.seq LIMIT x.count) p GROUP BY p.state`,
});

/** Requests whose numbers share a block stand together in the index of lanes. As the index says it. */
const BLOCK_OF_SEQ = 'seq / 4096';

export const requestBlocks = define<{ first: number; last: number }>({
  name: 'ledger_read_request_blocks',
  params: {},
  sqlite: `SELECT coalesce((SELECT min(seq) FROM request), 0) / 4096 AS first,
      coalesce((SELECT max(seq) FROM request), 0) / 4096 AS last`,
  postgres: `SELECT coalesce((SELECT min(seq) FROM request), 0) / 4096 AS first,
      coalesce((SELECT max(seq) FROM request), 0) / 4096 AS last`,
});

/** Which blocks hold a request of a lane: one probe each. */
export const blocksOfLane = define<{ block: number }>({
  name: 'ledger_read_blocks_of_lane',
  params: { lane: 'int8', newest: 'int8', oldest: 'int8' },
  sqlite: `WITH RECURSIVE b(block) AS (
      SELECT @newest UNION ALL SELECT block - 1 FROM b WHERE block > @oldest)
    SELECT block FROM b
    WHERE EXISTS (SELECT 1 FROM request r WHERE r.${BLOCK_OF_SEQ} = b.block AND r.lane = @lane)`,
  postgres: `SELECT b.block FROM {rows} CROSS JOIN LATERAL generate_series(x.newest, x.oldest, -1) AS b(block)
    WHERE (SELECT 1 FROM request r WHERE r.${BLOCK_OF_SEQ} = b.block AND r.lane = x.lane LIMIT 1) IS NOT NULL`,
});

export const requestsOfLane = define<RequestRow>({
  name: 'ledger_read_requests_of_lane',
  params: { lane: 'int8', block: 'int8', count: 'int8' },
  sqlite: `SELECT ${READ_COLUMNS.sqlite} FROM request r WHERE r.${BLOCK_OF_SEQ} = @block AND r.lane = @lane
    ORDER BY r.seq DESC LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${READ_COLUMNS.postgres} FROM request r WHERE r.${BLOCK_OF_SEQ} = x.block AND r.lane = x.lane
      ORDER BY r.seq DESC LIMIT x.count) r`,
});

/** What a lane still has to do, and what of it waits for a person beside it; a request's result only in the latter. */
export interface UnfinishedRow {
  readonly seq: number;
  readonly type: string;
  readonly record_id: string;
  readonly state: number;
  readonly held_code: string | null;
  readonly result: string | null;
  readonly created_at: number;
}

const UNFINISHED = `r.seq, r.type, r.record_id, r.state, r.held_code, r.created_at,
  CASE WHEN r.state >= ${REQUEST_STATES['parked-block']} THEN r.result END AS result`;
const OPEN = `r.state < ${FIRST_ENDED_STATE}`;

export const unfinishedOfLane = define<UnfinishedRow>({
  name: 'ledger_read_unfinished_of_lane',
  params: { lane: 'int8', count: 'int8' },
  sqlite: `SELECT ${UNFINISHED} FROM request r WHERE r.lane = @lane AND ${OPEN}
    UNION ALL SELECT ${UNFINISHED} FROM request r WHERE r.lane = @lane AND r.state = ${PARKED} LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      (SELECT ${UNFINISHED} FROM request r WHERE r.lane = x.lane AND ${OPEN} ORDER BY r.seq LIMIT x.count)
      UNION ALL
      (SELECT ${UNFINISHED} FROM request r WHERE r.lane = x.lane AND r.state = ${PARKED} ORDER BY r.seq LIMIT x.count)
      LIMIT x.count) r`,
});

export interface VerdictDbRow {
  readonly seq: number;
  readonly tenant: number;
  readonly connection: number | null;
  readonly owner: number;
  readonly hook: number | null;
  readonly element: number;
  readonly parent: number | null;
  readonly scope: string | null;
  readonly type: string | null;
  readonly record_id: string | null;
  readonly verdict: string;
  readonly rule: string;
  readonly facts: string;
  readonly config_version: number;
  readonly at: number;
}

export const VERDICT = `v.seq, v.tenant, v.connection, v.owner, v.hook, v.element, v.parent, v.scope, v.type, v.record_id,
  v.verdict, v.rule, v.facts, v.config_version, v.at`;

export const verdictsOfHook = define<VerdictDbRow>({
  name: 'ledger_read_verdicts_of_hook',
  params: { hook: 'int8', count: 'int8' },
  sqlite: `SELECT ${VERDICT} FROM verdict v WHERE v.hook = @hook LIMIT @count`,
  postgres: `SELECT v.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${VERDICT} FROM verdict v WHERE v.hook = x.hook LIMIT x.count) v`,
});

export interface PastRow {
  readonly seq: number;
  readonly element: number;
  readonly scope: string | null;
  readonly state: number | null;
  readonly code: string | null;
  readonly rule: string | null;
  readonly at: number;
}

const REQUEST_PAST = `r.seq, r.element, r.scope, r.state, r.held_code AS code, NULL AS rule, r.created_at AS at`;
const VERDICT_PAST = 'v.seq, v.element, v.scope, NULL AS state, v.verdict AS code, v.rule, v.at';

export const requestPasts = define<PastRow>({
  name: 'ledger_read_request_pasts',
  params: { hook: 'int8', after: 'int8', count: 'int8' },
  sqlite: `SELECT ${REQUEST_PAST} FROM request r WHERE r.hook = @hook AND r.seq > @after AND r.parent IS NULL
    ORDER BY r.seq LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${REQUEST_PAST} FROM request r WHERE r.hook = x.hook AND r.seq > x.after AND r.parent IS NULL
      ORDER BY r.seq LIMIT x.count) r`,
});

export const verdictPasts = define<PastRow>({
  name: 'ledger_read_verdict_pasts',
  params: { hook: 'int8', after: 'int8', count: 'int8' },
  sqlite: `SELECT ${VERDICT_PAST} FROM verdict v WHERE v.hook = @hook AND v.seq > @after AND v.parent IS NULL
    ORDER BY v.seq LIMIT @count`,
  postgres: `SELECT v.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${VERDICT_PAST} FROM verdict v WHERE v.hook = x.hook AND v.seq > x.after AND v.parent IS NULL
      ORDER BY v.seq LIMIT x.count) v`,
});

/** Looks at the newest `scan` verdicts of the owner. */
export const verdictsOfRecord = define<VerdictDbRow>({
  name: 'ledger_read_verdicts_of_record',
  params: { owner: 'int8', type: 'text', record_id: 'text', scan: 'int8', count: 'int8' },
  sqlite: `SELECT ${VERDICT} FROM (SELECT seq FROM verdict WHERE owner = @owner ORDER BY seq DESC LIMIT @scan) s
    JOIN verdict v ON v.seq = s.seq WHERE v.type = @type AND v.record_id = @record_id
    ORDER BY v.seq DESC LIMIT @count`,
  postgres: `SELECT f.* FROM {rows} CROSS JOIN LATERAL (SELECT ${VERDICT} FROM (
      SELECT seq FROM verdict WHERE owner = x.owner ORDER BY seq DESC LIMIT x.scan) s
    JOIN verdict v ON v.seq = s.seq WHERE v.type = x.type AND v.record_id = x.record_id
    ORDER BY v.seq DESC LIMIT x.count) f`,
});

export const verdictsOfOwner = define<VerdictDbRow>({
  name: 'ledger_read_verdicts_of_owner',
  params: { owner: 'int8', before: 'int8', count: 'int8' },
  sqlite: `SELECT ${VERDICT} FROM verdict v WHERE v.owner = @owner AND v.seq < @before
    ORDER BY v.seq DESC LIMIT @count`,
  postgres: `SELECT v.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${VERDICT} FROM verdict v WHERE v.owner = x.owner AND v.seq < x.before
      ORDER BY v.seq DESC LIMIT x.count) v`,
});

export interface AttemptDbRow {
  readonly request: number;
  readonly number: number;
  readonly at: number;
  readonly took_ms: number;
  readonly failure: string;
  readonly message: string;
  readonly facts: string;
}

export const attemptsOf = define<AttemptDbRow>({
  name: 'ledger_read_attempts',
  params: { request: 'int8', count: 'int8' },
  sqlite: `SELECT request, number, at, took_ms, failure, message, facts FROM attempt WHERE request = @request
    ORDER BY number DESC LIMIT @count`,
  postgres: `SELECT a.* FROM {rows} CROSS JOIN LATERAL (
      SELECT request, number, at, took_ms, failure, message, facts FROM attempt a WHERE a.request = x.request
      ORDER BY a.number DESC LIMIT x.count) a`,
});

export interface RejectionDbRow {
  readonly seq: number;
  readonly owner: number;
  readonly at: number;
  readonly reason: string;
  readonly head: string;
  readonly body: Buffer | null;
}

const counted = (condition: string): string =>
  `(SELECT count(*) FROM (SELECT 1 FROM lane l WHERE l.queue = @queue AND l.tier = @tier AND ${condition} LIMIT @most) c)`;
const LANE_COUNTS = `${counted('l.ready_at <= @now')} AS due,
  ${counted(`l.ready_at > @now AND l.ready_at < ${NEVER}`)} AS waiting,
  ${counted(`l.ready_at >= ${NEVER}`)} AS resting`;

const stuckCount = (states: string): string =>
  `(SELECT count(*) FROM (SELECT 1 FROM request WHERE ${states} LIMIT @most) c)`;
const STUCK_COUNTS = `${stuckCount(`state = ${PARKED}`)} AS parked,
  ${stuckCount(`state >= ${HELD} AND state <= ${PARKED}`)} AS stuck`;

/** Counted up to `most` a tier: a backlog of millions is as dear to count as one of a thousand. */
export const laneCounts = define<{ queue: number; due: number; waiting: number; resting: number }>({
  name: 'ledger_read_lane_counts',
  params: { queue: 'int8', tier: 'int8', now: 'int8', most: 'int8' },
  sqlite: `SELECT @queue AS queue, ${LANE_COUNTS}`,
  postgres: `SELECT x.queue, ${LANE_COUNTS.replaceAll('@', 'x.')} FROM {rows}`,
});

const PARKED_COUNT = `(SELECT count(*) FROM (SELECT 1 FROM request r WHERE r.queue = @queue
  AND r.state >= ${HELD} AND r.state <= ${PARKED}
  AND r.state + 0 IN (${REQUEST_STATES['parked-block']}, ${PARKED}) LIMIT @most) p) AS parked`;

/** Each counted up to `most`. */
export const parkedCounts = define<{ queue: number; parked: number }>({
  name: 'ledger_read_parked_counts',
  params: { queue: 'int8', most: 'int8' },
  sqlite: `SELECT @queue AS queue, ${PARKED_COUNT}`,
  postgres: `SELECT x.queue, ${PARKED_COUNT.replaceAll('@', 'x.')} FROM {rows}`,
});

/** Counted up to `most`, over all queues. */
export const stuckCounts = define<{ parked: number; stuck: number }>({
  name: 'ledger_read_stuck_counts',
  params: { most: 'int8' },
  sqlite: `SELECT ${STUCK_COUNTS}`,
  postgres: `SELECT ${STUCK_COUNTS.replaceAll('@', 'x.')} FROM {rows}`,
});

export const firstLanes = define<{ key: number; queue: number; ready_at: number }>({
  name: 'ledger_read_first_lanes',
  params: { queue: 'int8', tier: 'int8', now: 'int8', count: 'int8' },
  sqlite: `SELECT key, queue, ready_at FROM lane WHERE queue = @queue AND tier = @tier AND ready_at <= @now
    ORDER BY ready_at LIMIT @count`,
  postgres: `SELECT l.* FROM {rows} CROSS JOIN LATERAL (
      SELECT key, queue, ready_at FROM lane l WHERE l.queue = x.queue AND l.tier = x.tier
        AND l.ready_at <= x.now ORDER BY ready_at LIMIT x.count) l`,
});

/** Counted up to `most` a hook: one body may hold 50,000 elements. */
export const requestCounts = define<{ hook: number; queue: number; count: number }>({
  name: 'ledger_read_request_counts',
  params: { hook: 'int8', most: 'int8' },
  sqlite: `SELECT @hook AS hook, r.queue, count(*) AS count FROM (
      SELECT queue FROM request WHERE hook = @hook LIMIT @most) r GROUP BY r.queue`,
  postgres: `SELECT x.hook, r.queue, count(*) AS count FROM {rows} CROSS JOIN LATERAL (
      SELECT queue FROM request WHERE hook = x.hook LIMIT x.most) r GROUP BY x.hook, r.queue`,
});

export const verdictCounts = define<{
  hook: number;
  tenant: number;
  connection: number | null;
  count: number;
}>({
  name: 'ledger_read_verdict_counts',
  params: { hook: 'int8', most: 'int8' },
  sqlite: `SELECT @hook AS hook, v.tenant, v.connection, count(*) AS count FROM (
      SELECT tenant, connection FROM verdict WHERE hook = @hook LIMIT @most) v GROUP BY v.tenant, v.connection`,
  postgres: `SELECT x.hook, v.tenant, v.connection, count(*) AS count FROM {rows} CROSS JOIN LATERAL (
      SELECT tenant, connection FROM verdict WHERE hook = x.hook LIMIT x.most) v
    GROUP BY x.hook, v.tenant, v.connection`,
});
