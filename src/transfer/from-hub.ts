import { failureOf, type JsonObject } from '@hookyard/sdk';

import { gateEntryOf } from '../gate/index.js';
import type { Link, RecordView } from '../hub/index.js';

import { withIdsThere, withUnseen } from './children/ids-there.js';
import { hasKeyedChildren } from './children/outbound-ids.js';
import { changedFields, updateRecord, type Outbound } from './destination.js';
import { createNew, makeThere } from './from-hub-create.js';
import { deleteAtDestination } from './from-hub-delete.js';
import { done, linkWritten } from './from-hub-ends.js';
import { afterMerge } from './from-hub-merged.js';
import { mapRecord } from './map-record.js';
import { canReadAgain, readAgain } from './read-again.js';
import { ended, type StoryEnd, type StoryParts } from './story.js';
import { linkTurned } from './to-hub-effects.js';
import type { Turn } from './turn.js';
import { aroundFields, clearToWrite } from './unheard-edits.js';

/** Brings a record of the hub to one external system: linked records are updated, others made, deleted ones deleted. */
export async function outOfHub(turn: Turn, parts: StoryParts): Promise<StoryEnd> {
  const { request } = turn;
  const id = Number(request.recordId);
  const view = Number.isSafeInteger(id) ? await parts.hub.view(id, turn.view.number) : null;
  if (!view || view.record.tenant !== turn.view.tenant || view.record.mode !== turn.view.mode)
    return ended('gone');
  if (view.record.mergedInto !== null) return afterMerge(turn, parts, view);
  if (request.action === 'DELETED') return deleteAtDestination(turn, view);
  return passedOver(view) ?? bring(turn, parts, view);
}

async function bring(turn: Turn, parts: StoryParts, view: RecordView): Promise<StoryEnd> {
  const { link, record } = view;
  const mapped = await mapRecord(turn, {
    direction: 'FROM',
    change: link ? 'update' : 'add',
    record: record.data,
    childIds: link?.children ?? undefined,
  });
  if (mapped.kind === 'ended') return mapped.end;
  const outbound: Outbound = { view, fields: mapped.fields, collection: mapped.collection };
  if (!link) return makeThere(turn, parts, outbound);
  // Nobody knows yet which children the system has: sent as new ones, those it has would be there twice.
  const isUnread = link.children === null && hasKeyedChildren(mapped.collection.definition);
  const known = isUnread ? await withIdsThere(turn, outbound, link.externalId) : outbound;
  return update(turn, parts, known, link);
}

function passedOver({ record, link }: RecordView): StoryEnd | null {
  if (record.deletedAt !== null) return ended('superseded', { reason: 'the record was deleted in the hub' });
  if (link?.state === 'source-deleted') return ended('skipped', { reason: 'the system deleted its record' });
  return null;
}

async function update(turn: Turn, parts: StoryParts, outbound: Outbound, link: Link): Promise<StoryEnd> {
  const toWrite = await fieldsToWrite(turn, outbound, link);
  if (toWrite.changed.length === 0) return nothingNew(turn, parts, outbound, link);
  const clearance = await clearToWrite(turn, parts, outbound, link);
  if (clearance.kind === 'wait') return clearance.end;
  if (clearance.kind === 'go') return send(turn, parts, outbound, { link, ...toWrite });
  const around = await aroundFields(turn, outbound, link, clearance.fields);
  const rest = around && (await changedFields(turn, around, link));
  if (!around || !rest?.changed.length) return nothingNew(turn, parts, outbound, link);
  return send(turn, parts, around, { link, ...rest, isAround: true });
}

async function nothingNew(
  turn: Turn,
  parts: StoryParts,
  { view }: Outbound,
  { externalId }: Link,
): Promise<StoryEnd> {
  const more = hasCrossed(turn) ? await readAgain(turn, parts, externalId) : {};
  return { ...ended('no-change', { record: view.record.id }), ...more };
}

interface Sending {
  readonly link: Link;
  readonly changed: string[];
  readonly before?: JsonObject;
  /** Fields were left out whose edits there wait for a person: what the answer shows of them is known. */
  readonly isAround?: boolean;
}

async function send(turn: Turn, parts: StoryParts, outbound: Outbound, what: Sending): Promise<StoryEnd> {
  const { link, changed, before, isAround = false } = what;
  const { externalId } = link;
  const { seq } = turn.request;
  parts.updates.begin(link.id, { request: seq, now: turn.now() });
  try {
    const whole = await withUnseen(turn, outbound, link, changed);
    const written = await updateRecord(turn, whole, { id: externalId, changed, before });
    const { linkChange, isMoved } = await linkWritten(turn, whole, written, link);
    const end = done(outbound, 'updated', { externalId, fields: changed, effects: { linkChange } });
    return (isMoved && !isAround) || hasCrossed(turn)
      ? { ...end, ...(await readAgain(turn, parts, externalId)) }
      : end;
  } catch (error) {
    if (turn.wasRefused) parts.updates.ended(link.id, seq);
    if (failureOf(error)?.failure !== 'NotFound') throw error;
    return missing(turn, parts, outbound, { link, error });
  }
}

/** The mapping changed, so that what is known of the record, mapped as today, shows no difference (S5.9). */
function isRewrite({ request }: Turn): boolean {
  return gateEntryOf(request.trail)?.saw?.['coalesce']?.['rewrites'] === true;
}

/**
 * What an earlier turn of the request wrote, while a change of the system was taken in: which came last only the system
 * knows. It is read again; where it cannot be, what was written is written again, and nothing else.
 */
async function fieldsToWrite(turn: Turn, outbound: Outbound, link: Link): ReturnType<typeof changedFields> {
  if (isRewrite(turn)) return { changed: Object.keys(outbound.fields) };
  const { changed, before } = await changedFields(turn, outbound, link);
  const { updated } = turn.remembered;
  if (updated === null || canReadAgain(turn)) return { changed, before };
  return {
    changed: Object.keys(outbound.fields).filter(
      (field) => changed.includes(field) || updated.includes(field),
    ),
    before,
  };
}

function hasCrossed({ remembered }: Turn): boolean {
  return remembered.updated !== null;
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
  const end = await createNew(turn, parts, {
    ...outbound,
    view: { ...outbound.view, link: null, nextGeneration: link.generation + 2 },
  });
  const { newLink } = end.effects ?? {};
  if (newLink?.externalId !== link.externalId) return { ...end, effects: { ...end.effects, linkChange } };
  // Made again under its old id: the link lives on.
  const { baseline, sent, children, isOwnWrite, remoteVersion, recordVersion, at } = newLink;
  return {
    ...end,
    effects: {
      linkChange: {
        ...linkChange,
        state: 'live',
        baseline,
        sent,
        children,
        isOwnWrite,
        remoteVersion,
        recordVersion,
        at,
      },
    },
  };
}
