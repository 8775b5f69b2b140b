import type { JsonObject } from '@hookyard/sdk';

import {
  fingerprintOf,
  type DecisionOrder,
  type DecisionStep,
  type OutcomeFacts,
  type Question,
  type StoredDecision,
} from '../flow/index.js';
import { gateDecision } from '../gate/index.js';
import type { HubRecord } from '../hub/index.js';
import { firstThatFits, type HandlerView } from '../registry/index.js';

import { ended, type ParkedDecisions, type StoryEnd, type StoryParts } from './story.js';
import type { TransferOptions } from './transfer-options.js';
import type { LaneDecision } from './tree-reads.js';
import type { Turn } from './turn.js';

/** A step that is about to be done. */
export interface Step {
  readonly step: Exclude<DecisionStep, 'merge'>;
  /** What came, in the form of the hub; null: it was deleted. */
  readonly incoming: JsonObject | null;
  readonly stored: HubRecord | null;
  /** `[before, after]` by field. */
  readonly changes: JsonObject;
}

/** What a handler said of it. `record`: written instead of what came. */
export type Decided =
  | {
      readonly kind: 'goes-on';
      readonly decision: DecidedFacts | null;
      readonly record: JsonObject | null;
      readonly isDone: boolean;
    }
  | { readonly kind: 'ends'; readonly end: StoryEnd };

/** What a request tells of a decision, without what is in its records. */
export interface DecidedFacts extends OutcomeFacts {
  readonly handler: string;
  readonly by: StoredDecision['by'];
  readonly answer: StoredDecision['answer'];
}

/** A record that keeps changing while its handlers decide would be asked about for ever. */
const MOST_ASKED = 10;
const UNASKED: Decided = { kind: 'goes-on', decision: null, record: null, isDone: false };

export function parkedDecisions(ledger: TransferOptions['ledger']): ParkedDecisions {
  return {
    askAgain: async (decisions) => void (await ledger.commandRequests('queue', decisions)),
    forget: async (decisions) => void (await ledger.commandRequests('cancel', decisions)),
  };
}

/** Who may be asked; null: nobody, and nothing was asked before. Waits for nothing. */
export function whoDecides(
  { view, request, remembered }: Turn,
  { directory }: Pick<StoryParts, 'directory'>,
  step: DecisionStep,
): readonly HandlerView[] | null {
  const handlers = directory().deciding.of(view.tenant, view.mode, request.type, step);
  return handlers.length === 0 && remembered.asked === null ? null : handlers;
}

/**
 * Goes on from the answer that is kept, or asks: the turn then ends, and the request waits with its lane until there is
 * an answer. An answer belongs to what was asked: where the record came otherwise since, it is asked anew.
 */
export async function decided(
  turn: Turn,
  parts: StoryParts,
  handlers: readonly HandlerView[],
  step: Step,
): Promise<Decided> {
  const question = questionOf(turn, step);
  const fingerprint = fingerprintOf(question);
  const { asked } = turn.remembered;
  const before = asked === null ? [] : await parts.reads.decisionsOf(turn.request.seq, MOST_ASKED);
  const same = before.find((one) => fingerprintIn(one) === fingerprint);
  if (same?.state === 'done') return interpreted(same);
  if (same && isWaiting(same, handlers, turn)) return waitAgain(parts, same);
  await forgetOthers(parts, before);
  const handler = await firstThatFits(handlers, question);
  if (!handler) return UNASKED;
  if (before.length >= MOST_ASKED) {
    const facts = { reason: `the record changed ${MOST_ASKED} times while ${handler.name} decided` };
    return {
      kind: 'ends',
      end: { outcome: { kind: 'parked', reason: 'handler-overtaken', lane: 'skip', facts } },
    };
  }
  return { kind: 'ends', end: asking(turn, handler, { question, fingerprint }) };
}

/** It was asked and not answered; whom it was parked for is still asked about such steps. */
function isWaiting(
  { state }: LaneDecision,
  handlers: readonly HandlerView[],
  { remembered: { asked } }: Turn,
): boolean {
  if (state === 'cancelled' || state === 'ended') return false;
  return state !== 'parked' || handlers.some(({ id }) => id === asked?.handler);
}

/** One that was parked is asked again, because somebody wants this request to go on. */
async function waitAgain({ parked }: StoryParts, { seq, state }: LaneDecision): Promise<Decided> {
  if (state === 'parked') await parked.askAgain([seq]);
  return { kind: 'ends', end: { outcome: { kind: 'decision' } } };
}

/** What was parked and is about another state of the record would park this request for ever. */
async function forgetOthers({ parked }: StoryParts, before: readonly LaneDecision[]): Promise<void> {
  const left = before.filter(({ state }) => state === 'parked');
  if (left.length > 0) await parked.forget(left.map(({ seq }) => seq));
}

function questionOf({ view, request }: Turn, { step, incoming, stored, changes }: Step): Question {
  return {
    step,
    recordType: request.type,
    connection: view.id,
    externalId: request.recordId,
    incoming,
    stored: stored && { record: stored.id, version: stored.version, data: stored.data },
    changes,
  };
}

function fingerprintIn({ payload }: LaneDecision): string | null {
  return payload === null ? null : (JSON.parse(payload) as DecisionOrder).fingerprint;
}

function asking(
  turn: Turn,
  handler: HandlerView,
  { question, fingerprint }: Pick<DecisionOrder, 'fingerprint' | 'question'>,
): StoryEnd {
  const { view, request } = turn;
  const { position, onFailure } = handler.definition;
  const order: DecisionOrder = {
    handler: handler.id,
    position,
    onFailure: onFailure[question.step],
    fingerprint,
    question,
  };
  const { tenant, mode, number: connection } = view;
  const draft = { tenant, mode, connection, direction: 'TO', recordId: request.recordId } as const;
  const decision = gateDecision({ ...draft, queue: handler.queue, order, dueAt: turn.now() }, request);
  return {
    outcome: { kind: 'decision', facts: waiting(handler, { question, fingerprint }) },
    requests: [decision],
  };
}

function waiting(
  { id, name }: Pick<HandlerView, 'id' | 'name'>,
  { question, fingerprint }: Pick<DecisionOrder, 'fingerprint' | 'question'>,
): OutcomeFacts {
  return { asked: { handler: id, name, step: question.step, fingerprint } };
}

function interpreted({ result }: LaneDecision): Decided {
  const { answer, record, reason, handler, name, by, position, id } = JSON.parse(
    result ?? '{}',
  ) as StoredDecision & {
    readonly id: string;
  };
  const decision: DecidedFacts = { id, handler, name, by, answer, reason };
  switch (answer) {
    case 'proceed':
      return { kind: 'goes-on', decision, record, isDone: by === 'handler' && position === 'instead' };
    case 'replace':
      return { kind: 'goes-on', decision, record, isDone: false };
    case 'skip':
    case 'reject': {
      const said = `${by === 'operator' ? 'an operator decided' : `handler ${name} decided`} ${answer}`;
      const facts = { reason: reason === null ? said : `${said}: ${reason}`, decision };
      return { kind: 'ends', end: ended(answer === 'skip' ? 'skipped' : 'rejected', facts) };
    }
  }
}
