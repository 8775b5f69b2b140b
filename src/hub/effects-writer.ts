import type { RecordType } from '@hookyard/sdk';

import { recordEvents, writeEvents, type Hears } from '../events/index.js';
import type { Settlement } from '../flow/index.js';
import type { EffectsWriter } from '../ledger/index.js';
import type { ColumnValue, Tx } from '../store/index.js';

import type {
  ErasingWrite,
  HubEffects,
  KeyClaim,
  LinkChange,
  LinkMove,
  MergeWrite,
  NewLink,
  RecordWrite,
} from './hub-effects.js';
import { writeErasing } from './erasing/erasing-writer.js';
import { markRecords } from './duplicates/key-statements.js';
import { incomplete, writeMerges } from './merging/merge-writer.js';
import { dropSentCreates } from './sent-create-statements.js';
import type { CreateName } from './sent-creates.js';
import {
  insertChanges,
  insertKeys,
  insertLinks,
  insertRecords,
  lockKeys,
  lockLinks,
  lockRecords,
  moveKeys,
  primaryLinks,
  promoteLinks,
  setLinkStates,
  updateLinks,
  updateRecords,
} from './write-statements.js';

/**
 * Writes the hub's part of settlements inside their commit. A settlement is written whole or not at all, without a
 * savepoint each: first everything is locked and compared, then match keys and new links are tried (the inserts that
 * can lose to another process), and only who passed all writes the rest. A key claimed by one that lost afterwards
 * stays with a record that is not there or does not carry it: whoever reads it next takes it over.
 */
export const hubEffects: EffectsWriter = hubEffectsWith({ watches: () => false, hears: () => false });

/** Who is told of what is written, in the commit that writes it. */
export interface Told {
  /** Records of these are marked for the search for duplicates. */
  readonly watches: Watches;
  /** Changes of these are kept as events. */
  readonly hears: Hears;
}

/** The same, and whoever wants to know of records is told. */
export function hubEffectsWith({ watches, hears }: Told): EffectsWriter {
  return async (tx, settlements) => {
    const candidates = settlements.map((settlement) => new Candidate(settlement as Settlement<HubEffects>));
    forbidTwoOnOne(candidates);
    await compareRecords(tx, candidates);
    await compareLinks(tx, candidates);
    await compareMerges(tx, candidates);
    await comparePrimaries(tx, candidates);
    await writeKeys(tx, candidates);
    await writeNewLinks(tx, candidates);
    const written = candidates.filter((candidate) => candidate.isOk);
    await writeTheRest(tx, written);
    await mark(tx, written, watches);
    await writeEvents(
      tx,
      written.flatMap(({ records, actor }) => recordEvents(records, { hears, actor })),
    );
    return candidates.map((candidate) => (candidate.isOk ? 'ok' : 'conflict'));
  };
}

/** Whether duplicates of a type are looked for. */
export type Watches = (tenant: number, type: RecordType) => boolean;

async function mark(tx: Tx, candidates: readonly Candidate[], watches: Watches): Promise<void> {
  const records = candidates.flatMap((candidate) => candidate.records);
  const watched = records.filter(({ tenant, type }) => watches(tenant, type));
  if (watched.length === 0) return;
  await tx.many(
    markRecords,
    watched.map(({ id, expected }) => ({ record: id, version: expected + 1 })),
  );
}

const NO_EFFECTS: HubEffects = {};
const NO_KEYS: readonly KeyClaim[] = [];
const NO_RECORDS: readonly RecordWrite[] = [];
const NO_CHANGES: readonly LinkChange[] = [];
const NO_MOVES: readonly LinkMove[] = [];

class Candidate {
  isOk = true;
  /** Links whose state will be another than it is. */
  turned: readonly LinkChange[] = NO_CHANGES;
  readonly records: readonly RecordWrite[];
  readonly newLink: NewLink | undefined;
  readonly linkChanges: readonly LinkChange[];
  readonly keys: readonly KeyClaim[];
  readonly createOver: CreateName | undefined;
  readonly moves: readonly LinkMove[];
  readonly merge: MergeWrite | undefined;
  readonly erasing: ErasingWrite | undefined;
  readonly actor: string | undefined;

