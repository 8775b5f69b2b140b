import type { JsonObject } from '@hookyard/sdk';

import type { HubEffects, Link, LinkedRecord, LinkChange, LinkState, RecordWrite } from '../hub/index.js';

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
  readonly change: 'created' | 'updated' | 'no-change' | 'echo';
  readonly record: number;
  /** The fields that changed. */
  readonly fields: readonly string[];
  readonly effects?: HubEffects;
}

/** A record nobody has linked: it is made, with its first link. */
export function createdRecord(seen: SeenRecord, record: number): HubChange {
  const { tenant, mode, connection, type, root, at, mapped } = seen;
  const data = JSON.stringify(mapped);
  return {
    change: 'created',
    record,
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
      newLink: {
        tenant,
        mode,
        connection,
        type,
        externalId: seen.externalId,
        record,
        isPrimary: true,
        generation: 1,
        baseline: data,
        isOwnWrite: false,
        remoteVersion: seen.remoteVersion,
        at,
      },
    },
  };
}

/**
 * A linked record: only what differs from the baseline is written, so an older system does not take back what another
 * has changed meanwhile; and what the hub holds already raises nothing.
 */
export function seenAgain(seen: SeenRecord, { link, record }: LinkedRecord): HubChange {
  const touched = link.baseline === null ? seen.mapped : changesOn(link.baseline, seen.mapped);
  const isTouched = link.baseline === null || Object.keys(touched).length > 0;
  const changes = changesOn(record.data, touched);
  const fields = Object.keys(changes);
  const isRevived = record.deletedAt !== null;
  if (!isTouched && !isRevived && link.state === 'live') {
    const isNewer = seen.remoteVersion !== null && seen.remoteVersion !== link.remoteVersion;
    const effects = isNewer ? { linkChange: linkSeen(seen, link) } : undefined;
    return { change: link.isOwnWrite ? 'echo' : 'no-change', record: record.id, fields, effects };
  }
  const linkChange = linkSeen(seen, link);
  if (fields.length === 0 && !isRevived)
    return { change: 'no-change', record: record.id, fields, effects: { linkChange } };
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
  return { change: 'updated', record: record.id, fields, effects: { record: write, linkChange } };
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
