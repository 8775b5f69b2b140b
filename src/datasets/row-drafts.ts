import type { Draft, OnlyThis } from '../flow/index.js';
import type { ConnectionView } from '../registry/index.js';

import type { ReadRow } from './columns.js';
import type { DatasetRow } from './dataset.store.js';
import type { ImportAction } from './import-statements.js';

/**
 * What a row is called in its source. Rows of one identifier with the same key are the same record, whichever dataset
 * they came with; where no key is said, a row is itself alone.
 */
export function externalIdOf(
  { identifier, publicId, ask }: Pick<DatasetRow, 'ask' | 'identifier' | 'publicId'>,
  { key }: Pick<ReadRow, 'key'>,
  row: number,
): string {
  return ask.key === null || key === null ? `${publicId}:${row}` : `${identifier ?? publicId}:${key}`;
}

const ONLY: Readonly<Partial<Record<ImportAction, OnlyThis>>> = {
  import: { act: 'create' },
  update: { act: 'update' },
};

export interface DraftOf {
  readonly view: ConnectionView;
  readonly dataset: DatasetRow;
  readonly action: ImportAction;
  readonly root: number;
}

export function draftOfRow({ view, dataset, action, root }: DraftOf, row: ReadRow, number: number): Draft {
  const only = ONLY[action];
  return {
    origin: 'dataset',
    connection: view.number,
    direction: 'TO',
    mode: dataset.mode,
    scope: `${dataset.type}/${action === 'update' ? 'updated' : 'created'}`,
    recordId: externalIdOf(dataset, row, number),
    payload: row.payload,
    element: number,
    root,
    ...(only ? { only } : {}),
  };
}

/** A record that an import made and nobody changed since; what becomes of it is the guard's decision. */
export function draftOfRemoval(
  { view, dataset, root }: Omit<DraftOf, 'action'>,
  {
    externalId,
    version,
    row,
  }: { readonly externalId: string; readonly version: number; readonly row: number },
): Draft {
  return {
    origin: 'dataset',
    connection: view.number,
    direction: 'TO',
    mode: dataset.mode,
    scope: `${dataset.type}/deleted`,
    recordId: externalId,
    element: row,
    root,
    only: { act: 'delete', version },
  };
}
