import type { JsonObject } from '@hookyard/sdk';

import type { LinkedRecord } from '../hub/index.js';

import { mayBeOurCreate } from './create-trace.js';
import { suspectedLoop } from './loop-breaker.js';
import { mapRecord } from './map-record.js';
import { notWanted } from './only-this.js';
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
import { settleChildren, type DisputedChildren } from './children/child-conflicts.js';
import { newChildren, withHubIds, type KeyedRecord } from './children/hub-ids.js';
import { settleConflicts } from './to-hub-conflicts.js';
import { keysToMake, matchInHub, missingKeys } from './to-hub-match.js';
import { tellOthers } from './tell-others.js';
import { mayBeOurWrite } from './our-write.js';
import { asDecided } from './to-hub-decided.js';
import { deleteInHub } from './to-hub-delete.js';
import type { Turn } from './turn.js';
import { isAsked } from './unheard-edits.js';

const WAIT_FOR_LINK_MS = 500;
/** A write is committed some milliseconds after its answer. */
const WAIT_FOR_WRITE_MS = 50;
const MOST_DISPUTED = 50;

/** Brings a record of an external system into the hub: read, map, compare, write what differs, tell the others. */
export async function intoHub(turn: Turn, parts: StoryParts): Promise<StoryEnd> {
  const { request, view } = turn;
  if (request.action === 'DELETED') return deleteInHub(turn, parts);
  const name = { connection: view.number, type: request.type, externalId: request.recordId };
  // In this order: read before its link, the record might be older than what the link knows, and take it back.
  const linked = await parts.hub.linked(name);
  const over = linked && overBefore(turn, linked.record);
  if (over) return over;
  const source = await readSource(turn);
  if (!linked && (await mayBeOurCreate(turn, parts)))
    return comeBack(turn.now() + WAIT_FOR_LINK_MS, 'create-in-flight');
  if (linked && isStale(turn, linked.link.remoteVersion))
    return ended('stale', { applied: linked.link.remoteVersion });
  const mapped = await mapRecord(turn, {
    direction: 'TO',
    change: linked ? 'update' : 'add',
    record: source,
    isPartial: isPayload(turn),
  });
  if (mapped.kind === 'ended') return mapped.end;
  return linked ? known(turn, parts, { source, mapped, linked }) : unlinked(turn, parts, { source, mapped });
}

/** What is known of its record may end a request before anything is read. */
function overBefore(turn: Turn, record: LinkedRecord['record']): StoryEnd | null {
  return record.erasedAt === null ? notWanted(turn, record) : erased(turn, record.id);
}

/** Its systems still have it: what they send of it does not come in, and is erased as well. */
function erased(turn: Turn, record: number): StoryEnd {
  const end = ended('skipped', { reason: 'its record was erased', record });
  return { ...end, effects: { erasing: { kind: 'again', record, at: turn.now() } } };
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
  const { baseline, children, externalId } = link;
  const keyed = await withHubIds(turn, mapped, { record, baseline, known: children, externalId });
  const asRead = { linked, mapped: keyed.fields, hasNewChildren: keyed.fresh.size > 0 };
  if (await mayBeOurWrite(turn, parts, asRead))
    return comeBack(turn.now() + WAIT_FOR_WRITE_MS, 'update-in-flight');
  const sides = { record, baseline, seenVersion: link.recordVersion, known: children ?? {} };
  const settled = await settle(turn, parts, keyed, sides);
  if (settled.kind === 'ends') return settled.end;
  const seen = { ...(await seenRecord(turn, source, keyed.fields)), ...settled.facts };
  const change = seenAgain(seen, linked);
  const loop = await suspectedLoop(turn, parts, { record: linked.record, change });
  if (loop) return loop;
  const made = (again: SeenRecord): HubChange => seenAgain(again, linked);
  return asDecided(turn, parts, { seen, change, stored: record, made }, (it) =>
    write(turn, parts, mapped, it),
  );
}

const NOT_KNOWN = { baseline: null, known: null };

