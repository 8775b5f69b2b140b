import type { LiveSecret, Mode, RecordType } from '@hookyard/sdk';

import type { CompiledExpression } from '../../expressions/index.js';

/** `endpoint`: a managed webhook. */
export type SubscriberKind = 'endpoint';

/**
 * `unverified`: has not proven yet that its address is its own. `disabled`: gets nothing; what happens meanwhile is
 * kept for it.
 */
export type SubscriberState = 'unverified' | 'active' | 'disabled';

/** `record`: per record; `strict`: all of an endpoint, one after another. */
export const DELIVERY_ORDERS = ['none', 'record', 'strict'] as const;
export type DeliveryOrder = (typeof DELIVERY_ORDERS)[number];

/** `thin` names the record and the fields, without a value. */
export const PAYLOAD_STYLES = ['full', 'thin'] as const;
export type PayloadStyle = (typeof PAYLOAD_STYLES)[number];

/** What an operator says of a managed webhook. Everything has a value: defaults are filled in when it is saved. */
export interface EndpointDefinition {
  readonly url: string;
  readonly description: string;
  /** `record.created`, `record.*`, `*`. */
  readonly events: readonly string[];
  /** JSONata over the envelope; what it calls true is sent. */
  readonly filter: string | null;
  /** Null: of all. Events of no record pass. */
  readonly recordTypes: readonly RecordType[] | null;
  /** The identifiers of the imports it hears of; null: of all. */
  readonly imports: readonly string[] | null;
  /** Sent with each call; values of `secretHeaders` are kept as secrets beside them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: PayloadStyle;
  /** JSONata over the envelope: the body. */
  readonly transform: string | null;
  readonly order: DeliveryOrder;
  /** Calls a second; null: as fast as it answers. */
  readonly ratePerSecond: number | null;
  readonly concurrency: number;
  /** `v1a` beside `v1`: a public key is enough to verify it. */
  readonly signs: readonly ('v1' | 'v1a')[];
  /** Waits between tries, in seconds. */
  readonly retrySeconds: readonly number[];
  readonly timeoutMs: number;
  /** Disabled where nothing was delivered for this long. */
  readonly disableAfterHours: number;
}

/** A subscriber as configured now. */
export interface SubscriberView {
  readonly number: number;
  /** `ep_…`. */
  readonly id: string;
  readonly tenant: number;
  /** `ten_…`. */
  readonly tenantId: string;
  readonly name: string;
  readonly mode: Mode;
  readonly state: SubscriberState;
  /** Why it is not active. */
  readonly reason: string | null;
  readonly queue: number;
  readonly definition: EndpointDefinition;
  readonly filter: CompiledExpression | null;
  readonly transform: CompiledExpression | null;
  /** By name (`v1`, `v1a`, `header.<name>`), newest first. Opened in memory only. */
  readonly secrets: Readonly<Record<string, readonly LiveSecret[]>>;
  readonly createdAt: number;
  readonly configVersion: number;
}

/** The number that queues and lanes carry in place of a connection's: no connection has it. */
export function ownerOfSubscriber(subscriber: number): number {
  return -subscriber;
}
