import { everyStatement, listStatements, type Statement } from '../store/index.js';

export const IMPORT_STATES = [
  'analysing',
  'needs_review',
  'running',
  'paused',
  'completed',
  'failed',
  'cancelled',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** `import`: only new records · `update`: only those there are · `both` · `undo`: takes another import back. */
export const IMPORT_ACTIONS = ['import', 'update', 'both', 'undo'] as const;
export type ImportAction = (typeof IMPORT_ACTIONS)[number];

/** As stored; `ask` and `far` are JSON. */
export interface StoredImport {
  readonly id: number;
  readonly publicId: string;
  readonly tenant: number;
  readonly dataset: number;
  readonly connection: number;
  readonly action: ImportAction;
  readonly undoes: number | null;
  readonly ask: string;
  readonly state: ImportState;
  readonly turn: number;
  readonly far: string;
  readonly dueAt: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface StoredOutcome {
  readonly first: number;
  /** Rows that are not over. */
  readonly open: number;
  readonly outcome: Buffer;
}

const COLUMNS = `id, public_id AS "publicId", tenant, dataset, connection, action, undoes, ask, state, turn, far,
  due_at AS "dueAt", created_at AS "createdAt", updated_at AS "updatedAt"`;

export const insertImport: Statement<{ id: number }> = {
  name: 'import_insert',
  params: {
    publicId: 'text',
    tenant: 'int8',
    dataset: 'int8',
    connection: 'int8',
    action: 'text',
    undoes: 'int8',
    ask: 'text',
    state: 'text',
    far: 'text',
    now: 'int8',
  },
  sqlite: `INSERT INTO dataset_import (public_id, tenant, dataset, connection, action, undoes, ask, state, turn, far,
      due_at, created_at, updated_at)
    VALUES (@publicId, @tenant, @dataset, @connection, @action, @undoes, @ask, @state, 1, @far, @now, @now, @now)
    RETURNING id`,
  postgres: `INSERT INTO dataset_import (public_id, tenant, dataset, connection, action, undoes, ask, state, turn, far,
      due_at, created_at, updated_at)
    SELECT p, t, d, c, a, u, k, s, 1, f, n, n, n FROM unnest($1::text[], $2::int8[], $3::int8[], $4::int8[], $5::text[],
      $6::int8[], $7::text[], $8::text[], $9::text[], $10::int8[]) AS x(p, t, d, c, a, u, k, s, f, n) RETURNING id`,
};

export const importByPublicId: Statement<StoredImport> = {
  name: 'import_by_public_id',
  params: { publicId: 'text' },
  sqlite: `SELECT ${COLUMNS} FROM dataset_import WHERE public_id = @publicId`,
  postgres: `SELECT i.* FROM unnest($1::text[]) AS x(p) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM dataset_import WHERE public_id = x.p) i`,
};

export const importById: Statement<StoredImport> = {
  name: 'import_by_id',
  params: { id: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM dataset_import WHERE id = @id`,
  postgres: `SELECT i.* FROM unnest($1::int8[]) AS x(n) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM dataset_import WHERE id = x.n) i`,
};

export const importsOfTenant = listStatements<StoredImport>({
  name: 'import_of_tenant',
  table: 'dataset_import',
  columns: COLUMNS,
  params: { tenant: 'int8', dataset: 'int8', state: 'text', action: 'text' },
  where: 'tenant = @tenant',
  key: 'id',
  filter:
    '(@dataset IS NULL OR dataset = @dataset) AND (@state IS NULL OR state = @state) AND ' +
    '(@action IS NULL OR action = @action)',
});

/** The newest first. */
export const importsOfDataset: Statement<StoredImport> = {
  name: 'import_of_dataset',
  params: { dataset: 'int8', count: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM dataset_import WHERE dataset = @dataset ORDER BY id DESC LIMIT @count`,
  postgres: `SELECT i.* FROM unnest($1::int8[], $2::int8[]) AS x(d, n) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM dataset_import WHERE dataset = x.d ORDER BY id DESC LIMIT x.n) i`,
};

export const dueImports: Statement<StoredImport> = {
  name: 'import_due',
  params: { now: 'int8', count: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM dataset_import WHERE due_at <= @now ORDER BY due_at LIMIT @count`,
  postgres: `SELECT i.* FROM unnest($1::int8[], $2::int8[]) AS x(now, n) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM dataset_import WHERE due_at <= x.now ORDER BY due_at LIMIT x.n) i`,
};

/** Only where nobody moved it meanwhile. */
export const moveImport: Statement<{ id: number }> = {
  name: 'import_move',
  params: { id: 'int8', turn: 'int8', ask: 'text', state: 'text', far: 'text', dueAt: 'int8', now: 'int8' },
  sqlite: `UPDATE dataset_import SET turn = turn + 1, ask = @ask, state = @state, far = @far, due_at = @dueAt, updated_at = @now
    WHERE id = @id AND turn = @turn RETURNING id`,
  postgres: `UPDATE dataset_import i SET turn = i.turn + 1, ask = x.a, state = x.s, far = x.f, due_at = x.d, updated_at = x.n
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[], $5::text[], $6::int8[], $7::int8[])
      AS x(i, t, a, s, f, d, n)
    WHERE i.id = x.i AND i.turn = x.t RETURNING i.id`,
};

export const removeImport: Statement = {
  name: 'import_remove',
  params: { id: 'int8' },
  sqlite: 'DELETE FROM dataset_import WHERE id = @id',
  postgres: 'DELETE FROM dataset_import i USING unnest($1::int8[]) AS x(n) WHERE i.id = x.n',
};

export const putOutcome: Statement = {
  name: 'import_chunk_put',
  params: { import: 'int8', first: 'int8', open: 'int8', outcome: 'bytes' },
  sqlite: `INSERT INTO import_chunk (import, first, open, outcome) VALUES (@import, @first, @open, @outcome)
    ON CONFLICT (import, first) DO UPDATE SET open = excluded.open, outcome = excluded.outcome`,
  postgres: `INSERT INTO import_chunk (import, first, open, outcome)
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::bytea[])
    ON CONFLICT (import, first) DO UPDATE SET open = excluded.open, outcome = excluded.outcome`,
};

const OUTCOME = 'first, open, outcome';

export const openOutcomes: Statement<StoredOutcome> = {
  name: 'import_chunk_open',
  params: { import: 'int8', count: 'int8' },
  sqlite: `SELECT ${OUTCOME} FROM import_chunk WHERE import = @import AND open > 0 ORDER BY first LIMIT @count`,
  postgres: `SELECT c.* FROM unnest($1::int8[], $2::int8[]) AS x(i, n) CROSS JOIN LATERAL
    (SELECT ${OUTCOME} FROM import_chunk WHERE import = x.i AND open > 0 ORDER BY first LIMIT x.n) c`,
};

/** The one that begins at or before a row. */
export const outcomeBefore: Statement<StoredOutcome> = {
  name: 'import_chunk_before',
  params: { import: 'int8', row: 'int8' },
  sqlite: `SELECT ${OUTCOME} FROM import_chunk WHERE import = @import AND first <= @row ORDER BY first DESC LIMIT 1`,
  postgres: `SELECT c.* FROM unnest($1::int8[], $2::int8[]) AS x(i, r) CROSS JOIN LATERAL
    (SELECT ${OUTCOME} FROM import_chunk WHERE import = x.i AND first <= x.r ORDER BY first DESC LIMIT 1) c`,
};

export const dropOutcomes: Statement<{ first: number }> = {
  name: 'import_chunk_drop',
  params: { import: 'int8', count: 'int8' },
  sqlite: `DELETE FROM import_chunk WHERE import = @import AND first IN
    (SELECT first FROM import_chunk WHERE import = @import ORDER BY first LIMIT @count) RETURNING first`,
  postgres: `DELETE FROM import_chunk c USING unnest($1::int8[], $2::int8[]) AS x(i, n) WHERE c.import = x.i
    AND c.first IN (SELECT first FROM import_chunk WHERE import = x.i ORDER BY first LIMIT x.n) RETURNING c.first`,
};

export const IMPORT_STATEMENTS: readonly Statement[] = [
  insertImport,
  importByPublicId,
  importById,
  ...everyStatement(importsOfTenant),
  importsOfDataset,
  dueImports,
  moveImport,
  removeImport,
  putOutcome,
  openOutcomes,
  outcomeBefore,
  dropOutcomes,
];
