import { FIRST_ENDED_STATE, REQUEST_STATES } from '../../flow/index.js';

import { define } from './define.js';
import { READ_COLUMNS, type RequestRow } from './request-columns.js';

const OPEN = `state < ${FIRST_ENDED_STATE}`;
const { parked: PARKED, held: HELD, 'parked-block': BLOCKED } = REQUEST_STATES;
/** As the partial index of held requests says it: a list of states there costs every insert and update 7 µs. */
const HELD_STATES = (alias: string): string => `${alias}.state >= ${HELD} AND ${alias}.state <= ${PARKED}`;

/** Far more than a person reads; a survivor of a hundred thousand repeats must not grow with each. */
const MOST_TRAIL = 8_192;

const INSERTED = `hook, element, root, parent, depth, queue, lane, kind, type, action, scope, record_id, mode,
  is_optional, coalesce, tier, state, held_code, due_at, payload, is_whole_body, trail, created_at`;
const INSERT_PARAMS = {
  n: 'int8',
  hook: 'int8',
  element: 'int8',
  root: 'int8',
  parent: 'int8',
  depth: 'int8',
  queue: 'int8',
  lane: 'int8',
  kind: 'text',
  type: 'text',
  action: 'text',
  scope: 'text',
  record_id: 'text',
  mode: 'text',
  is_optional: 'int8',
  coalesce: 'text',
  tier: 'int8',
  state: 'int8',
  held_code: 'text',
  due_at: 'int8',
  payload: 'text',
  is_whole_body: 'int8',
  trail: 'text',
  created_at: 'int8',
} as const;

/** Numbers are drawn in the order of `n`, while the lanes are locked. */
export const insertRequests = define<{ seq: number }>({
  name: 'ledger_insert_requests',
  params: INSERT_PARAMS,
  sqlite: `INSERT INTO request (${INSERTED}) VALUES (${INSERTED.replaceAll(/\w+/g, '@$&')})`,
  echo: (_, seq) => ({ seq }),
  postgres: `INSERT INTO request (${INSERTED}) SELECT ${INSERTED.replaceAll(/\w+/g, 'x.$&')} FROM {rows} ORDER BY x.n
    RETURNING seq`,
});

export interface LastRow {
  readonly n: number;
  readonly seq: number;
  readonly action: string;
  readonly mode: string;
  readonly state: number;
  readonly coalesce: string;
  readonly held_code: string | null;
  readonly parent: number | null;
  readonly is_behind: number;
}

/** A request released out of its turn stands before the one that runs: it says nothing about who is the head. */
const BEHIND = `CASE WHEN (SELECT 1 FROM request o WHERE o.lane = r.lane AND o.${OPEN} AND o.seq < r.seq
  AND (o.held_code IS NULL OR o.held_code <> 'released') LIMIT 1) IS NULL THEN 0 ELSE 1 END AS is_behind`;
const LAST = `r.seq, r.action, r.mode, r.state, r.coalesce, r.held_code, r.parent, ${BEHIND}`;

/** The last open request of a record: the only one a newer draft may fold into. */
export const lastOpen = define<LastRow>({
  name: 'ledger_last_open',
  params: { n: 'int8', lane: 'int8', type: 'text', record_id: 'text' },
  sqlite: `SELECT @n AS n, ${LAST} FROM request r WHERE r.lane = @lane AND r.${OPEN} AND r.type = @type
      AND r.record_id = @record_id ORDER BY r.seq DESC LIMIT 1`,
  postgres: `SELECT x.n, r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${LAST} FROM request r WHERE r.lane = x.lane AND r.${OPEN} AND r.type = x.type
      AND r.record_id = x.record_id ORDER BY r.seq DESC LIMIT 1) r`,
});

