import type { FieldMapping } from '@hookyard/sdk';

import type { LookupTable } from './collection-options.js';

/** The translation that reads another backwards. */
export function reversedTableName(name: string): string {
  return `${name} (reversed)`;
}

/** A mapping the other way round, or why there is none. */
export type Turned =
  | {
      readonly kind: 'turned';
      readonly mapping: FieldMapping;
      readonly message?: string;
      readonly table?: readonly [string, LookupTable];
    }
  | { readonly kind: 'left-out'; readonly message: string };

const ITEM_OF_LIST = /(^|\.)\d+(\.|$)/;

/** A path may read an item of a list by its number; written, the number would be a name. */
export function fieldTurned(source: string, target: string): Turned {
  if (ITEM_OF_LIST.test(source))
    return { kind: 'left-out', message: `'${source}' is an item of a list, which cannot be written alone` };
  return { kind: 'turned', mapping: { kind: 'field', source: target, target: source } };
}