  constructor({ effects = NO_EFFECTS }: Settlement<HubEffects>) {
    this.records = allOf(effects.record, effects.records) ?? NO_RECORDS;
    this.newLink = effects.newLink;
    this.linkChanges = allOf(effects.linkChange, effects.linkChanges) ?? NO_CHANGES;
    this.keys = effects.keys ?? NO_KEYS;
    this.createOver = effects.createOver;
    this.moves = effects.moves ?? NO_MOVES;
    this.merge = effects.merge;
    this.erasing = effects.erasing;
    this.actor = effects.actor;
  }

  /** The record that gets a link and is not written itself: it must still be the one that has links. */
  get linkedOnly(): number | undefined {
    const record = this.newLink?.record;
    return this.records.some(({ id }) => id === record) ? undefined : record;
  }
}

function allOf<T>(one: T | undefined, more: readonly T[] | undefined): readonly T[] | undefined {
  if (one === undefined) return more;
  return more ? [one, ...more] : [one];
}

/** Of two that touch one thing in one commit the later runs again: it has read what the earlier is changing. */
function forbidTwoOnOne(candidates: readonly Candidate[]): void {
  const taken = new Set<string>();
  const linked = new Set<number>();
  for (const candidate of candidates) {
    const names = namesOf(candidate);
    const merging = candidate.merge?.known.map(({ record }) => record) ?? [];
    const links = candidate.newLink?.record;
    if (names.some((name) => taken.has(name)) || merging.some((record) => linked.has(record)))
      candidate.isOk = false;
    else if (links !== undefined && taken.has(`m${links}`)) candidate.isOk = false;
    else {
      for (const name of names) taken.add(name);
      for (const record of merging) taken.add(`m${record}`);
      if (links !== undefined) linked.add(links);
    }
  }
}

function namesOf({ records, linkChanges, moves, newLink, keys }: Candidate): string[] {
  return [
    ...records.map(({ id }) => `r${id}`),
    ...[...linkChanges, ...moves].map(({ id }) => `l${id}`),
    ...(newLink ? [nameOf(newLink)] : []),
    ...(newLink?.isPrimary ? [`p${newLink.connection} ${newLink.record}`] : []),
    ...keys.map(keyNameOf),
  ];
}

async function compareRecords(tx: Tx, candidates: readonly Candidate[]): Promise<void> {
  const ids = new Set<number>();
  for (const { isOk, records, linkedOnly } of candidates) {
    if (!isOk) continue;
    for (const { id, expected } of records) if (expected > 0) ids.add(id);
    if (linkedOnly !== undefined) ids.add(linkedOnly);
  }
  if (ids.size === 0) return;
  const locked = await tx.many(
    lockRecords,
    [...ids].map((id) => ({ id })),
  );
  const known = new Map(locked.map((row) => [row.id, row]));
  for (const candidate of candidates) {
    const { records, linkedOnly } = candidate;
    const hasMoved = ({ id, expected }: RecordWrite): boolean =>
      expected > 0 && known.get(id)?.version !== expected;
    if (records.some(hasMoved)) candidate.isOk = false;
    // It was merged since it was read: who links it looks again, and finds the other.
    const into = linkedOnly === undefined ? null : known.get(linkedOnly)?.merged_into;
    if (typeof into === 'number') candidate.isOk = false;
  }
}

