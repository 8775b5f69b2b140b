import type { Events } from '../events/index.js';

import type { DeliveryStore } from './delivery.store.js';

const PAGE = 100;
/** A tenant has at most so many subscribers. */
const MOST_HEARING = 1_000;

export interface UntellingOptions {
  readonly events: Events;
  readonly store: DeliveryStore;
}

/** Takes the values of a record out of what is kept to be told of it. */
export interface Untelling {
  /** Some events a piece, each a commit of its own; answers the requests that told of them. */
  readonly untell: (record: number) => AsyncGenerator<readonly number[]>;
}

export function untellingOf({ events, store }: UntellingOptions): Untelling {
  async function* untell(record: number): AsyncGenerator<readonly number[]> {
    let after = 0;
    for (;;) {
      const page = await events.empty(record, after, PAGE);
      const told = await Promise.all(page.map((seq) => store.ofEvent(seq, MOST_HEARING)));
      yield told.flat().flatMap(({ request }) => request ?? []);
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = last;
    }
  }
  return { untell };
}
