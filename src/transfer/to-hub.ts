import type { JsonObject } from '@hookyard/sdk';

import { mapRecord } from './map-record.js';
import { isStale, readSource, versionOf } from './read-source.js';
import { comeBack, ended, pinOf, type StoryEnd, type StoryParts } from './story.js';
import { createdRecord, seenAgain, type SeenRecord } from './to-hub-effects.js';
import { tellOthers } from './tell-others.js';
import { deleteInHub } from './to-hub-delete.js';
import type { Turn } from './turn.js';

const WAIT_FOR_LINK_MS = 500;

/** Brings a record of an external system into the hub: read, map, compare, write what differs, tell the others. */
export async function intoHub(turn: Turn, parts: StoryParts): Promise<StoryEnd> {
  const { request, view } = turn;
  if (request.action === 'DELETED') return deleteInHub(turn, parts);
  const name = { connection: view.number, type: request.type, externalId: request.recordId };
  const [linked, source] = await Promise.all([parts.hub.linked(name), readSource(turn)]);
  if (!linked && mayBeOurs(turn, parts)) return comeBack(turn.now() + WAIT_FOR_LINK_MS, 'create-in-flight');
  if (linked && isStale(turn, linked.link.remoteVersion))
    return ended('stale', { applied: linked.link.remoteVersion });
  const mapped = await mapRecord(turn, {
    direction: 'TO',
    change: linked ? 'update' : 'add',
    record: source,
  });
  if (mapped.kind === 'ended') return mapped.end;
  const seen = await seenRecord(turn, source, mapped.fields);
  const change = linked ? seenAgain(seen, linked) : createdRecord(seen, await parts.hub.nextRecordId());
  return tellOthers(turn, parts, change, pinOf(mapped.collection));
}

async function seenRecord(turn: Turn, source: JsonObject, mapped: JsonObject): Promise<SeenRecord> {
  const { view, request } = turn;
  return {
    tenant: view.tenant,
    mode: view.mode,
    connection: view.number,
    type: request.type,
    externalId: request.recordId,
    root: turn.root,
    at: turn.now(),
    mapped,
    remoteVersion: await versionOf(turn, source),
  };
}

/** An unlinked id may be a record that we are just making there: its hook must not make it a second time here. */
function mayBeOurs({ request, view, startedAt }: Turn, { creates, callTimeoutMs }: StoryParts): boolean {
  if (startedAt - request.createdAt > 2 * callTimeoutMs) return false;
  const facts = { externalId: request.recordId, receivedAt: request.createdAt, now: startedAt };
  return creates.mayBe(view.number, request.type, facts);
}
