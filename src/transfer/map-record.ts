import { Invalid, type Direction, type JsonObject, type RecordType, type SyncType } from '@hookyard/sdk';

import { chooseCollection, type CollectionChoice, type CompiledCollection } from '../mapping/index.js';

import type { ConnectionRuntime } from './connection-runtime.js';
import { ended, pinOf, type Mapped } from './story.js';
import { BadAnswer } from './turn-failures.js';
import type { Turn } from './turn.js';

/** What a mapping is wanted for. */
export type RecordChange = 'add' | 'update' | 'delete' | 'delete-triggered-update';

export interface MapAsk {
  readonly direction: Direction;
  readonly change: RecordChange;
  readonly record: JsonObject;
}

/** The collections that serve a change. */
export const SYNC_TYPES: Readonly<Record<RecordChange, readonly SyncType[]>> = {
  add: ['ADD', 'ADD_AND_UPDATE'],
  update: ['UPDATE', 'ADD_AND_UPDATE'],
  delete: ['DELETE'],
  'delete-triggered-update': ['DELETE_TRIGGERED_UPDATE'],
};

/** Chooses the collection for a record and maps it; or says why the request ends here. */
export async function mapRecord(turn: Turn, ask: MapAsk): Promise<Mapped> {
  const { request, runtime } = turn;
  turn.phase = 'map';
  const { record, direction } = ask;
  const context = contextOf(runtime, ask);
  const collections = runtime.collections();
  const wanted = { type: request.type, direction, syncTypes: SYNC_TYPES[ask.change] };
  const choice = await chooseCollection(collections, wanted, record, context);
  if (!choice.chosen) return { kind: 'ended', end: passedOver(turn, ask, choice) };
  const collection = runtime.viewOf(choice.chosen);
  if (await choice.chosen.rejects(record, context)) {
    // A person decides, and a payload cannot be read again: what comes behind it waits with it.
    const lane = turn.payload === undefined ? 'skip' : 'block';
    const facts = { collection: pinOf(collection) };
    return { kind: 'ended', end: { outcome: { kind: 'parked', reason: 'error-filtered', lane, facts } } };
  }
  const fields = await fieldsOf(runtime, choice.chosen, ask);
  if (direction === 'TO') holdAgainstType(runtime, request.type, fields);
  return { kind: 'mapped', collection, fields };
}

/** A value its field cannot hold would travel to every other system: it stops here, and its field is named. */
function holdAgainstType(runtime: ConnectionRuntime, type: RecordType, fields: JsonObject): void {
  const problems = runtime.fieldCheck(type)?.(fields) ?? [];
  if (problems.length === 0) return;
  const said = problems.map(({ field, wanted, found }) => `${field} is to hold ${wanted}, not ${found}`);
  throw new Invalid(
    `${type}: ${said.join('; ')}`,
    problems.map(({ field }) => field),
  );
}

/** A record through a collection that is chosen already. */
export async function fieldsOf(
  runtime: Pick<ConnectionRuntime, 'view'>,
  collection: CompiledCollection,
  ask: MapAsk,
): Promise<JsonObject> {
  const fields = await collection.map(ask.record, contextOf(runtime, ask));
  const { customFields } = runtime.view.connector.definition;
  if (ask.direction === 'TO' || !customFields) return fields;
  const written: unknown = customFields.write(fields, hubCustomFields(ask.record));
  if (typeof written === 'object' && written !== null) return written as JsonObject;
  throw new BadAnswer('customFields.write answered no record');
}

/** What filters and formulas see beside the record. */
export function contextOf(
  { view }: Pick<ConnectionRuntime, 'view'>,
  { direction, record }: MapAsk,
): {
  settings: ConnectionRuntime['view']['settings'];
  customFields?: JsonObject;
} {
  const { settings, connector } = view;
  const { customFields } = connector.definition;
  if (direction === 'FROM') return { settings, customFields: hubCustomFields(record) };
  return customFields ? { settings, customFields: customFields.read(record) } : { settings };
}

/** The hub keeps a record's custom fields under one name. */
function hubCustomFields({ customFields }: JsonObject): JsonObject {
  const isObject = typeof customFields === 'object' && customFields !== null && !Array.isArray(customFields);
  return isObject ? (customFields as JsonObject) : {};
}

function passedOver(
  { request, view }: Turn,
  ask: MapAsk,
  { verdict, others }: CollectionChoice,
): ReturnType<typeof ended> {
  const needs = SYNC_TYPES[ask.change].join(' or ');
  const looked = others.slice(0, 20).map(({ name, reason }) => `${name}: ${reason}`);
  if (verdict === 'filtered') return ended('filtered', { collections: looked });
  const missing = `${view.connector.id}: no mapping collection for ${request.type} ${ask.direction} (${needs})`;
  return ended('no-mapping', {
    type: request.type,
    direction: ask.direction,
    syncType: needs,
    missing,
    collections: looked,
  });
}
