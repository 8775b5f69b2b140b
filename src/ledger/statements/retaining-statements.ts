import { REQUEST_STATES } from '../../flow/index.js';

import { define } from './define.js';

/** Parked ones, and deletes that wait beside their lanes, are not over. */
const OVER = `state >= ${REQUEST_STATES.done}`;
const MAY_GO_ON = `state <= ${REQUEST_STATES.parked}`;

/** The next owner or queue that has rows: one probe of an index. */
const next = (table: string, column: string) =>
  define<{ whose: number }>({
    name: `ledger_next_${column}_of_${table}`,
    params: { after: 'int8' },
    sqlite: `SELECT ${column} AS whose FROM ${table} WHERE ${column} > @after ORDER BY ${column} LIMIT 1`,
    postgres: `SELECT t.whose FROM {rows} CROSS JOIN LATERAL (
      SELECT ${column} AS whose FROM ${table} WHERE ${column} > x.after ORDER BY ${column} LIMIT 1) t`,
  });

export const nextOwner = {
  hook: next('hook', 'owner'),
  verdict: next('verdict', 'owner'),
  rejection: next('rejection', 'owner'),
} as const;
export const nextQueue = next('request', 'queue');

export interface BodySizeRow {
  readonly seq: number;
  readonly received_at: number;
  /** As it was received; 0 once it is emptied. */
  readonly size: number;
}

/** How large the bodies of an owner are, the newest first. */
export const newestBodies = define<BodySizeRow>({
  name: 'ledger_newest_bodies',
  params: { owner: 'int8', before: 'int8', count: 'int8' },
  sqlite: `SELECT seq, received_at, coalesce(unpacked, length(body)) AS size FROM hook
    WHERE owner = @owner AND seq < @before ORDER BY seq DESC LIMIT @count`,
  postgres: `SELECT h.* FROM {rows} CROSS JOIN LATERAL (
      SELECT seq, received_at, coalesce(unpacked, octet_length(body)) AS size FROM hook
      WHERE owner = x.owner AND seq < x.before ORDER BY seq DESC LIMIT x.count) h`,
});

/** What is left of a hook, and whether it still has to stay: it is not over, or has not been for long. */
export const leftOfHook = define<{ hook: number; seq: number; is_kept: number }>({
  name: 'ledger_left_of_hook',
  params: { hook: 'int8', after: 'int8', ended: 'int8', count: 'int8' },
  sqlite: `SELECT r.hook, r.seq, CASE WHEN r.${OVER} AND coalesce(r.ended_at, r.created_at) < @ended THEN 0 ELSE 1 END AS is_kept
    FROM request r WHERE r.hook = @hook AND r.seq > @after ORDER BY r.seq LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT r.hook, r.seq, CASE WHEN r.${OVER} AND coalesce(r.ended_at, r.created_at) < x.ended THEN 0 ELSE 1 END AS is_kept
      FROM request r WHERE r.hook = x.hook AND r.seq > x.after ORDER BY r.seq LIMIT x.count) r`,
});

export const dropRequestsOfHook = define<{ seq: number }>({
  name: 'ledger_drop_requests_of_hook',
  params: { hook: 'int8', count: 'int8' },
  sqlite: `DELETE FROM request WHERE seq IN (SELECT seq FROM request WHERE hook = @hook AND ${OVER} LIMIT @count)
    RETURNING seq`,
  postgres: `DELETE FROM request r USING {rows} CROSS JOIN LATERAL (
      SELECT o.seq FROM request o WHERE o.hook = x.hook AND o.${OVER} LIMIT x.count) g
    WHERE r.seq = g.seq RETURNING r.seq`,
});

export const dropVerdictsOfHook = define<{ seq: number }>({
  name: 'ledger_drop_verdicts_of_hook',
  params: { hook: 'int8', count: 'int8' },
  sqlite: `DELETE FROM verdict WHERE seq IN (SELECT seq FROM verdict WHERE hook = @hook LIMIT @count) RETURNING seq`,
  postgres: `DELETE FROM verdict v USING {rows} CROSS JOIN LATERAL (
      SELECT o.seq FROM verdict o WHERE o.hook = x.hook LIMIT x.count) g
    WHERE v.seq = g.seq RETURNING v.seq`,
});

