import type { JsonObject } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import type { ClaimedRequest, DecisionOrder, FailurePolicy, Outcome, StoredDecision } from '../flow/index.js';
import { fieldCheckOf, fieldsInHub, type DirectorySource, type HandlerView } from '../registry/index.js';
import type { PublicIds } from '../store/index.js';

import type { Calls, MadeCall } from './calls.js';
import { readAnswer, type ReadAnswer } from './decision-answer.js';
import type { Delivered } from './deliver.js';
import { questionBody } from './question-body.js';
import { nextTryAt } from './retry-plan.js';

export interface DecideOptions {
  readonly directory: DirectorySource;
  readonly clock: Clock;
  readonly publicIds: PublicIds;
  readonly calls: Calls;
  /** Decisions this process has under way at the same time. */
  readonly slots: number;
  /** A handler or a person answered, and that is about to be stored; default: nobody counts. */
  readonly onDecided?: ((decision: StoredDecision) => void) | undefined;
  readonly onHandlerFailed?: ((policy: FailurePolicy) => void) | undefined;
  /** In [0, 1); default `Math.random`. */
  readonly random?: () => number;
}

/** What a person said instead of a handler, beside the request. */
export interface OperatorWord {
  readonly decided: { readonly answer: 'proceed' | 'skip' | 'reject'; readonly reason: string };
}

/** One call, and what is to be made of its answer. */
export interface AskedCall extends MadeCall {
  readonly read: ReadAnswer | null;
}

/** While others wait, no handler has more than this part of the slots. */
const LARGEST_PART = 10;
/** A record waits meanwhile. */
const LONGEST_ASKED_MS = 60_000;

/** Asks handlers: one turn of a decision, which ends with an answer that is kept or with another try. */
export class Decide {
  constructor(private readonly options: DecideOptions) {}

  async run(request: ClaimedRequest, signal: AbortSignal): Promise<Delivered> {
    const order = JSON.parse(request.payload ?? '{}') as DecisionOrder;
    const word = wordIn(request.result);
    if (word) return this.decided(request, { order, ...word, by: 'operator' });
    const handler = this.options.directory.current().deciding.ofQueue(request.queue);
    const why = whyNot(handler);
    if (!handler || why !== null) return this.failed(request, { order, message: why ?? '', call: null });
    const call = await this.ask(handler, order, {
      id: this.idOf(request),
      attempt: request.attempts + 1,
      trackingId: request.parent === null ? null : this.trackingIdOf(request),
      signal,
    });
    return this.settled(request, { order, handler, call });
  }

  /** Of a request, or for a person who wants to see what comes back. */
  async ask(
    handler: HandlerView,
    { question, position }: Pick<DecisionOrder, 'position' | 'question'>,
    asked: {
      readonly id: string;
      readonly attempt: number;
      readonly trackingId: string | null;
      readonly signal?: AbortSignal;
    },
  ): Promise<AskedCall & { readonly sent: string }> {
    const { publicIds, clock, calls } = this.options;
    const { id, attempt, trackingId, signal } = asked;
    const at = clock.now();
    const context = { publicIds, handler, position, id, attempt, askedAt: at, trackingId };
    const sent = JSON.stringify(questionBody(question, context));
    const call = await calls.ask(handler, { id, at, body: sent }, signal);
    const rules = { position, question, problemsOf: this.problemsOf(handler, question) };
    return { ...call, sent, read: call.reply.kind === 'delivered' ? readAnswer(call.text, rules) : null };
  }

  /** How many decisions of a queue may be under way at the same time. */
  mostRunning(queue: number): number {
    const part = Math.max(1, Math.floor(this.options.slots / LARGEST_PART));
    const handler = this.options.directory.current().deciding.ofQueue(queue);
    return handler ? Math.min(handler.definition.concurrency, part) : part;
  }

  idOf({ seq }: { readonly seq: number }): string {
    return this.options.publicIds.publicId('dec', seq);
  }

  private trackingIdOf({ root, seq }: ClaimedRequest): string {
    return this.options.publicIds.publicId('trk', root || seq);
  }

  private settled(request: ClaimedRequest, { order, handler, call }: Asked): Promise<Delivered> | Delivered {
    const { reply, read } = call;
    if (reply.kind === 'aborted') return this.again(request, this.options.clock.now(), 'aborted');
    if (read?.kind === 'decided') {
      const { answer, record, reason } = read;
      const known = { status: 'status' in reply ? reply.status : null, tookMs: call.tookMs };
      return this.decided(request, { order, answer, record, reason, by: 'handler', ...known });
    }
    const message = read ? read.message : reply.kind === 'failed' ? reply.message : 'it answered 410';
    // Who is gone answers no second time.
    const at = reply.kind === 'gone' ? null : this.nextTry(request, handler, call);
    const attempt = attemptOf(request, call, message);
    if (at !== null) return this.again(request, at, attempt.failure, attempt);
    return this.failed(request, { order, message, call, attempt });
  }