/** Match before create (S5.3): another system may have brought the record already. */
async function unlinked(turn: Turn, parts: StoryParts, { source, mapped }: Inbound): Promise<StoryEnd> {
  const { recordId: externalId } = turn.request;
  const { match: keys } = mapped.collection.definition;
  const match = await matchInHub(turn, parts, { match: keys, fields: mapped.fields });
  if (match.kind === 'several') {
    // A person links it; a payload cannot be read again, so what comes behind it waits with it.
    const lane = turn.payload === undefined ? 'skip' : 'block';
    const facts = { candidates: match.candidates, collection: pinOf(mapped.collection) };
    return { outcome: { kind: 'parked', reason: 'ambiguous-match', lane, facts } };
  }
  const unwanted = notWanted(turn, match.kind === 'one' ? match.view.record : null);
  if (unwanted) return unwanted;
  if (match.kind === 'none') {
    const keyed = await withHubIds(turn, mapped, { ...NOT_KNOWN, record: null, externalId });
    const seen = { ...(await seenRecord(turn, source, keyed.fields)), ...newChildren(keyed) };
    const id = await parts.hub.nextRecordId();
    const made = (again: SeenRecord): HubChange => createdRecord(again, id);
    return asDecided(turn, parts, { seen, change: made(seen), stored: null, made }, async (change) => {
      const claims = await keysToMake(turn, parts, { match: keys, record: change.record, data: change.data });
      if (!claims) return comeBack(turn.now(), 'brought-meanwhile');
      return tellOthers(turn, parts, withKeys(change, claims), pinOf(mapped.collection));
    });
  }
  const ask = { change: 'update', record: source, isPartial: isPayload(turn) } as const;
  const again = await mapRecord(turn, { ...ask, direction: 'TO' });
  if (again.kind === 'ended') return again.end;
  const { record } = match.view;
  const keyedAgain = await withHubIds(turn, again, { ...NOT_KNOWN, record, externalId });
  const sides = { record, baseline: null, seenVersion: 0, known: {} };
  const settled = await settle(turn, parts, keyedAgain, sides);
  if (settled.kind === 'ends') return settled.end;
  const seen = { ...(await seenRecord(turn, source, keyedAgain.fields)), ...settled.facts };
  const made = (decided: SeenRecord): HubChange => matchedRecord(decided, match.view);
  return asDecided(turn, parts, { seen, change: made(seen), stored: record, made }, (it) =>
    write(turn, parts, again, it),
  );
}

type Settlement =
  | { readonly kind: 'settled'; readonly facts: Pick<SeenRecord, 'lost' | 'children'> }
  | { readonly kind: 'ends'; readonly end: StoryEnd };

async function settle(
  turn: Turn,
  parts: StoryParts,
  { collection, fields, ids }: KeyedRecord,
  sides: Pick<DisputedChildren, 'record' | 'baseline' | 'seenVersion' | 'known'>,
): Promise<Settlement> {
  const { definition } = collection;
  const disputes = { ...sides, definition, mapped: fields };
  const { lost, parked } = await settleConflicts(turn, parts, disputes);
  const children = ids && (await settleChildren(turn, parts, disputes));
  const all = [...parked, ...(children?.parked ?? [])];
  if (all.length === 0) {
    const ofFields = Object.keys(lost).length > 0 ? { lost } : {};
    return {
      kind: 'settled',
      facts: { ...ofFields, ...(children ? { children: { ...children, ids } } : {}) },
    };
  }
  const facts = {
    disputed: all.slice(0, MOST_DISPUTED),
    record: sides.record.id,
    collection: pinOf(collection),
  };
  if (await isAsked(turn, parts, facts.disputed)) return { kind: 'ends', end: ended('folded', facts) };
  const lane = turn.payload === undefined ? 'skip' : 'block';
  return { kind: 'ends', end: { outcome: { kind: 'parked', reason: 'edit-conflict', lane, facts } } };
}

async function write(
  turn: Turn,
  parts: StoryParts,
  { collection }: Pick<MappedRecord, 'collection'>,
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

function isPayload({ payload }: Turn): boolean {
  return payload !== undefined;
}
