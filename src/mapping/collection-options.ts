import type { Json } from '@hookyard/sdk';

import type { HostFunctions } from '../expressions/index.js';

/** Value tables by name: `{ "countries": { "NO": "Norway" } }`. */
export type LookupTables = Readonly<Record<string, Readonly<Record<string, Json>>>>;

export interface CollectionOptions {
  /** The definition came with a code connector on disk. */
  readonly trusted: boolean;
  /** The connector's formulas. */
  readonly functions?: HostFunctions;
  readonly tables?: LookupTables;
}