/** `entries`: JSON texts with commas between. `reset`: a waiting retry starts anew. */
export const foldInto = define({
  name: 'ledger_fold_into',
  params: {
    seq: 'int8',
    action: 'text',
    tier: 'int8',
    entries: 'text',
    next_state: 'int8',
    reset: 'int8',
    now: 'int8',
    parent: 'int8',
    is_optional: 'int8',
  },
  sqlite: `UPDATE request SET action = @action, tier = min(tier, @tier), state = @next_state,
      trail = CASE WHEN length(trail) > ${MOST_TRAIL} THEN trail ELSE substr(trail, 1, length(trail) - 1)
        || CASE WHEN trail = '[]' THEN '' ELSE ',' END || @entries || ']' END,
      attempts = CASE WHEN @reset = 1 THEN 0 ELSE attempts END,
      due_at = CASE WHEN @reset = 1 THEN @now ELSE due_at END,
      is_optional = CASE WHEN @parent IS NULL THEN is_optional WHEN parent IS NULL THEN @is_optional
        ELSE min(is_optional, @is_optional) END,
      parent = coalesce(parent, @parent)
    WHERE seq = @seq`,
  postgres: `UPDATE request r SET action = x.action, tier = least(r.tier, x.tier), state = x.next_state,
      trail = CASE WHEN length(r.trail) > ${MOST_TRAIL} THEN r.trail ELSE left(r.trail, -1)
        || CASE WHEN r.trail = '[]' THEN '' ELSE ',' END || x.entries || ']' END,
      attempts = CASE WHEN x.reset = 1 THEN 0 ELSE r.attempts END,
      due_at = CASE WHEN x.reset = 1 THEN x.now ELSE r.due_at END,
      is_optional = CASE WHEN x.parent IS NULL THEN r.is_optional WHEN r.parent IS NULL THEN x.is_optional
        ELSE least(r.is_optional, x.is_optional) END,
      parent = coalesce(r.parent, x.parent)
    FROM {rows} WHERE r.seq = x.seq`,
});

/** A blocked request whose payload was refused gets another try when its record's next hook comes (S4.4). */
export const unblock = define<{ lane: number }>({
  name: 'ledger_unblock',
  params: { lane: 'int8', type: 'text', record_id: 'text', code: 'text', now: 'int8' },
  sqlite: `UPDATE request SET state = ${REQUEST_STATES.queued}, held_code = NULL, due_at = @now
    WHERE lane = @lane AND ${OPEN} AND state = ${BLOCKED} AND held_code = @code AND type = @type
      AND record_id = @record_id RETURNING lane`,
  postgres: `UPDATE request r SET state = ${REQUEST_STATES.queued}, held_code = NULL, due_at = x.now FROM {rows}
    WHERE r.lane = x.lane AND r.${OPEN} AND r.state + 0 = ${BLOCKED} AND r.held_code = x.code AND r.type = x.type
      AND r.record_id = x.record_id RETURNING r.lane`,
});

/**
 * `from_state` is the guard: what somebody else moved meanwhile is not moved again. A request that runs keeps its
 * parent.
 */
export const settleRequests = define<{ seq: number; parent: number | null }>({
  name: 'ledger_settle_requests',
  params: {
    seq: 'int8',
    from_state: 'int8',
    next_state: 'int8',
    due_at: 'int8',
    attempts: 'int8',
    held_code: 'text',
    result: 'text',
    ended_at: 'int8',
    parent: 'int8',
  },
  sqlite: `UPDATE request SET state = @next_state, due_at = @due_at, attempts = @attempts, held_code = @held_code,
      result = coalesce(@result, result), ended_at = @ended_at
    WHERE seq = @seq AND state = @from_state`,
  echo: ({ seq, parent }) => ({ seq: Number(seq), parent: parent === null ? null : Number(parent) }),
  postgres: `UPDATE request r SET state = x.next_state, due_at = x.due_at, attempts = x.attempts,
      held_code = x.held_code, result = coalesce(x.result, r.result), ended_at = x.ended_at
    FROM {rows} WHERE r.seq = x.seq AND r.state = x.from_state RETURNING r.seq, r.parent`,
});

