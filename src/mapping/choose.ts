import type { Direction, JsonObject, RecordType, SyncType } from '@hookyard/sdk';

import type { CompiledCollection, MappingContext } from './collection.js';
import { isPromise, type MaybePromise } from './maybe-promise.js';

/** Which collections are asked for. */
export interface CollectionAsk {
  readonly type: RecordType;
  readonly direction: Direction;
  /** Those that fit the action and whether a link exists. */
  readonly syncTypes: readonly SyncType[];
}

/** The collection to use, and why not the others: what explain shows. */
export interface CollectionChoice {
  readonly chosen: CompiledCollection | null;
  /** Set when none was chosen: none fits, or those that fit take the record not. */
  readonly verdict: 'no-mapping' | 'filtered' | null;
  readonly others: readonly PassedOver[];
}

export interface PassedOver {
  readonly name: string;
  readonly reason: 'sync type' | 'filter' | 'another was first';
}

const DEFAULT_ORDER = 100;

/** The first collection by order that fits and whose filter holds for the record. */
export function chooseCollection(
  collections: readonly CompiledCollection[],
  ask: CollectionAsk,
  record: JsonObject,
  context: MappingContext,
): MaybePromise<CollectionChoice> {
  const { type, direction } = ask;
  const related = collections
    .filter(({ definition }) => definition.type === type && definition.direction === direction)
    .toSorted((a, b) => orderOf(a) - orderOf(b));
  const fitting = related.filter(({ definition }) => ask.syncTypes.includes(definition.syncType));
  const chosen = firstTaking(fitting, 0, (collection) => collection.accepts(record, context));
  const choice = (index: number): CollectionChoice => choiceOf(related, fitting, index);
  return isPromise(chosen) ? chosen.then(choice) : choice(chosen);
}

function orderOf({ definition }: CompiledCollection): number {
  return definition.order ?? DEFAULT_ORDER;
}

/** The index of the first that takes the record, -1 when none does; a promise only from the first filter that is one. */
function firstTaking(
  fitting: readonly CompiledCollection[],
  from: number,
  takes: (collection: CompiledCollection) => MaybePromise<boolean>,
): MaybePromise<number> {
  for (let index = from; index < fitting.length; index += 1) {
    const collection = fitting[index];
    const answer = collection ? takes(collection) : false;
    if (isPromise(answer))
      return answer.then((isTaken) => (isTaken ? index : firstTaking(fitting, index + 1, takes)));
    if (answer) return index;
  }
  return -1;
}

function choiceOf(
  related: readonly CompiledCollection[],
  fitting: readonly CompiledCollection[],
  index: number,
): CollectionChoice {
  const chosen = fitting[index] ?? null;
  const others = related
    .filter((collection) => collection !== chosen)
    .map((collection): PassedOver => {
      const place = fitting.indexOf(collection);
      const isBehind = chosen !== null && place > index;
      const reason = place < 0 ? 'sync type' : isBehind ? 'another was first' : 'filter';
      return { name: collection.definition.name, reason };
    });
  const verdict = chosen ? null : fitting.length === 0 ? 'no-mapping' : 'filtered';
  return { chosen, verdict, others };
}
