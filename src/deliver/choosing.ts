import { isTrue } from '../expressions/index.js';
import type { StoredEvent } from '../events/index.js';
import type { Directory, SubscriberView } from '../registry/index.js';

import { envelopeOf, type Envelope, type EnvelopeContext } from './envelope.js';

/** Who is told of an event; `note`: it is kept for them, for that reason. */
export interface Chosen {
  readonly event: StoredEvent;
  readonly subscriber: SubscriberView;
  readonly note: string | null;
}

export type ContextOf = (subscriber: SubscriberView, sequence: number) => EnvelopeContext;

/** In the order of the events; filters are asked for all events of a subscriber together. */
export async function chooseSubscribers(
  events: readonly StoredEvent[],
  { directory, contextOf }: { readonly directory: Directory; readonly contextOf: ContextOf },
): Promise<Chosen[]> {
  const wanted = events.map((event) => ({
    event,
    subscribers: directory.listening
      .of(event.tenant, event.mode, event.type)
      .filter((subscriber) => concerns(event, subscriber)),
  }));
  const passed = await filtered(wanted, contextOf);
  return wanted.flatMap(({ event, subscribers }) =>
    subscribers.flatMap((subscriber) => {
      const filter = passed.get(subscriber.number)?.get(event.seq) ?? true;
      if (filter === false) return [];
      return [{ event, subscriber, note: filter === true ? noteOf(subscriber) : filter }];
    }),
  );
}

function concerns(event: StoredEvent, subscriber: SubscriberView): boolean {
  return whyNoConcern(event, subscriber) === null;
}

/** What happened before there was a subscriber is not told to it, unless it asks. */
export function whyNoConcern(event: StoredEvent, subscriber: SubscriberView): string | null {
  if (subscriber.kind === 'callback') return null;
  if (event.at < subscriber.createdAt) return 'time: it was made later';
  const { recordTypes } = subscriber.definition;
  if (recordTypes !== null && event.recordType !== null && !recordTypes.includes(event.recordType))
    return `record type: it does not hear of ${event.recordType}`;
  if (subscriber.kind !== 'endpoint') return null;
  const { imports } = subscriber.definition;
  const isOther = imports !== null && event.type.startsWith('import.');
  return isOther && !imports.includes(identifierOf(event) ?? '') ? 'import: it hears of others' : null;
}

function identifierOf({ data }: StoredEvent): string | null {
  const { identifier } = JSON.parse(data) as { readonly identifier?: unknown };
  return typeof identifier === 'string' ? identifier : null;
}

/** Kept, and sent when somebody asks for it. */
function noteOf({ state, reason }: SubscriberView): string | null {
  return state === 'active' ? null : `${state}: ${reason ?? 'by hand'}`;
}

interface Wanted {
  readonly event: StoredEvent;
  readonly subscribers: readonly SubscriberView[];
}

/** By subscriber and event: true, false, or why it cannot be told. */
async function filtered(
  wanted: readonly Wanted[],
  contextOf: ContextOf,
): Promise<ReadonlyMap<number, ReadonlyMap<number, boolean | string>>> {
  const asked = new Map<SubscriberView, StoredEvent[]>();
  for (const { event, subscribers } of wanted) {
    for (const subscriber of subscribers) {
      if (!subscriber.filter) continue;
      asked.set(subscriber, [...(asked.get(subscriber) ?? []), event]);
    }
  }
  const answers = await Promise.all(
    [...asked].map(async ([subscriber, events]) => {
      const envelopes: Envelope[] = events.map((event) => envelopeOf(event, contextOf(subscriber, 0)));
      const values = await subscriber.filter?.evaluateMany(envelopes);
      const rulings = events.map(({ seq }, index) => {
        const { value, error } = values?.[index] ?? { value: undefined };
        return [seq, error ? `its filter failed: ${error.message}` : isTrue(value)] as const;
      });
      return [subscriber.number, new Map(rulings)] as const;
    }),
  );
  return new Map(answers);
}
