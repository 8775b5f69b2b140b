import { HostError } from '../errors/index.js';
import type { DecisionOrder, Question, RequestState, StoredDecision } from '../flow/index.js';
import type { CommandedWith, LedgerReads, OpenLedger, StoredRequest } from '../ledger/index.js';
import type { HandlerView } from '../registry/index.js';
import type { ListPage, ListPart } from '../store/index.js';

import type { Calls } from './calls.js';
import type { AskedCall, Decide, OperatorWord } from './decide.js';

export const DECISION_STATES = ['waiting', 'decided', 'parked', 'cancelled'] as const;
export type DecisionState = (typeof DECISION_STATES)[number];

/** What a handler was asked, and what came of it. */
export interface DecisionInfo {
  readonly request: StoredRequest;
  readonly state: DecisionState;
  /** Null once its record was erased. */
  readonly order: DecisionOrder | null;
  /** Null while there is none. */
  readonly decision: StoredDecision | null;
  /** Why it waits for another try, or is parked. */
  readonly reason: string | null;
}

/** What an operator makes of a decision that is parked, or waits. */
export type Release = OperatorWord['decided']['answer'] | 'ask-again';

export interface DecisionsOptions {
  readonly calls: Calls;
  readonly decide: Decide;
  readonly reads: Pick<LedgerReads, 'attempts' | 'request' | 'requests'>;
  readonly requests: Pick<OpenLedger, 'commandRequests'>;
}

const MOST_ATTEMPTS = 50;
const PAGE = 200;
const STATES: Readonly<Record<DecisionState, readonly RequestState[]>> = {
  waiting: ['queued', 'waiting-retry'],
  parked: ['parked'],
  decided: ['done'],
  cancelled: ['cancelled', 'ended'],
};

/** What operators see of decisions, and release. */
export class Decisions {
  constructor(private readonly options: DecisionsOptions) {}

  async list({ queue }: HandlerView, page: ListPage): Promise<ListPart<DecisionInfo>> {
    const { items, next } = await this.options.reads.requests({ queues: [queue] }, page);
    return { items: items.map(infoOf), next };
  }

  /** Throws NOT_FOUND. */
  async get(
    handler: HandlerView,
    seq: number,
  ): Promise<DecisionInfo & { readonly tries: Awaited<ReturnType<LedgerReads['attempts']>> }> {
    const request = await this.find(handler, seq);
    const tries = await this.options.reads.attempts([seq], MOST_ATTEMPTS);
    return { ...infoOf(request), tries };
  }

  /** One that is parked, or waits for another try. Throws CONFLICT where it is over or under way. */
  async release(
    handler: HandlerView,
    seq: number,
    {
      wish,
      reason,
      also,
    }: {
      readonly wish: Release;
      readonly reason: string;
      readonly also: NonNullable<CommandedWith['also']>;
    },
  ): Promise<void> {
    await this.find(handler, seq);
    const word: OperatorWord | undefined =
      wish === 'ask-again' ? undefined : { decided: { answer: wish, reason } };
    const with_ = { also, ...(word ? { word: { ...word } } : {}) };
    const { changed } = await this.options.requests.commandRequests('queue', [seq], with_);
    if (changed.length === 0)
      throw new HostError('CONFLICT', {
        subject: this.options.decide.idOf({ seq }),
        detail: 'it is decided, or its handler is being asked now',
      });
  }

  /** Calls at once, whatever the state; nothing of it is kept. */
  test(handler: HandlerView, question: Question): Promise<AskedCall & { readonly sent: string }> {
    const { position } = handler.definition;
    const asked = { id: 'dec_test', attempt: 1, trackingId: null };
    return this.options.decide.ask(handler, { position, question }, asked);
  }

  /** Of a handler that is asked no more: what waits for another try ends by its policy, at once. */
  async endWaiting({ queue }: HandlerView): Promise<void> {
    const ask = { queues: [queue], state: 'waiting-retry' as const };
    for (let behind: number | undefined; ;) {
      const { items, next } = await this.options.reads.requests(ask, { behind, limit: PAGE });
      await this.options.requests.commandRequests(
        'queue',
        items.map(({ seq }) => seq),
      );
      if (next === null) return;
      behind = next;
    }
  }

  /** Null: it is proven; else why not. */
  prove(handler: HandlerView): Promise<string | null> {
    return this.options.calls.prove(handler);
  }

  private async find({ queue }: HandlerView, seq: number): Promise<StoredRequest> {
    const request = await this.options.reads.request(seq);
    if (request?.queue === queue && request.kind === 'decide') return request;
    throw new HostError('NOT_FOUND', { subject: this.options.decide.idOf({ seq }) });
  }
}

function infoOf(request: StoredRequest): DecisionInfo {
  const { state, payload, result, heldCode } = request;
  const facts = result === null ? {} : (JSON.parse(result) as Partial<StoredDecision> & { message?: string });
  const decision = state === 'done' && facts.answer !== undefined ? (facts as StoredDecision) : null;
  return {
    request,
    state: stateOf(state),
    order: payload === null ? null : (JSON.parse(payload) as DecisionOrder),
    decision,
    reason: state === 'done' ? null : (facts.message ?? heldCode),
  };
}

function stateOf(state: RequestState): DecisionState {
  return DECISION_STATES.find((one) => STATES[one].includes(state)) ?? 'waiting';
}
