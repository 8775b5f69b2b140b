import { NotSupported, failureOf, type JsonObject, type RecordHandlers } from '@hookyard/sdk';

import type { Link, RecordView } from '../hub/index.js';
import type { CollectionView } from '../registry/index.js';

import { inOrderOf } from './children/child-list.js';
import type { Phase } from './failure-table.js';
import { fieldsOf } from './map-record.js';
import { fieldOfKey, isValue } from './match-keys.js';
import { handlersOf } from './read-source.js';
import { References } from './references.js';
import { changesOn } from './record-diff.js';
import { ignore } from '../errors/index.js';
import type { Turn } from './turn.js';
import { checkedCreate, checkedIds, checkedUpdate, type Written } from './write-answers.js';
import { gatheringOf, writeAlone, type Write } from './write-gathering.js';
import { changeKey, createKey } from './write-key.js';

/** A hub record on its way out: as the hub has it, and as the destination shall have it. */
export interface Outbound {
  readonly view: RecordView;
  readonly fields: JsonObject;
  readonly collection: CollectionView;
}

/** The fields of a destination's record that differ from what it is known to hold. */
export async function changedFields(
  turn: Turn,
  { fields, collection, view }: Outbound,
  link: Link,
): Promise<{ changed: string[]; before?: JsonObject }> {
  const { baseline, sent } = link;
  const known = { collection, link, data: view.record.data };
  const before = baseline === null ? undefined : await knownForm(turn, known, baseline);
  if (!baseline || !before) return { changed: Object.keys(fields) };
  // What it did not keep as it was sent is not sent again: it would be made the same of.
  const asSent = sent === null ? before : await knownForm(turn, known, { ...baseline, ...sent });
  return { changed: Object.keys(changesOn(asSent ?? before, fields)), before };
}

/** `begin`: awaited before it is sent. */
export async function createRecord(
  turn: Turn,
  { view, fields }: Outbound,
  begin: (at: number) => Promise<void>,
): Promise<Written> {
  const handlers = able(turn, 'create');
  const { request } = turn;
  const key = createKey({
    connection: turn.view.id,
    type: request.type,
    record: view.record.id,
    generation: view.nextGeneration,
  });
  turn.writeKey = key;
  const record = turn.runtime.withNumbers(request.type, fields);
  const given = await write(turn, {
    item: { op: 'create', key, record },
    begin,
    ...(handlers.create
      ? { alone: (at) => turn.call('create', (ctx) => handlers.create?.(record, ctx), at) }
      : {}),
  });
  return checkedCreate(turn, given);
}

export async function updateRecord(
  turn: Turn,
  { fields }: Pick<Outbound, 'fields'>,
  change: { id: string; changed: string[]; before?: JsonObject },
): Promise<Written> {
  const handlers = able(turn, 'update');
  const { id, changed, before } = change;
  const key = changeKey({
    connection: turn.view.id,
    request: turn.request.seq,
    body: JSON.stringify(fields),
  });
  turn.writeKey = key;
  const record = turn.runtime.withNumbers(turn.request.type, fields);
  const facts = { changed, before };
  const given = await write(turn, {
    item: { op: 'update', key, id, record, ...facts },
    ...(handlers.update
      ? { alone: (at) => turn.call('update', (ctx) => handlers.update?.(id, record, facts, ctx), at) }
      : {}),
  });
  return checkedUpdate(turn, given, id);
}

/** A record that is gone already is deleted. */
export async function deleteRecord(turn: Turn, id: string): Promise<void> {
  const handlers = able(turn, 'delete');
  const key = changeKey({ connection: turn.view.id, request: turn.request.seq, body: '' });
  turn.writeKey = key;
  try {
    await write(turn, {
      item: { op: 'delete', key, id },
      ...(handlers.delete
        ? { alone: (at) => turn.call('delete', (ctx) => handlers.delete?.(id, ctx), at) }
        : {}),
    });
  } catch (error) {
    if (failureOf(error)?.failure !== 'NotFound') throw error;
  }
}

/** With others where the connector writes several at once, else alone. */
function write(turn: Turn, given: Omit<Write, 'turn' | 'size'>): Promise<unknown> {
  const gathering = gatheringOf(turn);
  if (!gathering) return writeAlone({ ...given, turn, size: 0 });
  return gathering.write({ ...given, turn, size: JSON.stringify(given.item).length });
}

/** Ids of records at the destination that carry the first match key that finds any. */
export async function lookUp(turn: Turn, { fields, collection }: Outbound): Promise<readonly string[]> {
  const handlers = handlersOf(turn);
  if (!handlers?.lookup) return [];
  for (const key of (collection.definition.match ?? []).map(fieldOfKey)) {
    const value = fields[key];
    if (!isValue(value)) continue;
    const found = await checkedIds(
      turn,
      await turn.call('lookup', (ctx) => handlers.lookup?.({ [key]: value }, ctx)),
    );
    if (found.length > 0) return found;
  }
  return [];
}

/** Whose baseline it is, and the record as it is written now: children are held against it in its order. */
interface KnownOf {
  readonly collection: CollectionView;
  readonly link: Link;
  readonly data: JsonObject;
}

/** The baseline as this collection would have written it; undefined where there is none, or it no longer maps. */
async function knownForm(
  turn: Turn,
  { collection: { definition }, link, data }: KnownOf,
  baseline: JsonObject,
): Promise<JsonObject | undefined> {
  const compiled = turn.runtime.collections().find((collection) => collection.definition === definition);
  if (!compiled) return undefined;
  try {
    const record = inOrderOf(baseline, data);
    const childIds = link.children ?? undefined;
    const links = turn.links && new References(turn.view, 'FROM', turn.links).find;
    const ask = { direction: 'FROM', change: 'update', record, childIds, links } as const;
    return await fieldsOf(turn.runtime, compiled, ask);
  } catch (error) {
    ignore(error, 'a baseline no longer maps: everything counts as changed');
    return undefined;
  }
}

function able(turn: Turn, verb: Extract<Phase, 'create' | 'update' | 'delete'>): RecordHandlers {
  const handlers = handlersOf(turn);
  turn.phase = verb;
  if (handlers?.[verb] || handlers?.writeMany) return handlers;
  const { view, request } = turn;
  throw Object.assign(new NotSupported(`${view.connector.id} cannot ${verb} ${request.type}`), {
    subject: `${verb} ${request.type}`,
  });
}
