import type { CollectionDefinition, FieldMapping, SyncType } from '@hookyard/sdk';

import { compile } from '../expressions/index.js';
import type { CollectionProblem } from './validate.js';

export interface WarningFacts {
  /** The fields at the top of the source's and of the target's record; null where nobody declared them. */
  readonly sourceFields: ReadonlySet<string> | null;
  readonly targetFields: ReadonlySet<string> | null;
  /** The other collections of the connection that are switched on, in the order they are asked. */
  readonly before: readonly CollectionDefinition[];
  readonly behind: readonly CollectionDefinition[];
}

/** What is allowed and probably not meant. The definition is valid. */
export function collectionWarnings(
  definition: CollectionDefinition,
  facts: WarningFacts,
): readonly CollectionProblem[] {
  return [
    ...readings(definition).flatMap((reading) => unknownSource(reading, facts.sourceFields)),
    ...definition.mappings.flatMap((mapping, index) => unknownTarget(mapping, index, facts.targetFields)),
    ...overlaps(definition, facts),
  ];
}

interface Reading {
  readonly field: string;
  readonly names: readonly string[];
}

function readings({ filter, errorFilter, mappings }: CollectionDefinition): Reading[] {
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
      return { field: `mappings.${index}.source`, names: [topOf(mapping.source)] };
  }
}

/** Nothing where it cannot be told. */
function namesIn(expression: string | undefined): readonly string[] {
  if (expression === undefined) return [];
  return [...(compile(expression, { trusted: false }).reads ?? [])];
}

function topOf(path: string): string {
  return path.split('.')[0] ?? path;
}

function unknownSource({ field, names }: Reading, known: ReadonlySet<string> | null): CollectionProblem[] {
  if (!known) return [];
  const unknown = names.filter((name) => !known.has(name));
  return unknown.map((name) => ({ field, message: `reads '${name}', which the source does not declare` }));
}

function unknownTarget(
  { target }: FieldMapping,
  index: number,
  known: ReadonlySet<string> | null,
): CollectionProblem[] {
  const name = topOf(target);
  if (!known || known.has(name)) return [];
  const message = `writes '${name}', which the target does not declare`;
  return [{ field: `mappings.${index}.target`, message }];
}

/** Only the first collection whose filter holds is used: one that nothing reaches is a mistake. */
function overlaps(definition: CollectionDefinition, { before, behind }: WarningFacts): CollectionProblem[] {
  const hidden = before.filter((other) => serveTheSame(definition, other) && hides(other, definition));
  const hiding = behind.filter((other) => serveTheSame(definition, other) && hides(definition, other));
  return [
    ...hidden.map(({ name }) => ({
      field: 'order',
      message: `'${name}' comes first and takes every record that this collection would`,
    })),
    ...hiding.map(({ name }) => ({
      field: 'order',
      message: `this collection comes first and takes every record that '${name}' would`,
    })),
  ];
}

const ADDS: readonly SyncType[] = ['ADD', 'ADD_AND_UPDATE'];
const UPDATES: readonly SyncType[] = ['UPDATE', 'ADD_AND_UPDATE'];

/** Every change that the second serves is one of the first. */
function serveTheSame(one: CollectionDefinition, other: CollectionDefinition): boolean {
  if (one.type !== other.type || one.direction !== other.direction) return false;
  if (one.syncType === other.syncType) return true;
  return [ADDS, UPDATES].some((kinds) => kinds.includes(one.syncType) && kinds.includes(other.syncType));
}

function hides(first: CollectionDefinition, second: CollectionDefinition): boolean {
  const isWhole = first.syncType === second.syncType || first.syncType === 'ADD_AND_UPDATE';
  return isWhole && (first.filter === undefined || first.filter === second.filter);
}
