import { REQUEST_STATES } from '../../flow/index.js';

import { define } from './define.js';

/** What of a request tells whose it is, and the texts that are emptied. */
export interface TraceRow {
  readonly seq: number;
  readonly lane: number;
  readonly type: string;
  readonly record_id: string;
  readonly state: number;
  readonly hook: number | null;
  readonly element: number;
  readonly trail: string;
  readonly result: string | null;
}

const TRACE = 'r.seq, r.lane, r.type, r.record_id, r.state, r.hook, r.element, r.trail, r.result';

/** Of one block of numbers, newest first: as the index of lanes says it. */
export const tracesOfLane = define<TraceRow>({
  name: 'ledger_traces_of_lane',
  params: { lane: 'int8', block: 'int8', before: 'int8', count: 'int8' },
  sqlite: `SELECT ${TRACE} FROM request r WHERE r.seq / 4096 = @block AND r.lane = @lane AND r.seq < @before
    ORDER BY r.seq DESC LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${TRACE} FROM request r WHERE r.seq / 4096 = x.block AND r.lane = x.lane AND r.seq < x.before
      ORDER BY r.seq DESC LIMIT x.count) r`,
});

/** What handlers were asked of merges: no request waits for those. As the index of decisions says it. */
export const decisionsOfNobody = define<TraceRow & { readonly payload: string | null }>({
  name: 'ledger_decisions_of_nobody',
  params: { after: 'int8', count: 'int8' },
  sqlite: `SELECT ${TRACE}, r.payload FROM request r WHERE r.parent IS NULL AND r.kind = 'decide' AND r.seq > @after
    ORDER BY r.seq LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${TRACE}, r.payload FROM request r WHERE r.parent IS NULL AND r.kind = 'decide' AND r.seq > x.after
      ORDER BY r.seq LIMIT x.count) r`,
});

/** What an element led to: the request of the record itself, what found it, and what came of it. */
export const tracesOfElement = define<TraceRow>({
  name: 'ledger_traces_of_element',
  params: { hook: 'int8', element: 'int8', count: 'int8' },
  sqlite: `SELECT ${TRACE} FROM request r WHERE r.hook = @hook AND r.element = @element LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${TRACE} FROM request r WHERE r.hook = x.hook AND r.element = x.element LIMIT x.count) r`,
});

/** What may still run keeps what it runs on. */
const ENDED = `state >= ${REQUEST_STATES.done}`;

export const emptyRequests = define({
  name: 'ledger_empty_requests',
  params: { seq: 'int8', trail: 'text', result: 'text' },
  sqlite: `UPDATE request SET payload = NULL, is_whole_body = 0, trail = @trail, result = @result
    WHERE seq = @seq AND ${ENDED}`,
  postgres: `UPDATE request r SET payload = NULL, is_whole_body = 0, trail = x.trail, result = x.result
    FROM {rows} WHERE r.seq = x.seq AND r.${ENDED}`,
});

export const dropAttempts = define({
  name: 'ledger_drop_attempts',
  params: { request: 'int8' },
  sqlite: 'DELETE FROM attempt WHERE request = @request',
  postgres: 'DELETE FROM attempt a USING {rows} WHERE a.request = x.request',
});

export const verdictPage = define<{
  seq: number;
  tenant: number;
  connection: number | null;
  hook: number | null;
  element: number;
  type: string | null;
  record_id: string | null;
  verdict: string;
}>({
  name: 'ledger_verdict_page',
  params: { after: 'int8', count: 'int8' },
  sqlite: `SELECT seq, tenant, connection, hook, element, type, record_id, verdict FROM verdict WHERE seq > @after
    ORDER BY seq LIMIT @count`,
  postgres: `SELECT v.* FROM {rows} CROSS JOIN LATERAL (
      SELECT seq, tenant, connection, hook, element, type, record_id, verdict FROM verdict WHERE seq > x.after
      ORDER BY seq LIMIT x.count) v`,
});

/** What was folded keeps the number of what it was folded into: an answer may wait for that. */
export const emptyVerdicts = define({
  name: 'ledger_empty_verdicts',
  params: { seq: 'int8' },
  sqlite: `UPDATE verdict SET facts = '{}' WHERE seq = @seq AND verdict <> 'folded'`,
  postgres: `UPDATE verdict v SET facts = '{}' FROM {rows} WHERE v.seq = x.seq AND v.verdict <> 'folded'`,
});

/** The last element that is known of a hook. */
export const lastElement = define<{ last: number | null }>({
  name: 'ledger_last_element',
  params: { hook: 'int8' },
  sqlite: `SELECT max(e) AS last FROM (SELECT max(element) AS e FROM request WHERE hook = @hook
    UNION ALL SELECT max(element) FROM verdict WHERE hook = @hook) m`,
  postgres: `SELECT greatest((SELECT max(element) FROM request WHERE hook = x.hook),
      (SELECT max(element) FROM verdict WHERE hook = x.hook)) AS last FROM {rows}`,
});

/** `was`: retention has not emptied it meanwhile, and a second erasure has not cut it. */
export const putBody = define<{ seq: number }>({
  name: 'ledger_put_body',
  params: { seq: 'int8', was: 'text', head: 'text', body: 'bytes' },
  sqlite:
    'UPDATE hook SET head = @head, body = @body, packed = NULL, unpacked = NULL WHERE seq = @seq AND head = @was RETURNING seq',
  postgres: `UPDATE hook h SET head = x.head, body = x.body, packed = NULL, unpacked = NULL FROM {rows} WHERE h.seq = x.seq AND h.head = x.was
    RETURNING h.seq`,
});

export const dropReply = define({
  name: 'ledger_drop_reply',
  params: { hook: 'int8' },
  sqlite: 'DELETE FROM reply WHERE hook = @hook',
  postgres: 'DELETE FROM reply r USING {rows} WHERE r.hook = x.hook',
});