async function compareLinks(tx: Tx, candidates: readonly Candidate[]): Promise<void> {
  const changes = candidates.flatMap(({ isOk, linkChanges, moves }): (LinkChange | LinkMove)[] =>
    isOk ? [...linkChanges, ...moves] : [],
  );
  if (changes.length === 0) return;
  const locked = await tx.many(
    lockLinks,
    changes.map(({ id }) => ({ id })),
  );
  const known = new Map(locked.map((link) => [link.id, link]));
  const hasMoved = ({ id, expected }: LinkChange | LinkMove): boolean => {
    const link = known.get(id);
    return link?.state === 'ended' || link?.generation !== expected;
  };
  for (const candidate of candidates) {
    const { linkChanges, moves } = candidate;
    if (moves.some(hasMoved) || linkChanges.some(hasMoved)) candidate.isOk = false;
    candidate.turned = linkChanges.filter(({ id, state }) => known.get(id)?.state !== state);
  }
}

/** Their records are locked: no link comes to one of them any more before this commit. */
async function compareMerges(tx: Tx, candidates: readonly Candidate[]): Promise<void> {
  const merges = candidates.flatMap(({ isOk, merge }) => (isOk && merge ? [merge] : []));
  if (merges.length === 0) return;
  const left = await incomplete(tx, merges);
  for (const candidate of candidates) {
    if (candidate.merge && left.has(candidate.merge)) candidate.isOk = false;
  }
}

/**
 * A connection writes a record through one link. A system's hook may have linked the record there since it was looked
 * for; their record is locked, or new, so that none comes any more.
 */
async function comparePrimaries(tx: Tx, candidates: readonly Candidate[]): Promise<void> {
  const asking = candidates.filter(
    ({ isOk, newLink, records }) =>
      isOk &&
      newLink?.isPrimary &&
      !records.some(({ id, expected }) => id === newLink.record && expected === 0),
  );
  if (asking.length === 0) return;
  const rows = asking.map(({ newLink }, n) => ({
    n,
    record: newLink?.record ?? 0,
    connection: newLink?.connection ?? 0,
  }));
  for (const { n, id } of await tx.many(primaryLinks, rows)) {
    const candidate = asking[n];
    if (candidate && !candidate.turned.some((one) => one.id === id && one.state === 'ended'))
      candidate.isOk = false;
  }
}

/** The claims there are must be those that were read; the others must be nobody's yet. */
async function writeKeys(tx: Tx, candidates: readonly Candidate[]): Promise<void> {
  const asking = candidates.filter(({ isOk, keys }) => isOk && keys.length > 0);
  if (asking.length === 0) return;
  const claims = asking.flatMap(({ keys }) => keys);
  const locked = await tx.many(
    lockKeys,
    claims.map((claim, n) => ({ n, ...keyRow(claim) })),
  );
  const holders = new Map(locked.map(({ n, record }) => [claims[n], record]));
  for (const candidate of asking) {
    candidate.isOk = candidate.keys.every((claim) => (holders.get(claim) ?? null) === claim.expected);
  }
  await claimKeys(
    tx,
    asking.filter(({ isOk }) => isOk),
  );
}

async function claimKeys(tx: Tx, asking: readonly Candidate[]): Promise<void> {
  const claims = asking.flatMap(({ keys }) => keys);
  const taken = claims.filter(({ expected }) => expected !== null);
  const fresh = claims.filter(({ expected }) => expected === null);
  if (fresh.length > 0) {
    const rows = fresh.map((claim) => ({ ...keyRow(claim), record: claim.record }));
    const written = await tx.many(insertKeys, rows);
    const mine = new Set(written.map(({ record, key, value }) => `${record}\n${key}\n${value}`));
    for (const candidate of asking) {
      const isMine = ({ expected, record, key, value }: KeyClaim): boolean =>
        expected !== null || mine.has(`${record}\n${key}\n${value}`);
      candidate.isOk = candidate.keys.every(isMine);
    }
  }
  if (taken.length > 0)
    await tx.many(
      moveKeys,
      taken.map((claim) => ({ ...keyRow(claim), record: claim.record })),
    );
}

function keyRow({ tenant, mode, type, key, value }: KeyClaim): Row {
  return { tenant, mode, type, key, value };
}

