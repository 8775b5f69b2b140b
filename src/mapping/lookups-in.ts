import type { ChildMapping, CollectionDefinition, FieldMapping } from '@hookyard/sdk';

import type { LookupMapping } from './lookup.js';

/** One lookup of a collection, under the names that values it has no row for are told by. */
export interface PlacedLookup {
  /** `children.0.mappings.2`. */
  readonly field: string;
  /** `lines.status`. */
  readonly target: string;
  readonly source: string;
  readonly mapping: LookupMapping;
}

/** Every lookup of a definition: of the record, of its lists at any depth, of rows. */
export function lookupsIn({
  mappings,
  children = [],
}: Pick<CollectionDefinition, 'children' | 'mappings'>): PlacedLookup[] {
  return [
    ...placed(mappings, { field: '', target: '', source: '' }),
    ...children.flatMap((list, index) =>
      ofList(list, { field: `children.${index}.`, target: '', source: '' }),
    ),
  ];
}

/** What stands before the names of a place. */
interface Place {
  readonly field: string;
  readonly target: string;
  readonly source: string;
}

function ofList(list: ChildMapping, above: Place): PlacedLookup[] {
  const { source, rows = [], children = [] } = list;
  const { field } = above;
  const target = `${above.target}${list.target}.`;
  const inside = { field, target, source: `${above.source}${source ?? ''}.` };
  return [
    ...placed(list.mappings, inside),
    ...rows.flatMap(({ mappings }, index) =>
      placed(mappings, { field: `${field}rows.${index}.`, target, source: above.source }),
    ),
    ...children.flatMap((child, index) => ofList(child, { ...inside, field: `${field}children.${index}.` })),
  ];
}

function placed(mappings: readonly FieldMapping[], { field, target, source }: Place): PlacedLookup[] {
  return mappings.flatMap((mapping, index) => {
    if (mapping.kind !== 'lookup') return [];
    const names = { target: `${target}${mapping.target}`, source: `${source}${mapping.source}` };
    return [{ field: `${field}mappings.${index}`, ...names, mapping }];
  });
}
