import { failureOf, type RecordType } from '@hookyard/sdk';

import type { Link, RecordView } from '../hub/index.js';

import { createRecord, lookUp, updateRecord, type Outbound } from './destination.js';
import { bareLink, done, foundLink, linkWritten, madeLink } from './from-hub-ends.js';
import { mapRecord } from './map-record.js';
import { comeBack, type StoryEnd, type StoryParts } from './story.js';
import { BadAnswer } from './turn-failures.js';
import type { Turn } from './turn.js';
import { canonicalIdOf } from './write-answers.js';

/** Makes a record that has no link: unless an earlier turn did, or it is there already. */
export async function makeThere(turn: Turn, parts: StoryParts, outbound: Outbound): Promise<StoryEnd> {
  const { created } = turn.remembered;
  if (created !== null) return adopt(turn, parts, outbound, created);
  const found = await lookUp(turn, outbound);
  const [only, another] = found;
  if (another !== undefined) {
    const facts = { candidates: found.slice(0, 20) };
    return { outcome: { kind: 'parked', reason: 'ambiguous-match', lane: 'skip', facts } };
  }
  if (only !== undefined) return linkExisting(turn, parts, outbound, only);
  return createNew(turn, parts, outbound);
}

export async function createNew(turn: Turn, parts: StoryParts, outbound: Outbound): Promise<StoryEnd> {
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
        : { newLink: await madeLink(turn, outbound, written) };
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
    return collided(turn, parts, outbound, { error, existingId: failure.existingId });
  }
}

/** A create met a record that is there already. */
async function collided(
  turn: Turn,
  parts: StoryParts,
  outbound: Outbound,
  { error, existingId }: { readonly error: unknown; readonly existingId: string | undefined },
): Promise<StoryEnd> {
  const method = outbound.collection.definition.collision ?? 'ERROR';
  if (method === 'ERROR' || existingId === undefined || existingId === '') throw error;
  const id = canonicalIdOf(turn, existingId, 'the conflict of a create');
  if (method === 'REMAP_AND_LINK') return linkExisting(turn, parts, outbound, id);
  const taken = await takenBy(turn, parts, outbound, id);
  if (taken) return taken;
  const written = await updateRecord(turn, outbound, { id, changed: Object.keys(outbound.fields) });
  if (method === 'UPDATE_AND_NO_LINK') return done(outbound, 'updated', { externalId: id, fields: [] });
  const effects = { newLink: await foundLink(turn, outbound, written) };
  return done(outbound, 'updated', { externalId: id, fields: [], effects });
}

/** The record is there: it is linked, and updated by the mapping for updates. */
async function linkExisting(
  turn: Turn,
  parts: StoryParts,
  outbound: Outbound,
  id: string,
): Promise<StoryEnd> {
  const taken = await takenBy(turn, parts, outbound, id);
  if (taken) return taken;
  const mapped = await mapRecord(turn, {
    direction: 'FROM',
    change: 'update',
    record: outbound.view.record.data,
  });
  if (mapped.kind === 'ended') return mapped.end;
  const remapped = { ...outbound, fields: mapped.fields, collection: mapped.collection };
  const written = await updateRecord(turn, remapped, { id, changed: Object.keys(mapped.fields) });
  const effects = { newLink: await foundLink(turn, remapped, written) };
  return done(remapped, 'linked', { externalId: id, fields: [], effects });
}

/** Another record of the hub has this external id: writing to it would mix two records. */
async function takenBy(
  turn: Turn,
  { hub }: StoryParts,
  outbound: Outbound,
  externalId: string,
): Promise<StoryEnd | null> {
  const linked = await hub.linked({ connection: turn.view.number, type: turn.request.type, externalId });
  const { id } = outbound.view.record;
  if (!linked || linked.record.id === id) return null;
  const facts = { externalId, record: id, linkedRecord: linked.record.id };
  return { outcome: { kind: 'parked', reason: 'link-conflict', lane: 'skip', facts } };
}

/**
 * An earlier turn made the record, and its link lost a race. It is not made again: it gets its link, or a person
 * decides when another record has it.
 */
async function adopt(
  turn: Turn,
  parts: StoryParts,
  outbound: Outbound,
  externalId: string,
): Promise<StoryEnd> {
  const taken = await takenBy(turn, parts, outbound, externalId);
  if (taken) return taken;
  return comeBack(turn.now(), 'linked', { newLink: bareLink(turn, outbound.view, externalId) });
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
