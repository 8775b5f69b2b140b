import type { Settlement } from '../flow/index.js';
import type { EffectsWriter } from '../ledger/index.js';
import type { ColumnValue, Tx } from '../store/index.js';

import type { HubEffects, KeyClaim, LinkChange, NewLink, RecordWrite } from './hub-effects.js';
import {
  insertChanges,
  insertKeys,
  insertLinks,
  insertRecords,
  lockKeys,
  lockLinks,
  lockRecords,
  moveKeys,
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
export const hubEffects: EffectsWriter = async (tx, settlements) => {
  const candidates = settlements.map((settlement) => new Candidate(settlement as Settlement<HubEffects>));
  forbidTwoOnOne(candidates);
  await compareRecords(tx, candidates);
  await compareLinks(tx, candidates);
  await writeKeys(tx, candidates);
  await writeNewLinks(tx, candidates);
  await writeTheRest(
    tx,
    candidates.filter((candidate) => candidate.isOk),
  );
  return candidates.map((candidate) => (candidate.isOk ? 'ok' : 'conflict'));
};

const NO_KEYS: readonly KeyClaim[] = [];

class Candidate {
  isOk = true;
  /** The link's state will be another than it is. */
  movesLink = false;
  readonly record: RecordWrite | undefined;
  readonly newLink: NewLink | undefined;
  readonly linkChange: LinkChange | undefined;
  readonly keys: readonly KeyClaim[];

  constructor({ effects }: Settlement<HubEffects>) {
    this.record = effects?.record;
    this.newLink = effects?.newLink;
    this.linkChange = effects?.linkChange;
    this.keys = effects?.keys ?? NO_KEYS;
  }
}

/** Of two that touch one thing in one commit the later runs again: it has read what the earlier is changing. */
function forbidTwoOnOne(candidates: readonly Candidate[]): void {
  const taken = new Set<string>();
  for (const candidate of candidates) {
    const names: string[] = [];
    if (candidate.record) names.push(`r${candidate.record.id}`);
    if (candidate.linkChange) names.push(`l${candidate.linkChange.id}`);
    if (candidate.newLink) names.push(nameOf(candidate.newLink));
    for (const claim of candidate.keys) names.push(keyNameOf(claim));
    if (names.some((name) => taken.has(name))) candidate.isOk = false;
    else for (const name of names) taken.add(name);
  }
}

async function compareRecords(tx: Tx, candidates: readonly Candidate[]): Promise<void> {
  const writes = candidates.flatMap(({ isOk, record }) =>
    isOk && record && record.expected > 0 ? [record] : [],
  );
  if (writes.length === 0) return;
  const locked = await tx.many(
    lockRecords,
    writes.map(({ id }) => ({ id })),
  );
  const versions = new Map(locked.map(({ id, version }) => [id, version]));
  for (const candidate of candidates) {
    const { record } = candidate;
    if (record && record.expected > 0 && versions.get(record.id) !== record.expected) candidate.isOk = false;
  }
}

async function compareLinks(tx: Tx, candidates: readonly Candidate[]): Promise<void> {
  const changes = candidates.flatMap(({ isOk, linkChange }) => (isOk && linkChange ? [linkChange] : []));
  if (changes.length === 0) return;
  const locked = await tx.many(
    lockLinks,
    changes.map(({ id }) => ({ id })),
  );
  const known = new Map(locked.map((link) => [link.id, link]));
  for (const candidate of candidates) {
    const { linkChange } = candidate;
    if (!linkChange) continue;
    const link = known.get(linkChange.id);
    if (link?.state === 'ended' || link?.generation !== linkChange.expected) candidate.isOk = false;
    candidate.movesLink = link?.state !== linkChange.state;
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
  const records = candidates.flatMap(({ record }) => (record ? [record] : []));
  const links = candidates.flatMap(({ linkChange }) => (linkChange ? [linkChange] : []));
  const made = records.filter(({ expected }) => expected === 0);
  const changed = records.filter(({ expected }) => expected > 0);
  if (made.length > 0) await tx.many(insertRecords, made.map(newRecordRow));
  if (changed.length > 0) await tx.many(updateRecords, changed.map(recordRow));
  if (records.length > 0) await tx.many(insertChanges, records.map(changeRow));
  if (links.length > 0) await tx.many(updateLinks, links.map(linkChangeRow));
  const moved = candidates.flatMap(({ movesLink, linkChange }) =>
    movesLink && linkChange ? [linkChange] : [],
  );
  if (moved.length > 0)
    await tx.many(
      setLinkStates,
      moved.map(({ id, state }) => ({ id, state })),
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
    baselineBy: link.isOwnWrite ? 'write' : 'read',
    remoteVersion: link.remoteVersion,
    recordVersion: link.recordVersion ?? 0,
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
  };
}
