import type { HubRecord, Link, RecordView } from '../hub/index.js';

import { createNameOf } from './create-trace.js';
import { deleteRecord, lookUp } from './destination.js';
import { waitForIt } from './from-hub-create.js';
import { bareLink } from './from-hub-ends.js';
import { correctionDrafts } from './hub-drafts.js';
import { mapRecord } from './map-record.js';
import { handlersOf } from './read-source.js';
import { ended, type StoryEnd, type StoryParts } from './story.js';
import { linkTurned } from './to-hub-effects.js';
import type { Turn } from './turn.js';
import { changeKey } from './write-key.js';

/**
 * A record that became part of another. What was made for it meanwhile is one more of the other's; a system that had
 * both merges them where it can, or deletes the one where a person asked for it. Else there is nothing to do: the
 * other's own transfer brings what changed.
 */
export async function afterMerge(turn: Turn, parts: StoryParts, there: RecordView): Promise<StoryEnd> {
  const { record: loser } = there;
  const survivor = await parts.hub.survivor(loser.id);
  const view = await parts.hub.view(survivor, turn.view.number);
  if (!view) return ended('gone');
  const { created } = turn.remembered;
  if (created !== null) return adopt(turn, parts, view, { created, loser: loser.id });
  const lost = await lostCreate(turn, parts, { there, view });
  if (lost) return lost;
  const others = view.link ? await othersOf(turn, parts, { loser, survivor }) : [];
  if (!view.link || others.length === 0) return superseded(survivor);
  if (turn.request.action === 'DELETED') return deleteThere(turn, loser, others);
  return mergeThere(turn, parts, { survivor, primary: view.link, others });
}

function superseded(record: number, facts: Readonly<Record<string, unknown>> = {}): StoryEnd {
  return ended('superseded', { reason: 'the record was merged into another', record, ...facts });
}

/**
 * A create was sent for the loser, and nobody knows what became of it. It is not sent again: it is looked for, when it
 * can have ended. Null where there was none.
 */
async function lostCreate(
  turn: Turn,
  parts: StoryParts,
  { there, view }: { readonly there: RecordView; readonly view: RecordView },
): Promise<StoryEnd | null> {
  const trace = createNameOf(turn, there);
  const sentAt = await parts.hub.creates.sentAt(trace);
  if (sentAt === null) return null;
  const end = waitForIt(turn, parts, sentAt);
  if (end) return end;
  const { record } = there;
  const mapped = await mapRecord(turn, { direction: 'FROM', change: 'add', record: record.data });
  const found = mapped.kind === 'ended' ? [] : await lookUp(turn, { view: there, ...mapped });
  const name = { connection: turn.view.number, type: turn.request.type };
  const links = await Promise.all(found.map((externalId) => parts.hub.linked({ ...name, externalId })));
  const [made, another] = found.filter((_, index) => !links[index]);
  if (made !== undefined && another === undefined)
    return adopt(turn, parts, view, { created: made, loser: record.id });
  return { ...superseded(view.record.id), effects: { createOver: trace } };
}

/** What was made for the loser before anybody knew that it is one with the other. */
async function adopt(
  turn: Turn,
  parts: StoryParts,
  view: RecordView,
  { created: externalId, loser }: { readonly created: string; readonly loser: number },
): Promise<StoryEnd> {
  const name = { connection: turn.view.number, type: turn.request.type, externalId };
  if (await parts.hub.linked(name)) return superseded(view.record.id, { externalId });
  const bare = bareLink(turn, view, externalId);
  const newLink = view.link ? { ...bare, isPrimary: false, generation: 1 } : bare;
  const end = superseded(view.record.id, { externalId });
  const { connection, type } = name;
  const createOver = { connection, type, record: loser, generation: bare.generation };
  return {
    ...end,
    effects: { newLink, createOver },
    ...(view.link ? {} : await told(turn, parts, view.record.id)),
  };
}

/** The links that came from the loser by its merge and are secondary here, read anew. */
async function othersOf(
  { view }: Turn,
  { hub }: StoryParts,
  { loser, survivor }: { readonly loser: HubRecord; readonly survivor: number },
): Promise<Link[]> {
  const merge = loser.mergedBy === null ? null : await hub.read.merge(loser.mergedBy);
  const moved = new Set(merge?.detail.links.flatMap(({ id, record }) => (record === loser.id ? [id] : [])));
  const links = await hub.read.links(survivor);
  return links.filter(
    ({ id, connection, isPrimary, state }) =>
      moved.has(id) && connection === view.number && !isPrimary && state === 'live',
  );
}

async function mergeThere(
  turn: Turn,
  parts: StoryParts,
  { survivor, primary, others }: { survivor: number; primary: Link; others: readonly Link[] },
): Promise<StoryEnd> {
  const handlers = handlersOf(turn);
  if (!handlers?.merge) return superseded(survivor);
  turn.phase = 'update';
  const losers = others.map(({ externalId }) => externalId);
  const body = [primary.externalId, ...losers].join('\n');
  turn.writeKey = changeKey({ connection: turn.view.id, request: turn.request.seq, body });
  await turn.call('update', (ctx) => handlers.merge?.(primary.externalId, losers, ctx));
  return {
    outcome: {
      kind: 'done',
      facts: {
        change: 'merged',
        record: survivor,
        externalId: primary.externalId,
        losers: losers.slice(0, 20),
      },
    },
    effects: { linkChanges: others.map((link) => linkTurned(link, 'ended', turn.now())) },
    ...(await told(turn, parts, survivor)),
  };
}

/** Asked for by a person, and yet only what the guard of this destination lets through. */
async function deleteThere(turn: Turn, loser: HubRecord, others: readonly Link[]): Promise<StoryEnd> {
  const guard = turn.view.scopes.FROM.get(turn.request.scope)?.guard ?? 'off';
  const externalIds = others.map(({ externalId }) => externalId).slice(0, 20);
  if (guard === 'off' || guard === 'update') return ended('guarded', { guard, externalIds });
  if (guard === 'delete') {
    for (const { externalId } of others) {
      const record = { ...loser.data, id: externalId };
      const mapped = await mapRecord(turn, { direction: 'FROM', change: 'delete', record });
      if (mapped.kind === 'ended') return mapped.end;
      await deleteRecord(turn, externalId);
    }
  }
  const change = guard === 'delete' ? 'deleted' : 'unlinked';
  return {
    outcome: { kind: 'done', facts: { change, record: loser.id, externalIds } },
    effects: { linkChanges: others.map((link) => linkTurned(link, 'ended', turn.now())) },
  };
}

/** The record's present fields go to this system as any change. */
function told(
  { view, request, root }: Turn,
  parts: StoryParts,
  record: number,
): Promise<Pick<StoryEnd, 'requests' | 'verdicts'>> {
  const { type, tier } = request;
  const event = { tenant: view.tenant, mode: view.mode, type, action: 'UPDATED', record } as const;
  const drafts = correctionDrafts(parts.directory(), { ...event, origin: view.number, root, tier });
  return parts.judge(drafts, []);
}
