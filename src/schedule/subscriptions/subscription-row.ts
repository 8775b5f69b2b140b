import type { StoredSubscription } from './subscription-statements.js';

/** Why a registration that was there was not as it is to be. */
export type Drift = 'missing' | 'disabled' | 'topics' | 'address' | 'secret' | 'expired';

/** A registration as the host knows it. */
export interface SubscriptionRow extends Omit<StoredSubscription, 'topics' | 'drift'> {
  readonly topics: readonly string[];
  readonly drift: Drift | null;
}

/** What a row is after a step; what is not named stays. */
export type RowChange = Partial<Omit<SubscriptionRow, 'id' | 'publicId' | 'connection' | 'createdAt'>>;

/** Nothing is wrong with it. */
export const AT_REST: RowChange = {
  attempts: 0,
  dueAt: 0,
  failure: null,
  message: null,
  failedAt: null,
  gaveUpAt: null,
};
