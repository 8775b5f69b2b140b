import { DELETE_BRAKE, NEVER, REQUEST_STATES } from '../../flow/index.js';

import { define } from './define.js';

/** As the partial indexes of requests held aside say it. */
const ASIDE = `state = ${REQUEST_STATES['held-aside']}`;
/** For a row found by its number: no index of states is looked at. */
const IS_ASIDE = `state + 0 = ${REQUEST_STATES['held-aside']}`;
const MOST_TRAIL = 8_192;
/** Two of one record only where two processes met. */
const MOST_OF_RECORD = 20;

export interface AsideOfRecordRow {
  readonly n: number;
  readonly seq: number;
  readonly action: string;
  /** Of what children brought about; of a delete nothing. */
  readonly trail: string;
}

const OF_RECORD = `r.seq, r.action, CASE WHEN r.action = 'DELETED' THEN '' ELSE r.trail END AS trail`;

/** What waits beside the lane of a record, oldest first. */
export const asideOfRecord = define<AsideOfRecordRow>({
  name: 'ledger_aside_of_record',
  params: { n: 'int8', queue: 'int8', type: 'text', record_id: 'text' },
  sqlite: `SELECT @n AS n, ${OF_RECORD} FROM request r
    WHERE r.${ASIDE} AND r.queue = @queue AND r.type = @type AND r.record_id = @record_id
    ORDER BY r.seq LIMIT ${MOST_OF_RECORD}`,
  postgres: `SELECT x.n, r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${OF_RECORD} FROM request r
      WHERE r.${ASIDE} AND r.queue = x.queue AND r.type = x.type AND r.record_id = x.record_id
      ORDER BY r.seq LIMIT ${MOST_OF_RECORD}) r`,
});

const withEntries = (row: string, entries: string): string =>
  `CASE WHEN length(${row}trail) > ${MOST_TRAIL} THEN ${row}trail ELSE substr(${row}trail, 1, length(${row}trail) - 1)
    || CASE WHEN ${row}trail = '[]' THEN '' ELSE ',' END || ${entries} || ']' END`;

/** Another request of the record took its place: `code` says how. */
export const endAside = define<{ seq: number }>({
  name: 'ledger_end_aside',
  params: { seq: 'int8', code: 'text', result: 'text', entry: 'text', now: 'int8' },
  sqlite: `UPDATE request SET state = ${REQUEST_STATES.ended}, held_code = @code, result = @result,
      trail = ${withEntries('', '@entry')}, ended_at = @now
    WHERE seq = @seq AND ${IS_ASIDE} RETURNING seq`,
  postgres: `UPDATE request r SET state = ${REQUEST_STATES.ended}, held_code = x.code, result = x.result,
      trail = ${withEntries('r.', 'x.entry')}, ended_at = x.now
    FROM {rows} WHERE r.seq = x.seq AND r.${IS_ASIDE} RETURNING r.seq`,
});

/** A later one of its kind and record adds nothing but its own trace. */
export const foldAside = define({
  name: 'ledger_fold_aside',
  params: { seq: 'int8', entries: 'text', tier: 'int8' },
  sqlite: `UPDATE request SET trail = ${withEntries('', '@entries')}, tier = min(tier, @tier)
    WHERE seq = @seq AND ${IS_ASIDE}`,
  postgres: `UPDATE request r SET trail = ${withEntries('r.', 'x.entries')}, tier = least(r.tier, x.tier)
    FROM {rows} WHERE r.seq = x.seq AND r.${IS_ASIDE}`,
});

/** A loose scan: a probe for each queue and type that has such an action aside, whatever its number. */
const windows = (p: string): string => `WITH RECURSIVE q(queue) AS (
      SELECT min(r.queue) FROM request r WHERE r.${ASIDE}
      UNION ALL
      SELECT (SELECT min(r.queue) FROM request r WHERE r.${ASIDE} AND r.queue > q.queue) FROM q
      WHERE q.queue IS NOT NULL),
    t(queue, type) AS (
      SELECT q.queue, (SELECT min(r.type) FROM request r
        WHERE r.${ASIDE} AND r.queue = q.queue AND r.action = ${p}action) FROM q
      WHERE q.queue IS NOT NULL
      UNION ALL
      SELECT t.queue, (SELECT min(r.type) FROM request r
        WHERE r.${ASIDE} AND r.queue = t.queue AND r.action = ${p}action AND r.type > t.type)
      FROM t WHERE t.type IS NOT NULL)
    SELECT t.queue, t.type FROM t WHERE t.type IS NOT NULL`;

export const asideWindows = define<{ queue: number; type: string }>({
  name: 'ledger_aside_windows',
  params: { action: 'text', count: 'int8' },
  sqlite: `${windows('@')} LIMIT @count`,
  postgres: `SELECT f.* FROM {rows} CROSS JOIN LATERAL (${windows('x.')} LIMIT x.count) f`,
});

