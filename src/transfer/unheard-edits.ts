import type { JsonObject } from '@hookyard/sdk';

import { ignore } from '../errors/index.js';
import { laneKeyOf } from '../flow/index.js';
import type { Link } from '../hub/index.js';

import { withHubIds } from './children/hub-ids.js';
import type { Outbound } from './destination.js';
import { mapRecord } from './map-record.js';
import { canReadAgain, readAgain, readsBack } from './read-again.js';
import { handlersOf } from './read-source.js';
import { isSameJson } from './record-diff.js';
import type { StoryEnd, StoryParts } from './story.js';
import { mayDispute, unheardFields, type Dispute } from './to-hub-conflicts.js';
import type { UnfinishedRequest } from './tree-reads.js';
import type { Turn } from './turn.js';

const FIRST_WAIT_MS = 50;
/** More than a few are rarely open, since they fold. */
const MOST_LOOKED_AT = 20;
const UNHEARD = 'edit-unheard';

/** Whether a write goes out now, and with which fields. */
export type Clearance =
  | { readonly kind: 'wait'; readonly end: StoryEnd }
  | { readonly kind: 'go' }
  /** These fields wait for a person: the write goes around them. */
  | { readonly kind: 'around'; readonly fields: readonly string[] };

const GO: Clearance = { kind: 'go' };

/**
 * Before a linked record is written: whether its people changed there what the hub has not heard yet. Written over, it
 * would be gone before any rule could settle it (S5.2). A hook of the record that was accepted goes first; where a rule
 * may say no to what comes in, the record is also read, since its hook may be late.
 */
export async function clearToWrite(
  turn: Turn,
  parts: StoryParts,
  outbound: Outbound,
  link: Link,
): Promise<Clearance> {
  if (link.baseline === null || !readsBack(turn)) return GO;
  const waiting = await unfinishedOf(turn, parts, link.externalId);
  const until = patience(turn, parts);
  const head = waiting.find(({ state }) => state !== 'parked');
  if (until && head && isAboutToRun(head)) return { kind: 'wait', end: until };
  const fields = waiting.flatMap(disputedIn).map(({ field }) => field);
  if (until && (await hasUnheard(turn, outbound, link, fields))) {
    const read = await readAgain(turn, parts, link.externalId);
    return { kind: 'wait', end: { ...until, ...read } };
  }
  return fields.length === 0 ? GO : { kind: 'around', fields };
}

/** The outbound record with what the system holds in the fields that are left alone; it counts as not having seen them. */
export async function aroundFields(
  turn: Turn,
  { view }: Outbound,
  link: Link,
  fields: readonly string[],
): Promise<Outbound | null> {
  const held: Record<string, JsonObject[string]> = { ...view.record.data };
  const had: JsonObject = { ...link.baseline, ...link.sent };
  for (const place of fields) {
    // A place in a child list stands for its list.
    const field = Object.hasOwn(held, place) ? place : (place.split('.')[0] ?? place);
    const value = had[field];
    if (value === undefined) delete held[field];
    else held[field] = value;
  }
  const ask = { direction: 'FROM', change: 'update', childIds: link.children ?? undefined } as const;
  const mapped = await mapRecord(turn, { ...ask, record: held });
  if (mapped.kind !== 'mapped') return null;
  const record = { ...view.record, data: held, version: link.recordVersion };
  return { view: { ...view, record }, fields: mapped.fields, collection: mapped.collection };
}

/** Whether a person is asked already about these edits, with these values. */
export async function isAsked(turn: Turn, parts: StoryParts, disputed: readonly Dispute[]): Promise<boolean> {
  const waiting = await unfinishedOf(turn, parts, turn.request.recordId);
  return waiting.some((one) => isSameJson(disputedIn(one), disputed));
}

/** What the hub is still to be told of a record of a system. */
async function unfinishedOf(
  { view, request }: Turn,
  { reads }: StoryParts,
  recordId: string,
): Promise<readonly UnfinishedRequest[]> {
  const { type } = request;
  const name = { tenant: view.tenant, connection: view.number, kind: 'transfer', type, recordId };
  const found = await reads.unfinishedOfLane(laneKeyOf({ ...name, direction: 'TO' }), MOST_LOOKED_AT);
  return found.filter((one) => one.type === type && one.recordId === recordId);
}

/** One that waits for something else, or for a person, is not waited for: that may take days. */
function isAboutToRun({ state, heldCode }: UnfinishedRequest): boolean {
  return state === 'queued' || (state === 'waiting-retry' && heldCode === 'conflict');
}

function disputedIn({ heldCode, result }: UnfinishedRequest): readonly Dispute[] {
  if (heldCode !== 'edit-conflict' || result === null) return [];
  return (JSON.parse(result) as { readonly disputed?: readonly Dispute[] }).disputed ?? [];
}

/** How this turn ends when it waits; each wait is longer, and all together last no longer than two calls may. */
function patience(turn: Turn, { callTimeoutMs }: StoryParts): StoryEnd | null {
  const { request, remembered } = turn;
  const at = turn.now();
  const since = remembered.waits?.for === UNHEARD ? remembered.waits.since : at;
  if (at - since >= 2 * callTimeoutMs) return null;
  const left = request.result === null ? {} : (JSON.parse(request.result) as JsonObject);
  return {
    outcome: {
      kind: 'retry',
      at: at + Math.max(FIRST_WAIT_MS, Math.round((at - since) / 2)),
      usesAttempt: false,
      reason: UNHEARD,
      facts: { ...left, waits: { for: UNHEARD, since } },
    },
  };
}

/** Whether the record there holds an edit that a rule may refuse, and that is not a person's to decide already. */
async function hasUnheard(
  turn: Turn,
  { view }: Outbound,
  { baseline, externalId, children }: Link,
  parked: readonly string[],
): Promise<boolean> {
  const handlers = handlersOf(turn);
  if (!handlers?.get || !canReadAgain(turn) || !mayDispute(turn.view, turn.request.type)) return false;
  const { phase } = turn;
  try {
    const found: unknown = await turn.call(phase, (ctx) => handlers.get?.(externalId, ctx));
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return false;
    const ask = { direction: 'TO', change: 'update', isLookedAt: true } as const;
    const there = await mapRecord(turn, { ...ask, record: found as JsonObject });
    if (there.kind !== 'mapped') return false;
    const { record } = view;
    const sides = { record, baseline, known: children, externalId };
    const { fields: mapped, collection } = await withHubIds(turn, there, sides);
    const unheard = unheardFields({ definition: collection.definition, mapped, record, baseline });
    return unheard.some((field) => !parked.some((one) => one === field || one.startsWith(`${field}.`)));
  } catch (error) {
    ignore(error, 'a record could not be looked at before it was written: the write says what is wrong');
    return false;
  } finally {
    turn.phase = phase;
  }
}
