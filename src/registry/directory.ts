import type {
  AnyConnector,
  CollectionDefinition,
  Direction,
  FieldDefinition,
  Mode,
  RecordSource,
  RecordType,
  ReceiverDefinition,
  ScopeAction,
} from '@hookyard/sdk';
import type { LiveSecret } from '@hookyard/sdk';

import type { EventType } from '../events/index.js';
import type { CompiledExpression } from '../expressions/index.js';
import type { LookupTables } from '../mapping/index.js';
import type { ChildPolicy, RetryPolicy } from '../flow/index.js';
import type { CallLimits } from './call-limits.js';
import type { ConnectorOrigin } from './loading/origin.js';
import type { Quotas } from './quotas.js';
import type { TenantRetention } from './tenant-retention.js';
import type { DeclaredFields } from './record-types/declared-types.js';
import type { Deciding } from './subscribers/deciding.js';
import type { Listening } from './subscribers/listening.js';

/** `inProcess`: in this process. `worker`: in one of their own, which can be ended. */
export type Isolation = 'inProcess' | 'worker';

/** A connector as loaded: its definition, and what was compiled of it. */
export interface LoadedConnector {
  /** `name@version`. */
  readonly id: string;
  readonly definition: AnyConnector;
  /** `code`: from disk, trusted. `data`: made by an operator over REST; belongs to one tenant. */
  readonly form: 'code' | 'data';
  /** Where its functions run. In a worker they answer with promises, also those that the contract calls pure. */
  readonly isolation: Isolation;
  readonly tenant: number | null;
  readonly origin: ConnectorOrigin;
}

/** A receiver's data, compiled. Fields keep the order AuthToken, Scope, ExternalId. */
export interface CompiledReceiver {
  readonly definition: ReceiverDefinition;
  readonly methods: readonly string[];
  readonly maxBytes: number;
  readonly preprocess?: CompiledExpression;
  readonly multiple?: CompiledExpression;
  readonly account?: CompiledExpression;
  readonly deliveryId?: CompiledExpression;
  readonly eventId?: CompiledExpression;
  readonly mode?: CompiledExpression | Mode;
  readonly replyBody?: CompiledExpression;
  readonly replyOnly?: CompiledExpression;
  readonly sequence?: CompiledSequence;
  readonly authToken?: CompiledField;
  readonly scope?: CompiledField;
  readonly externalId?: CompiledField;
}

/** Where the numbers of a sender's events lie. */
export interface CompiledSequence {
  readonly first: CompiledExpression;
  /** Absent: each delivery has one number. */
  readonly last?: CompiledExpression | undefined;
  readonly graceMs: number;
}

/** `expression` of a field that is an expression over the element alone has `from: 'Element'`. */
export interface CompiledField {
  readonly from: FieldDefinition['from'] | 'Element';
  readonly at: string;
  /** `BodyPath` and `Element`: compiled `at`. */
  readonly path?: CompiledExpression;
  /** The processing expression, where there is one. */
  readonly expression?: CompiledExpression;
}

export type DeleteGuard = 'off' | 'unlink' | 'update' | 'delete';

/** From how many waiting deletes of a type on all of them are held for a person; null: never by that. */
export interface DeleteBrake {
  readonly most: number | null;
  /** Of the type's live links. */
  readonly percent: number | null;
}

/** A scope of one connection, as configured now. */
export interface ScopeView {
  readonly id: string;
  readonly name: string;
  readonly type: RecordType;
  readonly action: ScopeAction;
  readonly direction: Direction;
  readonly description: string;
  readonly isEnabled: boolean;
  readonly source: RecordSource;
  readonly record?: CompiledExpression;
  readonly version?: CompiledExpression;
  /** Only where the action is DELETED. */
  readonly guard: DeleteGuard;
  /** How long a delete waits before it is believed; 0: it runs at once, and the brake sees nothing of it. */
  readonly settleMs: number;
  readonly brake: DeleteBrake;
  /** What becomes of children that cannot travel alone; `parent` wherever the type has no parent rule. */
  readonly childPolicy: ChildPolicy;
  /** How long a parent's request waits for more of them; 0 unless the policy is `coalesce`. */
  readonly childWindowMs: number;
}

/** A mapping collection of one connection, with its stored version. */
export interface CollectionView {
  readonly id: string;
  readonly version: number;
  /** It is the connector's own, in code from disk, unchanged: its expressions are trusted. */
  readonly isTrusted: boolean;
  readonly definition: CollectionDefinition;
  /** The tenant's translations that it names; absent where it names none. */
  readonly tables?: LookupTables;
}

/** `failing` and `unavailable` are seen, not stored: the system does not answer; the connector is not loaded here. */
export type ConnectionState =
  'active' | 'paused' | 'needs_authorization' | 'failing' | 'unavailable' | 'disabled';

