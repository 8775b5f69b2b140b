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
}

/** What a TO transfer does in the hub. */
export interface HubChange {
  readonly change: 'created' | 'updated' | 'linked' | 'no-change' | 'echo';
  readonly record: number;
  /** What it holds now. */
  readonly data: JsonObject;
  /** The fields that changed. */
  readonly fields: readonly string[];
  /** The hub holds what the origin has not: it is told too (S5.6). */
  readonly corrects?: boolean;
  readonly effects?: HubEffects;
}

/** A record nobody has linked: it is made, with its first link. */
export function createdRecord(seen: SeenRecord, record: number): HubChange {
  const { tenant, mode, connection, type, root, at, mapped } = seen;
  const data = JSON.stringify(mapped);
  const place = { record, isPrimary: true, generation: 1 };
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
  const newLink = linkTo(seen, {
    record: record.id,
    isPrimary,
    generation: isPrimary ? nextGeneration : 1,
  });
  const linkChange = link && isPrimary ? linkTurned(link, 'ended', seen.at) : undefined;
  const { data, fields, write } = overlaid(seen, record, seen.mapped);
  const corrects = isPrimary && holdsMore(data, seen.mapped);
  const effects = { ...(write ? { record: write } : {}), newLink, ...(linkChange ? { linkChange } : {}) };
  return { change: 'linked', record: record.id, data, fields, corrects, effects };
}

function linkTo(seen: SeenRecord, place: Pick<NewLink, 'record' | 'isPrimary' | 'generation'>): NewLink {
  const { tenant, mode, connection, type, externalId, remoteVersion, at } = seen;
  const baseline = JSON.stringify(seen.mapped);
  const name = { tenant, mode, connection, type, externalId };
  return { ...name, ...place, baseline, isOwnWrite: false, remoteVersion, at };
}

interface Overlaid {
  readonly data: JsonObject;
  readonly fields: readonly string[];
  /** Absent where the hub holds it all, and is not deleted. */
  readonly write?: RecordWrite;
}

/** A record with other fields laid over it, alive. */
function overlaid(seen: SeenRecord, record: HubRecord, touched: JsonObject): Overlaid {
  const changes = changesOn(record.data, touched);
  const fields = Object.keys(changes);
  if (fields.length === 0 && record.deletedAt === null) return { data: record.data, fields };
  const data = mergeFields(record.data, changes);
  const write: RecordWrite = {
    id: record.id,
    expected: record.version,
    tenant: record.tenant,
    mode: record.mode,
    type: record.type,
    data: JSON.stringify(data),
    deletedAt: null,
    changed: JSON.stringify(historyOf(record.data, data, fields)),
    root: seen.root,
    connection: seen.connection,
    at: seen.at,
  };
  return { data, fields, write };
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
  const { data, fields, write } = overlaid(seen, record, touched);
  const same = { record: record.id, data, fields };
  if (!isTouched && record.deletedAt === null && link.state === 'live') {
    const isNewer = seen.remoteVersion !== null && seen.remoteVersion !== link.remoteVersion;
    const effects = isNewer ? { linkChange: linkSeen(seen, link) } : undefined;
    return { change: link.isOwnWrite ? 'echo' : 'no-change', ...same, effects };
  }
  const linkChange = linkSeen(seen, link);
  // While it was deleted there nothing was written to it: what it missed goes there now.
  const corrects = link.state === 'source-deleted' && holdsMore(data, seen.mapped);
  if (write) return { change: 'updated', ...same, corrects, effects: { record: write, linkChange } };
  return { change: corrects ? 'linked' : 'no-change', ...same, corrects, effects: { linkChange } };
}

function linkSeen(seen: SeenRecord, link: Link): LinkChange {
  const baseline = link.baseline === null ? seen.mapped : mergeFields(link.baseline, seen.mapped);
  return {
    id: link.id,
    expected: link.generation,
    state: 'live',
    baseline: JSON.stringify(baseline),
    isOwnWrite: false,
    remoteVersion: seen.remoteVersion ?? link.remoteVersion,
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
    at,
  };
}
