import type { CollectionDefinition, Direction, MatchKey } from '@hookyard/sdk';

import { turnLists } from './children/reverse-children.js';
import type { LookupTable, LookupTables } from './collection-options.js';
import { turnMappings, type ReverseNote } from './reverse-mappings.js';

export interface Reversed {
  readonly definition: CollectionDefinition;
  /** The translations it needs, made of those of the original; what is there already under that name is the same. */
  readonly translations: LookupTables;
  readonly notes: readonly ReverseNote[];
}

export interface ReverseOptions {
  readonly name: string;
  /** The tenant's translations: those that the collection names, and those that the reversed one would. */
  readonly tables: LookupTables;
}

/**
 * The collection that brings back what another one sends: the direction flipped, Field and one-to-one Lookup mappings
 * read backwards, of child lists too. It guesses nothing: what has no way back is left out and said.
 */
export function reverseCollection(definition: CollectionDefinition, options: ReverseOptions): Reversed {
  const { type, syncType, order } = definition;
  const direction: Direction = definition.direction === 'TO' ? 'FROM' : 'TO';
  const notes: ReverseNote[] = [];
  const translations: Record<string, LookupTable> = {};
  const turning = { direction: definition.direction, tables: options.tables, notes, translations };
  const { mappings, sourceOf } = turnMappings(definition.mappings, '', turning);
  const match = matchOf(definition, sourceOf, notes);
  const children = turnLists(definition.children ?? [], { place: '', taken: mappings }, turning);
  notes.push(...partsLeft(definition));
  const parts = { ...(order === undefined ? {} : { order }), ...(match ? { match } : {}) };
  const lists = children.length > 0 ? { children } : {};
  return {
    definition: { name: options.name, type, direction, syncType, ...parts, mappings, ...lists },
    translations,
    notes,
  };
}

/** Keys name fields of what is written: on the way back those are the ones that were read. */
function matchOf(
  { match }: CollectionDefinition,
  sourceOf: ReadonlyMap<string, string>,
  notes: ReverseNote[],
): MatchKey[] | undefined {
  const carried = (match ?? []).flatMap((key, index): MatchKey[] => {
    const name = typeof key === 'string' ? key : key.field;
    const source = sourceOf.get(name);
    if (source !== undefined) return [typeof key === 'string' ? source : { ...key, field: source }];
    const message = `'${name}' is written by no mapping that was turned round`;
    notes.push({ field: `match.${index}`, target: null, kind: 'left-out', message });
    return [];
  });
  return carried.length > 0 ? carried : undefined;
}

/** The parts that say something about one direction, or about the record of one side. */
function partsLeft(definition: CollectionDefinition): ReverseNote[] {
  const why: readonly (readonly [keyof CollectionDefinition, string])[] = [
    ['filter', 'it reads the record of the other side'],
    ['errorFilter', 'it reads the record of the other side'],
    ['collision', 'only what writes to a system meets records that are there already'],
    ['onMissing', 'only what writes to a system finds records gone'],
    ['conflict', 'conflicts are settled on the way into the hub'],
    ['conflictByField', 'conflicts are settled on the way into the hub'],
  ];
  return why.flatMap(([field, message]) =>
    definition[field] === undefined ? [] : [{ field, target: null, kind: 'left-out' as const, message }],
  );
}