/** Whether anything is parked at all: most installations have nothing, and are not asked lane by lane. */
export const anyParked = define<{ one: number }>({
  name: 'ledger_any_parked',
  params: {},
  sqlite: `SELECT 1 AS one FROM request WHERE state = ${PARKED} LIMIT 1`,
  postgres: '',
});

/** A parked request that reads its source anyway is over when a later one of its record succeeded (S4.5). */
export const supersede = define<{ seq: number; parent: number | null }>({
  name: 'ledger_supersede',
  params: { lane: 'int8', seq: 'int8', type: 'text', record_id: 'text', now: 'int8' },
  sqlite: `UPDATE request SET state = ${REQUEST_STATES.ended}, held_code = 'superseded', ended_at = @now
    WHERE lane = @lane AND state = ${PARKED} AND seq < @seq AND type = @type AND record_id = @record_id
      AND coalesce = 'record' RETURNING seq, parent`,
  postgres: `WITH p AS MATERIALIZED (SELECT r.seq, x.now FROM {rows} CROSS JOIN LATERAL (
      SELECT r.seq FROM request r WHERE r.lane = x.lane AND r.state = ${PARKED} AND r.seq < x.seq
        AND r.type = x.type AND r.record_id = x.record_id AND r.coalesce = 'record' LIMIT 1000) r)
    UPDATE request r SET state = ${REQUEST_STATES.ended}, held_code = 'superseded', ended_at = p.now FROM p
    WHERE r.seq = p.seq AND r.state + 0 = ${PARKED} RETURNING r.seq, r.parent`,
});

/** Evidence, numbered by the table: attempts start anew when a newer hook resets a retry. */
export const insertAttempts = define<{ request: number; number: number }>({
  name: 'ledger_insert_attempts',
  params: { request: 'int8', at: 'int8', took_ms: 'int8', failure: 'text', message: 'text', facts: 'text' },
  sqlite: `INSERT INTO attempt (request, number, at, took_ms, failure, message, facts) VALUES (@request,
      coalesce((SELECT max(number) FROM attempt WHERE request = @request), 0) + 1,
      @at, @took_ms, @failure, @message, @facts) RETURNING request, number`,
  postgres: `INSERT INTO attempt (request, number, at, took_ms, failure, message, facts) SELECT x.request,
      coalesce((SELECT a.number FROM attempt a WHERE a.request = x.request ORDER BY a.number DESC LIMIT 1), 0) + 1,
      x.at, x.took_ms, x.failure, x.message, x.facts FROM {rows} RETURNING request, number`,
});

export const forgetAttempts = define({
  name: 'ledger_forget_attempts',
  params: { request: 'int8', number: 'int8' },
  sqlite: 'DELETE FROM attempt WHERE request = @request AND number <= @number',
  postgres: 'DELETE FROM attempt a USING {rows} WHERE a.request = x.request AND a.number <= x.number',
});

export const VERDICT_PARAMS = {
  n: 'int8',
  tenant: 'int8',
  connection: 'int8',
  owner: 'int8',
  hook: 'int8',
  element: 'int8',
  parent: 'int8',
  scope: 'text',
  type: 'text',
  record_id: 'text',
  verdict: 'text',
  rule: 'text',
  facts: 'text',
  config_version: 'int8',
  at: 'int8',
} as const;

const VERDICT = Object.keys(VERDICT_PARAMS)
  .filter((param) => param !== 'n')
  .join(', ');

export const insertVerdicts = define({
  name: 'ledger_insert_verdicts',
  params: VERDICT_PARAMS,
  sqlite: `INSERT INTO verdict (${VERDICT}) VALUES (${VERDICT.replaceAll(/\w+/g, '@$&')})`,
  postgres: `INSERT INTO verdict (${VERDICT}) SELECT ${VERDICT.replaceAll(/\w+/g, 'x.$&')} FROM {rows} ORDER BY x.n`,
});

