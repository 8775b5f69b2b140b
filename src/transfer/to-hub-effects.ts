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
import type { ChildIds } from '../mapping/index.js';

import type { DecidedFacts } from './deciding.js';
import type { SettledChildren } from './children/child-conflicts.js';
import { isAdopted } from './children/adopted-lists.js';
import { idsThere } from './children/child-list.js';
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
  /** Its child lists, where it has any that are told apart. */
  readonly children?: SeenChildren;
  /** Written instead of what came: a handler decided it. */
  readonly decided?: JsonObject;
}

/** The child lists of a record that was read. */
export interface SeenChildren extends Pick<SettledChildren, 'merged' | 'lost'> {
  /** The system's ids of the children. */
  readonly ids: ChildIds;
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
  /** What a handler said of it. */
  readonly decision?: DecidedFacts;
}

/** A record nobody has linked: it is made, with its first link. */
export function createdRecord(seen: SeenRecord, record: number): HubChange {
  const { tenant, mode, connection, type, root, at, mapped } = seen;
  const made = seen.decided ?? mapped;
  const data = JSON.stringify(made);
  const corrects = made !== mapped && holdsMore(made, mapped);
  const recordVersion = corrects ? 0 : 1;
  const place = { record, isPrimary: true, generation: 1, recordVersion };
  return {
    change: 'created',
    record,
    data: made,
    fields: Object.keys(made),
    ...(corrects ? { corrects } : {}),
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
  const touched = seen.decided ?? withMerged(seen.mapped, seen.children);
  const { data, fields, write, isNews } = overlaid(seen, record, touched);
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
  const children = keptIds(seen, null, seen.mapped);
  const name = { tenant, mode, connection, type, externalId };
  return { ...name, ...place, baseline, isOwnWrite: false, remoteVersion, at, ...children };
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
  const { lost = NOTHING, children } = seen;
  const lostChildren = children?.lost ?? NO_LOST;
  const changes = changesOn(record.data, without(touched, lost));
  const changed = Object.keys(changes);
  const fields = changed.filter((field) => !isAdopted(record.data[field], changes[field], children?.ids));
  const isNews = fields.length > 0 || record.deletedAt !== null;
  const isKept = isNews || fields.length < changed.length || lost !== NOTHING;
  if (!isKept && Object.keys(lostChildren).length === 0) return { data: record.data, fields, isNews };
  const data = mergeFields(record.data, changes);
  const write: RecordWrite = {
    id: record.id,
    expected: record.version,
    tenant: record.tenant,
    mode: record.mode,
    type: record.type,
    data: JSON.stringify(data),
    deletedAt: null,
    changed: JSON.stringify({
      ...historyOf(record.data, data, fields),
      ...notTaken(Object.entries(lost).map(([field, sent]) => [field, [sent, data[field] ?? null]])),
      ...notTaken(Object.entries(lostChildren)),
    }),
    root: seen.root,
    connection: seen.connection,
    at: seen.at,
  };
  return { data, fields, isNews, write };
}

const NOTHING: JsonObject = {};
const NO_LOST: SeenChildren['lost'] = {};

/** Child lists as the hub is to hold them, instead of as the system does. */
function withMerged(touched: JsonObject, children: SeenChildren | undefined): JsonObject {
  if (!children) return touched;
  const merged = Object.entries(children.merged).filter(([field]) => touched[field] !== undefined);
  return { ...touched, ...Object.fromEntries(merged) };
}

/** The ids of the children that the system has by now; absent where the record has none. */
function keptIds(
  { children }: SeenRecord,
  known: ChildIds | null,
  baseline: JsonObject,
): { readonly children?: string } {
  if (!children) return {};
  return { children: JSON.stringify(idsThere({ ...known, ...children.ids }, baseline)) };
}

function without(fields: JsonObject, lost: JsonObject): JsonObject {
  if (lost === NOTHING) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !Object.hasOwn(lost, field)));
}

