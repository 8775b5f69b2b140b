import type { Mode } from '@hookyard/sdk';

import { CALLBACK_EVENT, isHeard, type EventType } from '../../events/index.js';
import type { CallbackView, SubscriberView } from './subscriber-view.js';

/** Who hears of what, for one version of the configuration. */
export class Listening {
  private readonly byNumber = new Map<number, SubscriberView>();
  private readonly byId = new Map<string, SubscriberView>();
  private readonly byQueue = new Map<number, SubscriberView>();
  private readonly byPlace = new Map<string, SubscriberView[]>();
  private readonly byType = new Map<string, readonly SubscriberView[]>();

  constructor(subscribers: readonly SubscriberView[]) {
    for (const one of subscribers) {
      this.byNumber.set(one.number, one);
      this.byId.set(one.id, one);
      this.byQueue.set(one.queue, one);
      const place = placeOf(one.tenant, one.mode);
      this.byPlace.set(place, [...(this.byPlace.get(place) ?? []), one]);
    }
  }

  /** Asked inside commits, for every change of a record. */
  of(tenant: number, mode: Mode, type: EventType): readonly SubscriberView[] {
    const place = placeOf(tenant, mode);
    const all = this.byPlace.get(place);
    if (!all) return NOBODY;
    const key = `${place}\n${type}`;
    const known = this.byType.get(key);
    if (known) return known;
    const hearing =
      type === CALLBACK_EVENT
        ? all.filter(isCallback).slice(0, 1)
        : all.filter(({ definition }) => isHeard(type, definition.events));
    this.byType.set(key, hearing);
    return hearing;
  }

  /** Who calls the addresses that were given with work; undefined: nobody was asked yet. */
  callbacks(tenant: number, mode: Mode): CallbackView | undefined {
    return this.byPlace.get(placeOf(tenant, mode))?.find(isCallback);
  }

  get all(): readonly SubscriberView[] {
    return [...this.byNumber.values()];
  }

  subscriber(number: number): SubscriberView | undefined {
    return this.byNumber.get(number);
  }

  subscriberById(id: string): SubscriberView | undefined {
    return this.byId.get(id);
  }

  ofQueue(queue: number): SubscriberView | undefined {
    return this.byQueue.get(queue);
  }
}

function isCallback(subscriber: SubscriberView): subscriber is CallbackView {
  return subscriber.kind === 'callback';
}

const NOBODY: readonly SubscriberView[] = [];

function placeOf(tenant: number, mode: Mode): string {
  return `${tenant}\n${mode}`;
}
