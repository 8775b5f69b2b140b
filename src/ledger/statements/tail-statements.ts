import { define } from './define.js';
import { HOOK, VERDICT, type HookRow, type VerdictDbRow } from './read-statements.js';

/** What a tail shows of a request: nothing of its payload, but for what a delivery is of. */
export interface TailRequestRow {
  readonly seq: number;
  readonly hook: number | null;
  readonly element: number;
  readonly root: number;
  readonly parent: number | null;
  readonly queue: number;
  readonly type: string;
  readonly action: string;
  readonly scope: string;
  readonly record_id: string;
  readonly mode: string;
  readonly state: number;
  readonly held_code: string | null;
  readonly due_at: number;
  readonly attempts: number;
  readonly created_at: number;
  readonly ended_at: number | null;
  readonly delivery: string | null;
}

const REQUEST = `r.seq, r.hook, r.element, r.root, r.parent, r.queue, r.type, r.action, r.scope, r.record_id, r.mode,
  r.state, r.held_code, r.due_at, r.attempts, r.created_at, r.ended_at,
  CASE WHEN r.kind = 'deliver' THEN r.payload END AS delivery`;

/** The newest number of each table; 0 where there is none. */
export const tailEnds = define<{ hooks: number; verdicts: number; requests: number }>({
  name: 'ledger_tail_ends',
  params: {},
  sqlite: `SELECT coalesce((SELECT max(seq) FROM hook), 0) AS hooks,
      coalesce((SELECT max(seq) FROM verdict), 0) AS verdicts, coalesce((SELECT max(seq) FROM request), 0) AS requests`,
  postgres: `SELECT coalesce((SELECT max(seq) FROM hook), 0) AS hooks,
      coalesce((SELECT max(seq) FROM verdict), 0) AS verdicts, coalesce((SELECT max(seq) FROM request), 0) AS requests`,
});

export const tailHooks = define<HookRow>({
  name: 'ledger_tail_hooks',
  params: { after: 'int8', count: 'int8' },
  sqlite: `SELECT ${HOOK}, coalesce(h.unpacked, length(h.body)) AS size FROM hook h WHERE h.seq > @after ORDER BY h.seq LIMIT @count`,
  postgres: `SELECT h.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${HOOK}, coalesce(h.unpacked, octet_length(h.body)) AS size FROM hook h WHERE h.seq > x.after ORDER BY h.seq LIMIT x.count) h`,
});

export const tailVerdicts = define<VerdictDbRow>({
  name: 'ledger_tail_verdicts',
  params: { after: 'int8', count: 'int8' },
  sqlite: `SELECT ${VERDICT} FROM verdict v WHERE v.seq > @after ORDER BY v.seq LIMIT @count`,
  postgres: `SELECT v.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${VERDICT} FROM verdict v WHERE v.seq > x.after ORDER BY v.seq LIMIT x.count) v`,
});

export const verdictsBySeq = define<VerdictDbRow>({
  name: 'ledger_tail_verdicts_by_seq',
  params: { seq: 'int8' },
  sqlite: `SELECT ${VERDICT} FROM verdict v WHERE v.seq = @seq`,
  postgres: `SELECT ${VERDICT} FROM {rows} JOIN verdict v ON v.seq = x.seq`,
});

export const tailRequests = define<TailRequestRow>({
  name: 'ledger_tail_requests',
  params: { after: 'int8', count: 'int8' },
  sqlite: `SELECT ${REQUEST} FROM request r WHERE r.seq > @after ORDER BY r.seq LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${REQUEST} FROM request r WHERE r.seq > x.after ORDER BY r.seq LIMIT x.count) r`,
});

export const tailRequestsBySeq = define<TailRequestRow>({
  name: 'ledger_tail_requests_by_seq',
  params: { seq: 'int8' },
  sqlite: `SELECT ${REQUEST} FROM request r WHERE r.seq = @seq`,
  postgres: `SELECT ${REQUEST} FROM {rows} JOIN request r ON r.seq = x.seq`,
});
