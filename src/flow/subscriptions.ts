import type { MadeSubscription, PresentSubscription, WantedSubscription } from '@hookyard/sdk';

/** What came of a call that changes what is registered at a system. */
export const SUBSCRIPTION_ENDS = ['created', 'updated', 'renewed', 'removed', 'failed'] as const;
export type SubscriptionEnd = (typeof SUBSCRIPTION_ENDS)[number];

/** What a call of a connector came to. */
export type Tried<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** The system does not know the registration. */
  | { readonly kind: 'gone' }
  | SubscriptionFailure;

/** By the failure table. */
export interface SubscriptionFailure {
  readonly kind: 'failed';
  /** Of the failure. */
  readonly name: string;
  /** Without secrets. */
  readonly message: string;
  /** The whole system waits, not this registration. */
  readonly isWhole: boolean;
  /** When it may be tried again; null: not before somebody changed something. */
  readonly at: number | null;
  readonly usesAttempt: boolean;
}

/** The functions of one connection's connector that keep its hooks registered, each called within its limits. */
export interface SubscriptionCalls {
  /** `attempts`: failed tries before this one. */
  list(attempts: number): Promise<Tried<readonly PresentSubscription[]>>;
  create(wanted: WantedSubscription, attempts: number): Promise<Tried<MadeSubscription>>;
  update(id: string, wanted: WantedSubscription, attempts: number): Promise<Tried<MadeSubscription>>;
  renew(id: string, wanted: WantedSubscription, attempts: number): Promise<Tried<MadeSubscription>>;
  remove(id: string, attempts: number): Promise<Tried<void>>;
}
