import type { Clock } from '../clock/index.js';
import type { ClaimedRequest, Outcome, OutcomeFacts, Settlement } from '../flow/index.js';
import type { StoredEvent } from '../events/index.js';
import type { DirectorySource, EndpointView, SubscriberView } from '../registry/index.js';
import type { PublicIds } from '../store/index.js';

import type { Reply } from './answers.js';
import type { CallRates } from './call-rates.js';
import { callbackOf } from './callback-of.js';
import type { Calls, MadeCall } from './calls.js';
import { envelopeOf, styled, type Envelope } from './envelope.js';
import type { EventReads } from './event-reads.js';
import type { Health } from './health.js';
import type { OutgoingCall, Prepared } from './prepared.js';
import { nextTryAt } from './retry-plan.js';
import type { TriggerTurns } from './triggers/trigger-turns.js';

export interface DeliverOptions {
  readonly directory: DirectorySource;
  readonly clock: Clock;
  readonly publicIds: PublicIds;
  readonly events: EventReads;
  readonly calls: Calls;
  readonly rates: CallRates;
  readonly health: Health;
  readonly triggers: TriggerTurns;
  /** Deliveries this process has under way at the same time. */
  readonly slots: number;
  readonly disable: (subscriber: SubscriberView, reason: string) => Promise<void>;
  /** Told of every call; default: nobody counts. */
  readonly onCall?: (call: MadeCall) => void;
  /** In [0, 1); default `Math.random`. */
  readonly random?: () => number;
}

/** What one delivery came to. */
export interface Delivered {
  readonly settlement: Settlement;
  /** Run once the settlement is stored. */
  readonly after?: () => Promise<void>;
}

/** What the request of a delivery carries. */
export interface DeliveryOrder {
  readonly event: number;
  readonly sequence: number;
  /** A person asked for it: it is sent whatever was sent before. */
  readonly byHand?: true;
}

/** A subscriber that is not active is called for nothing; once it is, its deliveries go on this soon. */
const STATE_WAIT_MS = 1_000;
/** While others wait, nobody has more than this part of the slots. */
const LARGEST_PART = 10;

/** Hands events to subscribers: one turn of a delivery, and what it came to. */
export class Deliver {
  constructor(private readonly options: DeliverOptions) {}

  async run(request: ClaimedRequest, signal: AbortSignal): Promise<Delivered> {
    const before = this.subscriber(request.queue);
    if (!before) return ended(request, { reason: 'its subscriber was removed' });
    if (before.state !== 'active') return this.later(request, `subscriber-${before.state}`);
    const first = await this.read(request, before);
    if (first.kind !== 'call') return unsent(request, first);
    const waitMs = await this.options.rates.take(before, signal);
    if (waitMs > 0) return this.later(request, signal.aborted ? 'aborted' : 'rate', waitMs);
    if (before.definition.ratePerSecond === null)
      return this.call(request, { subscriber: before, prepared: first, signal });
    // While it waited, what it is of may have been erased, and its subscriber changed.
    const subscriber = this.subscriber(request.queue) ?? before;
    const prepared = await this.read(request, subscriber);
    return prepared.kind === 'call'
      ? this.call(request, { subscriber, prepared, signal })
      : unsent(request, prepared);
  }

  private async call(request: ClaimedRequest, { subscriber, prepared, signal }: Sending): Promise<Delivered> {
    const call = await this.options.calls.send(subscriber, prepared.call, signal);
    this.options.onCall?.(call);
    return this.settled({ request, subscriber, call, effects: prepared.effects });
  }

  /** What is to be sent, as its event is now. */
  private async read(request: ClaimedRequest, subscriber: SubscriberView): Promise<Prepared> {
    const order = JSON.parse(request.payload ?? '{}') as DeliveryOrder;
    const event = await this.options.events.take(order.event);
    if (!event) return { kind: 'skip', reason: 'its event is no longer kept' };
    return this.prepare(subscriber, event, order);
  }

  private prepare(subscriber: SubscriberView, event: StoredEvent, order: DeliveryOrder): Promise<Prepared> {
    if (subscriber.kind === 'callback')
      return Promise.resolve(callbackOf(event, this.options.publicIds.publicId('evt', event.seq)));
    const envelope = envelopeOf(event, this.contextOf(subscriber, order.sequence));
    if (subscriber.kind === 'endpoint') return this.message(subscriber, envelope);
    const now = this.options.clock.now();
    const isByHand = order.byHand === true;
    return this.options.triggers.prepare({ trigger: subscriber, event, envelope, now, isByHand });
  }

  /** An event as an endpoint is told of it, signed. */
  async message(endpoint: EndpointView, envelope: Envelope): Promise<MessagePrepared> {
    const body = await this.bodyOf(endpoint, envelope);
    if (body.kind === 'failed')
      return { kind: 'unsendable', reason: 'transform-failed', message: body.message };
    const message = { id: envelope.id, at: this.options.clock.now(), body: body.text };
    return { kind: 'call', call: this.options.calls.signed(endpoint, message) };
  }

  /** How many deliveries of a queue may be under way at the same time. */
  mostRunning(queue: number): number {
    const subscriber = this.subscriber(queue);
    const part = Math.max(1, Math.floor(this.options.slots / LARGEST_PART));
    return subscriber ? Math.min(subscriber.definition.concurrency, part) : part;
  }

  /** How long nothing of a queue may start for its rate; 0: it may. */
  waitMs(queue: number): number {
    const subscriber = this.subscriber(queue);
    return subscriber ? this.options.rates.waitMs(subscriber) : 0;
  }

