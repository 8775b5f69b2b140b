import type { JsonObject } from '@hookyard/sdk';

import { ignore } from '../../errors/index.js';
import type { Link } from '../../hub/index.js';
import type { ChildIds } from '../../mapping/index.js';
import type { Outbound } from '../destination.js';
import { mapRecord } from '../map-record.js';
import { readsBack } from '../read-again.js';
import { handlersOf } from '../read-source.js';
import { isSameJson } from '../record-diff.js';
import type { Turn } from '../turn.js';

import { mergedAround } from './child-conflicts.js';
import { withHubIds, type KeyedRecord, type KnownSides } from './hub-ids.js';
import { hasKeyedChildren, idsLearnt } from './outbound-ids.js';

/**
 * A record on its way to one that is there and whose children nobody has linked: it is read first, and children that
 * are the same, by what they hold or by their match fields, are sent under the ids they have there.
 */
export async function withIdsThere(turn: Turn, outbound: Outbound, externalId: string): Promise<Outbound> {
  if (!hasKeyedChildren(outbound.collection.definition)) return outbound;
  return reading(turn, outbound, externalId, async (kept) => {
    const { record } = outbound.view;
    const asSent = await idsLearnt(turn, outbound, { kept, answered: undefined, isMade: false });
    const asRead = await intoHubForm(turn, kept, {
      record,
      baseline: null,
      known: asSent ?? null,
      externalId,
    });
    return mappedAgain(turn, outbound, record.data, { ...asRead?.ids, ...asSent });
  });
}

/**
 * An update whose lists also hold what their system changed and nobody has seen yet: most systems take a list whole,
 * and would lose it. What the hub changed of it stays the hub's.
 */
export async function withUnseen(
  turn: Turn,
  outbound: Outbound,
  { externalId, baseline, children: known }: Link,
  changed: readonly string[],
): Promise<Outbound> {
  const { children = [] } = outbound.collection.definition;
  const isListed = children.some(({ key, target }) => key !== undefined && changed.includes(target));
  if (!isListed || baseline === null || !readsBack(turn)) return outbound;
  return reading(turn, outbound, externalId, async (kept) => {
    const { record } = outbound.view;
    const there = await intoHubForm(turn, kept, { record, baseline, known, externalId });
    if (!there) return outbound;
    const { fields: mapped, collection, ids } = there;
    const { definition } = collection;
    const lists = mergedAround({ definition, mapped, record, baseline, known: known ?? {} });
    if (Object.keys(lists).every((list) => isSameJson(lists[list], record.data[list]))) return outbound;
    return mappedAgain(turn, outbound, { ...record.data, ...lists }, { ...known, ...ids });
  });
}

/** Reads the record there; a record that cannot be read or mapped is written as it is. */
async function reading(
  turn: Turn,
  outbound: Outbound,
  id: string,
  use: (kept: JsonObject) => Promise<Outbound>,
): Promise<Outbound> {
  const { phase } = turn;
  try {
    const kept = await recordThere(turn, id);
    return kept ? await use(kept) : outbound;
  } catch (error) {
    ignore(
      error,
      'a record that is to be written could not be held against what is there: it is written as it is',
    );
    return outbound;
  } finally {
    turn.phase = phase;
  }
}

async function recordThere(turn: Turn, id: string): Promise<JsonObject | null> {
  const handlers = handlersOf(turn);
  if (!handlers?.get) return null;
  const record: unknown = await turn.call(turn.phase, (ctx) => handlers.get?.(id, ctx));
  const isRecord = typeof record === 'object' && record !== null && !Array.isArray(record);
  return isRecord ? (record as JsonObject) : null;
}

async function intoHubForm(turn: Turn, kept: JsonObject, sides: KnownSides): Promise<KeyedRecord | null> {
  const read = await mapRecord(turn, { direction: 'TO', change: 'update', record: kept });
  return read.kind === 'mapped' ? withHubIds(turn, read, sides) : null;
}

async function mappedAgain(
  turn: Turn,
  outbound: Outbound,
  record: JsonObject,
  childIds: ChildIds,
): Promise<Outbound> {
  const mapped = await mapRecord(turn, { direction: 'FROM', change: 'update', record, childIds });
  if (mapped.kind !== 'mapped') return outbound;
  return { ...outbound, fields: mapped.fields, collection: mapped.collection };
}
