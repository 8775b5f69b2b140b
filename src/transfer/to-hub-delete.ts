import type { JsonObject } from '@hookyard/sdk';

import { gateEntryOf } from '../gate/index.js';
import type { LinkedRecord, RecordWrite } from '../hub/index.js';
import type { DeleteGuard } from '../registry/index.js';

import { mapRecord } from './map-record.js';
import { notWanted } from './only-this.js';
import { isStillThere } from './read-source.js';
import { ended, pinOf, type StoryEnd, type StoryParts } from './story.js';
import { linkTurned, seenAgain, type HubChange, type SeenRecord } from './to-hub-effects.js';
import { decided, whoDecides, type Decided } from './deciding.js';
import { tellOthers } from './tell-others.js';
import type { Turn } from './turn.js';

/** A record was deleted at its source: what that means in the hub is the scope's guard (S6.1). */
export async function deleteInHub(turn: Turn, parts: StoryParts): Promise<StoryEnd> {
  const { request, view } = turn;
  const linked = await parts.hub.linked({
    connection: view.number,
    type: request.type,
    externalId: request.recordId,
  });
  const guard = guardOf(turn);
  if (!linked) return guard === 'off' ? ended('guarded', { guard }) : ended('nothing-to-delete');
  const doubt = await doubted(turn, linked);
  if (doubt) return doubt;
  if (guard !== 'off' && guard !== 'unlink' && !linked.link.isPrimary)
    return oneOfSeveral(turn, guard, linked);
  switch (guard) {
    case 'off':
      return leaveAlone(turn, linked);
    case 'unlink':
      return {
        outcome: { kind: 'done', facts: { change: 'unlinked', record: linked.record.id } },
        effects: { linkChange: linkTurned(linked.link, 'ended', turn.now()) },
      };
    case 'update':
      return updateInstead(turn, parts, linked);
    case 'delete':
      return deleteRecord(turn, parts, linked);
  }
}

/** The stricter of what the gate saw and what is set now: a delete received while the guard was off stays without effect. */
export function guardOf({ request, view }: Turn): DeleteGuard {
  const seen = gateEntryOf(request.trail)?.saw?.['delete.guard']?.['guard'];
  return seen === 'off' ? 'off' : (view.scopes.TO.get(request.scope)?.guard ?? 'off');
}

/**
 * It had a turn before: it was retried, or released by a person or a configuration change. Others of its record may
 * have run since (S4.6). So is what the brake held for a person, and what is replayed. Waiting for its first turn is no
 * lateness, in its lane or for its settle time: the lane keeps the order of receipt, and a later change overtakes it.
 */
function isLate({ request }: Turn): boolean {
  const isOld = gateEntryOf(request.trail)?.saw?.['delete.guard']?.['late'] === true;
  return isOld || request.attempts > 0 || request.state !== 'queued' || request.result !== null;
}

/** It comes late, or nobody said that it was deleted: a list did not name it. */
function isDoubtful(turn: Turn): boolean {
  const { hook, parent, trail } = turn.request;
  if (gateEntryOf(trail)?.saw?.['delete.guard']?.['forced'] === true) return false;
  return isLate(turn) || (hook === null && parent === null);
}

/** What speaks against the delete. */
async function doubted(turn: Turn, { record }: LinkedRecord): Promise<StoryEnd | null> {
  const unwanted = notWanted(turn, record);
  if (unwanted || !isDoubtful(turn)) return unwanted;
  const isThere = await isStillThere(turn);
  return isThere ? ended('overtaken', { reason: 'the source has it again' }) : null;
}

/** Nothing is deleted; but nobody writes any more to what is no longer there, until it is seen again. */
function leaveAlone(turn: Turn, { link, record }: LinkedRecord): StoryEnd {
  const facts = { guard: 'off', record: record.id };
  if (link.state === 'source-deleted') return ended('guarded', facts);
  return ended('guarded', facts, { linkChange: linkTurned(link, 'source-deleted', turn.now()) });
}

/** The system had the record under several ids: it lives on under the primary one, and so does the hub's. */
function oneOfSeveral(turn: Turn, guard: DeleteGuard, { link, record }: LinkedRecord): StoryEnd {
  const facts = { guard, record: record.id, reason: 'a secondary id: the record has another there' };
  return ended('guarded', facts, { linkChange: linkTurned(link, 'source-deleted', turn.now()) });
}

