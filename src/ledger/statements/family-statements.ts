import { FIRST_ENDED_STATE, REQUEST_STATES } from '../../flow/index.js';

import { define } from './define.js';
import { READ_COLUMNS, type RequestRow } from './request-columns.js';

const OPEN = `state < ${FIRST_ENDED_STATE}`;
const {
  parked: PARKED,
  'parked-block': BLOCKED,
  'waiting-children': WAITING,
  'awaiting-decision': DECIDING,
  ended: ENDED,
} = REQUEST_STATES;
/** As the partial index of children says it. */
const NOT_OVER = `state <= ${PARKED} AND c.parent IS NOT NULL`;
const MOST_DEPTH = 8;

export interface FamilyRow {
  readonly seq: number;
  readonly lane: number;
  readonly queue: number;
  readonly root: number;
  readonly kind: string;
  readonly type: string;
  readonly action: string;
  readonly record_id: string;
  readonly tier: number;
  readonly state: number;
  readonly attempts: number;
  readonly parent: number | null;
  readonly coalesce: string;
  readonly held_code: string | null;
  readonly result: string | null;
  readonly has_open: number;
  readonly has_parked: number;
}

/**
 * Scalar subqueries, because PostgreSQL may answer EXISTS by a hash over the children of everybody; `+ 0`, so that it
 * does not look for the parent among all parked requests.
 */
const OPEN_CHILD = `(SELECT 1 FROM request c WHERE c.parent = r.seq AND c.${NOT_OVER} AND c.is_optional = 0
  AND c.state + 0 NOT IN (${BLOCKED}, ${PARKED}) LIMIT 1) IS NOT NULL`;
const PARKED_CHILD = `(SELECT 1 FROM request c WHERE c.parent = r.seq AND c.${NOT_OVER} AND c.is_optional = 0
  AND c.state + 0 IN (${BLOCKED}, ${PARKED}) LIMIT 1) IS NOT NULL`;
const FAMILY = `r.seq, r.lane, r.queue, r.root, r.kind, r.type, r.action, r.record_id, r.tier, r.state, r.attempts,
  r.parent, r.coalesce, r.held_code, r.result,
  CASE WHEN ${OPEN_CHILD} THEN 1 ELSE 0 END AS has_open,
  CASE WHEN ${PARKED_CHILD} THEN 1 ELSE 0 END AS has_parked`;

/** A parent and whether any child still counts. Optional ones never do. */
export const families = define<FamilyRow>({
  name: 'ledger_families',
  params: { seq: 'int8' },
  sqlite: `SELECT ${FAMILY} FROM request r WHERE r.seq = @seq`,
  postgres: `SELECT ${FAMILY} FROM {rows} JOIN request r ON r.seq = x.seq`,
});

/** The lanes of a parent and of everybody above it: a child that wants one of them gets a lane of its own. */
export const ancestorLanes = define<{ start: number; lane: number }>({
  name: 'ledger_ancestor_lanes',
  params: { seq: 'int8' },
  sqlite: `WITH RECURSIVE up(start, parent, lane, depth) AS (
      SELECT @seq, r.parent, r.lane, 1 FROM request r WHERE r.seq = @seq
      UNION ALL
      SELECT up.start, r.parent, r.lane, up.depth + 1 FROM up JOIN request r ON r.seq = up.parent
      WHERE up.depth < ${MOST_DEPTH})
    SELECT start, lane FROM up`,
  postgres: `WITH RECURSIVE up(start, parent, lane, depth) AS (
      SELECT x.seq, r.parent, r.lane, 1 FROM {rows} JOIN request r ON r.seq = x.seq
      UNION ALL
      SELECT up.start, r.parent, r.lane, up.depth + 1 FROM up JOIN request r ON r.seq = up.parent
      WHERE up.depth < ${MOST_DEPTH})
    SELECT start, lane FROM up`,
});

/** Who waits for something that stands in this lane behind `seq`: their parents, where they wait. */
export const waitersBehind = define<{ seq: number; lane: number }>({
  name: 'ledger_waiters_behind',
  params: { lane: 'int8', seq: 'int8', count: 'int8' },
  sqlite: `SELECT DISTINCT p.seq, p.lane FROM (
      SELECT parent FROM request c WHERE c.lane = @lane AND c.${OPEN} AND c.seq > @seq LIMIT @count) c
    JOIN request p ON p.seq = c.parent WHERE p.state + 0 = ${WAITING}`,
  postgres: `SELECT DISTINCT p.seq, p.lane FROM {rows} CROSS JOIN LATERAL (
      SELECT parent FROM request c WHERE c.lane = x.lane AND c.${OPEN} AND c.seq > x.seq LIMIT x.count) c
    JOIN request p ON p.seq = c.parent WHERE p.state + 0 = ${WAITING}`,
});