  /** The body a subscriber gets of an envelope. */
  private async bodyOf(
    { definition, transform }: EndpointView,
    envelope: Envelope,
  ): Promise<
    { readonly kind: 'made'; readonly text: string } | { readonly kind: 'failed'; readonly message: string }
  > {
    const told = styled(envelope, definition.payload);
    if (!transform) return { kind: 'made', text: JSON.stringify(told) };
    try {
      const value = await transform.evaluate(told);
      if (value === undefined) return { kind: 'failed', message: 'the transformation yields nothing' };
      return { kind: 'made', text: JSON.stringify(value) };
    } catch (error) {
      if (!isExpressionError(error)) throw error;
      return { kind: 'failed', message: error.message };
    }
  }

  contextOf({ tenantId }: SubscriberView, sequence: number): Parameters<typeof envelopeOf>[1] {
    const { publicIds, directory } = this.options;
    const connectionId = (connection: number): string | null =>
      directory.current().connection(connection)?.id ?? null;
    return { publicIds, connectionId, tenantId, sequence };
  }

  private subscriber(queue: number): SubscriberView | undefined {
    return this.options.directory.current().listening.ofQueue(queue);
  }

  private settled(of: Made): Promise<Delivered> {
    const { reply } = of.call;
    switch (reply.kind) {
      case 'delivered':
        return this.delivered(of, reply);
      case 'gone':
        return this.gone(of, reply);
      case 'aborted':
        return Promise.resolve(this.later(of.request, 'aborted', 0));
      case 'failed':
        return this.failed(of, reply);
    }
  }

  private async delivered(
    { request, subscriber, call, effects }: Made,
    reply: DeliveredReply,
  ): Promise<Delivered> {
    if (subscriber.kind !== 'callback') await this.options.health.delivered(subscriber);
    const facts = { status: reply.status, tookMs: call.tookMs, answer: reply.answer };
    const done = settlement(request, { kind: 'done', facts });
    return { settlement: effects === undefined ? done : { ...done, effects } };
  }

  private async gone({ request, subscriber, call }: Made, reply: GoneReply): Promise<Delivered> {
    const failed = attemptOf(request, call, { failure: 'http-410', message: 'it answered 410', reply });
    const settlement = { ...parked(request, 'gone', {}).settlement, attempt: failed };
    if (subscriber.kind === 'callback') return { settlement };
    return {
      settlement,
      after: () => this.options.disable(subscriber, 'it answered 410: it wants no more'),
    };
  }

  private async failed({ request, subscriber, call }: Made, reply: FailedReply): Promise<Delivered> {
    const { clock, random = Math.random, health } = this.options;
    const { definition } = subscriber;
    const { failure, message, retryAfterMs } = reply;
    // One address says nothing of the others.
    if (subscriber.kind !== 'callback') await health.failed(subscriber, message);
    const attempt = attemptOf(request, call, { failure, message, reply });
    const { attempts } = request;
    const facts = { attempts, now: clock.now(), random: random(), retryAfterMs };
    const at = nextTryAt(definition.retrySeconds, facts);
    const lane = isStrict(subscriber) ? 'block' : 'skip';
    const outcome: Outcome =
      at === null
        ? { kind: 'parked', reason: failure, lane, facts: { message } }
        : { kind: 'retry', at, usesAttempt: true, reason: failure };
    return { settlement: { ...settlement(request, outcome), attempt } };
  }

  private later(request: ClaimedRequest, reason: string, waitMs = STATE_WAIT_MS): Delivered {
    const at = this.options.clock.now() + waitMs;
    return { settlement: settlement(request, { kind: 'retry', at, usesAttempt: false, reason }) };
  }
}

interface Sending {
  readonly subscriber: SubscriberView;
  readonly prepared: Extract<Prepared, { kind: 'call' }>;
  readonly signal: AbortSignal;
}

interface Made {
  readonly request: ClaimedRequest;
  readonly subscriber: SubscriberView;
  readonly call: MadeCall;
  readonly effects: unknown;
}

type MessagePrepared =
  { readonly kind: 'call'; readonly call: OutgoingCall } | Extract<Prepared, { kind: 'unsendable' }>;

type DeliveredReply = Extract<Reply, { kind: 'delivered' }>;
type GoneReply = Extract<Reply, { kind: 'gone' }>;
type FailedReply = Extract<Reply, { kind: 'failed' }>;

function isStrict(subscriber: SubscriberView): boolean {
  return subscriber.kind === 'endpoint' && subscriber.definition.order === 'strict';
}

function attemptOf(
  request: ClaimedRequest,
  { startedAt, tookMs }: MadeCall,
  {
    failure,
    message,
    reply,
  }: { readonly failure: string; readonly message: string; readonly reply: FailedReply | GoneReply },
): NonNullable<Settlement['attempt']> {
  const facts = { status: reply.status, answer: reply.answer };
  return { number: request.attempts + 1, at: startedAt, tookMs, failure, message, facts };
}

function settlement(request: ClaimedRequest, outcome: Outcome): Settlement {
  return { request, outcome, requests: [], verdicts: [] };
}

function ended(request: ClaimedRequest, facts: OutcomeFacts): Delivered {
  return { settlement: settlement(request, { kind: 'ended', verdict: 'skipped', facts }) };
}

function parked(request: ClaimedRequest, reason: string, facts: OutcomeFacts): Delivered {
  return { settlement: settlement(request, { kind: 'parked', reason, lane: 'skip', facts }) };
}

function unsent(request: ClaimedRequest, prepared: Exclude<Prepared, { kind: 'call' }>): Delivered {
  if (prepared.kind === 'skip') return ended(request, { reason: prepared.reason });
  return parked(request, prepared.reason, { message: prepared.message });
}

function isExpressionError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('EXPRESSION_');
}
