import type { CollectionDefinition, SyncType } from '@hookyard/sdk';

import type { CollectionProblem } from './validate.js';

/** The other collections of the connection that are switched on, in the order they are asked. */
export interface Neighbours {
  readonly before: readonly CollectionDefinition[];
  readonly behind: readonly CollectionDefinition[];
}

const DEFAULT_ORDER = 100;

/** Only the first collection whose filter holds is used: which that is has to be plain to people. */
export function overlaps(
  definition: CollectionDefinition,
  { before, behind }: Neighbours,
): CollectionProblem[] {
  const related = (other: CollectionDefinition): boolean =>
    other.type === definition.type && other.direction === definition.direction;
  const ofSameName = [...before, ...behind].filter(
    (other) => related(other) && other.name === definition.name,
  );
  return [
    ...ofSameName.slice(0, 1).map(() => ({
      field: 'name',
      message: 'another collection of this type and direction has the same name',
    })),
    ...before.filter(related).flatMap((other) => pairProblem(other, definition, 'before')),
    ...behind.filter(related).flatMap((other) => pairProblem(definition, other, 'behind')),
  ];
}

/** What is to be said of two collections, the first of which is asked first; `other` is the one that is not this one. */
function pairProblem(
  first: CollectionDefinition,
  second: CollectionDefinition,
  place: 'before' | 'behind',
): CollectionProblem[] {
  const shared = changesOf(first).filter((change) => changesOf(second).includes(change));
  if (shared.length === 0 || areApart(first.filter, second.filter)) return [];
  const other = place === 'before' ? first : second;
  const takesAll = first.filter === undefined || first.filter === second.filter;
  if (takesAll) return [{ field: 'order', message: hiding(shared, second, { other, place }) }];
  if ((first.order ?? DEFAULT_ORDER) !== (second.order ?? DEFAULT_ORDER)) return [];
  const message = `'${other.name}' has the same order and a filter that may hold for the same record: the older of them is asked first`;
  return [{ field: 'order', message }];
}

function hiding(
  shared: readonly string[],
  second: CollectionDefinition,
  { other, place }: { readonly other: CollectionDefinition; readonly place: 'before' | 'behind' },
): string {
  const isWhole = changesOf(second).every((change) => shared.includes(change));
  const what = isWhole ? 'every record' : `every record for ${shared.join(' and ')}`;
  return place === 'before'
    ? `'${other.name}' comes first and takes ${what} that this collection would`
    : `this collection comes first and takes ${what} that '${other.name}' would`;
}

const CHANGES: Readonly<Record<SyncType, readonly string[]>> = {
  ADD: ['adds'],
  UPDATE: ['updates'],
  ADD_AND_UPDATE: ['adds', 'updates'],
  DELETE: ['deletes'],
  DELETE_TRIGGERED_UPDATE: ['delete-triggered updates'],
};

function changesOf({ syncType }: CollectionDefinition): readonly string[] {
  return CHANGES[syncType];
}

const EQUALS = /^\s*([A-Za-z_][\w.]*)\s*=\s*("[^"\\]*"|\d+)\s*$/;

/** Two filters that ask the same field for two values never hold both. */
function areApart(one: string | undefined, other: string | undefined): boolean {
  const [, field, value] = EQUALS.exec(one ?? '') ?? [];
  const [, otherField, otherValue] = EQUALS.exec(other ?? '') ?? [];
  return field !== undefined && field === otherField && value !== otherValue;
}
