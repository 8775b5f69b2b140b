import type { EffectsWriter } from '../../ledger/index.js';
import type { Store } from '../../store/index.js';

import { lastCalls, writeCalls } from './called-statements.js';
import type { LastCall } from './windows.js';

/** A call for a record that was made. */
export interface Called {
  readonly subscriber: number;
  readonly record: number;
  readonly tenant: number;
  readonly version: number;
  readonly at: number;
  /** When its restart window ends. */
  readonly until: number;
}

/** What the settlement of a delivery writes beside the ledger's rows. */
export interface DeliveryEffects {
  readonly called: Called;
}

/** Inside the commit that ends the delivery: a call is known of exactly where it counts as made. */
export function effectsWithCalls(others: EffectsWriter): EffectsWriter {
  return async (tx, settlements) => {
    const answers = await others(tx, settlements);
    const calls = settlements.flatMap(({ effects }) => {
      const { called } = (effects ?? {}) as Partial<DeliveryEffects>;
      return called ? [{ ...called }] : [];
    });
    if (calls.length > 0) await tx.many(writeCalls, calls);
    return answers;
  };
}

export async function lastCallOf(
  store: Store,
  of: { readonly subscriber: number; readonly record: number },
): Promise<LastCall | null> {
  return (await store.read(lastCalls, [{ ...of }]))[0] ?? null;
}
