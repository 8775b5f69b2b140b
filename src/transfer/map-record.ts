import {
  failureOf,
  Invalid,
  type Direction,
  type JsonObject,
  type RecordType,
  type SyncType,
} from '@hookyard/sdk';

import { isHostError } from '../errors/index.js';
import {
  chooseCollection,
  type ChildIds,
  type CollectionChoice,
  type CompiledCollection,
  type FindLink,
  type Missed,
} from '../mapping/index.js';

import { customFieldsIn, withCustomFieldsIn } from '../registry/index.js';

import type { ConnectionRuntime } from './connection-runtime.js';
import { endLacking } from './lacking.js';
import { References } from './references.js';
import { ended, pinOf, type Mapped } from './story.js';
import { BadAnswer } from './turn-failures.js';
import type { Turn } from './turn.js';

/** What a mapping is wanted for. */
export type RecordChange = 'add' | 'update' | 'delete' | 'delete-triggered-update';

export interface MapAsk {
  readonly direction: Direction;
  readonly change: RecordChange;
  readonly record: JsonObject;
  /** Is told of values without a row; absent where nobody counts them. */
  readonly missed?: Missed;
  /** What was last known of a record that was deleted. */
  readonly lastKnown?: JsonObject;
  /** FROM the hub: the system's ids of the children it has. */
  readonly childIds?: ChildIds;
  /** TO the hub: the record came with its hook, which need not name every child. */
  readonly isPartial?: boolean;
  /** Finds the ids of other records that it names. */
  readonly links?: FindLink;
  /** The record is not written: fields that name records without a link are left untouched, and nobody waits. */
  readonly isLookedAt?: boolean;
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
  const context = await contextOf(runtime, ask);
  const collections = runtime.collections();
  const wanted = { type: request.type, direction, syncTypes: SYNC_TYPES[ask.change] };
  const choice = await chooseCollection(collections, wanted, record, context);
  if (!choice.chosen) return { kind: 'ended', end: passedOver(turn, ask, choice) };
  const collection = runtime.viewOf(choice.chosen);
  turn.collection = pinOf(collection);
  if (await choice.chosen.rejects(record, context)) {
    // A person decides, and a payload cannot be read again: what comes behind it waits with it.
    const lane = turn.payload === undefined ? 'skip' : 'block';
    const facts = { collection: turn.collection };
    return { kind: 'ended', end: { outcome: { kind: 'parked', reason: 'error-filtered', lane, facts } } };
  }
  const missed = runtime.missedBy(choice.chosen);
  const references = turn.links && new References(turn.view, direction, turn.links);
  const fields = await fieldsOf(runtime, choice.chosen, { ...ask, missed, links: references?.find });
  if (turn.links && references && references.missing.length > 0 && isWritten(ask))
    return { kind: 'ended', end: await endLacking(turn, references.missing, turn.links) };
  if (direction === 'TO') holdAgainstType(runtime, request.type, fields);
  turn.calls.detail?.mapped(turn.collection, record, fields);
  return { kind: 'mapped', collection, fields };
}

/** A delete does not wait for what the record names. */
function isWritten({ change, isLookedAt }: MapAsk): boolean {
  return isLookedAt !== true && (change === 'add' || change === 'update');
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
  const context = { ...(await contextOf(runtime, ask)), missed: ask.missed, links: ask.links };
  const fields = await collection.map(ask.record, context);
  const { connector } = runtime.view;
  if (ask.direction === 'TO' || !connector.definition.customFields) return fields;
  return recordBy('customFields.write', () =>
    withCustomFieldsIn(connector, fields, hubCustomFields(ask.record)),
  );
}

interface RecordContext {
  settings: ConnectionRuntime['view']['settings'];
  customFields?: JsonObject;
  lastKnown?: JsonObject;
  childIds?: ChildIds;
  isPartial?: boolean;
}

/** What filters and formulas see beside the record. */
export async function contextOf(
  { view }: Pick<ConnectionRuntime, 'view'>,
  { direction, record, lastKnown, childIds, isPartial }: MapAsk,
): Promise<RecordContext> {
  const { settings, connector } = view;
  const known = lastKnown ? { settings, lastKnown, isPartial } : { settings, isPartial };
  if (direction === 'FROM') return { ...known, customFields: hubCustomFields(record), childIds };
  if (!connector.definition.customFields) return known;
  const customFields = await recordBy('customFields.read', () => customFieldsIn(connector, record));
  return { ...known, customFields };
}

/** A function of a connector that is no call of its system: whoever mends it has to know which it was. */
async function recordBy(name: string, make: () => unknown): Promise<JsonObject> {
  let made: unknown;
  try {
    made = await make();
  } catch (cause) {
    if (failureOf(cause) || isHostError(cause)) throw cause;
    throw new BadAnswer(`${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
  if (typeof made === 'object' && made !== null && !Array.isArray(made)) return made as JsonObject;
  throw new BadAnswer(`${name} answered no record`);
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
