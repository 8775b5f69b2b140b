import { failureOf, type RecordType } from '@hookyard/sdk';

import type { Link, LinkChange, NewLink, RecordView } from '../hub/index.js';

import {
  baselineAfter,
  changedFields,
  createRecord,
  lookUp,
  updateRecord,
  type Outbound,
} from './destination.js';
import { deleteAtDestination } from './from-hub-delete.js';
import { mapRecord } from './map-record.js';
import { comeBack, ended, pinOf, type StoryEnd, type StoryParts } from './story.js';
import { linkTurned } from './to-hub-effects.js';
import { BadAnswer } from './turn-failures.js';
import type { Turn } from './turn.js';
import { canonicalIdOf, type Written } from './write-answers.js';

const MOST_FIELDS = 50;

/** Brings a record of the hub to one external system: linked records are updated, others made, deleted ones deleted. */
export async function outOfHub(turn: Turn, parts: StoryParts): Promise<StoryEnd> {
  const { request } = turn;
  const view = await parts.hub.view(Number(request.recordId), turn.view.number);
  if (!view || view.record.tenant !== turn.view.tenant || view.record.mode !== turn.view.mode)
    return ended('gone');
  if (request.action === 'DELETED') return deleteAtDestination(turn, view);
  if (view.record.deletedAt !== null)
    return ended('superseded', { reason: 'the record was deleted in the hub' });
  if (view.link?.state === 'source-deleted')
    return ended('skipped', { reason: 'the system deleted its record' });
  const { link, record } = view;
  const mapped = await mapRecord(turn, {
    direction: 'FROM',
    change: link ? 'update' : 'add',
    record: record.data,
  });
  if (mapped.kind === 'ended') return mapped.end;
  const outbound: Outbound = { view, fields: mapped.fields, collection: mapped.collection };
  return link ? update(turn, parts, outbound, link) : create(turn, parts, outbound);
}

async function update(turn: Turn, parts: StoryParts, outbound: Outbound, link: Link): Promise<StoryEnd> {
  const { changed, before } = await changedFields(turn, outbound, link);
  if (changed.length === 0) return ended('no-change', { record: outbound.view.record.id });
  try {
    const written = await updateRecord(turn, outbound, { id: link.externalId, changed, before });
    const linkChange = await linkWritten(turn, outbound, written, link);
    return done(outbound, 'updated', {
      externalId: link.externalId,
      fields: changed,
      effects: { linkChange },
    });
  } catch (error) {
    if (failureOf(error)?.failure !== 'NotFound') throw error;
    return missing(turn, parts, outbound, { link, error });
  }
}

/** The destination no longer has the record: the collection says what that means. */
async function missing(
  turn: Turn,
  parts: StoryParts,
  outbound: Outbound,
  lost: { link: Link; error: unknown },
): Promise<StoryEnd> {
  const { link, error } = lost;
  const method = outbound.collection.definition.onMissing ?? 'park';
  if (method === 'park') throw error;
  const linkChange = linkTurned(link, 'ended', turn.now());
  if (method === 'unlink') return ended('gone', { externalId: link.externalId }, { linkChange });
  const end = await create(turn, parts, {
    ...outbound,
    view: { ...outbound.view, link: null, nextGeneration: link.generation + 2 },
  });
  const { newLink } = end.effects ?? {};
  if (newLink?.externalId !== link.externalId) return { ...end, effects: { ...end.effects, linkChange } };
  // Made again under its old id: the link lives on.
  const { baseline, isOwnWrite, remoteVersion, at } = newLink;
  return {
    ...end,
    effects: { linkChange: { ...linkChange, state: 'live', baseline, isOwnWrite, remoteVersion, at } },
  };
}

async function create(turn: Turn, parts: StoryParts, outbound: Outbound): Promise<StoryEnd> {
  const { created } = turn.remembered;
  if (created !== null) return adopt(turn, parts, outbound, created);
  const found = await lookUp(turn, outbound);
  const [only, another] = found;
  if (another !== undefined) {
    const facts = { candidates: found.slice(0, 20) };
    return { outcome: { kind: 'parked', reason: 'ambiguous-match', lane: 'skip', facts } };
  }
  if (only !== undefined) return linkExisting(turn, outbound, only);
  return createNew(turn, parts, outbound);
}

async function createNew(turn: Turn, parts: StoryParts, outbound: Outbound): Promise<StoryEnd> {
  const { request, view } = turn;
  const remembered = rememberLinks(turn, parts, outbound.view);
  parts.creates.begin(view.number, request.type, { request: request.seq, now: turn.now() });
  try {
    const written = await createRecord(turn, outbound, outbound.view.nextGeneration);
    parts.creates.answered(view.number, request.type, {
      request: request.seq,
      externalId: written.externalId,
    });
    const link = remembered.link();
    const effects =
      link?.externalId === written.externalId
        ? { linkChange: await linkWritten(turn, outbound, written, link) }
        : { newLink: await newLink(turn, outbound, written) };
    return done(outbound, 'created', {
      externalId: written.externalId,
      fields: [],
      effects,
      created: written.externalId,
    });
  } catch (error) {
    if (turn.calls.lostAt === null) parts.creates.refused(view.number, request.type, request.seq);
    const failure = failureOf(error);
    if (failure?.failure !== 'Conflict' || turn.phase !== 'create') throw error;
    return collided(turn, outbound, error, failure.existingId);
  }
}

