import { NEVER, REQUEST_STATES } from '../../flow/index.js';

import { define } from './define.js';
import { REQUEST_COLUMNS, type RequestRow } from './request-columns.js';

const { parked: PARKED, held: HELD } = REQUEST_STATES;
const STUCK = `r.state >= ${HELD} AND r.state <= ${PARKED}`;

export interface HookRow {
  readonly seq: number;
  readonly owner: number;
  readonly received_at: number;
  readonly head: string;
  readonly state: number;
  readonly size: number;
}

/** Open 0, resolved 1, parked 2. */
const HOOK_STATE = `CASE WHEN (SELECT 1 FROM open_hook o WHERE o.owner = h.owner AND o.seq = h.seq) IS NOT NULL THEN 0
  WHEN h.is_parked = 1 THEN 2 ELSE 1 END AS state`;
const HOOK = `h.seq, h.owner, h.received_at, h.head, ${HOOK_STATE}`;

export const hooksBySeq = define<HookRow>({
  name: 'ledger_read_hooks_by_seq',
  params: { seq: 'int8' },
  sqlite: `SELECT ${HOOK}, length(h.body) AS size FROM hook h WHERE h.seq = @seq`,
  postgres: `SELECT ${HOOK}, octet_length(h.body) AS size FROM {rows} JOIN hook h ON h.seq = x.seq`,
});

/** A place in the order, and whose it is: an owner's or a queue's. */
export interface SeqRow {
  readonly seq: number;
  readonly whose: number;
  readonly state: number;
}

export const hookSeqs = define<SeqRow>({
  name: 'ledger_read_hook_seqs',
  params: { before: 'int8', count: 'int8' },
  sqlite: `SELECT h.seq, h.owner AS whose, ${HOOK_STATE} FROM hook h WHERE h.seq < @before ORDER BY h.seq DESC LIMIT @count`,
  postgres: `SELECT h.* FROM {rows} CROSS JOIN LATERAL (
      SELECT h.seq, h.owner AS whose, ${HOOK_STATE} FROM hook h WHERE h.seq < x.before ORDER BY h.seq DESC LIMIT x.count) h`,
});

export const hookSeqsOf = define<SeqRow>({
  name: 'ledger_read_hook_seqs_of',
  params: { whose: 'int8', before: 'int8', count: 'int8' },
  sqlite: `SELECT h.seq, h.owner AS whose, ${HOOK_STATE} FROM hook h WHERE h.owner = @whose AND h.seq < @before
    ORDER BY h.seq DESC LIMIT @count`,
  postgres: `SELECT h.* FROM {rows} CROSS JOIN LATERAL (
      SELECT h.seq, h.owner AS whose, ${HOOK_STATE} FROM hook h WHERE h.owner = x.whose AND h.seq < x.before
      ORDER BY h.seq DESC LIMIT x.count) h`,
});

export const requestsOfHook = define<RequestRow>({
  name: 'ledger_read_requests_of_hook',
  params: { hook: 'int8', count: 'int8' },
  sqlite: `SELECT ${REQUEST_COLUMNS.sqlite} FROM request r WHERE r.hook = @hook LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${REQUEST_COLUMNS.postgres} FROM request r WHERE r.hook = x.hook LIMIT x.count) r`,
});

export const requestsOfRoot = define<RequestRow>({
  name: 'ledger_read_requests_of_root',
  params: { root: 'int8', count: 'int8' },
  sqlite: `SELECT ${REQUEST_COLUMNS.sqlite} FROM request r WHERE r.root = @root AND r.root > 0 LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${REQUEST_COLUMNS.postgres} FROM request r WHERE r.root = x.root AND r.root > 0 LIMIT x.count) r`,
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
  scans: 'the rows of its own recursion',
});

export const requestsOfLane = define<RequestRow>({
  name: 'ledger_read_requests_of_lane',
  params: { lane: 'int8', block: 'int8', count: 'int8' },
  sqlite: `SELECT ${REQUEST_COLUMNS.sqlite} FROM request r WHERE r.${BLOCK_OF_SEQ} = @block AND r.lane = @lane
    ORDER BY r.seq DESC LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${REQUEST_COLUMNS.postgres} FROM request r WHERE r.${BLOCK_OF_SEQ} = x.block AND r.lane = x.lane
      ORDER BY r.seq DESC LIMIT x.count) r`,
});