async function writeNewLinks(tx: Tx, candidates: readonly Candidate[]): Promise<void> {
  const links = candidates.flatMap(({ isOk, newLink }) => (isOk && newLink ? [newLink] : []));
  if (links.length === 0) return;
  const written = await tx.many(insertLinks, links.map(linkRow));
  const won = new Set(written.map((row) => `${row.connection}\n${row.type}\n${row.external_id}`));
  for (const candidate of candidates) {
    if (candidate.isOk && candidate.newLink) candidate.isOk = won.has(nameOf(candidate.newLink));
  }
}

async function writeTheRest(tx: Tx, candidates: readonly Candidate[]): Promise<void> {
  const records = candidates.flatMap((candidate) => candidate.records);
  const links = candidates.flatMap(({ linkChanges }) => linkChanges);
  const made = records.filter(({ expected }) => expected === 0);
  const changed = records.filter(({ expected }) => expected > 0);
  if (made.length > 0) await tx.many(insertRecords, made.map(newRecordRow));
  if (changed.length > 0) await tx.many(updateRecords, changed.map(recordRow));
  if (records.length > 0) await tx.many(insertChanges, records.map(changeRow));
  if (links.length > 0) await tx.many(updateLinks, links.map(linkChangeRow));
  await turnLinks(
    tx,
    candidates.flatMap(({ turned }) => turned),
  );
  const over = candidates.flatMap(({ createOver }) => (createOver ? [createOver] : []));
  if (over.length > 0)
    await tx.many(
      dropSentCreates,
      over.map(({ connection, type, record }) => ({ connection, type, record })),
    );
  const moves = candidates.flatMap((candidate) => candidate.moves);
  const merges = candidates.flatMap(({ merge }) => (merge ? [merge] : []));
  if (moves.length > 0 || merges.length > 0) await writeMerges(tx, { merges, records, moves });
  await writeErasing(
    tx,
    candidates.flatMap(({ erasing }) => (erasing ? [erasing] : [])),
  );
}

/** Where a primary link ended, or one that is no primary lives again, its record must not be left without one. */
async function turnLinks(tx: Tx, turned: readonly LinkChange[]): Promise<void> {
  if (turned.length === 0) return;
  await tx.many(
    setLinkStates,
    turned.map(({ id, state }) => ({ id, state })),
  );
  await tx.many(
    promoteLinks,
    turned.map(({ id }) => ({ id })),
  );
}

type Row = Readonly<Record<string, ColumnValue>>;

function keyNameOf({ tenant, mode, type, key, value }: KeyClaim): string {
  return `k${tenant} ${mode} ${type}\n${key}\n${value}`;
}

function nameOf(link: NewLink): string {
  return `${link.connection}\n${link.type}\n${link.externalId}`;
}

export function linkRow(link: NewLink): Row {
  return {
    tenant: link.tenant,
    mode: link.mode,
    connection: link.connection,
    type: link.type,
    externalId: link.externalId,
    record: link.record,
    isPrimary: link.isPrimary ? 1 : 0,
    generation: link.generation,
    ...contentOf(link),
  };
}

function linkChangeRow(link: LinkChange): Row {
  return { id: link.id, expected: link.expected, ...contentOf(link) };
}

function contentOf(link: NewLink | LinkChange): Row {
  return {
    baseline: link.baseline,
    sent: link.sent ?? null,
    baselineBy: link.isOwnWrite ? 'write' : 'read',
    remoteVersion: link.remoteVersion,
    recordVersion: link.recordVersion ?? 0,
    children: link.children ?? null,
    at: link.at,
  };
}

function newRecordRow(record: RecordWrite): Row {
  return { ...recordContent(record), tenant: record.tenant, mode: record.mode, type: record.type };
}

function recordRow(record: RecordWrite): Row {
  return { ...recordContent(record), expected: record.expected };
}

function recordContent({ id, data, deletedAt, at }: RecordWrite): Row {
  return { id, data, deletedAt, at };
}

function changeRow(record: RecordWrite): Row {
  return {
    record: record.id,
    version: record.expected + 1,
    at: record.at,
    root: record.root,
    connection: record.connection,
    changed: record.changed,
    event: record.event ?? null,
  };
}
