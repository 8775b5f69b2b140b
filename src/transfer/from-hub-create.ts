import { Conflict, failureOf, type CollisionMethod, type RecordType } from '@hookyard/sdk';

import type { HubEffects, Link, RecordView } from '../hub/index.js';

import { noteFailure, openSince, traceOf } from './create-trace.js';
import { createRecord, lookUp, updateRecord, type Outbound } from './destination.js';
import { bareLink, done, foundLink, linkWritten, madeLink } from './from-hub-ends.js';
import { withIdsThere } from './children/ids-there.js';
import { mapRecord } from './map-record.js';
import { comeBack, type StoryEnd, type StoryParts } from './story.js';
import { BadAnswer } from './turn-failures.js';
import type { Turn } from './turn.js';
import { canonicalIdOf } from './write-answers.js';

/** Makes a record that has no link: unless an earlier turn did, or it is there already. */
export async function makeThere(turn: Turn, parts: StoryParts, outbound: Outbound): Promise<StoryEnd> {
  const { created } = turn.remembered;
  if (created !== null) return adopt(turn, parts, outbound, created);
  const sentAt = await openSince(turn, parts, outbound);
  const end = sentAt === null ? null : waitForIt(turn, parts, sentAt);
  if (end) return end;
  const found = await lookUp(turn, outbound);
  const [only, another] = found;
  if (another !== undefined) {
    const facts = { candidates: found.slice(0, 20) };
    return { outcome: { kind: 'parked', reason: 'ambiguous-match', lane: 'skip', facts } };
  }
  if (only === undefined)
    return (await linkedMeanwhile(turn, parts, outbound)) ?? createNew(turn, parts, outbound);
  // What an interrupted create made is its own, whatever is to become of records that others made.
  const method = sentAt === null ? outbound.collection.definition.collision : undefined;
  return meet(turn, parts, outbound, { id: only, method: method ?? 'REMAP_AND_LINK' });
}

/**
 * A create was sent, and its answer never came: it may be under way there for as long as a call may take, so it is
 * neither looked for nor repeated before (S4.2). Null where that time is over.
 */
export function waitForIt(
  turn: Turn,
  { creates, callTimeoutMs }: StoryParts,
  sentAt: number,
): StoryEnd | null {
  const { request, view } = turn;
  if (turn.now() >= sentAt + callTimeoutMs) return null;
  // The hook of what it made may come meanwhile: this process need not be the one that sent it.
  creates.begin(view.number, request.type, { request: request.seq, now: sentAt });
  return comeBack(sentAt + callTimeoutMs, 'create-unknown');
}

/** A hook may have linked the record there while it was looked for; one that comes from now on waits for the create. */
async function linkedMeanwhile(
  turn: Turn,
  { hub, creates }: StoryParts,
  { collection }: Outbound,
): Promise<StoryEnd | null> {
  const { request, view } = turn;
  if (!collection.definition.match?.length) return null;
  creates.begin(view.number, request.type, { request: request.seq, now: turn.now() });
  const now = await hub.view(Number(request.recordId), view.number);
  if (!now?.link) return null;
  creates.refused(view.number, request.type, request.seq);
  return comeBack(turn.now(), 'linked');
}

export async function createNew(turn: Turn, parts: StoryParts, outbound: Outbound): Promise<StoryEnd> {
  const { request, view } = turn;
  const remembered = rememberLinks(turn, parts, outbound.view);
  const trace = traceOf(turn, outbound);
  let isSent = false;
  const begin = async (at: number): Promise<void> => {
    isSent = true;
    parts.creates.begin(view.number, request.type, { request: request.seq, now: at });
    if (trace) await parts.hub.creates.sending(trace, at);
  };
  try {
    const written = await createRecord(turn, outbound, begin);
    parts.creates.answered(view.number, request.type, {
      request: request.seq,
      externalId: written.externalId,
    });
    const link = remembered.link();
    const effects =
      link?.externalId === written.externalId
        ? {
            linkChange: (await linkWritten(turn, outbound, written, link)).linkChange,
            remembered: link,
          }
        : { newLink: await madeLink(turn, outbound, written) };
    return done(outbound, 'created', {
      externalId: written.externalId,
      fields: [],
      effects: trace ? { ...effects, createOver: trace } : effects,
      created: written.externalId,
    });
  } catch (error) {
    if (turn.calls.lostAt === null) parts.creates.refused(view.number, request.type, request.seq);
    if (trace && isSent) await noteFailure(turn, parts, trace, error);
    return collided(turn, parts, outbound, error);
  }
}