export const requestSeqs = define<SeqRow>({
  name: 'ledger_read_request_seqs',
  params: { before: 'int8', count: 'int8' },
  sqlite: `SELECT seq, queue AS whose, state FROM request WHERE seq < @before ORDER BY seq DESC LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT seq, queue AS whose, state FROM request WHERE seq < x.before ORDER BY seq DESC LIMIT x.count) r`,
});

export const requestSeqsOf = define<SeqRow>({
  name: 'ledger_read_request_seqs_of',
  params: { whose: 'int8', before: 'int8', count: 'int8' },
  sqlite: `SELECT seq, queue AS whose, state FROM request WHERE queue = @whose AND seq < @before
    ORDER BY seq DESC LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT seq, queue AS whose, state FROM request WHERE queue = x.whose AND seq < x.before
      ORDER BY seq DESC LIMIT x.count) r`,
});

export const stuckSeqs = define<SeqRow>({
  name: 'ledger_read_stuck_seqs',
  params: { before: 'int8', count: 'int8' },
  sqlite: `SELECT r.seq, r.queue AS whose, r.state FROM request r WHERE ${STUCK} AND r.seq < @before
    ORDER BY r.seq DESC LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT r.seq, r.queue AS whose, r.state FROM request r WHERE ${STUCK} AND r.seq < x.before
      ORDER BY r.seq DESC LIMIT x.count) r`,
});

export const stuckSeqsOf = define<SeqRow>({
  name: 'ledger_read_stuck_seqs_of',
  params: { whose: 'int8', before: 'int8', count: 'int8' },
  sqlite: `SELECT r.seq, r.queue AS whose, r.state FROM request r
    WHERE r.queue = @whose AND ${STUCK} AND r.seq < @before ORDER BY r.seq DESC LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT r.seq, r.queue AS whose, r.state FROM request r
      WHERE r.queue = x.whose AND ${STUCK} AND r.seq < x.before ORDER BY r.seq DESC LIMIT x.count) r`,
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

const VERDICT = `v.seq, v.tenant, v.connection, v.owner, v.hook, v.element, v.parent, v.scope, v.type, v.record_id,
  v.verdict, v.rule, v.facts, v.config_version, v.at`;

export const verdictsOfHook = define<VerdictDbRow>({
  name: 'ledger_read_verdicts_of_hook',
  params: { hook: 'int8', count: 'int8' },
  sqlite: `SELECT ${VERDICT} FROM verdict v WHERE v.hook = @hook LIMIT @count`,
  postgres: `SELECT v.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${VERDICT} FROM verdict v WHERE v.hook = x.hook LIMIT x.count) v`,
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
  scans: 'the rows of its own inner limit',
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

export const rejectionsOf = define<RejectionDbRow>({
  name: 'ledger_read_rejections',
  params: { owner: 'int8', before: 'int8', count: 'int8' },
  sqlite: `SELECT seq, owner, at, reason, head, body FROM rejection WHERE owner = @owner AND seq < @before
    ORDER BY seq DESC LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT seq, owner, at, reason, head, body FROM rejection r WHERE r.owner = x.owner AND r.seq < x.before
      ORDER BY r.seq DESC LIMIT x.count) r`,
});

const counted = (condition: string): string =>
  `(SELECT count(*) FROM (SELECT 1 FROM lane l WHERE l.queue = @queue AND l.tier = @tier AND ${condition} LIMIT @most) c)`;
const LANE_COUNTS = `${counted('l.ready_at <= @now')} AS due,
  ${counted(`l.ready_at > @now AND l.ready_at < ${NEVER}`)} AS waiting,
  ${counted(`l.ready_at >= ${NEVER}`)} AS resting`;

/** Counted up to `most` a tier: a backlog of millions is as dear to count as one of a thousand. */
export const laneCounts = define<{ queue: number; due: number; waiting: number; resting: number }>({
  name: 'ledger_read_lane_counts',
  params: { queue: 'int8', tier: 'int8', now: 'int8', most: 'int8' },
  sqlite: `SELECT @queue AS queue, ${LANE_COUNTS}`,
  postgres: `SELECT x.queue, ${LANE_COUNTS.replaceAll('@', 'x.')} FROM {rows}`,
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
  scans: 'the rows of its own inner limit',
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
  scans: 'the rows of its own inner limit',
});
