import { failureOf, type JsonObject, type SyncType } from '@hookyard/sdk';

import { isHostError } from '../errors/index.js';
import type { Link } from '../hub/index.js';
import {
  chooseCollection,
  compileCollection,
  untranslatedIn,
  type CompiledCollection,
  type PassedOver,
  type Untranslated,
} from '../mapping/index.js';
import type { CollectionView, ConnectionView } from '../registry/index.js';

import { inOrderOf } from './children/child-list.js';
import { childrenLaidOver } from './children/preview-children.js';
import { contextOf, fieldsOf, SYNC_TYPES, type MapAsk, type RecordChange } from './map-record.js';
import { changesOn, historyOf, mergeFields } from './record-diff.js';
import { BadAnswer } from './turn-failures.js';

export type PreviewOrigin = 'given' | 'hub' | 'system';

export interface PreviewAsk {
  readonly view: ConnectionView;
  /** The collection that is tried; it may be switched off. */
  readonly collection: CollectionView;
  /** As the source has it. */
  readonly record: JsonObject;
  /** Who gave it; default `given`. */
  readonly origin?: PreviewOrigin;
  /** What links the record, where it is linked: with it an add is an update. */
  readonly link: Pick<Link, 'baseline' | 'children' | 'externalId'> | null;
  /** TO the hub: the record as the hub has it. */
  readonly hubRecord: JsonObject | null;
}

/** What a transfer of the record would do with it. Nothing is called and nothing is written. */
export interface CollectionPreview {
  readonly origin: PreviewOrigin;
  readonly change: RecordChange;
  /** The collection that a transfer would take, among those that are switched on. */
  readonly chosen: CollectionView | null;
  readonly others: readonly PassedOver[];
  /** Whether the filter of the collection that is tried lets the record through. */
  readonly isAccepted: boolean;
  /** Whether its error filter makes the record wait for a person. */
  readonly isRejected: boolean;
  /** What the destination has as far as known; null where it has nothing yet. */
  readonly before: JsonObject | null;
  /** The mapped fields alone; null where the mapping fails. */
  readonly mapped: JsonObject | null;
  readonly after: JsonObject | null;
  /** `[before, after]` of each field that would change. */
  readonly difference: Readonly<Record<string, readonly [unknown, unknown]>>;
  /** The values that no row of their table translates. */
  readonly untranslated: readonly Untranslated[];
  /** Why the mapping fails. */
  readonly failure: PreviewFailure | null;
}

export interface PreviewFailure {
  /** `Invalid`, or a code of the host. */
  readonly name: string;
  readonly message: string;
  readonly fields: readonly string[];
}

/** Tries a collection on a record. Throws where the collection does not compile. */
export async function previewCollection(ask: PreviewAsk): Promise<CollectionPreview> {
  const { view, collection, record, link } = ask;
  const { direction, type, syncType } = collection.definition;
  const change = changeOf(syncType, link !== null);
  const childIds = direction === 'FROM' ? (link?.children ?? undefined) : undefined;
  const mapAsk: MapAsk = { direction, change, record, childIds };
  const compiled = compiledOf(view, collection);
  const wanted = { type, direction, syncTypes: SYNC_TYPES[change] };
  const preview = { ...EMPTY, origin: ask.origin ?? 'given', change };
  try {
    const context = await contextOf({ view }, mapAsk);
    preview.untranslated = await untranslatedIn(collection.definition, optionsOf(view, collection), {
      record,
      context,
    });
    const switchedOn = view.collections.map((one) => compiledOf(view, one));
    const choice = await chooseCollection(switchedOn, wanted, record, context);
    Object.assign(preview, { chosen: viewOf(view, choice.chosen), others: choice.others });
    preview.isAccepted = await compiled.accepts(record, context);
    preview.isRejected = await compiled.rejects(record, context);
    preview.before = await beforeOf(ask, compiled, mapAsk);
    const mapped = await fieldsOf({ view }, compiled, mapAsk);
    return { ...preview, ...(await laidOver(ask, { before: preview.before, mapped })) };
  } catch (error) {
    return { ...preview, failure: failureIn(error) };
  }
}

