import type { JsonObject } from '@hookyard/sdk';

import type {
  HubEffects,
  HubRecord,
  KeyClaim,
  Link,
  LinkedRecord,
  LinkChange,
  LinkState,
  NewLink,
  RecordView,
  RecordWrite,
} from '../hub/index.js';

import { changesOn, historyOf, mergeFields } from './record-diff.js';

/** Whose record it is and when it was seen. */
export interface SeenRecord {
  readonly tenant: number;
  readonly mode: Link['mode'];
  readonly connection: number;
  readonly type: Link['type'];
  readonly externalId: string;
  readonly root: number;
  readonly at: number;
  /** The hub-side form of what was read. */
  readonly mapped: JsonObject;
  readonly remoteVersion: string | null;
  /** Fields that lost a conflict: what the hub holds stays, and goes back. */
  readonly lost?: JsonObject;
}

/** What a TO transfer does in the hub. */
export interface HubChange {
  readonly change: 'created' | 'updated' | 'linked' | 'corrected' | 'no-change' | 'echo';
  readonly record: number;
  /** What it holds now. */
  readonly data: JsonObject;
  /** The fields that changed. */
  readonly fields: readonly string[];
  /** The others have not seen it; default true. */
  readonly isNews?: boolean;
  /** The hub holds what the origin has not: it is told too (S5.6). */
  readonly corrects?: boolean;
  readonly effects?: HubEffects;
}

/** A record nobody has linked: it is made, with its first link. */
export function createdRecord(seen: SeenRecord, record: number): HubChange {
  const { tenant, mode, connection, type, root, at, mapped } = seen;
  const data = JSON.stringify(mapped);
  const place = { record, isPrimary: true, generation: 1, recordVersion: 1 };
  return {
    change: 'created',
    record,
    data: mapped,
    fields: Object.keys(mapped),
    effects: {
      record: {
        id: record,
        expected: 0,
        tenant,
        mode,
        type,
        data,
        deletedAt: null,
        changed: '{}',
        root,
        connection,
        at,
      },
      newLink: linkTo(seen, place),
    },
  };
}

/**
 * A record the hub has from another system, found by its keys: it is linked and updated. A system that has it twice
 * writes through the first of its links, as long as that lives.
 */
export function matchedRecord(seen: SeenRecord, { record, link, nextGeneration }: RecordView): HubChange {
  const isPrimary = link?.state !== 'live';
  const generation = isPrimary ? nextGeneration : 1;
  const newLink = linkTo(seen, { record: record.id, isPrimary, generation });
  const linkChange = link && isPrimary ? linkTurned(link, 'ended', seen.at) : undefined;
  const { data, fields, write, isNews } = overlaid(seen, record, seen.mapped);
  const corrects = isPrimary && holdsMore(data, seen.mapped);
  const effects = { ...(write ? { record: write } : {}), newLink, ...(linkChange ? { linkChange } : {}) };
  return { change: 'linked', record: record.id, data, fields, isNews, corrects, effects };
}

function linkTo(
  seen: SeenRecord,
  place: Pick<NewLink, 'record' | 'isPrimary' | 'generation' | 'recordVersion'>,
): NewLink {
  const { tenant, mode, connection, type, externalId, remoteVersion, at } = seen;
  const baseline = JSON.stringify(seen.mapped);
  const name = { tenant, mode, connection, type, externalId };
  return { ...name, ...place, baseline, isOwnWrite: false, remoteVersion, at };
}

interface Overlaid {
  readonly data: JsonObject;
  readonly fields: readonly string[];
  /** Whether the record is another than it was. */
  readonly isNews: boolean;
  /** Absent where nothing is to be kept. */
  readonly write?: RecordWrite;
}

