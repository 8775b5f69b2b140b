import type { FormedCall } from './triggers/call-form.js';

/** A call as it leaves, but for what stands in its head for everybody. */
export interface OutgoingCall extends FormedCall {
  /** The event's: the same on every repeat. */
  readonly id: string;
  /** Signatures. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a turn of a delivery is to do. */
export type Prepared =
  | {
      readonly kind: 'call';
      readonly call: OutgoingCall;
      /** Written where it is taken. */
      readonly effects?: unknown;
    }
  /** There is nothing to be told. */
  | { readonly kind: 'skip'; readonly reason: string }
  /** It cannot be told like this. */
  | { readonly kind: 'unsendable'; readonly reason: string; readonly message: string };