/** The delete-triggered update: only the id is known, the record cannot be read any more. */
async function updateInstead(turn: Turn, parts: StoryParts, linked: LinkedRecord): Promise<StoryEnd> {
  const record = { id: turn.request.recordId };
  const { link } = linked;
  if (linked.record.deletedAt !== null) {
    // It must not bring back what is deleted.
    const linkChange = linkTurned(link, 'source-deleted', turn.now());
    return ended('no-change', { record: linked.record.id }, { linkChange });
  }
  const lastKnown = link.baseline ?? linked.record.data;
  const change = 'delete-triggered-update';
  const mapped = await mapRecord(turn, { direction: 'TO', change, record, lastKnown });
  if (mapped.kind === 'ended') return mapped.end;
  const seen = seenAgain(seenNow(turn, mapped.fields), linked);
  const linkChange = {
    ...(seen.effects?.linkChange ?? linkTurned(link, 'live', turn.now())),
    state: 'source-deleted' as const,
  };
  return tellOthers(
    turn,
    parts,
    { ...seen, effects: { ...seen.effects, linkChange } },
    pinOf(mapped.collection),
  );
}

/** A soft delete, told to the others; each of them has a guard of its own. */
async function deleteRecord(
  turn: Turn,
  parts: StoryParts,
  { link, record }: LinkedRecord,
): Promise<StoryEnd> {
  const mapped = await mapRecord(turn, {
    direction: 'TO',
    change: 'delete',
    record: { id: turn.request.recordId },
  });
  if (mapped.kind === 'ended') return mapped.end;
  const at = turn.now();
  const linkChange = linkTurned(link, 'source-deleted', at);
  if (record.deletedAt !== null) return ended('no-change', { record: record.id }, { linkChange });
  const handlers = whoDecides(turn, parts, 'delete');
  const step = { step: 'delete', incoming: null, stored: record, changes: {} } as const;
  const answer = handlers && (await decided(turn, parts, handlers, step));
  if (answer?.kind === 'ends') return answer.end;
  if (answer && (answer.record !== null || answer.isDone))
    return keepInstead(turn, parts, {
      linked: { link, record },
      answer,
      collection: pinOf(mapped.collection),
    });
  const write: RecordWrite = {
    id: record.id,
    expected: record.version,
    tenant: record.tenant,
    mode: record.mode,
    type: record.type,
    data: JSON.stringify(record.data),
    deletedAt: at,
    changed: '{}',
    root: turn.root,
    connection: turn.view.number,
    at,
  };
  const change = {
    change: 'deleted' as const,
    record: record.id,
    fields: [] as HubChange['fields'],
    effects: { record: write, linkChange },
    ...(answer?.decision ? { decision: answer.decision } : {}),
  };
  return tellOthers(turn, parts, change, pinOf(mapped.collection));
}

/** A handler did it its way: the record stays, with what it says of it, and nobody writes to where it is gone. */
function keepInstead(
  turn: Turn,
  parts: StoryParts,
  {
    linked,
    answer,
    collection,
  }: {
    readonly linked: LinkedRecord;
    readonly answer: Extract<Decided, { kind: 'goes-on' }>;
    readonly collection: string;
  },
): Promise<StoryEnd> {
  const { link, record } = linked;
  const seen = seenNow(turn, link.baseline ?? record.data);
  const change = seenAgain(answer.record ? { ...seen, decided: answer.record } : seen, linked);
  const linkChange = {
    ...(change.effects?.linkChange ?? linkTurned(link, 'live', turn.now())),
    state: 'source-deleted' as const,
  };
  const decision = answer.decision ? { decision: answer.decision } : {};
  return tellOthers(
    turn,
    parts,
    { ...change, corrects: false, effects: { ...change.effects, linkChange }, ...decision },
    collection,
  );
}

/** What is known of a record whose system has it no longer. */
function seenNow(turn: Turn, mapped: JsonObject): SeenRecord {
  const { view, request, root } = turn;
  return {
    tenant: view.tenant,
    mode: view.mode,
    connection: view.number,
    type: request.type,
    externalId: request.recordId,
    root,
    at: turn.now(),
    mapped,
    remoteVersion: null,
  };
}