/** A record with other fields laid over it, alive. */
function overlaid(seen: SeenRecord, record: HubRecord, touched: JsonObject): Overlaid {
  const { lost = NOTHING } = seen;
  const changes = changesOn(record.data, without(touched, lost));
  const fields = Object.keys(changes);
  const isNews = fields.length > 0 || record.deletedAt !== null;
  if (!isNews && lost === NOTHING) return { data: record.data, fields, isNews };
  const data = mergeFields(record.data, changes);
  const write: RecordWrite = {
    id: record.id,
    expected: record.version,
    tenant: record.tenant,
    mode: record.mode,
    type: record.type,
    data: JSON.stringify(data),
    deletedAt: null,
    changed: JSON.stringify({ ...historyOf(record.data, data, fields), ...notTaken(lost, data) }),
    root: seen.root,
    connection: seen.connection,
    at: seen.at,
  };
  return { data, fields, isNews, write };
}

const NOTHING: JsonObject = {};

function without(fields: JsonObject, lost: JsonObject): JsonObject {
  if (lost === NOTHING) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !Object.hasOwn(lost, field)));
}

function notTaken(lost: JsonObject, data: JsonObject): Record<string, unknown> {
  const entries = Object.entries(lost).map(([field, sent]) => [
    `${field} (not taken)`,
    [sent, data[field] ?? null],
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function holdsMore(data: JsonObject, mapped: JsonObject): boolean {
  return Object.keys(changesOn(mapped, data)).length > 0;
}

/** The same change, whose record also gets match keys it has not. */
export function withKeys(change: HubChange, keys: readonly KeyClaim[]): HubChange {
  return keys.length === 0 ? change : { ...change, effects: { ...change.effects, keys } };
}

/**
 * A linked record: only what differs from the baseline is written, so an older system does not take back what another
 * has changed meanwhile; and what the hub holds already raises nothing.
 */
export function seenAgain(seen: SeenRecord, { link, record }: LinkedRecord): HubChange {
  const touched = link.baseline === null ? seen.mapped : changesOn(link.baseline, seen.mapped);
  const isTouched = link.baseline === null || Object.keys(touched).length > 0;
  const { data, fields, write, isNews } = overlaid(seen, record, touched);
  const same = { record: record.id, data, fields, isNews };
  if (!isTouched && record.deletedAt === null && link.state === 'live') {
    const effects = onlySeen(seen, link);
    return { change: link.isOwnWrite ? 'echo' : 'no-change', ...same, effects };
  }
  const linkChange = linkSeen(seen, link, seenVersion(seen, { link, record }, write));
  // While it was deleted there nothing was written to it: what it missed goes there now.
  const corrects =
    seen.lost !== undefined || (link.state === 'source-deleted' && holdsMore(data, seen.mapped));
  const change = isNews ? 'updated' : 'corrected';
  if (write) return { change, ...same, corrects, effects: { record: write, linkChange } };
  return { change: corrects ? 'linked' : 'no-change', ...same, corrects, effects: { linkChange } };
}

/** Nothing is new but, perhaps, the version. */
function onlySeen(seen: SeenRecord, link: Link): HubEffects | undefined {
  const isNewer = seen.remoteVersion !== null && seen.remoteVersion !== link.remoteVersion;
  return isNewer ? { linkChange: linkSeen(seen, link, link.recordVersion) } : undefined;
}

/** What others changed before, and it has not got yet, it has still not seen. */
function seenVersion(seen: SeenRecord, { link, record }: LinkedRecord, write?: RecordWrite): number {
  const hasSeenAll = link.recordVersion === record.version && !seen.lost;
  return write && hasSeenAll ? record.version + 1 : link.recordVersion;
}

function linkSeen(seen: SeenRecord, link: Link, recordVersion: number): LinkChange {
  const baseline = link.baseline === null ? seen.mapped : mergeFields(link.baseline, seen.mapped);
  return {
    id: link.id,
    expected: link.generation,
    state: 'live',
    baseline: JSON.stringify(baseline),
    isOwnWrite: false,
    remoteVersion: seen.remoteVersion ?? link.remoteVersion,
    recordVersion,
    at: seen.at,
  };
}

/** A link that is told something without its record having been read or written. */
export function linkTurned(link: Link, state: LinkState, at: number): LinkChange {
  return {
    id: link.id,
    expected: link.generation,
    state,
    baseline: link.baseline === null ? null : JSON.stringify(link.baseline),
    isOwnWrite: link.isOwnWrite,
    remoteVersion: link.remoteVersion,
    recordVersion: link.recordVersion,
    at,
  };
}
