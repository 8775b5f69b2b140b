/**
 * The Ingestion API: files and lists that are handed in. In come bytes of CSV and JSON, however they are cut, and
 * questions of people; out go requests through the gate, a row each, and what became of every one. It promises that a
 * row is counted when all of it is stored, that an import queues each row once whatever process dies, and that nothing
 * is taken back which somebody changed since. It refuses what cannot be read as rows, and to hold more of a file in
 * memory than a chunk.
 */
export { COLUMN_TYPES } from './columns.js';
export type { Column } from './columns.js';
export { DATASET_STATEMENTS } from './dataset-statements.js';
export { DatasetForgetting } from './dataset-forgetting.js';
export { DatasetStore } from './dataset.store.js';
export { Datasets } from './datasets.service.js';
export { DatasetRows } from './dataset-rows.service.js';
export type { DatasetRowInfo } from './dataset-rows.service.js';
export type { DatasetInfo, Hand } from './datasets.service.js';
export { DueDatasets } from './due-datasets.js';
export { DueImports } from './due-imports.js';
export { IMPORT_ACTIONS, IMPORT_STATEMENTS, IMPORT_STATES } from './import-statements.js';
export { ImportStore } from './import.store.js';
export { ImportWalk } from './import-walk.js';
export { Imports } from './imports.service.js';
export type { ImportedRow, ImportInfo } from './imports.service.js';
export { OUTCOMES } from './outcomes.js';
export type { RowOutcome } from './outcomes.js';
export { RowErasing } from './row-erasing.js';
export type { RowName } from './row-erasing.js';
export { UndoWalk } from './undo-walk.js';