/** A connection as configured now. Immutable: a change makes a new one under a new `configVersion`. */
export interface ConnectionView {
  /** The number hot rows carry. */
  readonly number: number;
  /** `con_…`. */
  readonly id: string;
  readonly tenant: number;
  readonly name: string;
  readonly mode: Mode;
  readonly state: ConnectionState;
  readonly connector: LoadedConnector;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly account: string | null;
  readonly retryPolicy: RetryPolicy;
  /** What each direction may call: as an operator set it, else as the connector declares. */
  readonly limits: Readonly<Record<Direction, CallLimits>>;
  /** What connectors and the tenant declare of record types beside the host; absent where they declare nothing. */
  readonly declaredFields?: DeclaredFields;
  /** Newest first. Decrypted in memory only. */
  readonly secrets: Readonly<Record<string, readonly LiveSecret[]>>;
  readonly scopes: {
    readonly TO: ReadonlyMap<string, ScopeView>;
    readonly FROM: ReadonlyMap<string, ScopeView>;
  };
  /** Sorted by `order`. */
  readonly collections: readonly CollectionView[];
  readonly queues: { readonly TO: number; readonly FROM: number };
  readonly configVersion: number;
  /** Which of its keys is in the address that the host registers for its hooks; absent: it has none, or that one ends. */
  readonly ownKey?: number;
}

/** An address hooks come in at: a connection's own URL, or a receiver that serves many accounts. */
export interface ReceivingPoint {
  readonly owner: number;
  readonly tenant: number;
  readonly connector: LoadedConnector;
  readonly receiver: CompiledReceiver;
  /** Set for a connection's own URL; a receiver finds the connection by AuthToken or account. */
  readonly connection: ConnectionView | null;
  /** The secrets that verify here, newest first. For an AuthToken receiver: those of the token's connection. */
  readonly secrets: Readonly<Record<string, readonly LiveSecret[]>>;
  /** The address as configured (`HOOKYARD_PUBLIC_URL` + path), never rebuilt from Host. */
  readonly publicUrl: string;
  /** Hooks a second before 429; 0: no limit. */
  readonly ratePerSecond: number;
}

/**
 * What is configured, compiled once per version and read without I/O. Replaced as a whole when the configuration
 * changes.
 */
export interface Directory {
  readonly version: number;
  /** `gone`: the connection was removed (410). */
  point(key: string): ReceivingPoint | 'gone' | undefined;
  receiver(urlPath: string): ReceivingPoint | undefined;
  pointOf(owner: number): ReceivingPoint | undefined;
  /** Owners whose connector is not loaded here: their hooks are kept, and wait. */
  readonly unavailable: ReadonlySet<number>;
  /** Owners whose connector runs in workers, and which it is. */
  readonly elsewhere: ReadonlyMap<number, string>;
  connection(number: number): ConnectionView | undefined;
  connectionById(id: string): ConnectionView | undefined;
  /** The connection of an account at a receiver (by the point's owner). */
  account(owner: number, account: string): ConnectionView | undefined;
  /** The connection an AuthToken names at a receiver. */
  token(owner: number, token: string): ConnectionView | undefined;
  /** Connections that get a hub change of this type: all but the origin whose hub scope is on. */
  listeners(tenant: number, mode: Mode, type: RecordType, action: ScopeAction): readonly ConnectionView[];
  /** Of a connection; queues of subscribers are theirs. */
  queue(queue: number): QueueView | undefined;
  queues(): readonly QueueView[];
  /** Of the tenants that have any. */
  quotas(): ReadonlyMap<number, Quotas>;
  /** Of the tenants that have their own. */
  retention(): ReadonlyMap<number, TenantRetention>;
  /** Whether anybody would hear of such an event. */
  hears(tenant: number, mode: Mode, type: EventType): boolean;
  /** Who hears of what. */
  readonly listening: Listening;
  /** Who decides how steps go on. */
  readonly deciding: Deciding;
  /** Nothing of it runs. */
  isSuspended(tenant: number): boolean;
}

/** One queue of the ledger: (connection, direction, kind). */
export interface QueueView {
  readonly id: number;
  readonly connection: number;
  readonly tenant: number;
  readonly direction: Direction;
  readonly mode: Mode;
  readonly weight: number;
  readonly maxRunning: number;
  /** The connection is paused, needs authorisation or lacks its connector, or its tenant is suspended: nothing is claimed, whatever the ledger holds or frees. */
  readonly isPaused: boolean;
}

/** Hands out the present directory. */
export interface DirectorySource {
  current(): Directory;
  /** Called after a newer directory is in place. */
  onChange(listener: (directory: Directory) => void): void;
}
