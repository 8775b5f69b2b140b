import { isDeepStrictEqual } from 'node:util';

import type { CollectionDefinition, FieldMapping } from '@hookyard/sdk';

import type { LookupTable } from './collection-options.js';

/** What is different between two definitions of a collection. */
export interface CollectionDifference {
  /** `[before, after]` of each part but the mappings; null where it is not there. */
  readonly parts: Readonly<Record<string, readonly [unknown, unknown]>>;
  readonly mappings: {
    readonly added: readonly FieldMapping[];
    readonly removed: readonly FieldMapping[];
    /** Those that write the same target otherwise. */
    readonly changed: readonly { readonly before: FieldMapping; readonly after: FieldMapping }[];
  };
}

/** Mappings are held against each other by what they write: their order means nothing. */
export function collectionDifference(
  before: CollectionDefinition,
  after: CollectionDefinition,
): CollectionDifference {
  const { mappings: was, ...partsBefore } = before;
  const { mappings: is, ...partsAfter } = after;
  const old = new Map(was.map((mapping) => [mapping.target, mapping]));
  const present = new Set(is.map(({ target }) => target));
  const names = Object.keys({ ...partsBefore, ...partsAfter }) as (keyof typeof partsAfter)[];
  const changedParts = names.filter((name) => !isDeepStrictEqual(partsBefore[name], partsAfter[name]));
  return {
    parts: Object.fromEntries(
      changedParts.map((name) => [name, [partsBefore[name] ?? null, partsAfter[name] ?? null]]),
    ),
    mappings: {
      added: is.filter(({ target }) => !old.has(target)),
      removed: was.filter(({ target }) => !present.has(target)),
      changed: is.flatMap((mapping) => {
        const earlier = old.get(mapping.target);
        return earlier && !isDeepStrictEqual(earlier, mapping) ? [{ before: earlier, after: mapping }] : [];
      }),
    },
  };
}

export function isSameTable(one: LookupTable, other: LookupTable): boolean {
  return isDeepStrictEqual({ ...one.rows }, { ...other.rows }) && one.default === other.default;
}
