import type { ReconcileKind } from '../flow/index.js';
import { everyStatement, listStatements, type Statement } from '../store/index.js';

export type ReconcileState =
  'listing' | 'comparing' | 'planned' | 'running' | 'done' | 'cancelled' | 'expired';

/** As stored; JSON where the type says text. */
export interface StoredReconcile {
  readonly id: number;
  readonly publicId: string;
  readonly tenant: number;
  readonly connection: number;
  readonly type: string;
  readonly scope: string;
  readonly since: number | null;
  readonly pageSize: number;
  readonly cause: string;
  readonly state: ReconcileState;
  readonly request: number;
  readonly cursor: string | null;
  readonly place: string;
  readonly pages: number;
  readonly listed: number;
  readonly counts: string;
  readonly samples: string;
  readonly wanted: string | null;
  readonly queued: number;
  readonly folded: number;
  readonly refused: number;
  readonly reasons: string;
  readonly problem: string | null;
  readonly dueAt: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

const COLUMNS = `id, public_id AS "publicId", tenant, connection, type, scope, since, page_size AS "pageSize", cause, state,
  request, cursor, place, pages, listed, counts, samples, wanted, queued, folded, refused, reasons, problem,
  due_at AS "dueAt", created_at AS "createdAt", updated_at AS "updatedAt"`;

export const insertReconcile: Statement<{ id: number }> = {
  name: 'reconcile_insert',
  params: {
    publicId: 'text',
    tenant: 'int8',
    connection: 'int8',
    type: 'text',
    scope: 'text',
    since: 'int8',
    pageSize: 'int8',
    cause: 'text',
    wanted: 'text',
    dueAt: 'int8',
    now: 'int8',
  },
  sqlite: `INSERT INTO reconcile (public_id, tenant, connection, type, scope, since, page_size, cause, wanted, state,
      due_at, created_at, updated_at)
    VALUES (@publicId, @tenant, @connection, @type, @scope, @since, @pageSize, @cause, @wanted, 'listing', @dueAt, @now,
      @now) RETURNING id`,
  postgres: `INSERT INTO reconcile (public_id, tenant, connection, type, scope, since, page_size, cause, wanted, state,
      due_at, created_at, updated_at)
    SELECT p, t, c, y, s, si, ps, ca, w, 'listing', d, n, n FROM unnest($1::text[], $2::int8[], $3::int8[], $4::text[],
      $5::text[], $6::int8[], $7::int8[], $8::text[], $9::text[], $10::int8[], $11::int8[])
      AS x(p, t, c, y, s, si, ps, ca, w, d, n) RETURNING id`,
};

export const reconcileById: Statement<StoredReconcile> = {
  name: 'reconcile_by_id',
  params: { id: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM reconcile WHERE id = @id`,
  postgres: `SELECT r.* FROM unnest($1::int8[]) AS x(i) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM reconcile WHERE id = x.i) r`,
};

export const reconcileByPublicId: Statement<StoredReconcile> = {
  name: 'reconcile_by_public_id',
  params: { publicId: 'text' },
  sqlite: `SELECT ${COLUMNS} FROM reconcile WHERE public_id = @publicId`,
  postgres: `SELECT r.* FROM unnest($1::text[]) AS x(i) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM reconcile WHERE public_id = x.i) r`,
};

export const reconcilesOfConnection = listStatements<StoredReconcile>({
  name: 'reconcile_of_connection',
  table: 'reconcile',
  columns: COLUMNS,
  params: { connection: 'int8', type: 'text', state: 'text' },
  where: 'connection = @connection',
  key: 'id',
  filter: '(@type IS NULL OR type = @type) AND (@state IS NULL OR state = @state)',
});

export const dueReconciles: Statement<StoredReconcile> = {
  name: 'reconcile_due',
  params: { now: 'int8', count: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM reconcile WHERE due_at <= @now ORDER BY due_at LIMIT @count`,
  postgres: `SELECT r.* FROM unnest($1::int8[], $2::int8[]) AS x(now, n) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM reconcile WHERE due_at <= x.now ORDER BY due_at LIMIT x.n) r`,
};

/** Writes everything that moves, where nobody moved it meanwhile; the listing may move before its number is known. */
export const moveReconcile: Statement<{ id: number }> = {
  name: 'reconcile_move',
  params: {
    id: 'int8',
    seenState: 'text',
    seenPages: 'int8',
    seenPlace: 'text',
    state: 'text',
    request: 'int8',
    cursor: 'text',
    place: 'text',
    pages: 'int8',
    listed: 'int8',
    counts: 'text',
    samples: 'text',
    wanted: 'text',
    queued: 'int8',
    folded: 'int8',
    refused: 'int8',
    reasons: 'text',
    dueAt: 'int8',
    now: 'int8',
  },
  sqlite: `UPDATE reconcile SET state = @state, request = CASE WHEN @request > 0 THEN @request ELSE request END,
      cursor = @cursor, place = @place, pages = @pages,
      listed = @listed, counts = @counts, samples = @samples, wanted = @wanted, queued = @queued, folded = @folded,
      refused = @refused, reasons = @reasons, due_at = @dueAt, updated_at = @now
    WHERE id = @id AND state = @seenState AND pages = @seenPages AND place = @seenPlace RETURNING id`,
  postgres: `UPDATE reconcile r SET state = x.s, request = CASE WHEN x.q > 0 THEN x.q ELSE r.request END, cursor = x.c, place = x.p, pages = x.g, listed = x.l,
      counts = x.co, samples = x.sa, wanted = x.w, queued = x.qu, folded = x.f, refused = x.re, reasons = x.rs,
      due_at = x.d, updated_at = x.n
    FROM unnest($1::int8[], $2::text[], $3::int8[], $4::text[], $5::text[], $6::int8[], $7::text[], $8::text[],
      $9::int8[], $10::int8[], $11::text[], $12::text[], $13::text[], $14::int8[], $15::int8[], $16::int8[],
      $17::text[], $18::int8[], $19::int8[]) AS x(i, ss, sg, sp, s, q, c, p, g, l, co, sa, w, qu, f, re, rs, d, n)
    WHERE r.id = x.i AND r.state = x.ss AND r.pages = x.sg AND r.place = x.sp RETURNING r.id`,
};

