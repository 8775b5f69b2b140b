import type { Direction, FieldMapping } from '@hookyard/sdk';

import type { LookupTable, LookupTables } from './collection-options.js';
import { linkTurned } from './link.js';
import { invertLookup } from './reverse-lookup.js';
import { fieldTurned, type Turned } from './turned.js';

/** What a reversed collection does not carry over, or only in another form, and why. */
export interface ReverseNote {
  /** The place in the collection it was made of: `mappings.3`, `filter`, `children.0.filter`. */
  readonly field: string;
  /** What the mapping writes there; null for what is no mapping. */
  readonly target: string | null;
  readonly kind: 'left-out' | 'changed';
  readonly message: string;
}

/** What the parts of a definition are turned round with. */
export interface Turning {
  readonly direction: Direction;
  readonly tables: LookupTables;
  readonly notes: ReverseNote[];
  /** The translations that are needed besides. */
  readonly translations: Record<string, LookupTable>;
}

/** The mappings of one record. */
export interface TurnedMappings {
  readonly mappings: FieldMapping[];
  /** The field that is written on the way back, by the one that is read. */
  readonly sourceOf: ReadonlyMap<string, string>;
}

/** Where mappings stand: before their number, `children.0.` in lists, empty in the record itself. */
export function turnMappings(
  mappings: readonly FieldMapping[],
  place: string,
  turning: Turning,
): TurnedMappings {
  const turnedOnes: FieldMapping[] = [];
  const sourceOf = new Map<string, string>();
  for (const [index, mapping] of mappings.entries()) {
    const { target } = mapping;
    const turned = once(turn(mapping, place !== '', turning), turnedOnes);
    if (turned.message !== undefined) {
      const kind = turned.kind === 'turned' ? 'changed' : 'left-out';
      turning.notes.push({ field: `${place}mappings.${index}`, target, kind, message: turned.message });
    }
    if (turned.kind === 'left-out') continue;
    turnedOnes.push(turned.mapping);
    sourceOf.set(target, turned.mapping.target);
    if (turned.table) turning.translations[turned.table[0]] = turned.table[1];
  }
  return { mappings: turnedOnes, sourceOf };
}

/** Two fields were filled from one: on the way back only the first fills it. */
function once(turned: Turned, before: readonly FieldMapping[]): Turned {
  if (turned.kind === 'left-out') return turned;
  const { target } = turned.mapping;
  if (!before.some((mapping) => mapping.target === target)) return turned;
  return { kind: 'left-out', message: `'${target}' is written by an earlier mapping on the way back` };
}

function turn(mapping: FieldMapping, isChild: boolean, { direction, tables }: Turning): Turned {
  switch (mapping.kind) {
    case 'static':
      return { kind: 'left-out', message: 'a constant says nothing about where it would come from' };
    case 'field':
      return fieldTurned(mapping.source, mapping.target);
    case 'formula':
      return formulaTurned(mapping, { direction, isChild });
    case 'lookup':
      return invertLookup(mapping, tables);
    case 'link':
      return linkTurned(mapping);
  }
}

const PATH = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;
const WORDS: ReadonlySet<string> = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);
const CUSTOM_FIELD = /^\$CustomFields\.([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)$/;

/** A formula that only names a field is a Field by another name; every other one has no way back that could be told. */
function formulaTurned(
  mapping: Extract<FieldMapping, { kind: 'formula' }>,
  { direction, isChild }: { readonly direction: Direction; readonly isChild: boolean },
): Turned {
  const { target } = mapping;
  const expression = mapping.expression.trim();
  const [, custom] = CUSTOM_FIELD.exec(expression) ?? [];
  if (custom !== undefined && isChild)
    return { kind: 'left-out', message: 'the custom fields are those of the parent' };
  // FROM the hub they are fields of its record under one name; a connector tells its own apart by itself.
  if (custom !== undefined && direction === 'FROM') return fieldTurned(`customFields.${custom}`, target);
  if (custom !== undefined && target.startsWith('customFields.'))
    return {
      kind: 'left-out',
      message: 'the connector writes the custom fields of the hub without a mapping',
    };
  if (PATH.test(expression) && !WORDS.has(expression)) return fieldTurned(expression, target);
  return {
    kind: 'left-out',
    message: 'a formula has no way back that could be told; write the one that undoes it',
  };
}
