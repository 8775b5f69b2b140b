import type { CollectionDefinition, FieldMapping, SyncType } from '@hookyard/sdk';

import { didYouMean } from '../errors/index.js';
import { compile } from '../expressions/index.js';
import { childWarnings } from './children/child-levels.js';
import { kindFindings, type Sides } from './kind-check.js';
import { unknownVariables } from './name-check.js';
import { overlaps, type Neighbours } from './overlaps.js';
import { placeIn, type RecordShape } from './record-shape.js';
import type { CollectionProblem } from './validate.js';

export interface WarningFacts extends Sides, Neighbours {
  /** The names of the connector's own functions. */
  readonly functions: ReadonlySet<string>;
  /** What the connector can do with records of the type; null TO the hub. */
  readonly abilities: ReadonlySet<string> | null;
}

/** What is allowed and probably not meant. The definition is valid. */
export function collectionWarnings(
  definition: CollectionDefinition,
  facts: WarningFacts,
): readonly CollectionProblem[] {
  return [
    ...recordWarnings(definition, facts, facts.functions),
    ...childWarnings(definition, facts, (level) => recordWarnings(level, level.sides, facts.functions)),
    ...idleParts(definition),
    ...missingAbilities(definition, facts.abilities),
    ...overlaps(definition, facts),
  ];
}

/** Of the mappings of one record: the collection's own, or those of its children. */
type OneRecord = Pick<CollectionDefinition, 'filter' | 'errorFilter' | 'mappings'>;

function recordWarnings(
  definition: OneRecord,
  sides: Sides,
  functions: ReadonlySet<string>,
): CollectionProblem[] {
  const { source, target } = sides;
  const kinds = kindFindings(definition, sides).filter(({ severity }) => severity === 'warning');
  return [
    ...readings(definition).flatMap((reading) => unknownSource(reading, source)),
    ...expressionsOf(definition).flatMap(([field, expression]) =>
      unknownVariables(expression, functions).map((message) => ({ field, message })),
    ),
    ...definition.mappings.flatMap((mapping, index) => unknownTarget(mapping, index, target)),
    ...kinds.map(({ field, message }) => ({ field, message })),
  ];
}

interface Reading {
  readonly field: string;
  readonly names: readonly string[];
}

function readings(definition: OneRecord): Reading[] {
  const { filter, errorFilter, mappings } = definition;
  return [
    { field: 'filter', names: namesIn(filter) },
    { field: 'errorFilter', names: namesIn(errorFilter) },
    ...mappings.map((mapping, index) => readingOf(mapping, index)),
  ];
}

function readingOf(mapping: FieldMapping, index: number): Reading {
  switch (mapping.kind) {
    case 'static':
      return { field: `mappings.${index}`, names: [] };
    case 'formula':
      return { field: `mappings.${index}.expression`, names: namesIn(mapping.expression) };
    case 'field':
    case 'lookup':
    case 'link':
      return { field: `mappings.${index}.source`, names: [mapping.source] };
  }
}

function expressionsOf({ filter, errorFilter, mappings }: OneRecord): [string, string][] {
  const found: [string, string][] = [];
  if (filter !== undefined) found.push(['filter', filter]);
  if (errorFilter !== undefined) found.push(['errorFilter', errorFilter]);
  for (const [index, mapping] of mappings.entries())
    if (mapping.kind === 'formula') found.push([`mappings.${index}.expression`, mapping.expression]);
  return found;
}

/** Nothing where it cannot be told. */
function namesIn(expression: string | undefined): readonly string[] {
  if (expression === undefined) return [];
  return [...(compile(expression, { trusted: false }).reads ?? [])];
}

function unknownSource({ field, names }: Reading, source: RecordShape | null): CollectionProblem[] {
  return names.flatMap((name) => {
    const place = placeIn(source, name);
    if (place.kind !== 'undeclared') return [];
    const hint = didYouMean(lastOf(place.path), place.siblings);
    return [{ field, message: `reads '${place.path}', which the source does not declare${hint}` }];
  });
}

function unknownTarget(
  { target }: FieldMapping,
  index: number,
  record: RecordShape | null,
): CollectionProblem[] {
  const place = placeIn(record, target);
  if (place.kind !== 'undeclared') return [];
  const hint = didYouMean(lastOf(place.path), place.siblings);
  const message = `writes '${place.path}', which the target does not declare${hint}`;
  return [{ field: `mappings.${index}.target`, message }];
}

function lastOf(path: string): string {
  return path.split('.').at(-1) ?? path;
}

/** Parts that nothing ever looks at. */
function idleParts(definition: CollectionDefinition): CollectionProblem[] {
  const { direction, match = [], conflictByField = {}, mappings, children = [] } = definition;
  const idle = direction === 'TO' ? (['collision', 'onMissing'] as const) : CONFLICT_PARTS;
  const targets = new Set([...mappings, ...children].map(({ target }) => target.split('.')[0]));
  const keys = match.map((key) => (typeof key === 'string' ? key : key.field));
  return [
    ...idle
      .filter((part) => definition[part] !== undefined)
      .map((field) => ({ field, message: `means nothing ${direction} the hub` })),
    ...keys.flatMap((key, index) =>
      targets.has(key) ? [] : [{ field: `match.${index}`, message: `no mapping writes '${key}'` }],
    ),
    ...Object.keys(conflictByField).flatMap((name) =>
      targets.has(name.split('.')[0])
        ? []
        : [{ field: `conflictByField.${name}`, message: `no mapping writes '${name}'` }],
    ),
  ];
}

const CONFLICT_PARTS = ['conflict', 'conflictByField'] as const;

const NEEDS: Readonly<Record<SyncType, readonly string[]>> = {
  ADD: ['create'],
  UPDATE: ['update'],
  ADD_AND_UPDATE: ['create', 'update'],
  DELETE: ['delete'],
  DELETE_TRIGGERED_UPDATE: ['update'],
};

function missingAbilities(
  { syncType, match }: CollectionDefinition,
  abilities: ReadonlySet<string> | null,
): CollectionProblem[] {
  if (!abilities) return [];
  const missing = NEEDS[syncType].filter((verb) => !abilities.has(verb));
  const lookup = match && !abilities.has('lookup') ? ['lookup'] : [];
  return [
    ...missing.map((verb) => ({
      field: 'syncType',
      message: `the connector cannot ${verb} records of this type`,
    })),
    ...lookup.map(() => ({ field: 'match', message: 'the connector cannot look records of this type up' })),
  ];
}