/** Last of all that is its. */
export const dropHook = define<{ seq: number; received_at: number }>({
  name: 'ledger_drop_hook',
  params: { seq: 'int8' },
  sqlite: `DELETE FROM hook WHERE seq = @seq
    AND NOT EXISTS (SELECT 1 FROM open_hook o WHERE o.owner = hook.owner AND o.seq = hook.seq)
    AND NOT EXISTS (SELECT 1 FROM request r WHERE r.hook = @seq)
    AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.hook = @seq) RETURNING seq, received_at`,
  postgres: `DELETE FROM hook h USING {rows} WHERE h.seq = x.seq
    AND (SELECT 1 FROM open_hook o WHERE o.owner = h.owner AND o.seq = h.seq) IS NULL
    AND (SELECT 1 FROM request r WHERE r.hook = x.seq LIMIT 1) IS NULL
    AND (SELECT 1 FROM verdict v WHERE v.hook = x.seq LIMIT 1) IS NULL RETURNING h.seq, h.received_at`,
});

/** `was`: nobody else, an erasure say, has changed it meanwhile. */
export const emptyHook = define<{ seq: number }>({
  name: 'ledger_empty_hook',
  params: { seq: 'int8', was: 'text', head: 'text' },
  sqlite: `UPDATE hook SET head = @head, body = x'', packed = NULL, unpacked = NULL WHERE seq = @seq AND head = @was RETURNING seq`,
  postgres: `UPDATE hook h SET head = x.head, body = ''::bytea, packed = NULL, unpacked = NULL FROM {rows} WHERE h.seq = x.seq AND h.head = x.was
    RETURNING h.seq`,
});

/** `was`: as above. */
export const packHook = define<{ seq: number }>({
  name: 'ledger_pack_hook',
  params: { seq: 'int8', was: 'text', packed: 'bytes', unpacked: 'int8' },
  sqlite: `UPDATE hook SET body = x'', packed = @packed, unpacked = @unpacked
    WHERE seq = @seq AND head = @was AND packed IS NULL RETURNING seq`,
  postgres: `UPDATE hook h SET body = ''::bytea, packed = x.packed, unpacked = x.unpacked::int FROM {rows}
    WHERE h.seq = x.seq AND h.head = x.was AND h.packed IS NULL RETURNING h.seq`,
});

export interface AgedRequestRow {
  readonly seq: number;
  readonly created_at: number;
  readonly is_over: number;
  readonly ended_at: number | null;
  /** Its hook is still there: it goes with it. */
  readonly has_hook: number;
  /** Its parent, or a child of it, is not over. */
  readonly is_needed: number;
  readonly is_empty: number;
}

/** A result that holds no more of what was carried and said. */
export const EMPTIED = '{"removed":"retention"}';

const AGED = `r.seq, r.created_at, r.ended_at, CASE WHEN r.${OVER} THEN 1 ELSE 0 END AS is_over,
  CASE WHEN r.hook IS NULL THEN 0 WHEN (SELECT 1 FROM hook h WHERE h.seq = r.hook) IS NULL THEN 0 ELSE 1 END AS has_hook,
  CASE WHEN (SELECT 1 FROM request p WHERE p.seq = r.parent AND p.state < ${REQUEST_STATES.done}) IS NOT NULL THEN 1
    WHEN (SELECT 1 FROM request c WHERE c.parent = r.seq AND c.${MAY_GO_ON} AND c.parent IS NOT NULL LIMIT 1) IS NOT NULL
    THEN 1 ELSE 0 END AS is_needed,
  CASE WHEN r.payload IS NULL AND r.is_whole_body = 0 AND (r.result IS NULL OR r.result = '${EMPTIED}') THEN 1 ELSE 0 END
    AS is_empty`;

export const agedRequests = define<AgedRequestRow>({
  name: 'ledger_aged_requests',
  params: { queue: 'int8', after: 'int8', count: 'int8' },
  sqlite: `SELECT ${AGED} FROM request r WHERE r.queue = @queue AND r.seq > @after ORDER BY r.seq LIMIT @count`,
  postgres: `SELECT r.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${AGED} FROM request r WHERE r.queue = x.queue AND r.seq > x.after ORDER BY r.seq LIMIT x.count) r`,
});

export const dropRequests = define<{ seq: number; created_at: number }>({
  name: 'ledger_drop_requests',
  params: { seq: 'int8' },
  sqlite: `DELETE FROM request WHERE seq = @seq AND ${OVER} RETURNING seq, created_at`,
  postgres: `DELETE FROM request r USING {rows} WHERE r.seq = x.seq AND r.${OVER} RETURNING r.seq, r.created_at`,
});

export const emptyRequest = define<{ seq: number }>({
  name: 'ledger_empty_request',
  params: { seq: 'int8' },
  sqlite: `UPDATE request SET payload = NULL, is_whole_body = 0, result = '${EMPTIED}' WHERE seq = @seq AND ${OVER}
    RETURNING seq`,
  postgres: `UPDATE request r SET payload = NULL, is_whole_body = 0, result = '${EMPTIED}' FROM {rows}
    WHERE r.seq = x.seq AND r.${OVER} RETURNING r.seq`,
});

