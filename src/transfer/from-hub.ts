import { failureOf } from '@hookyard/sdk';

import type { Link } from '../hub/index.js';

import { changedFields, updateRecord, type Outbound } from './destination.js';
import { createNew, makeThere } from './from-hub-create.js';
import { deleteAtDestination } from './from-hub-delete.js';
import { done, linkWritten } from './from-hub-ends.js';
import { mapRecord } from './map-record.js';
import { ended, type StoryEnd, type StoryParts } from './story.js';
import { linkTurned } from './to-hub-effects.js';
import type { Turn } from './turn.js';

/** Brings a record of the hub to one external system: linked records are updated, others made, deleted ones deleted. */
export async function outOfHub(turn: Turn, parts: StoryParts): Promise<StoryEnd> {
  const { request } = turn;
  const id = Number(request.recordId);
  const view = Number.isSafeInteger(id) ? await parts.hub.view(id, turn.view.number) : null;
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
  return link ? update(turn, parts, outbound, link) : makeThere(turn, parts, outbound);
}

async function update(turn: Turn, parts: StoryParts, outbound: Outbound, link: Link): Promise<StoryEnd> {
  // Our write and a change there crossed: which came last only the system knows, so all of it is written again.
  const { changed, before } = turn.remembered.hasUpdated
    ? { changed: Object.keys(outbound.fields) }
    : await changedFields(turn, outbound, link);
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
  const end = await createNew(turn, parts, {
    ...outbound,
    view: { ...outbound.view, link: null, nextGeneration: link.generation + 2 },
  });
  const { newLink } = end.effects ?? {};
  if (newLink?.externalId !== link.externalId) return { ...end, effects: { ...end.effects, linkChange } };
  // Made again under its old id: the link lives on.
  const { baseline, isOwnWrite, remoteVersion, recordVersion, at } = newLink;
  return {
    ...end,
    effects: {
      linkChange: { ...linkChange, state: 'live', baseline, isOwnWrite, remoteVersion, recordVersion, at },
    },
  };
}