/** The right to take the next page; it comes back by itself should its holder die. */
export const claimReconcile: Statement<{ id: number }> = {
  name: 'reconcile_claim',
  params: { id: 'int8', seen: 'int8', until: 'int8' },
  sqlite: 'UPDATE reconcile SET due_at = @until WHERE id = @id AND due_at = @seen RETURNING id',
  postgres: `UPDATE reconcile r SET due_at = x.u FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS x(i, s, u)
    WHERE r.id = x.i AND r.due_at = x.s RETURNING r.id`,
};

export const removeReconcile: Statement = {
  name: 'reconcile_remove',
  params: { id: 'int8' },
  sqlite: 'DELETE FROM reconcile WHERE id = @id',
  postgres: 'DELETE FROM reconcile r USING unnest($1::int8[]) AS x(i) WHERE r.id = x.i',
};

/** A record that was seen before, on a page asked for twice or on two pages, counts once. */
export const markSeen: Statement<{ externalId: string; kind: ReconcileKind }> = {
  name: 'reconcile_mark',
  params: { reconcile: 'int8', externalId: 'text', kind: 'text', version: 'text' },
  sqlite: `INSERT INTO reconcile_seen (reconcile, external_id, kind, version)
    VALUES (@reconcile, @externalId, @kind, @version)
    ON CONFLICT (reconcile, external_id) DO NOTHING RETURNING external_id AS "externalId", kind`,
  postgres: `INSERT INTO reconcile_seen (reconcile, external_id, kind, version)
    SELECT * FROM unnest($1::int8[], $2::text[], $3::text[], $4::text[])
    ON CONFLICT (reconcile, external_id) DO NOTHING RETURNING external_id AS "externalId", kind`,
};

export const marksAfter: Statement<{
  externalId: string;
  kind: ReconcileKind;
  version: string | null;
}> = {
  name: 'reconcile_marks',
  params: { reconcile: 'int8', place: 'text', count: 'int8' },
  sqlite: `SELECT external_id AS "externalId", kind, version FROM reconcile_seen
    WHERE reconcile = @reconcile AND external_id > @place ORDER BY external_id LIMIT @count`,
  postgres: `SELECT s.* FROM unnest($1::int8[], $2::text[], $3::int8[]) AS x(r, p, n) CROSS JOIN LATERAL
    (SELECT external_id AS "externalId", kind, version FROM reconcile_seen
      WHERE reconcile = x.r AND external_id > x.p COLLATE "C" ORDER BY external_id LIMIT x.n) s`,
};

export const dropMarks: Statement<{ reconcile: number }> = {
  name: 'reconcile_drop_marks',
  params: { reconcile: 'int8', count: 'int8' },
  sqlite: `DELETE FROM reconcile_seen WHERE reconcile = @reconcile AND external_id IN (SELECT external_id
    FROM reconcile_seen WHERE reconcile = @reconcile ORDER BY external_id LIMIT @count) RETURNING reconcile`,
  postgres: `DELETE FROM reconcile_seen s USING (SELECT o.* FROM unnest($1::int8[], $2::int8[]) AS x(r, n)
      CROSS JOIN LATERAL (SELECT reconcile, external_id FROM reconcile_seen WHERE reconcile = x.r
        ORDER BY external_id LIMIT x.n) o) old
    WHERE s.reconcile = old.reconcile AND s.external_id = old.external_id RETURNING s.reconcile`,
};

/** A page of a connection's links of a type, and whether the listing named them. */
export const linksAfter: Statement<{
  externalId: string;
  state: string;
  createdAt: number;
  isSeen: number;
}> = {
  name: 'reconcile_links',
  params: { reconcile: 'int8', connection: 'int8', type: 'text', place: 'text', count: 'int8' },
  sqlite: `SELECT l.external_id AS "externalId", l.state, l.created_at AS "createdAt", EXISTS (SELECT 1
      FROM reconcile_seen s WHERE s.reconcile = @reconcile AND s.external_id = l.external_id) AS "isSeen"
    FROM link l WHERE l.connection = @connection AND l.type = @type AND l.external_id > @place AND l.state <> 'ended'
    ORDER BY l.external_id LIMIT @count`,
  postgres: `SELECT p.external_id AS "externalId", p.state, p.created_at AS "createdAt", (SELECT count(*)
      FROM reconcile_seen s WHERE s.reconcile = x.r AND s.external_id = p.external_id COLLATE "C")::int AS "isSeen"
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[], $5::int8[]) AS x(r, c, t, p, n) CROSS JOIN LATERAL
    (SELECT external_id, state, created_at FROM link WHERE connection = x.c AND type = x.t AND external_id > x.p
      AND state <> 'ended' ORDER BY external_id LIMIT x.n) p`,
};

export const RECONCILE_STATEMENTS: readonly Statement[] = [
  insertReconcile,
  reconcileById,
  reconcileByPublicId,
  ...everyStatement(reconcilesOfConnection),
  dueReconciles,
  moveReconcile,
  claimReconcile,
  removeReconcile,
  markSeen,
  marksAfter,
  dropMarks,
  linksAfter,
];