/** A create met a record that is there already. */
async function collided(
  turn: Turn,
  outbound: Outbound,
  error: unknown,
  existingId: string | undefined,
): Promise<StoryEnd> {
  const method = outbound.collection.definition.collision ?? 'ERROR';
  if (method === 'ERROR' || existingId === undefined || existingId === '') throw error;
  const id = canonicalIdOf(turn, existingId, 'the conflict of a create');
  if (method === 'REMAP_AND_LINK') return linkExisting(turn, outbound, id);
  const written = await updateRecord(turn, outbound, { id, changed: Object.keys(outbound.fields) });
  if (method === 'UPDATE_AND_NO_LINK') return done(outbound, 'updated', { externalId: id, fields: [] });
  return done(outbound, 'updated', {
    externalId: id,
    fields: [],
    effects: { newLink: await newLink(turn, outbound, written) },
  });
}

/** The record is there: it is linked, and updated by the mapping for updates. */
async function linkExisting(turn: Turn, outbound: Outbound, id: string): Promise<StoryEnd> {
  const mapped = await mapRecord(turn, {
    direction: 'FROM',
    change: 'update',
    record: outbound.view.record.data,
  });
  if (mapped.kind === 'ended') return mapped.end;
  const remapped = { ...outbound, fields: mapped.fields, collection: mapped.collection };
  const written = await updateRecord(turn, remapped, { id, changed: Object.keys(mapped.fields) });
  const effects = { newLink: await newLink(turn, remapped, written) };
  return done(remapped, 'linked', { externalId: id, fields: [], effects });
}

/**
 * An earlier turn made the record, and its link lost a race. It is not made again: it gets its link, or a person
 * decides when somebody else has it.
 */
async function adopt(
  turn: Turn,
  parts: StoryParts,
  outbound: Outbound,
  externalId: string,
): Promise<StoryEnd> {
  const { view, request } = turn;
  const taken = await parts.hub.linked({ connection: view.number, type: request.type, externalId });
  const facts = { externalId, record: outbound.view.record.id };
  if (taken && taken.record.id !== outbound.view.record.id) {
    const others = { ...facts, linkedRecord: taken.record.id };
    return { outcome: { kind: 'parked', reason: 'link-conflict', lane: 'skip', facts: others } };
  }
  if (taken) return comeBack(turn.now(), 'linked');
  const link = bareLink(turn, outbound.view, externalId);
  return comeBack(turn.now(), 'linked', { newLink: link });
}

/** `ctx.link`: an id that must outlive a create whose rest fails. */
function rememberLinks(turn: Turn, { hub }: StoryParts, view: RecordView): { link(): Link | null } {
  let known: Link | null = null;
  turn.link = async (type: RecordType, given: string) => {
    if (type !== turn.request.type)
      throw new TypeError(`ctx.link of ${type}: this request makes a ${turn.request.type}`);
    const externalId = canonicalIdOf(turn, given, 'ctx.link');
    known = await hub.remember(bareLink(turn, view, externalId));
    if (!known) throw new BadAnswer(`ctx.link: another record is linked with ${type} ${externalId}`);
  };
  return { link: () => known };
}

function bareLink(turn: Turn, { record, nextGeneration }: RecordView, externalId: string): NewLink {
  const { view, request } = turn;
  return {
    tenant: view.tenant,
    mode: view.mode,
    connection: view.number,
    type: request.type,
    externalId,
    record: record.id,
    isPrimary: true,
    generation: nextGeneration,
    baseline: null,
    isOwnWrite: true,
    remoteVersion: null,
    at: turn.now(),
  };
}

async function newLink(turn: Turn, outbound: Outbound, written: Written): Promise<NewLink> {
  const baseline = await baselineAfter(turn, outbound, written);
  return { ...bareLink(turn, outbound.view, written.externalId), baseline, remoteVersion: written.version };
}

async function linkWritten(
  turn: Turn,
  outbound: Outbound,
  written: Written,
  link: Link,
): Promise<LinkChange> {
  const baseline = await baselineAfter(turn, outbound, written);
  const remoteVersion = written.version ?? link.remoteVersion;
  return {
    id: link.id,
    expected: link.generation,
    state: 'live',
    baseline,
    isOwnWrite: true,
    remoteVersion,
    at: turn.now(),
  };
}

interface Done {
  readonly externalId: string;
  readonly fields: readonly string[];
  readonly effects?: StoryEnd['effects'];
  /** Kept should the commit meet a conflict: the record is there and must not be made twice. */
  readonly created?: string;
}

function done(
  { view, collection }: Outbound,
  change: 'created' | 'updated' | 'linked',
  facts: Done,
): StoryEnd {
  const { externalId, fields, effects, created } = facts;
  return {
    outcome: {
      kind: 'done',
      facts: {
        change,
        record: view.record.id,
        version: view.record.version,
        externalId,
        fields: fields.slice(0, MOST_FIELDS),
        collection: pinOf(collection),
        ...(created === undefined ? {} : { created }),
      },
    },
    effects,
  };
}
