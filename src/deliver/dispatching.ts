import type { Clock } from '../clock/index.js';
import { isHostError, HostError } from '../errors/index.js';
import { CALLBACK_EVENT, subjectOf, type Events, type StoredEvent } from '../events/index.js';
import type { GatedRequest } from '../flow/index.js';
import { gateDelivery } from '../gate/index.js';
import {
  ownerOfSubscriber,
  type DeliveryOrder,
  type DirectorySource,
  type SubscriberView,
} from '../registry/index.js';
import type { Tx } from '../store/index.js';

import { chooseSubscribers, type Chosen, type ContextOf } from './choosing.js';
import type { Delivery, DeliveryStore } from './delivery.store.js';

/** Puts requests in the queue in one commit with what is said of them. */
export type EnqueueAlso = (change: {
  readonly requests: readonly GatedRequest[];
  readonly verdicts: readonly never[];
  readonly also: (
    tx: Tx,
    enqueued: readonly { readonly kind: string; readonly seq?: number }[],
  ) => Promise<void>;
}) => Promise<void>;

export interface DispatchingOptions {
  readonly events: Events;
  readonly store: DeliveryStore;
  readonly directory: DirectorySource;
  readonly clock: Clock;
  readonly contextOf: ContextOf;
  readonly enqueueAlso: EnqueueAlso;
}

/** A subscriber's numbers begin behind the last that was drawn. */
interface Drawn {
  readonly known: number;
  sequence: number;
}

const TENANTS_PER_TURN = 100;
const EVENTS_PER_TURN = 100;
/** Rows of one commit, as everywhere; a single event may have more. */
const DELIVERIES_PER_COMMIT = 200;

/**
 * Hands events on: each open event becomes a delivery for every subscriber it concerns, in one commit with its end.
 * Two processes at it at once find out by the numbers they draw, and one of them begins anew.
 */
export class Dispatching {
  constructor(private readonly options: DispatchingOptions) {}

  /** True while there is more to do at once. */
  async run(): Promise<boolean> {
    const { events, directory } = this.options;
    const tenants = await events.openTenants(TENANTS_PER_TURN);
    let hasMore = false;
    for (const tenant of tenants) {
      if (directory.current().isSuspended(tenant)) continue;
      const open = (await events.nextOpen(tenant, EVENTS_PER_TURN)).filter((event) => this.isReady(event));
      for (const group of groupsOf(await this.choose(open), open)) {
        if (!(await this.handOn(group))) return true;
      }
      hasMore ||= open.length === EVENTS_PER_TURN;
    }
    return hasMore;
  }

  /** Who makes a callback may have come with another process: it is there when this one has read of it. */
  private isReady({ tenant, mode, type }: StoredEvent): boolean {
    const { listening } = this.options.directory.current();
    return type !== CALLBACK_EVENT || listening.callbacks(tenant, mode) !== undefined;
  }

  private choose(events: readonly StoredEvent[]): Promise<Chosen[]> {
    const { directory, contextOf } = this.options;
    return chooseSubscribers(events, { directory: directory.current(), contextOf });
  }

  private async handOn({ events, chosen }: Group): Promise<boolean> {
    const { store, clock, enqueueAlso } = this.options;
    const now = clock.now();
    const numbers = await this.numbersOf(chosen);
    const placed = chosen.map((one) => ({ ...one, sequence: nextOf(numbers, one.subscriber) }));
    const sent = placed.filter(({ note }) => note === null);
    try {
      await enqueueAlso({
        requests: sent.map((one) => deliveryRequest(one, { dueAt: dueAtOf(one, now) })),
        verdicts: [],
        also: async (tx, enqueued) => {
          const drawn = [...numbers].map(([subscriber, of]) => ({ subscriber, ...of }));
          if (!(await store.draw(tx, drawn))) throw overtaken();
          if (!(await this.options.events.close(tx, events))) throw overtaken();
          const requests = new Map(sent.map((one, index) => [one, enqueued[index]?.seq ?? null]));
          await store.insert(
            tx,
            placed.map((one) => rowOf(one, requests.get(one) ?? null, now)),
          );
        },
      });
    } catch (error) {
      if (isHostError(error) && error.code === OVERTAKEN) return false;
      throw error;
    }
    return true;
  }

  private async numbersOf(chosen: readonly Chosen[]): Promise<Map<number, Drawn>> {
    const subscribers = [...new Set(chosen.map(({ subscriber }) => subscriber.number))].toSorted(
      (a, b) => a - b,
    );
    const known = await this.options.store.sequences(subscribers);
    return new Map(
      subscribers.map((number) => {
        const last = known.get(number) ?? 0;
        return [number, { known: last, sequence: last }];
      }),
    );
  }
}

const OVERTAKEN = 'CONFLICT';

function overtaken(): HostError {
  return new HostError(OVERTAKEN, { detail: 'another process hands these events on' });
}

interface Group {
  readonly events: readonly StoredEvent[];
  readonly chosen: readonly Chosen[];
}

/** Events in their order, no more in one than a commit should hold. */
function groupsOf(chosen: readonly Chosen[], events: readonly StoredEvent[]): Group[] {
  const groups: { events: StoredEvent[]; chosen: Chosen[] }[] = [];
  const ofEvent = Map.groupBy(chosen, ({ event }) => event.seq);
  for (const event of events) {
    const own = ofEvent.get(event.seq) ?? [];
    const last = groups.at(-1);
    if (last && last.chosen.length + own.length <= DELIVERIES_PER_COMMIT) {
      last.events.push(event);
      last.chosen.push(...own);
    } else groups.push({ events: [event], chosen: own });
  }
  return groups;
}

interface Placed extends Chosen {
  readonly sequence: number;
}

function nextOf(numbers: ReadonlyMap<number, Drawn>, { number }: SubscriberView): number {
  const drawn = numbers.get(number) as Drawn;
  drawn.sequence += 1;
  return drawn.sequence;
}

function rowOf({ event, subscriber, sequence, note }: Placed, request: number | null, at: number): Delivery {
  return { subscriber: subscriber.number, sequence, event: event.seq, request, at, note };
}

/** A subscriber that wants to be told later is told of the record as it is by then. */
function dueAtOf({ event, subscriber }: Chosen, now: number): number {
  return Math.max(now, event.at + waitMsOf(subscriber));
}

/** The request that carries an event to a subscriber. */
export function deliveryRequest(
  { event, subscriber, sequence }: Pick<Placed, 'event' | 'sequence' | 'subscriber'>,
  { dueAt, isByHand = false }: { readonly dueAt: number; readonly isByHand?: boolean },
): GatedRequest {
  const { tenant, number, queue, mode } = subscriber;
  const order = orderOf(subscriber);
  return gateDelivery({
    tenant,
    owner: ownerOfSubscriber(number),
    queue,
    mode,
    scope: event.type,
    recordType: order === 'strict' ? null : event.recordType,
    order: order === 'strict' ? 'all' : order === 'record' ? subjectOf(event) : null,
    event: event.seq,
    payload: JSON.stringify({ event: event.seq, sequence, ...(isByHand ? { byHand: true } : {}) }),
    dueAt,
  });
}

/** A trigger counts its calls for a record: they are made one after another. */
function orderOf(subscriber: SubscriberView): DeliveryOrder {
  if (subscriber.kind === 'callback') return 'none';
  return subscriber.kind === 'endpoint' ? subscriber.definition.order : 'record';
}

function waitMsOf(subscriber: SubscriberView): number {
  return subscriber.kind === 'trigger' ? subscriber.definition.waitSeconds * 1_000 : 0;
}
