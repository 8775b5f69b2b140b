import type { HubRecord, Link, RecordView } from '../hub/index.js';

import { deleteRecord, updateRecord } from './destination.js';
import { mapRecord } from './map-record.js';
import { ended, type StoryEnd } from './story.js';
import { linkTurned } from './to-hub-effects.js';
import type { Turn } from './turn.js';

/** The hub deleted a record: each destination has a guard of its own (S3.4, S6.1). */
export async function deleteAtDestination(turn: Turn, { record, link }: RecordView): Promise<StoryEnd> {
  if (!link) return ended('nothing-to-delete', { record: record.id });
  if (record.deletedAt === null) return ended('superseded', { reason: 'the record is alive in the hub' });
  const linkChange = linkTurned(link, 'ended', turn.now());
  if (link.state === 'source-deleted') return ended('nothing-to-delete', factsOf(link), { linkChange });
  const guard = turn.view.scopes.FROM.get(turn.request.scope)?.guard ?? 'off';
  switch (guard) {
    case 'off':
      return ended('guarded', { guard });
    case 'unlink':
      return {
        outcome: { kind: 'done', facts: { change: 'unlinked', ...factsOf(link) } },
        effects: { linkChange },
      };
    case 'update':
      return updateInstead(turn, record, link);
    case 'delete':
      return deleteThere(turn, record, link);
  }
}

/** The delete-triggered update: the record stays, and says what became of it. */
async function updateInstead(turn: Turn, record: HubRecord, link: Link): Promise<StoryEnd> {
  const mapped = await mapRecord(turn, {
    direction: 'FROM',
    change: 'delete-triggered-update',
    record: record.data,
    lastKnown: link.baseline ?? record.data,
  });
  if (mapped.kind === 'ended') return mapped.end;
  const changed = Object.keys(mapped.fields);
  const { version } = await updateRecord(turn, mapped, { id: link.externalId, changed });
  const remoteVersion = version ?? link.remoteVersion;
  const linkChange = { ...linkTurned(link, 'live', turn.now()), remoteVersion, isOwnWrite: true };
  return {
    outcome: { kind: 'done', facts: { change: 'updated', ...factsOf(link) } },
    effects: { linkChange },
  };
}

async function deleteThere(turn: Turn, record: HubRecord, link: Link): Promise<StoryEnd> {
  const known = { ...record.data, id: link.externalId };
  const mapped = await mapRecord(turn, { direction: 'FROM', change: 'delete', record: known });
  if (mapped.kind === 'ended') return mapped.end;
  await deleteRecord(turn, link.externalId);
  const linkChange = linkTurned(link, 'ended', turn.now());
  return {
    outcome: { kind: 'done', facts: { change: 'deleted', ...factsOf(link) } },
    effects: { linkChange },
  };
}

function factsOf({ record, externalId }: Link): { record: number; externalId: string } {
  return { record, externalId };
}
