import type { Settlement } from '../flow/index.js';
import type { EffectsWriter } from '../ledger/index.js';
import type { ColumnValue, Tx } from '../store/index.js';

import type { HubEffects, LinkChange, NewLink, RecordWrite } from './hub-effects.js';
import {
  insertChanges,
  insertLinks,
  insertRecords,
  lockLinks,
  lockRecords,
  setLinkStates,
  updateLinks,
  updateRecords,
} from './write-statements.js';

/**
 * Writes the hub's part of settlements inside their commit. A settlement is written whole or not at all, without a
 * savepoint each: first everything is locked and compared, then new links are tried (the only insert that can lose
 * to another process), and only who passed both writes the rest.
 */
export const hubEffects: EffectsWriter = async (tx, settlements) => {
  const candidates = settlements.map((settlement) => new Candidate(settlement as Settlement<HubEffects>));
  forbidTwoOnOne(candidates);
  await compareRecords(tx, candidates);
  await compareLinks(tx, candidates);
  await writeNewLinks(tx, candidates);
  await writeTheRest(
    tx,
    candidates.filter((candidate) => candidate.isOk),
  );
  return candidates.map((candidate) => (candidate.isOk ? 'ok' : 'conflict'));
};

class Candidate {
  isOk = true;
  /** The link's state will be another than it is. */
  movesLink = false;
  readonly record: RecordWrite | undefined;
  readonly newLink: NewLink | undefined;
  readonly linkChange: LinkChange | undefined;

  constructor({ effects }: Settlement<HubEffects>) {
    this.record = effects?.record;
    this.newLink = effects?.newLink;
    this.linkChange = effects?.linkChange;
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
