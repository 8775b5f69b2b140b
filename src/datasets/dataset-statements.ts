import { everyStatement, listStatements, type Statement } from '../store/index.js';

/** `open`: rows may come · `loaded`: it is whole · `removing`: its rows go, some at a time. */
export type DatasetState = 'open' | 'loaded' | 'removing';

/** As stored; `ask`, `reading` and `analysis` are JSON. */
export interface StoredDataset {
  readonly id: number;
  readonly publicId: string;
  readonly tenant: number;
  readonly mode: string;
  readonly type: string;
  readonly identifier: string | null;
  readonly filename: string | null;
  readonly ask: string;
  readonly reading: string;
  readonly state: DatasetState;
  /** Goes up with every move: whoever saw an earlier one writes nothing. */
  readonly turn: number;
  readonly bytes: number;
  readonly rows: number;
  /** Goes up with every change of what its rows say. */
  readonly edition: number;
  readonly analysis: string;
  readonly dueAt: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface StoredChunk {
  readonly dataset: number;
  /** The number of its first row; the first of all is 1. */
  readonly first: number;
  readonly rows: number;
  readonly data: Buffer;
}

const COLUMNS = `id, public_id AS "publicId", tenant, mode, type, identifier, filename, ask, reading, state, turn,
  bytes, rows, edition, analysis, due_at AS "dueAt", created_at AS "createdAt", updated_at AS "updatedAt"`;

export const insertDataset: Statement<{ id: number }> = {
  name: 'dataset_insert',
  params: {
    publicId: 'text',
    tenant: 'int8',
    mode: 'text',
    type: 'text',
    identifier: 'text',
    filename: 'text',
    ask: 'text',
    dueAt: 'int8',
    now: 'int8',
  },
  sqlite: `INSERT INTO dataset (public_id, tenant, mode, type, identifier, filename, ask, reading, state, turn, bytes,
      rows, edition, analysis, due_at, created_at, updated_at)
    VALUES (@publicId, @tenant, @mode, @type, @identifier, @filename, @ask, 'null', 'open', 1, 0, 0, 1, 'null', @dueAt,
      @now, @now) RETURNING id`,
  postgres: `INSERT INTO dataset (public_id, tenant, mode, type, identifier, filename, ask, reading, state, turn, bytes,
      rows, edition, analysis, due_at, created_at, updated_at)
    SELECT p, t, m, ty, i, f, a, 'null', 'open', 1, 0, 0, 1, 'null', d, n, n FROM unnest($1::text[], $2::int8[],
      $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int8[], $9::int8[])
      AS x(p, t, m, ty, i, f, a, d, n) RETURNING id`,
};

export const datasetByPublicId: Statement<StoredDataset> = {
  name: 'dataset_by_public_id',
  params: { publicId: 'text' },
  sqlite: `SELECT ${COLUMNS} FROM dataset WHERE public_id = @publicId`,
  postgres: `SELECT d.* FROM unnest($1::text[]) AS x(p) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM dataset WHERE public_id = x.p) d`,
};

export const datasetById: Statement<StoredDataset> = {
  name: 'dataset_by_id',
  params: { id: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM dataset WHERE id = @id`,
  postgres: `SELECT d.* FROM unnest($1::int8[]) AS x(i) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM dataset WHERE id = x.i) d`,
};

export const datasetsOfTenant = listStatements<StoredDataset>({
  name: 'dataset_of_tenant',
  table: 'dataset',
  columns: COLUMNS,
  params: { tenant: 'int8', identifier: 'text', type: 'text', mode: 'text', state: 'text' },
  where: 'tenant = @tenant',
  key: 'id',
  filter:
    "state <> 'removing' AND (@identifier IS NULL OR identifier = @identifier) AND (@type IS NULL OR type = @type) " +
    'AND (@mode IS NULL OR mode = @mode) AND (@state IS NULL OR state = @state)',
});

export const dueDatasets: Statement<StoredDataset> = {
  name: 'dataset_due',
  params: { now: 'int8', count: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM dataset WHERE due_at <= @now ORDER BY due_at LIMIT @count`,
  postgres: `SELECT d.* FROM unnest($1::int8[], $2::int8[]) AS x(now, n) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM dataset WHERE due_at <= x.now ORDER BY due_at LIMIT x.n) d`,
};

/** Only where nobody moved it meanwhile. */
export const moveDataset: Statement<{ id: number }> = {
  name: 'dataset_move',
  params: {
    id: 'int8',
    turn: 'int8',
    identifier: 'text',
    filename: 'text',
    ask: 'text',
    reading: 'text',
    state: 'text',
    bytes: 'int8',
    rows: 'int8',
    edition: 'int8',
    analysis: 'text',
    dueAt: 'int8',
    now: 'int8',
  },
  sqlite: `UPDATE dataset SET turn = turn + 1, identifier = @identifier, filename = @filename, ask = @ask,
      reading = @reading, state = @state, bytes = @bytes, rows = @rows, edition = @edition, analysis = @analysis,
      due_at = @dueAt, updated_at = @now
    WHERE id = @id AND turn = @turn RETURNING id`,
  postgres: `UPDATE dataset d SET turn = d.turn + 1, identifier = x.i, filename = x.f, ask = x.a, reading = x.r,
      state = x.s, bytes = x.b, rows = x.ro, edition = x.e, analysis = x.an, due_at = x.du, updated_at = x.n
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int8[],
        $9::int8[], $10::int8[], $11::text[], $12::int8[], $13::int8[])
      AS x(id, t, i, f, a, r, s, b, ro, e, an, du, n)
    WHERE d.id = x.id AND d.turn = x.t RETURNING d.id`,
};

export const removeDataset: Statement = {
  name: 'dataset_remove',
  params: { id: 'int8' },
  sqlite: 'DELETE FROM dataset WHERE id = @id',
  postgres: 'DELETE FROM dataset d USING unnest($1::int8[]) AS x(i) WHERE d.id = x.i',
};

export const insertChunks: Statement = {
  name: 'dataset_chunk_insert',
  params: { dataset: 'int8', first: 'int8', rows: 'int8', data: 'bytes' },
  sqlite: 'INSERT INTO dataset_chunk (dataset, first, rows, data) VALUES (@dataset, @first, @rows, @data)',
  postgres: `INSERT INTO dataset_chunk (dataset, first, rows, data)
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::bytea[])`,
};

/** From the chunk that holds a row on. */
export const chunksFrom: Statement<StoredChunk> = {
  name: 'dataset_chunks_from',
  params: { dataset: 'int8', first: 'int8', count: 'int8' },
  sqlite: `SELECT dataset, first, rows, data FROM dataset_chunk WHERE dataset = @dataset AND first >= @first
    ORDER BY first LIMIT @count`,
  postgres: `SELECT c.* FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS x(d, f, n) CROSS JOIN LATERAL
    (SELECT dataset, first, rows, data FROM dataset_chunk WHERE dataset = x.d AND first >= x.f
      ORDER BY first LIMIT x.n) c ORDER BY c.first`,
};

/** The one chunk that begins at or before a row: where there is such a row, it holds it. */
export const chunkBefore: Statement<StoredChunk> = {
  name: 'dataset_chunk_before',
  params: { dataset: 'int8', row: 'int8' },
  sqlite: `SELECT dataset, first, rows, data FROM dataset_chunk WHERE dataset = @dataset AND first <= @row
    ORDER BY first DESC LIMIT 1`,
  postgres: `SELECT c.* FROM unnest($1::int8[], $2::int8[]) AS x(d, r) CROSS JOIN LATERAL
    (SELECT dataset, first, rows, data FROM dataset_chunk WHERE dataset = x.d AND first <= x.r
      ORDER BY first DESC LIMIT 1) c`,
};

export const writeChunk: Statement = {
  name: 'dataset_chunk_write',
  params: { dataset: 'int8', first: 'int8', data: 'bytes' },
  sqlite: 'UPDATE dataset_chunk SET data = @data WHERE dataset = @dataset AND first = @first',
  postgres: `UPDATE dataset_chunk c SET data = x.b FROM unnest($1::int8[], $2::int8[], $3::bytea[]) AS x(d, f, b)
    WHERE c.dataset = x.d AND c.first = x.f`,
};

/** The first of what is left. */
export const dropChunks: Statement<{ first: number }> = {
  name: 'dataset_chunk_drop',
  params: { dataset: 'int8', count: 'int8' },
  sqlite: `DELETE FROM dataset_chunk WHERE dataset = @dataset AND first IN
    (SELECT first FROM dataset_chunk WHERE dataset = @dataset ORDER BY first LIMIT @count) RETURNING first`,
  postgres: `DELETE FROM dataset_chunk c USING unnest($1::int8[], $2::int8[]) AS x(d, n) WHERE c.dataset = x.d
    AND c.first IN (SELECT first FROM dataset_chunk WHERE dataset = x.d ORDER BY first LIMIT x.n) RETURNING c.first`,
};

/** By number, which is by age. */
export const datasetsBehind: Statement<StoredDataset> = {
  name: 'dataset_behind',
  params: { after: 'int8', count: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM dataset WHERE id > @after ORDER BY id LIMIT @count`,
  postgres: `SELECT d.* FROM unnest($1::int8[], $2::int8[]) AS x(a, n) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM dataset WHERE id > x.a ORDER BY id LIMIT x.n) d`,
};

export const DATASET_STATEMENTS: readonly Statement[] = [
  insertDataset,
  datasetByPublicId,
  datasetById,
  ...everyStatement(datasetsOfTenant),
  dueDatasets,
  moveDataset,
  removeDataset,
  insertChunks,
  chunksFrom,
  chunkBefore,
  writeChunk,
  dropChunks,
  datasetsBehind,
];
