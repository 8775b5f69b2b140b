import type { ChildMapping, CollectionDefinition, FieldMapping, JsonObject } from '@hookyard/sdk';

import { ignore } from '../errors/index.js';
import { compileCollection, type MappingContext } from './collection.js';
import type { CollectionOptions } from './collection-options.js';
import type { Untranslated } from './lookup.js';

/**
 * The values of a record and its children that lookups have no row for, each once, whatever is written in their place:
 * also where the mapping as a whole fails. Of a list whose filter cannot be computed nothing is known.
 */
export async function untranslatedIn(
  definition: CollectionDefinition,
  options: CollectionOptions,
  given: { readonly record: JsonObject; readonly context: MappingContext },
): Promise<readonly Untranslated[]> {
  const found = new Map<string, Untranslated>();
  const missed = (one: Untranslated): void => void found.set(JSON.stringify([one.target, one.value]), one);
  const { children = [], ...record } = definition;
  const parts = [{ ...record, mappings: lookupsOf(definition.mappings) }, ...children.map(listAlone(record))];
  for (const part of parts) {
    try {
      await compileCollection(part, options).map(given.record, { ...given.context, missed });
    } catch (error) {
      ignore(error, 'what fails besides is said of the mapping itself');
    }
  }
  return [...found.values()];
}

function listAlone(record: Omit<CollectionDefinition, 'children'>) {
  return (list: ChildMapping): CollectionDefinition => ({
    ...record,
    mappings: [],
    children: [lookupsOfList(list)],
  });
}

/** Without its key: children need not be told apart to be read. */
function lookupsOfList(given: ChildMapping): ChildMapping {
  const { key: _key, match: _match, partial: _partial, ...list } = given;
  const { mappings, rows, children } = list;
  return {
    ...list,
    mappings: lookupsOf(mappings),
    ...(rows ? { rows: rows.map((row) => ({ ...row, mappings: lookupsOf(row.mappings) })) } : {}),
    ...(children ? { children: children.map(lookupsOfList) } : {}),
  };
}

/** What parks a record for its first value would hide the others. */
function lookupsOf(mappings: readonly FieldMapping[]): FieldMapping[] {
  return mappings.flatMap((mapping) =>
    mapping.kind === 'lookup' ? [{ ...mapping, missing: 'keep' as const }] : [],
  );
}