/** What is known before anything was tried; a failure leaves what it came after. */
const EMPTY: {
  -readonly [K in keyof Omit<CollectionPreview, 'change' | 'origin'>]: CollectionPreview[K];
} = {
  chosen: null,
  others: [],
  isAccepted: false,
  isRejected: false,
  before: null,
  mapped: null,
  after: null,
  difference: {},
  untranslated: [],
  failure: null,
};

function changeOf(syncType: SyncType, isLinked: boolean): RecordChange {
  switch (syncType) {
    case 'ADD':
      return 'add';
    case 'UPDATE':
      return 'update';
    case 'ADD_AND_UPDATE':
      return isLinked ? 'update' : 'add';
    case 'DELETE':
      return 'delete';
    case 'DELETE_TRIGGERED_UPDATE':
      return 'delete-triggered-update';
  }
}

export function compiledOf(view: ConnectionView, collection: CollectionView): CompiledCollection {
  return compileCollection(collection.definition, optionsOf(view, collection));
}

function optionsOf(
  { connector }: ConnectionView,
  { isTrusted, tables }: CollectionView,
): Parameters<typeof compileCollection>[1] {
  return { trusted: isTrusted, functions: connector.definition.functions, tables };
}

function viewOf(view: ConnectionView, chosen: CompiledCollection | null): CollectionView | null {
  return view.collections.find(({ definition }) => definition === chosen?.definition) ?? null;
}

/** TO the hub: the hub's record. FROM it: what was last known to be there, as this collection would write it. */
async function beforeOf(
  { view, link, hubRecord }: PreviewAsk,
  compiled: CompiledCollection,
  ask: MapAsk,
): Promise<JsonObject | null> {
  if (ask.direction === 'TO') return hubRecord;
  if (!link?.baseline) return null;
  return fieldsOf({ view }, compiled, { ...ask, record: inOrderOf(link.baseline, ask.record) });
}

/** TO the hub only what differs from the baseline is written; what others changed meanwhile stays. */
async function laidOver(
  ask: PreviewAsk,
  { before, mapped }: { readonly before: JsonObject | null; readonly mapped: JsonObject },
): Promise<Pick<CollectionPreview, 'before' | 'mapped' | 'after' | 'difference'>> {
  const onto = before ?? {};
  const touched = await touchedBy(ask, mapped);
  const after = mergeFields(onto, touched);
  const changed = Object.keys(changesOn(onto, touched));
  return { before, mapped, after, difference: historyOf(onto, after, changed) };
}

async function touchedBy(
  { view, collection, link, hubRecord }: PreviewAsk,
  mapped: JsonObject,
): Promise<JsonObject> {
  const { definition } = collection;
  if (definition.direction === 'FROM') return mapped;
  const sides = { baseline: link?.baseline ?? null, known: link?.children ?? {} };
  const owner = [view.number, definition.type, link?.externalId ?? ''];
  const record = { data: hubRecord ?? {} };
  const { seen, merged } = await childrenLaidOver(view, { ...sides, definition, mapped, record, owner });
  const touched = sides.baseline ? changesOn(sides.baseline, seen) : seen;
  const lists = Object.entries(merged).filter(([field]) => Object.hasOwn(touched, field));
  return { ...touched, ...Object.fromEntries(lists) };
}

/** What a person can mend is told; the host's own trouble is not a property of the record. */
export function failureIn(error: unknown): PreviewFailure {
  const failure = failureOf(error);
  if (failure) return { name: failure.failure, message: failure.message, fields: failure.fields ?? [] };
  if (isHostError(error)) return { name: error.code, message: error.message, fields: [] };
  if (error instanceof BadAnswer) return { name: error.name, message: error.message, fields: [] };
  throw error;
}