/** A create met a record that is there already; anything else is thrown on. */
async function collided(
  turn: Turn,
  parts: StoryParts,
  outbound: Outbound,
  error: unknown,
): Promise<StoryEnd> {
  const failure = failureOf(error);
  if (failure?.failure !== 'Conflict' || turn.phase !== 'create') throw error;
  const method = outbound.collection.definition.collision ?? 'ERROR';
  const { existingId } = failure;
  if (method === 'ERROR' || existingId === undefined || existingId === '') throw error;
  const id = await canonicalIdOf(turn, existingId, 'the conflict of a create');
  return meet(turn, parts, outbound, { id, method });
}

/** What the collection says is to become of a record that is there although it was to be made. */
async function meet(
  turn: Turn,
  parts: StoryParts,
  outbound: Outbound,
  { id, method }: { readonly id: string; readonly method: CollisionMethod },
): Promise<StoryEnd> {
  if (method === 'ERROR') {
    turn.phase = 'create';
    throw new Conflict(`${turn.request.type} ${id} is there already, found by its match keys`, id);
  }
  const taken = await takenBy(turn, parts, outbound, id);
  if (taken) return taken;
  if (method === 'REMAP_AND_LINK') return remap(turn, parts, outbound, id);
  const found = await withIdsThere(turn, outbound, id);
  const written = await linking(turn, parts, id, () =>
    updateRecord(turn, found, { id, changed: Object.keys(found.fields) }),
  );
  if (method === 'UPDATE_AND_NO_LINK') return done(outbound, 'updated', { externalId: id, fields: [] });
  const effects = { newLink: await foundLink(turn, found, written) };
  return done(outbound, 'updated', { externalId: id, fields: [], effects: ending(turn, outbound, effects) });
}

/** It is linked, and updated by the mapping for updates; without one it is linked as it is. */
async function remap(turn: Turn, parts: StoryParts, outbound: Outbound, id: string): Promise<StoryEnd> {
  const mapped = await mapRecord(turn, {
    direction: 'FROM',
    change: 'update',
    record: outbound.view.record.data,
  });
  if (mapped.kind === 'ended') {
    const newLink = bareLink(turn, outbound.view, id);
    return { ...mapped.end, effects: ending(turn, outbound, { ...mapped.end.effects, newLink }) };
  }
  const asMapped = { ...outbound, fields: mapped.fields, collection: mapped.collection };
  const remapped = await withIdsThere(turn, asMapped, id);
  const written = await linking(turn, parts, id, () =>
    updateRecord(turn, remapped, { id, changed: Object.keys(remapped.fields) }),
  );
  const effects = { newLink: await foundLink(turn, remapped, written) };
  return done(remapped, 'linked', { externalId: id, fields: [], effects: ending(turn, outbound, effects) });
}

/** With the link nothing is open about a create any more. */
function ending(turn: Turn, outbound: Outbound, effects: HubEffects): HubEffects {
  const createOver = traceOf(turn, outbound);
  return createOver ? { ...effects, createOver } : effects;
}

/** A hook of the record that comes before its link waits: what it says is in part what is being written. */
async function linking<T>(
  turn: Turn,
  { creates }: StoryParts,
  externalId: string,
  write: () => Promise<T>,
): Promise<T> {
  const { view, request } = turn;
  creates.link(view.number, request.type, { request: request.seq, externalId, now: turn.startedAt });
  try {
    return await write();
  } catch (error) {
    if (turn.wasRefused) creates.refused(view.number, request.type, request.seq);
    throw error;
  }
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
  const newLink = bareLink(turn, outbound.view, externalId);
  return comeBack(turn.now(), 'linked', ending(turn, outbound, { newLink }));
}

/** `ctx.link`: an id that must outlive a create whose rest fails. */
function rememberLinks(turn: Turn, { hub }: StoryParts, view: RecordView): { link(): Link | null } {
  let known: Link | null = null;
  turn.link = async (type: RecordType, given: string) => {
    if (type !== turn.request.type)
      throw new TypeError(`ctx.link of ${type}: this request makes a ${turn.request.type}`);
    const externalId = await canonicalIdOf(turn, given, 'ctx.link');
    known = await hub.remember(bareLink(turn, view, externalId));
    if (!known) throw new BadAnswer(`ctx.link: another record is linked with ${type} ${externalId}`);
  };
  return { link: () => known };
}
