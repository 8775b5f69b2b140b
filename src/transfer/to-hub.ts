import type { JsonObject } from '@hookyard/sdk';

import type { LinkedRecord } from '../hub/index.js';

import { suspectedLoop } from './loop-breaker.js';
import { mapRecord } from './map-record.js';
import { isStale, readSource, versionOf } from './read-source.js';
import { comeBack, ended, pinOf, type Mapped, type StoryEnd, type StoryParts } from './story.js';
import {
  createdRecord,
  matchedRecord,
  seenAgain,
  withKeys,
  type HubChange,
  type SeenRecord,
} from './to-hub-effects.js';
import { settleConflicts, type Disputed } from './to-hub-conflicts.js';
import { matchInHub, missingKeys } from './to-hub-match.js';
import { tellOthers } from './tell-others.js';
import { deleteInHub } from './to-hub-delete.js';
import type { Turn } from './turn.js';

const WAIT_FOR_LINK_MS = 500;
const MOST_DISPUTED = 50;

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
  return linked ? known(turn, parts, { source, mapped, linked }) : unlinked(turn, parts, { source, mapped });
}

/** What was read, and what a collection made of it. */
interface Inbound {
  readonly source: JsonObject;
  readonly mapped: MappedRecord;
}

type MappedRecord = Extract<Mapped, { kind: 'mapped' }>;

async function known(
  turn: Turn,
  parts: StoryParts,
  { source, mapped, linked }: Inbound & { readonly linked: LinkedRecord },
): Promise<StoryEnd> {
  const { link, record } = linked;
  const sides = { record, baseline: link.baseline, seenVersion: link.recordVersion };
  const settled = await settle(turn, parts, mapped, sides);
  if (settled.kind === 'parked') return settled.end;
  const seen = { ...(await seenRecord(turn, source, mapped.fields)), ...settled.facts };
  const change = seenAgain(seen, linked);
  const loop = await suspectedLoop(turn, parts, { record: linked.record, change });
  return loop ?? write(turn, parts, mapped, change);
}

/** Match before create (S5.3): another system may have brought the record already. */
async function unlinked(turn: Turn, parts: StoryParts, { source, mapped }: Inbound): Promise<StoryEnd> {
  const { match: keys } = mapped.collection.definition;
  const match = await matchInHub(turn, parts, { match: keys, fields: mapped.fields });
  if (match.kind === 'several') {
    // A person links it; a payload cannot be read again, so what comes behind it waits with it.
    const lane = turn.payload === undefined ? 'skip' : 'block';
    const facts = { candidates: match.candidates, collection: pinOf(mapped.collection) };
    return { outcome: { kind: 'parked', reason: 'ambiguous-match', lane, facts } };
  }
  if (match.kind === 'none') {
    const seen = await seenRecord(turn, source, mapped.fields);
    return write(turn, parts, mapped, createdRecord(seen, await parts.hub.nextRecordId()));
  }
  const again = await mapRecord(turn, { direction: 'TO', change: 'update', record: source });
  if (again.kind === 'ended') return again.end;
  const sides = { record: match.view.record, baseline: null, seenVersion: 0 };
  const settled = await settle(turn, parts, again, sides);
  if (settled.kind === 'parked') return settled.end;
  const seen = await seenRecord(turn, source, again.fields);
  return write(turn, parts, again, matchedRecord({ ...seen, ...settled.facts }, match.view));
}

type Settlement =
  | { readonly kind: 'settled'; readonly facts: Pick<SeenRecord, 'lost'> }
  | { readonly kind: 'parked'; readonly end: StoryEnd };

async function settle(
  turn: Turn,
  parts: StoryParts,
  { collection, fields }: MappedRecord,
  sides: Pick<Disputed, 'record' | 'baseline' | 'seenVersion'>,
): Promise<Settlement> {
  const { definition } = collection;
  const { lost, parked } = await settleConflicts(turn, parts, { ...sides, definition, mapped: fields });
  if (parked.length === 0) return { kind: 'settled', facts: Object.keys(lost).length > 0 ? { lost } : {} };
  const disputed = parked.slice(0, MOST_DISPUTED);
  const lane = turn.payload === undefined ? 'skip' : 'block';
  const facts = { disputed, record: sides.record.id, collection: pinOf(collection) };
  return { kind: 'parked', end: { outcome: { kind: 'parked', reason: 'edit-conflict', lane, facts } } };
}

async function write(
  turn: Turn,
  parts: StoryParts,
  { collection }: MappedRecord,
  change: HubChange,
): Promise<StoryEnd> {
  const keys = await missingKeys(turn, parts, change);
  return tellOthers(turn, parts, withKeys(change, keys), pinOf(collection));
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