export interface AsideCountRow {
  readonly queue: number;
  readonly type: string;
  readonly settling: number;
  readonly held: number;
  /** When the next of them is due; null where all are held. */
  readonly next_due: number | null;
  /** What the brake noted when it held the first of them. */
  readonly brake: string | null;
}

const at = (p: string): string => `r.${ASIDE} AND r.queue = ${p}queue AND r.type = ${p}type`;
/** Deletes alone: parents that wait for their children are nobody's window. */
const of = (p: string): string => `${at(p)} AND r.action = 'DELETED'`;
const counts = (p: string): string => `(SELECT count(*) FROM (
      SELECT 1 FROM request r WHERE ${of(p)} AND r.due_at < ${NEVER} LIMIT ${p}most) c) AS settling,
    (SELECT count(*) FROM (SELECT 1 FROM request r WHERE ${of(p)} AND r.due_at >= ${NEVER} LIMIT ${p}most) c) AS held,
    (SELECT r.due_at FROM request r WHERE ${of(p)} AND r.due_at < ${NEVER} ORDER BY r.due_at LIMIT 1) AS next_due,
    (SELECT r.result FROM request r WHERE ${of(p)} AND r.due_at >= ${NEVER} ORDER BY r.due_at LIMIT 1) AS brake`;

/** Each count stops at `most`. */
export const asideCounts = define<AsideCountRow>({
  name: 'ledger_aside_counts',
  params: { queue: 'int8', type: 'text', most: 'int8' },
  sqlite: `SELECT @queue AS queue, @type AS type, ${counts('@')}`,
  postgres: `SELECT x.queue, x.type, ${counts('x.')} FROM {rows}`,
});

export interface AsideRow {
  readonly seq: number;
  readonly lane: number;
  readonly queue: number;
  readonly tier: number;
  readonly state: number;
  readonly record_id: string;
  readonly due_at: number;
}

const ASIDE_ROW = 'r.seq, r.lane, r.queue, r.tier, r.state, r.record_id, r.due_at';

/** The longest due first. */
export const dueAside = define<AsideRow>({
  name: 'ledger_due_aside',
  params: { queue: 'int8', type: 'text', action: 'text', now: 'int8', count: 'int8' },
  sqlite: `SELECT ${ASIDE_ROW} FROM request r WHERE ${at('@')} AND r.action = @action AND r.due_at <= @now ORDER BY r.due_at LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (SELECT ${ASIDE_ROW} FROM request r
      WHERE ${at('x.')} AND r.action = x.action AND r.due_at <= x.now ORDER BY r.due_at LIMIT x.count) r`,
});

/** What the brake holds. */
export const heldAside = define<AsideRow>({
  name: 'ledger_held_aside',
  params: { queue: 'int8', type: 'text', count: 'int8' },
  sqlite: `SELECT ${ASIDE_ROW} FROM request r WHERE ${of('@')} AND r.due_at >= ${NEVER}
    ORDER BY r.due_at LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (SELECT ${ASIDE_ROW} FROM request r
      WHERE ${of('x.')} AND r.due_at >= ${NEVER} ORDER BY r.due_at LIMIT x.count) r`,
});

/** Some of a window, held or not: for those who ask what they would do. */
export const anyAside = define<AsideRow>({
  name: 'ledger_any_aside',
  params: { queue: 'int8', type: 'text', count: 'int8' },
  sqlite: `SELECT ${ASIDE_ROW} FROM request r WHERE ${of('@')} ORDER BY r.due_at LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (SELECT ${ASIDE_ROW} FROM request r
      WHERE ${of('x.')} ORDER BY r.due_at LIMIT x.count) r`,
});

/** The brake: what settles waits for a person from now on. */
export const brakeAside = define<{ seq: number }>({
  name: 'ledger_brake_aside',
  params: { queue: 'int8', type: 'text', count: 'int8', result: 'text' },
  sqlite: `UPDATE request SET held_code = '${DELETE_BRAKE}', due_at = ${NEVER}, result = @result
    WHERE seq IN (SELECT r.seq FROM request r WHERE ${of('@')} AND r.due_at < ${NEVER} ORDER BY r.due_at LIMIT @count)
    RETURNING seq`,
  postgres: `WITH w AS MATERIALIZED (SELECT r.seq, x.result FROM {rows} CROSS JOIN LATERAL (SELECT r.seq FROM request r
      WHERE ${of('x.')} AND r.due_at < ${NEVER} ORDER BY r.due_at LIMIT x.count) r)
    UPDATE request r SET held_code = '${DELETE_BRAKE}', due_at = ${NEVER}, result = w.result
    FROM w WHERE r.seq = w.seq AND r.${IS_ASIDE} RETURNING r.seq`,
});