  private nextTry(
    { attempts }: ClaimedRequest,
    { definition }: HandlerView,
    { reply }: AskedCall,
  ): number | null {
    const { clock, random = Math.random } = this.options;
    const asked = reply.kind === 'failed' ? reply.retryAfterMs : null;
    const retryAfterMs = asked === null ? null : Math.min(asked, LONGEST_ASKED_MS);
    return nextTryAt(definition.retrySeconds, { attempts, now: clock.now(), random: random(), retryAfterMs });
  }

  /** The policy decides, at once. */
  private failed(request: ClaimedRequest, { order, message, call, attempt }: Failed): Delivered {
    const policy = this.policyOf(request, order);
    const reason = `its handler failed: ${message}`;
    this.options.onHandlerFailed?.(policy);
    if (policy === 'park') {
      const outcome: Outcome = { kind: 'parked', reason: 'handler-failed', lane: 'skip', facts: { message } };
      return delivered(request, outcome, attempt);
    }
    const known = call ? { tookMs: call.tookMs } : {};
    const ended = this.decided(request, { order, answer: policy, reason, by: 'failure', ...known });
    return attempt ? { settlement: { ...ended.settlement, attempt } } : ended;
  }

  /** As it is now, where there still is a handler to say it. */
  private policyOf({ queue }: ClaimedRequest, { onFailure, question }: DecisionOrder): FailurePolicy {
    const handler = this.options.directory.current().deciding.ofQueue(queue);
    return handler?.definition.onFailure[question.step] ?? onFailure;
  }

  private decided(request: ClaimedRequest, { order, ...given }: Given): Delivered {
    const handler = this.options.directory.current().deciding.ofQueue(request.queue);
    const decision: StoredDecision = {
      record: null,
      status: null,
      tookMs: null,
      ...given,
      handler: order.handler,
      name: handler?.name ?? order.handler,
      position: order.position,
    };
    if (decision.by !== 'failure') this.options.onDecided?.(decision);
    const facts = { ...decision, id: this.idOf(request) };
    return delivered(request, { kind: 'done', facts });
  }

  private again(
    request: ClaimedRequest,
    at: number,
    reason: string,
    attempt?: NonNullable<Delivered['settlement']['attempt']>,
  ): Delivered {
    return delivered(request, { kind: 'retry', at, usesAttempt: attempt !== undefined, reason }, attempt);
  }

  private problemsOf(
    handler: HandlerView,
    { connection, recordType }: DecisionOrder['question'],
  ): (record: JsonObject) => readonly string[] {
    const directory = this.options.directory.current();
    const known = connection === null ? anyOf(handler, directory) : directory.connectionById(connection);
    const check = fieldCheckOf(fieldsInHub(recordType, known?.declaredFields));
    return (record) =>
      (check?.(record) ?? []).map(
        ({ field, wanted, found }) => `${field} is to hold ${wanted}, not ${found}`,
      );
  }
}

interface Asked {
  readonly order: DecisionOrder;
  readonly handler: HandlerView;
  readonly call: AskedCall;
}

interface Failed {
  readonly order: DecisionOrder;
  readonly message: string;
  /** Null: nobody was asked. */
  readonly call: AskedCall | null;
  readonly attempt?: NonNullable<Delivered['settlement']['attempt']>;
}

type Given = Pick<StoredDecision, 'answer' | 'by' | 'reason'> &
  Partial<StoredDecision> & {
    readonly order: DecisionOrder;
  };

function whyNot(handler: HandlerView | undefined): string | null {
  if (!handler || handler.isRemoved) return 'it was removed';
  if (handler.state === 'active') return null;
  return `it is ${handler.state}${handler.reason === null ? '' : `: ${handler.reason}`}`;
}

/** What a tenant declares of its types is the same for all its connections. */
function anyOf({ tenant }: HandlerView, directory: ReturnType<DirectorySource['current']>) {
  const queue = directory.queues().find((one) => one.tenant === tenant);
  return queue && directory.connection(queue.connection);
}

const NO_ANSWER = { status: null, answer: null };

function wordIn(result: string | null): OperatorWord['decided'] | null {
  if (result === null) return null;
  return (JSON.parse(result) as Partial<OperatorWord>).decided ?? null;
}

function attemptOf(
  { attempts }: ClaimedRequest,
  { reply, startedAt, tookMs }: AskedCall,
  message: string,
): NonNullable<Delivered['settlement']['attempt']> {
  const failure = reply.kind === 'failed' ? reply.failure : reply.kind === 'gone' ? 'http-410' : 'bad-answer';
  const { status, answer } = reply.kind === 'aborted' ? NO_ANSWER : reply;
  const facts = { status, answer };
  return { number: attempts + 1, at: startedAt, tookMs, failure, message, facts };
}

function delivered(
  request: ClaimedRequest,
  outcome: Outcome,
  attempt?: NonNullable<Delivered['settlement']['attempt']>,
): Delivered {
  return { settlement: { request, outcome, requests: [], verdicts: [], ...(attempt ? { attempt } : {}) } };
}