export const childLanes = define<{ lane: number; seq: number }>({
  name: 'ledger_child_lanes',
  params: { parent: 'int8', count: 'int8' },
  sqlite: `SELECT c.lane, c.seq FROM request c WHERE c.parent = @parent AND c.${NOT_OVER} LIMIT @count`,
  postgres: `SELECT c.* FROM {rows} CROSS JOIN LATERAL (
      SELECT c.lane, c.seq FROM request c WHERE c.parent = x.parent AND c.${NOT_OVER} LIMIT x.count) c`,
});

const COPIED = `hook, element, parent, depth, queue, lane, kind, type, action, scope, record_id, mode, is_optional,
  coalesce, tier, state, due_at, attempts, payload, result, created_at`;

/** A waiting request at the tail of its lane: the older number ends `yielded` and points to it. */
export const copyToTail = define<{ seq: number }>({
  name: 'ledger_copy_to_tail',
  params: { seq: 'int8', entry: 'text' },
  sqlite: `INSERT INTO request (${COPIED}, root, trail)
    SELECT ${COPIED}, CASE WHEN root = 0 THEN seq ELSE root END,
      substr(trail, 1, length(trail) - 1) || CASE WHEN trail = '[]' THEN '' ELSE ',' END || @entry || ']'
    FROM request WHERE seq = @seq AND state = ${WAITING} RETURNING seq`,
  postgres: `INSERT INTO request (${COPIED}, root, trail)
    SELECT ${COPIED.replaceAll(/\w+/g, 'r.$&')}, CASE WHEN r.root = 0 THEN r.seq ELSE r.root END,
      left(r.trail, -1) || CASE WHEN r.trail = '[]' THEN '' ELSE ',' END || x.entry || ']'
    FROM {rows} JOIN request r ON r.seq = x.seq WHERE r.state + 0 = ${WAITING} RETURNING seq`,
});

export const reparent = define({
  name: 'ledger_reparent',
  params: { from_parent: 'int8', to_parent: 'int8' },
  sqlite: `UPDATE request AS c SET parent = @to_parent WHERE c.parent = @from_parent AND c.${NOT_OVER}`,
  postgres: `UPDATE request c SET parent = x.to_parent FROM {rows}
    WHERE c.parent = x.from_parent AND c.${NOT_OVER}`,
});

export const endYielded = define({
  name: 'ledger_end_yielded',
  params: { seq: 'int8', result: 'text', now: 'int8' },
  sqlite: `UPDATE request SET state = ${ENDED}, held_code = 'yielded', result = @result, ended_at = @now
    WHERE seq = @seq`,
  postgres: `UPDATE request r SET state = ${ENDED}, held_code = 'yielded', result = x.result, ended_at = x.now
    FROM {rows} WHERE r.seq = x.seq`,
});

/** Waiting parents by page, for the sweep. */
export const waitingParents = waitingIn('ledger_waiting_parents', WAITING);

/** Requests that wait for a handler, by page, for the sweep. */
export const awaitingDecision = waitingIn('ledger_awaiting_decision', DECIDING);

/** What handlers were asked for a request, newest first; as the index says it. */
export const decisionsOf = define<RequestRow>({
  name: 'ledger_decisions_of',
  params: { parent: 'int8', count: 'int8' },
  sqlite: `SELECT ${READ_COLUMNS.sqlite} FROM request r WHERE r.parent = @parent AND r.kind = 'decide'
    ORDER BY r.seq DESC LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${READ_COLUMNS.postgres} FROM request r WHERE r.parent = x.parent AND r.kind = 'decide'
      ORDER BY r.seq DESC LIMIT x.count) r`,
});

function waitingIn(name: string, state: number) {
  const rows = `SELECT r.seq, r.lane, r.created_at FROM request r
      WHERE r.state = ${state} AND r.seq > @after ORDER BY r.seq LIMIT @count`;
  return define<{ seq: number; lane: number; created_at: number }>({
    name,
    params: { after: 'int8', count: 'int8' },
    sqlite: rows,
    postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (${rows.replaceAll('@', 'x.')}) r`,
  });
}
