import { isTrue } from '../expressions/index.js';
import { isHeard, type Events, type StoredEvent } from '../events/index.js';
import type { AttemptRow } from '../flow/index.js';
import type { LedgerReads } from '../ledger/index.js';
import type { DirectorySource, SubscriberView } from '../registry/index.js';

import { whyNoConcern, type ContextOf } from './choosing.js';
import type { Deliveries, DeliveryInfo } from './deliveries.js';
import { envelopeOf } from './envelope.js';

/** What one subscriber heard of an event, or why it did not. */
export interface Hearing {
  readonly event: StoredEvent;
  /** Undefined: it was removed. */
  readonly subscriber: SubscriberView | undefined;
  readonly info: (DeliveryInfo & { readonly tries: readonly AttemptRow[] }) | null;
  /** Null where it was told. */
  readonly why: string | null;
}

export interface HearingsOptions {
  readonly events: Events;
  readonly deliveries: Pick<Deliveries, 'infosOf' | 'storedOf'>;
  readonly directory: DirectorySource;
  readonly reads: Pick<LedgerReads, 'attempts'>;
  readonly contextOf: ContextOf;
}

/** Subscribers looked at for one event; those that were told come first. */
const MOST_HEARINGS = 200;
const MOST_ATTEMPTS = 50;

/** Who heard of an event, and who did not and why, as they are configured now. */
export class Hearings {
  constructor(private readonly options: HearingsOptions) {}

  async event(seq: number): Promise<StoredEvent | null> {
    return (await this.options.events.bySeq([seq]))[0] ?? null;
  }

  /** The newest of a record, newest first. */
  ofRecord(record: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.options.events.ofRecord(record, limit);
  }

  /** Those that were told. */
  async told(event: StoredEvent): Promise<readonly Hearing[]> {
    const { deliveries, directory, reads } = this.options;
    const rows = await deliveries.storedOf(event.seq, MOST_HEARINGS);
    const infos = await deliveries.infosOf(rows);
    const requests = rows.flatMap(({ request }) => request ?? []);
    const tries = Map.groupBy(await reads.attempts(requests, MOST_ATTEMPTS), ({ request }) => request);
    return infos.map((info) => ({
      event,
      subscriber: directory.current().listening.subscriber(info.delivery.subscriber),
      info: { ...info, tries: tries.get(info.delivery.request ?? 0) ?? [] },
      why: null,
    }));
  }

  /** Those of its tenant that were not. */
  async untold(event: StoredEvent, told: readonly Hearing[]): Promise<readonly Hearing[]> {
    const heard = new Set(told.map(({ subscriber }) => subscriber?.number));
    const others = this.options.directory
      .current()
      .listening.all.filter(({ tenant, number }) => tenant === event.tenant && !heard.has(number))
      .slice(0, MOST_HEARINGS - told.length);
    return Promise.all(
      others.map(async (subscriber) => ({
        event,
        subscriber,
        info: null,
        why: await this.whyNot(event, subscriber),
      })),
    );
  }

  private async whyNot(event: StoredEvent, subscriber: SubscriberView): Promise<string> {
    const { mode, definition, filter } = subscriber;
    if (mode !== event.mode) return `mode: it hears of ${mode} alone`;
    if (!isHeard(event.type, definition.events)) return `type: it does not listen for ${event.type}`;
    const why = whyNoConcern(event, subscriber);
    if (why !== null) return why;
    if (!filter) return NOT_YET;
    const envelope = envelopeOf(event, this.options.contextOf(subscriber, 0));
    const [ruling] = await filter.evaluateMany([envelope]);
    if (ruling?.error) return NOT_YET;
    return isTrue(ruling?.value) ? NOT_YET : 'filter: it does not call it true';
  }
}

const NOT_YET = 'as it is now it would hear of it: it is handed on yet, or was otherwise when it happened';
