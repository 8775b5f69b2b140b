import { failureOf, type CollisionMethod } from '@hookyard/sdk';

import type { CreateName, RecordView } from '../hub/index.js';

import type { Outbound } from './destination.js';
import { fieldOfKey, isValue } from './match-keys.js';
import { handlersOf } from './read-source.js';
import type { StoryParts } from './story.js';
import { CallTimedOut } from './turn-failures.js';
import type { Turn } from './turn.js';

/** A record found before a create is, under these, what the create would have made or may be changed like it. */
const HARMLESS: readonly (CollisionMethod | undefined)[] = [undefined, 'REMAP_AND_LINK'];

/**
 * What a create leaves in the database before it is sent, so that a host that was killed, and every other process, knows
 * of it: when, for the wait before it is looked up (S4.2), that what is found then is its own, and that a hook of an id
 * nobody knows may be of what it makes (S5.4). Null where nothing would be done with that.
 */
export function traceOf(turn: Turn, outbound: Outbound): CreateName | null {
  if (!isLookedFor(turn, outbound) && !isHeardOf(turn)) return null;
  return createNameOf(turn, outbound.view);
}

/** When a create was sent whose outcome nobody knows, where that decides what a repetition does first. */
export async function openSince(turn: Turn, parts: StoryParts, outbound: Outbound): Promise<number | null> {
  return isLookedFor(turn, outbound) ? parts.hub.creates.sentAt(createNameOf(turn, outbound.view)) : null;
}

export function createNameOf({ view, request }: Turn, { record, nextGeneration }: RecordView): CreateName {
  return { connection: view.number, type: request.type, record: record.id, generation: nextGeneration };
}

/** False where the system cannot be asked, or honours the key of the repetition. */
function isLookedFor(turn: Turn, { fields, collection }: Outbound): boolean {
  const handlers = handlersOf(turn);
  const { match, collision } = collection.definition;
  if (!handlers?.lookup || !match || match.length === 0) return false;
  if (handlers.honoursKey === true && HARMLESS.includes(collision)) return false;
  return match.some((key) => isValue(fields[fieldOfKey(key)]));
}

/** The system tells of its records of this type, be it by a hook or when it is asked. */
function isHeardOf({ view, request }: Turn): boolean {
  for (const { type, action, isEnabled } of view.scopes.TO.values())
    if (type === request.type && isEnabled && action !== 'DELETED') return true;
  return false;
}

/**
 * An unlinked id may be a record that is just being made there, in this process or another, or in one that was killed:
 * it must not be made a second time here. Nobody waits for that longer than twice the time of a call.
 */
export async function mayBeOurCreate(
  turn: Turn,
  { creates, hub, callTimeoutMs }: StoryParts,
): Promise<boolean> {
  const { request, view, startedAt } = turn;
  const patienceMs = 2 * callTimeoutMs;
  if (startedAt - request.createdAt > patienceMs) return false;
  const { type, recordId: externalId, createdAt: receivedAt } = request;
  if (creates.mayBe(view.number, type, { externalId, receivedAt, now: startedAt })) return true;
  const handlers = handlersOf(turn);
  if (!handlers?.create && !handlers?.writeMany) return false;
  return hub.creates.isOpen({
    connection: view.number,
    type,
    since: startedAt - patienceMs,
    until: receivedAt,
  });
}

/** After a create that failed: what its failure says about what was made there. */
export async function noteFailure(
  turn: Turn,
  { hub }: StoryParts,
  trace: CreateName,
  error: unknown,
): Promise<void> {
  const fate = fateOf(turn, error);
  if (fate === 'refused') await hub.creates.refused(trace);
  // It was answered: what it made is finished, and the lookup shows it without a wait.
  if (fate === 'answered') await hub.creates.sending(trace, 0);
}

function fateOf(turn: Turn, error: unknown): 'refused' | 'answered' | 'open' {
  const { lostAt, isUpstreamOpen } = turn.calls;
  if (turn.signal.aborted || lostAt !== null || isUpstreamOpen || error instanceof CallTimedOut)
    return 'open';
  const failure = failureOf(error)?.failure;
  return failure === undefined || failure === 'RetryLater' ? 'answered' : 'refused';
}
