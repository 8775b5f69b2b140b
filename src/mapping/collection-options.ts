import type { Json } from '@hookyard/sdk';

import type { HostFunctions } from '../expressions/index.js';

/** A stored table of values: `{ "rows": { "NO": "Norway" }, "default": "Elsewhere" }`. */
export interface LookupTable {
  readonly rows: Readonly<Record<string, Json>>;
  /** For values without a row. */
  readonly default?: Json;
}

/** Tables by name. */
export type LookupTables = Readonly<Record<string, LookupTable>>;

export interface CollectionOptions {
  /** The definition came with a code connector on disk. */
  readonly trusted: boolean;
  /** The connector's formulas. */
  readonly functions?: HostFunctions;
  readonly tables?: LookupTables;
}