export const insertRejection = define({
  name: 'ledger_insert_rejection',
  params: { n: 'int8', owner: 'int8', at: 'int8', reason: 'text', head: 'text', body: 'bytes' },
  sqlite: `INSERT INTO rejection (owner, at, reason, head, body) VALUES (@owner, @at, @reason, @head, @body)`,
  postgres: `INSERT INTO rejection (owner, at, reason, head, body)
    SELECT owner, at, reason, head, body FROM {rows} ORDER BY n`,
});

export const trimRejections = define({
  name: 'ledger_trim_rejections',
  params: { owner: 'int8', kept: 'int8' },
  sqlite: `DELETE FROM rejection WHERE owner = @owner AND seq <= (
      SELECT seq FROM rejection WHERE owner = @owner ORDER BY seq DESC LIMIT 1 OFFSET @kept)`,
  postgres: `DELETE FROM rejection r USING {rows} WHERE r.owner = x.owner AND r.seq <= (
      SELECT o.seq FROM rejection o WHERE o.owner = x.owner ORDER BY o.seq DESC LIMIT 1 OFFSET x.kept)`,
});

/** Requests to release, by number or a page of those that wait for a code in a queue. */
export const requestsBySeq = define<RequestRow>({
  name: 'ledger_requests_by_seq',
  params: { seq: 'int8' },
  sqlite: `SELECT ${READ_COLUMNS.sqlite} FROM request r WHERE r.seq = @seq`,
  postgres: `SELECT ${READ_COLUMNS.postgres} FROM {rows} JOIN request r ON r.seq = x.seq`,
});

/** What became of requests, without what they carried. */
export const endsBySeq = define<{
  seq: number;
  state: number;
  held_code: string | null;
  result: string | null;
}>({
  name: 'ledger_ends_by_seq',
  params: { seq: 'int8' },
  sqlite: 'SELECT r.seq, r.state, r.held_code, r.result FROM request r WHERE r.seq = @seq',
  postgres: 'SELECT r.seq, r.state, r.held_code, r.result FROM {rows} JOIN request r ON r.seq = x.seq',
});

/** What waits in a queue for a code or one of those under it (`code:…`), and whatever lies between in the order of codes. */
export const heldByCode = define<{ queue: number; seq: number; held_code: string }>({
  name: 'ledger_held_by_code',
  params: { queue: 'int8', code: 'text', after_code: 'text', after: 'int8', count: 'int8' },
  sqlite: `SELECT r.queue, r.seq, r.held_code FROM request r
    WHERE r.queue = @queue AND ${HELD_STATES('r')} AND r.held_code < @code || ';'
      AND (r.held_code, r.seq) > (@after_code, @after)
    ORDER BY r.held_code, r.seq LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT r.queue, r.seq, r.held_code FROM request r
      WHERE r.queue = x.queue AND ${HELD_STATES('r')} AND r.held_code COLLATE "C" < x.code || ';'
        AND (r.held_code COLLATE "C", r.seq) > (x.after_code COLLATE "C", x.after)
      ORDER BY r.held_code COLLATE "C", r.seq LIMIT x.count) r`,
});

/** Of requests whose lane is locked. */
export const setResults = define({
  name: 'ledger_set_results',
  params: { seq: 'int8', result: 'text' },
  sqlite: 'UPDATE request SET result = @result WHERE seq = @seq',
  postgres: 'UPDATE request r SET result = x.result FROM {rows} WHERE r.seq = x.seq',
});

/** `due_by`: one that was put off meanwhile stays where it is. */
export const releaseRequest = define<{ seq: number }>({
  name: 'ledger_release_request',
  params: { seq: 'int8', from_state: 'int8', next_state: 'int8', now: 'int8', due_by: 'int8' },
  sqlite: `UPDATE request SET state = @next_state, held_code = 'released', due_at = @now, ended_at = NULL
    WHERE seq = @seq AND state = @from_state AND due_at <= @due_by RETURNING seq`,
  postgres: `UPDATE request r SET state = x.next_state, held_code = 'released', due_at = x.now, ended_at = NULL
    FROM {rows} WHERE r.seq = x.seq AND r.state = x.from_state AND r.due_at <= x.due_by RETURNING r.seq`,
});