export const dropAttemptsOf = define<{ request: number }>({
  name: 'ledger_drop_attempts_of',
  params: { request: 'int8' },
  sqlite: 'DELETE FROM attempt WHERE request = @request RETURNING request',
  postgres: 'DELETE FROM attempt a USING {rows} WHERE a.request = x.request RETURNING a.request',
});

export const agedVerdicts = define<{ seq: number; at: number; has_hook: number }>({
  name: 'ledger_aged_verdicts',
  params: { owner: 'int8', after: 'int8', count: 'int8' },
  sqlite: `SELECT v.seq, v.at, CASE WHEN (SELECT 1 FROM hook h WHERE h.seq = v.hook) IS NULL THEN 0 ELSE 1 END AS has_hook
    FROM verdict v WHERE v.owner = @owner AND v.seq > @after ORDER BY v.seq LIMIT @count`,
  postgres: `SELECT v.* FROM {rows} CROSS JOIN LATERAL (
      SELECT v.seq, v.at, CASE WHEN (SELECT 1 FROM hook h WHERE h.seq = v.hook) IS NULL THEN 0 ELSE 1 END AS has_hook
      FROM verdict v WHERE v.owner = x.owner AND v.seq > x.after ORDER BY v.seq LIMIT x.count) v`,
});

export const dropVerdicts = define<{ seq: number }>({
  name: 'ledger_drop_verdicts',
  params: { seq: 'int8' },
  sqlite: 'DELETE FROM verdict WHERE seq = @seq RETURNING seq',
  postgres: 'DELETE FROM verdict v USING {rows} WHERE v.seq = x.seq RETURNING v.seq',
});

export const dropRejections = define<{ seq: number }>({
  name: 'ledger_drop_rejections',
  params: { owner: 'int8', before: 'int8', count: 'int8' },
  sqlite: `DELETE FROM rejection WHERE seq IN (SELECT seq FROM (
      SELECT seq, at FROM rejection WHERE owner = @owner ORDER BY seq LIMIT @count) o WHERE o.at < @before) RETURNING seq`,
  postgres: `DELETE FROM rejection r USING {rows} CROSS JOIN LATERAL (SELECT o.seq FROM (
      SELECT seq, at FROM rejection WHERE owner = x.owner ORDER BY seq LIMIT x.count) o WHERE o.at < x.before) g
    WHERE r.seq = g.seq RETURNING r.seq`,
});

export const retentionPlace = define<{ place: number; begun_at: number }>({
  name: 'ledger_retention_place',
  params: { pass: 'text', whose: 'int8' },
  sqlite: 'SELECT place, begun_at FROM retention_place WHERE pass = @pass AND whose = @whose',
  postgres: `SELECT p.place, p.begun_at FROM {rows}
    JOIN retention_place p ON p.pass = x.pass AND p.whose = x.whose`,
});

export const putRetentionPlace = define({
  name: 'ledger_put_retention_place',
  params: { pass: 'text', whose: 'int8', place: 'int8', begun_at: 'int8' },
  sqlite: `INSERT INTO retention_place (pass, whose, place, begun_at) VALUES (@pass, @whose, @place, @begun_at)
    ON CONFLICT (pass, whose) DO UPDATE SET place = excluded.place, begun_at = excluded.begun_at`,
  postgres: `INSERT INTO retention_place (pass, whose, place, begun_at) SELECT pass, whose, place, begun_at FROM {rows}
    ON CONFLICT (pass, whose) DO UPDATE SET place = excluded.place, begun_at = excluded.begun_at`,
});

/** When the oldest row of each table was made; null where there is none. */
export const oldestKept = define<{
  hook: number | null;
  request: number | null;
  verdict: number | null;
  rejection: number | null;
}>({
  name: 'ledger_oldest_kept',
  params: {},
  sqlite: oldest(),
  postgres: oldest(),
});

const NEWEST = 'SELECT received_at AS at FROM hook WHERE seq > 0 ORDER BY seq DESC LIMIT 1';

export const newestHook = define<{ at: number }>({
  name: 'ledger_newest_hook',
  params: {},
  sqlite: NEWEST,
  postgres: NEWEST,
});

function oldest(): string {
  const first = (table: string, column: string): string =>
    `(SELECT ${column} FROM ${table} WHERE seq > 0 ORDER BY seq LIMIT 1) AS ${table}`;
  return `SELECT ${first('hook', 'received_at')}, ${first('request', 'created_at')}, ${first('verdict', 'at')},
    ${first('rejection', 'at')}`;
}