function notTaken(lost: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(lost.map(([place, sides]) => [`${place} (not taken)`, sides]));
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
  const came = link.baseline === null ? seen.mapped : changesOn(link.baseline, seen.mapped);
  const isTouched = link.baseline === null || Object.keys(came).length > 0;
  const touched = seen.decided ?? withMerged(came, seen.children);
  const { data, fields, write, isNews } = overlaid(seen, record, touched);
  const same = { record: record.id, data, fields, isNews };
  if (!isTouched && isAsItWas(seen, { link, record })) {
    const effects = onlySeen(seen, link);
    return { change: link.isOwnWrite ? 'echo' : 'no-change', ...same, effects };
  }
  const linkChange = linkSeen(seen, link, seenVersion(seen, { link, record }, write));
  const corrects = isToldBack(seen, link, { data, isNews });
  const change = isNews ? 'updated' : corrects ? 'corrected' : 'no-change';
  if (write) return { change, ...same, corrects, effects: { record: write, linkChange } };
  return { change: corrects ? 'linked' : 'no-change', ...same, corrects, effects: { linkChange } };
}

/** It is there on both sides, and nobody decided otherwise. */
function isAsItWas({ decided }: SeenRecord, { link, record }: LinkedRecord): boolean {
  return decided === undefined && record.deletedAt === null && link.state === 'live';
}

/** Whether the origin gets something, too. */
function isToldBack(
  seen: SeenRecord,
  link: Link,
  { data, isNews }: Pick<Overlaid, 'data' | 'isNews'>,
): boolean {
  // What a secondary id brings, the system's primary one is told, as any other system.
  if (hasLost(seen) || (isNews && !link.isPrimary)) return true;
  if (seen.decided) return holdsMore(data, mergeFields(link.baseline ?? {}, seen.mapped));
  // While it was deleted there nothing was written to it: what it missed goes there now.
  return link.state === 'source-deleted' && holdsMore(data, seen.mapped);
}

/** Nothing is new but, perhaps, the version. */
function onlySeen(seen: SeenRecord, link: Link): HubEffects | undefined {
  const isNewer = seen.remoteVersion !== null && seen.remoteVersion !== link.remoteVersion;
  return isNewer || hasOtherIds(seen, link)
    ? { linkChange: linkSeen(seen, link, link.recordVersion) }
    : undefined;
}

/** A system may give the same children other ids. */
function hasOtherIds({ children }: SeenRecord, link: Link): boolean {
  if (!children) return false;
  return Object.entries(children.ids).some(([id, there]) => link.children?.[id] !== there);
}

function hasLost({ lost, children }: SeenRecord): boolean {
  return lost !== undefined || Object.keys(children?.lost ?? NO_LOST).length > 0;
}

/** What others changed before, and it has not got yet, it has still not seen. */
function seenVersion(seen: SeenRecord, { link, record }: LinkedRecord, write?: RecordWrite): number {
  const hasSeenAll = link.recordVersion === record.version && !hasLost(seen) && !seen.decided;
  return write && hasSeenAll ? record.version + 1 : link.recordVersion;
}

function linkSeen(seen: SeenRecord, link: Link, recordVersion: number): LinkChange {
  const baseline = link.baseline === null ? seen.mapped : mergeFields(link.baseline, seen.mapped);
  return {
    id: link.id,
    expected: link.generation,
    state: 'live',
    baseline: JSON.stringify(baseline),
    sent: stillSent(seen, link),
    isOwnWrite: false,
    remoteVersion: seen.remoteVersion ?? link.remoteVersion,
    recordVersion,
    ...keptIds(seen, link.children, baseline),
    at: seen.at,
  };
}

/** What the system was sent and keeps otherwise, without the fields it has changed since. */
function stillSent({ mapped }: SeenRecord, { sent, baseline }: Link): string | null {
  if (sent === null || baseline === null) return null;
  const touched = changesOn(baseline, mapped);
  const left = Object.entries(sent).filter(([field]) => !Object.hasOwn(touched, field));
  return left.length === 0 ? null : JSON.stringify(Object.fromEntries(left));
}

/** A link that is told something without its record having been read or written. */
export function linkTurned(link: Link, state: LinkState, at: number): LinkChange {
  return {
    id: link.id,
    expected: link.generation,
    state,
    baseline: link.baseline === null ? null : JSON.stringify(link.baseline),
    sent: link.sent === null ? null : JSON.stringify(link.sent),
    isOwnWrite: link.isOwnWrite,
    remoteVersion: link.remoteVersion,
    recordVersion: link.recordVersion,
    at,
  };
}
