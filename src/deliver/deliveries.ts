import type { JsonObject } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import { HostError } from '../errors/index.js';
import { TEST_EVENT, type Events, type EventType, type StoredEvent } from '../events/index.js';
import type { AttemptRow, RequestState } from '../flow/index.js';
import type { LedgerReads, OpenLedger, StoredRequest } from '../ledger/index.js';
import type { EndpointView, SubscriberView } from '../registry/index.js';
import type { Tx } from '../store/index.js';

import type { Calls, MadeCall } from './calls.js';
import type { Deliver } from './deliver.js';
import type { Delivery, DeliveryStore } from './delivery.store.js';
import { deliveryRequest, type EnqueueAlso } from './dispatching.js';
import { envelopeOf, exampleOf, type Envelope } from './envelope.js';
import { gapsIn, type Gap } from './gaps.js';

/**
 * `skipped`: there was nothing to call for. `kept`: for a subscriber that was not active. `expired`: what became of it
 * is no longer kept.
 */
export const DELIVERY_STATES = ['waiting', 'delivered', 'skipped', 'failed', 'kept', 'expired'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A delivery as it stands. */
export interface DeliveryInfo {
  readonly delivery: Delivery;
  readonly event: StoredEvent | null;
  readonly state: DeliveryState;
  /** Why it waits, failed, was skipped or is kept. */
  readonly reason: string | null;
  readonly attempts: number;
  /** When it is tried next. */
  readonly nextAt: number | null;
  /** Of the answer that took it. */
  readonly answer: { readonly status: number; readonly tookMs: number; readonly text: string } | null;
}

export interface DeliveriesOptions {
  readonly events: Events;
  readonly store: DeliveryStore;
  readonly calls: Calls;
  readonly deliver: Deliver;
  readonly reads: Pick<LedgerReads, 'attempts' | 'requestsBySeq'>;
  readonly requests: Pick<OpenLedger, 'commandRequests'>;
  readonly clock: Clock;
  readonly enqueueAlso: EnqueueAlso;
}

/** A page of what there is to pull. */
export interface Pulled {
  readonly items: readonly Envelope[];
  /** The place to go on behind. */
  readonly next: number;
  /** Numbers behind the asked place that are no longer kept. */
  readonly removed: readonly Gap[];
}

/** In the commit that sends so many again: who asked is told there, or nothing is sent. */
export type AlsoSent = (tx: Tx, sent: number) => Promise<void>;

interface SendingAgain {
  readonly also: AlsoSent;
  /** A person named it: nothing keeps a trigger from calling. */
  readonly isByHand: boolean;
}

/** Sent again in one commit. */
const PAGE = 100;
const MOST_ATTEMPTS = 50;

/** What operators and subscribers see of deliveries, and have sent again. */
export class Deliveries {
  constructor(private readonly options: DeliveriesOptions) {}

  async list(
    { number }: SubscriberView,
    {
      sort,
      behind,
      limit,
    }: { readonly sort: 'newest' | 'oldest'; readonly behind: number | undefined; readonly limit: number },
  ): Promise<DeliveryInfo[]> {
    const { store } = this.options;
    const rows =
      sort === 'newest'
        ? store.before(number, behind ?? Number.MAX_SAFE_INTEGER, limit)
        : store.after(number, behind ?? 0, limit);
    return this.infosOf(await rows);
  }

  /** Throws NOT_FOUND. */
  async get(
    { number }: SubscriberView,
    sequence: number,
  ): Promise<DeliveryInfo & { readonly tries: readonly AttemptRow[] }> {
    const delivery = await this.options.store.at(number, sequence);
    if (!delivery) throw new HostError('NOT_FOUND', { subject: `delivery ${sequence}` });
    const [info] = await this.infosOf([delivery]);
    const { request } = delivery;
    const tries = request === null ? [] : await this.options.reads.attempts([request], MOST_ATTEMPTS);
    return { ...(info as DeliveryInfo), tries };
  }

  /** What a subscriber was or would be told, oldest first, behind `after`: for those who pull. */
  async pull(
    subscriber: SubscriberView,
    { after, limit }: { readonly after: number; readonly limit: number },
  ): Promise<Pulled> {
    const { store, deliver } = this.options;
    const { number } = subscriber;
    // Before the rows: what is drawn meanwhile is no gap.
    const last = (await store.sequences([number])).get(number) ?? 0;
    const rows = await store.after(number, after, limit);
    const events = await this.eventsOf(rows);
    const items = rows.flatMap(({ event, sequence }) => {
      const stored = events.get(event);
      return stored ? [envelopeOf(stored, deliver.contextOf(subscriber, sequence))] : [];
    });
    const through = rows.length < limit ? Math.max(last, after) : (rows.at(-1)?.sequence ?? after);
    const there = items.map(({ sequence }) => sequence);
    const next = Math.max(through, there.at(-1) ?? after);
    return { items, next, removed: gapsIn(there, { after, through: next }) };
  }

  /** To one of these, the delivery of an event; null: it was handed to another, or to nobody. */
  async ofEvent<View extends SubscriberView>(
    subscribers: readonly View[],
    event: number,
  ): Promise<{ readonly subscriber: View; readonly info: DeliveryInfo } | null> {
    const deliveries = await this.options.store.ofEvent(event, 1);
    const [info] = await this.infosOf(deliveries);
    const subscriber = subscribers.find(({ number }) => number === info?.delivery.subscriber);
    return info && subscriber ? { subscriber, info } : null;
  }

  /** One delivery again, under the same id: one that waits or failed at its place, others behind the rest. */
  async resend(subscriber: SubscriberView, sequence: number, also: AlsoSent): Promise<void> {
    const delivery = await this.options.store.at(subscriber.number, sequence);
    if (!delivery) throw new HostError('NOT_FOUND', { subject: `delivery ${sequence}` });
    await this.sendAgain(subscriber, await this.infosOf([delivery]), { also, isByHand: true });
  }

  /**
   * A page of what was not delivered since a time, again and in its order: what failed for good, and what was kept.
   * `next` is the place to go on behind; null: there is no more.
   */
  async recover(
    subscriber: SubscriberView,
    { since, after, also }: { readonly since: number; readonly after: number; readonly also: AlsoSent },
  ): Promise<{ readonly sent: number; readonly looked: number; readonly next: number | null }> {
    const rows = await this.options.store.after(subscriber.number, after, PAGE);
    const infos = await this.infosOf(rows.filter(({ at }) => at >= since));
    const missing = infos.filter(({ state, event }) => (state === 'failed' || state === 'kept') && event);
    await this.sendAgain(subscriber, missing, { also, isByHand: false });
    const next = rows.length < PAGE ? null : (rows.at(-1)?.sequence ?? null);
    return { sent: missing.length, looked: rows.length, next };
  }

  /** Calls at once, whatever the state; nothing of it is kept as a delivery. */
  async test(
    subscriber: EndpointView,
    type: EventType = TEST_EVENT,
  ): Promise<MadeCall & { readonly body: string }> {
    const { clock, deliver, calls } = this.options;
    const prepared = await deliver.message(subscriber, exampleOf(type, subscriber, clock.now()));
    if (prepared.kind === 'unsendable')
      throw new HostError('VALIDATION_FAILED', {
        errors: [{ field: 'transform', message: prepared.message }],
      });
    return { ...(await calls.send(subscriber, prepared.call)), body: prepared.call.body ?? '' };
  }

  /** Null: it is proven; else why not. */
  prove(subscriber: EndpointView): Promise<string | null> {
    return this.options.calls.prove(subscriber);
  }

  private async sendAgain(
    subscriber: SubscriberView,
    infos: readonly DeliveryInfo[],
    { also, isByHand }: SendingAgain,
  ): Promise<void> {
    const isInQueue = ({ state, delivery }: DeliveryInfo): boolean =>
      delivery.request !== null && (state === 'failed' || state === 'waiting');
    const inQueue = infos.filter(isInQueue);
    await this.options.requests.commandRequests(
      'queue',
      inQueue.flatMap(({ delivery }) => delivery.request ?? []),
      { also: (tx) => also(tx, inQueue.length) },
    );
    const others = infos.filter((info) => !isInQueue(info));
    await this.send(subscriber, others, { also, isByHand });
  }

  private async send(
    subscriber: SubscriberView,
    infos: readonly DeliveryInfo[],
    { also, isByHand }: SendingAgain,
  ): Promise<void> {
    const { store, clock, enqueueAlso } = this.options;
    const there = infos.flatMap(({ delivery, event }) => (event ? [{ delivery, event }] : []));
    if (there.length === 0) {
      if (infos.length > 0) throw new HostError('CONFLICT', { detail: 'its event is no longer kept' });
      return;
    }
    const now = clock.now();
    await enqueueAlso({
      requests: there.map(({ delivery, event }) =>
        deliveryRequest({ event, subscriber, sequence: delivery.sequence }, { dueAt: now, isByHand }),
      ),
      verdicts: [],
      also: async (tx, enqueued) => {
        await store.setRequests(
          tx,
          there.map(({ delivery: { subscriber: number, sequence } }, index) => ({
            subscriber: number,
            sequence,
            request: enqueued[index]?.seq ?? null,
          })),
        );
        await also(tx, there.length);
      },
    });
  }

  /** To whom an event was handed. */
  storedOf(event: number, limit: number): Promise<readonly Delivery[]> {
    return this.options.store.ofEvent(event, limit);
  }

  async infosOf(rows: readonly Delivery[]): Promise<DeliveryInfo[]> {
    const events = await this.eventsOf(rows);
    const found = await this.options.reads.requestsBySeq(rows.flatMap(({ request }) => request ?? []));
    const requests = new Map(found.map((request) => [request.seq, request]));
    return rows.map((delivery) => {
      const request = requests.get(delivery.request ?? 0) ?? null;
      return { delivery, event: events.get(delivery.event) ?? null, ...standingOf(delivery, request) };
    });
  }

  private async eventsOf(rows: readonly Delivery[]): Promise<ReadonlyMap<number, StoredEvent>> {
    const events = await this.options.events.bySeq([...new Set(rows.map(({ event }) => event))]);
    return new Map(events.map((event) => [event.seq, event]));
  }
}

/** What the state of its request says of a delivery. */
export function deliveryStateOf(state: RequestState): DeliveryState {
  if (state === 'done') return 'delivered';
  if (state === 'parked' || state === 'parked-block') return 'failed';
  if (state === 'ended') return 'skipped';
  // Nobody tries it again but by a new request.
  return state === 'cancelled' ? 'kept' : 'waiting';
}

function standingOf(
  { request: seq, note }: Delivery,
  request: StoredRequest | null,
): Omit<DeliveryInfo, 'delivery' | 'event'> {
  const nothing = { attempts: 0, nextAt: null, answer: null };
  if (seq === null) return { ...nothing, state: 'kept', reason: note };
  if (!request) return { ...nothing, state: 'expired', reason: null };
  const { attempts, state, heldCode, dueAt, result } = request;
  const facts = result === null ? {} : (JSON.parse(result) as JsonObject);
  const standing = deliveryStateOf(state);
  if (standing === 'delivered')
    return { attempts: attempts + 1, nextAt: null, state: standing, reason: null, answer: answerIn(facts) };
  const said = typeof facts['reason'] === 'string' ? facts['reason'] : null;
  const reason = standing === 'skipped' ? said : (heldCode ?? said);
  return { ...nothing, attempts, nextAt: standing === 'waiting' ? dueAt : null, state: standing, reason };
}

/** Null once an erasure, or its age, took it away. */
function answerIn({ status, tookMs, answer }: JsonObject): DeliveryInfo['answer'] {
  if (status === undefined) return null;
  return { status: Number(status), tookMs: Number(tookMs), text: typeof answer === 'string' ? answer : '' };
}
