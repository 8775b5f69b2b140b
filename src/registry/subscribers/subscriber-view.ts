import type { LiveSecret, Mode, RecordType } from '@hookyard/sdk';

import type { CompiledExpression } from '../../expressions/index.js';

/**
 * `endpoint`: a managed webhook. `trigger`: a call of somebody else's address, in their form. `handler`: decides how a
 * step goes on. `callback`: whoever gave an address to be called when a piece of work is over, all of a tenant and
 * mode as one.
 */
export type SubscriberKind = 'callback' | 'endpoint' | 'handler' | 'trigger';

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

/** `query`: in the address; a GET has no other. */
export const SENDING_FORMS = ['json', 'form', 'query'] as const;
export type SendingForm = (typeof SENDING_FORMS)[number];

export const TRIGGER_METHODS = ['POST', 'GET'] as const;
export type TriggerMethod = (typeof TRIGGER_METHODS)[number];

/** How an address is called. Everything has a value: defaults are filled in when it is saved. */
export interface CalledBy {
  readonly url: string;
  readonly description: string;
  /** Null: of all. Events of no record pass. */
  readonly recordTypes: readonly RecordType[] | null;
  /** Sent with each call; values of `secretHeaders` are kept as secrets beside them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly concurrency: number;
  /** Waits between tries, in seconds. */
  readonly retrySeconds: readonly number[];
  readonly timeoutMs: number;
}

/** Of who verifies what comes. */
export interface Signed {
  /** `v1a` beside `v1`: a public key is enough to verify it. */
  readonly signs: readonly ('v1' | 'v1a')[];
}

/** What is said of everybody who is told. */
export interface SubscriberDefinition extends CalledBy {
  /** `record.created`, `record.*`, `*`. */
  readonly events: readonly string[];
  /** JSONata over the envelope; what it calls true is sent. */
  readonly filter: string | null;
  /** Calls a second; null: as fast as it answers. */
  readonly ratePerSecond: number | null;
  /** Disabled where nothing was delivered for this long. */
  readonly disableAfterHours: number;
}

/** What an operator says of a managed webhook. */
export interface EndpointDefinition extends Signed, SubscriberDefinition {
  /** The identifiers of the imports it hears of; null: of all. */
  readonly imports: readonly string[] | null;
  readonly payload: PayloadStyle;
  /** JSONata over the envelope: the body. */
  readonly transform: string | null;
  readonly order: DeliveryOrder;
}

/** What an operator says of a triggered call. It runs in the order of each record. */
export interface TriggerDefinition extends SubscriberDefinition {
  readonly method: TriggerMethod;
  readonly sendAs: SendingForm;
  /** What is sent, by its name there: a dotted path in the record, or behind `$.` in the envelope. */
  readonly fields: Readonly<Record<string, string>>;
  /** Sent beside them, the same each time. */
  readonly staticFields: Readonly<Record<string, boolean | number | string>>;
  /** Only records with a link: `con_…` to that connection, `*` to any; null: all. */
  readonly knownIn: string | null;
  /** Between an event and its call, which tells of the record as it is by then. */
  readonly waitSeconds: number;
  /** A record that was called for is not called for again within this time. */
  readonly restartSeconds: number;
}

/** What an operator lets a customer be told: all of it holds for every endpoint that is made through a link. */
export interface PortalTerms {
  readonly events: readonly string[];
  readonly recordTypes: readonly RecordType[] | null;
  readonly filter: string | null;
  readonly payload: PayloadStyle;
}

/** Whose endpoints somebody who came by a link may reach, and on which terms. */
export interface PortalBounds {
  readonly subscriber: string;
  readonly mode: Mode;
  readonly terms: PortalTerms;
}

/** Whoever is called, as configured now. */
export interface CalledView {
  readonly number: number;
  /** `ep_…`, `trg_…`, `hdl_…`. */
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
  readonly definition: CalledBy;
  /** By name (`v1`, `v1a`, `header.<name>`), newest first. Opened in memory only. */
  readonly secrets: Readonly<Record<string, readonly LiveSecret[]>>;
  readonly createdAt: number;
  readonly configVersion: number;
}

/** Who is told of events. */
interface SubscriberHead extends CalledView {
  readonly definition: SubscriberDefinition;
  readonly filter: CompiledExpression | null;
}

export interface EndpointView extends SubscriberHead {
  readonly kind: 'endpoint';
  /** The customer of the tenant whose it is. */
  readonly subscriber: string | null;
  readonly definition: EndpointDefinition;
  readonly transform: CompiledExpression | null;
}

export interface TriggerView extends SubscriberHead {
  readonly kind: 'trigger';
  readonly definition: TriggerDefinition;
}

/** Each of its events has an address of its own. */
export interface CallbackView extends SubscriberHead {
  readonly kind: 'callback';
  readonly definition: SubscriberDefinition;
}

export type SubscriberView = CallbackView | EndpointView | TriggerView;

/** How callbacks are called: retried as endpoints are by default, and never given up for another's failures. */
export const CALLBACKS: SubscriberDefinition = {
  url: '',
  description: '',
  events: [],
  filter: null,
  recordTypes: null,
  headers: {},
  ratePerSecond: null,
  concurrency: 10,
  retrySeconds: [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400],
  timeoutMs: 15_000,
  disableAfterHours: 720,
};

/** Of secrets that are values of headers. */
export const SECRET_HEADER = 'header.';

/** The number that queues and lanes carry in place of a connection's: no connection has it. */
export function ownerOfSubscriber(subscriber: number): number {
  return -subscriber;
}
