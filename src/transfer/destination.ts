import { NotSupported, failureOf, type JsonObject, type RecordHandlers } from '@hookyard/sdk';

import type { Link, RecordView } from '../hub/index.js';
import type { CollectionView } from '../registry/index.js';

import type { Phase } from './failure-table.js';
import { fieldsOf, mapRecord } from './map-record.js';
import { fieldOfKey } from './match-keys.js';
import { handlersOf } from './read-source.js';
import { changesOn, knownAfterWrite, mergeFields } from './record-diff.js';
import { ignore } from '../errors/index.js';
import type { Turn } from './turn.js';
import { checkedCreate, checkedIds, checkedUpdate, type Written } from './write-answers.js';
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
  { fields, collection }: Outbound,
  link: Link,
): Promise<{ changed: string[]; before?: JsonObject }> {
  const before = await knownForm(turn, collection, link);
  return before
    ? { changed: Object.keys(changesOn(before, fields)), before }
    : { changed: Object.keys(fields) };
}

export async function createRecord(
  turn: Turn,
  { view, fields }: Outbound,
  generation: number,
): Promise<Written> {
  const handlers = able(turn, 'create');
  const { request } = turn;
  turn.writeKey = createKey({
    connection: turn.view.id,
    type: request.type,
    record: view.record.id,
    generation,
  });
  const record = turn.runtime.withNumbers(request.type, fields);
  return checkedCreate(turn, await turn.call('create', (ctx) => handlers.create?.(record, ctx)));
}

export async function updateRecord(
  turn: Turn,
  { fields }: Pick<Outbound, 'fields'>,
  change: { id: string; changed: string[]; before?: JsonObject },
): Promise<Written> {
  const handlers = able(turn, 'update');
  const { id, changed, before } = change;
  turn.writeKey = changeKey({
    connection: turn.view.id,
    request: turn.request.seq,
    body: JSON.stringify(fields),
  });
  const record = turn.runtime.withNumbers(turn.request.type, fields);
  const given: unknown = await turn.call('update', (ctx) =>
    handlers.update?.(id, record, { changed, before }, ctx),
  );
  return checkedUpdate(turn, given, id);
}

/** A record that is gone already is deleted. */
export async function deleteRecord(turn: Turn, id: string): Promise<void> {
  const handlers = able(turn, 'delete');
  turn.writeKey = changeKey({ connection: turn.view.id, request: turn.request.seq, body: '' });
  try {
    await turn.call('delete', (ctx) => handlers.delete?.(id, ctx));
  } catch (error) {
    if (failureOf(error)?.failure !== 'NotFound') throw error;
  }
}

/** Ids of records at the destination that carry the first match key that finds any. */
export async function lookUp(turn: Turn, { fields, collection }: Outbound): Promise<readonly string[]> {
  const handlers = handlersOf(turn);
  if (!handlers?.lookup) return [];
  for (const key of (collection.definition.match ?? []).map(fieldOfKey)) {
    const value = fields[key];
    if (value === undefined || value === null || value === '') continue;
    const found = checkedIds(
      turn,
      await turn.call('lookup', (ctx) => handlers.lookup?.({ [key]: value }, ctx)),
    );
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * The hub-side form of what the destination now holds: what was written, corrected by what it says it kept, so that a
 * value it truncated is no change when its hook comes. `before`: what it was known to hold; null: nothing, it was made.
 */
export async function baselineAfter(
  turn: Turn,
  { view }: Outbound,
  written: Written,
  before: JsonObject | null,
): Promise<string> {
  const { data } = view.record;
  const kept = written.record ?? (await readBack(turn, written.externalId));
  if (!kept || !readsBack(turn)) return JSON.stringify(data);
  const { phase } = turn;
  try {
    const mapped = await mapRecord(turn, { direction: 'TO', change: 'update', record: kept });
    if (mapped.kind !== 'mapped') return JSON.stringify(data);
    const { fields } = mapped;
    return JSON.stringify(before ? knownAfterWrite(data, before, fields) : mergeFields(data, fields));
  } catch (error) {
    ignore(error, 'the answer of a write could not be mapped: the baseline is what was written');
    return JSON.stringify(data);
  } finally {
    turn.phase = phase;
  }
}

/** Only where changes of the type come back is it worth a call. */
function readsBack({ view, request }: Turn): boolean {
  if (
    !view.collections.some(
      ({ definition }) => definition.type === request.type && definition.direction === 'TO',
    )
  )
    return false;
  for (const scope of view.scopes.TO.values())
    if (scope.type === request.type && scope.isEnabled) return true;
  return false;
}

async function readBack(turn: Turn, id: string): Promise<JsonObject | null> {
  const handlers = handlersOf(turn);
  if (!handlers?.get || !readsBack(turn)) return null;
  const { phase } = turn;
  try {
    const record: unknown = await turn.call(phase, (ctx) => handlers.get?.(id, ctx));
    return typeof record === 'object' && record !== null && !Array.isArray(record)
      ? (record as JsonObject)
      : null;
  } catch (error) {
    ignore(error, 'a written record could not be read back: the baseline is what was written');
    return null;
  }
}

/** The baseline as this collection would have written it; undefined where there is none, or it no longer maps. */
async function knownForm(
  turn: Turn,
  { definition }: CollectionView,
  { baseline }: Link,
): Promise<JsonObject | undefined> {
  if (baseline === null) return undefined;
  const compiled = turn.runtime.collections().find((collection) => collection.definition === definition);
  if (!compiled) return undefined;
  try {
    return await fieldsOf(turn.runtime, compiled, { direction: 'FROM', change: 'update', record: baseline });
  } catch (error) {
    ignore(error, 'a baseline no longer maps: everything counts as changed');
    return undefined;
  }
}

function able(turn: Turn, verb: Extract<Phase, 'create' | 'update' | 'delete'>): RecordHandlers {
  const handlers = handlersOf(turn);
  turn.phase = verb;
  if (handlers?.[verb]) return handlers;
  const { view, request } = turn;
  throw Object.assign(new NotSupported(`${view.connector.id} cannot ${verb} ${request.type}`), {
    subject: `${verb} ${request.type}`,
  });
}
