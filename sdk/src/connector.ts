import type { z } from 'zod';

import type { AuthDefinition } from './auth.js';
import type { ConnectorContext, RequestHints } from './context.js';
import type { ConnectorLimits } from './limits.js';
import type { CollectionDefinition } from './mapping.js';
import type { ReceiverDefinition } from './receiver.js';
import type { RecordTypeDeclaration } from './record-type.js';
import type { SubscriptionDefinition } from './subscriptions.js';
import type {
  Direction,
  Expression,
  Json,
  JsonObject,
  KnownRecordType,
  RecordType,
  ScopeAction,
} from './vocabulary.js';
import type { ChangeFacts, CreateAnswer, UpdateAnswer, WriteItem, WriteOutcome } from './writes.js';

/** Where a scope's record comes from: read by id through the connector, or taken from the hook. */
export type RecordSource = 'read' | 'payload' | 'payload-then-read';

/** A scope in full. The tuple `[type, action, description, facts?]` says the same. */
export interface ScopeDefinition<Type extends RecordType = RecordType> {
  /** The type of record the event is about. */
  readonly type: Type;
  /** What happened to it. */
  readonly action: ScopeAction;
  /** Names the record in both vocabularies: `Acme Order changed → Transaction`. */
  readonly description: string;
  /** Default `read` where the type has `get`, else `payload`. */
  readonly source?: RecordSource;
  /** JSONata over the element: the record inside it. Default: the element. */
  readonly record?: Expression;
  /** JSONata over the element: a number, time or etag that grows; an older payload ends `stale`. */
  readonly version?: Expression;
  /** Default true. Where the action is DELETED the delete guard, off until an operator sets it, still refuses. */
  readonly enabled?: boolean;
}

/** A scope as `[type, action, description]` with optional facts. */
export type ScopeTuple<Type extends RecordType = RecordType> =
  | readonly [Type, ScopeAction, string]
  | readonly [Type, ScopeAction, string, Pick<ScopeDefinition, 'source' | 'record' | 'version' | 'enabled'>];

/** Scopes by the external system's event name. */
export type ScopeDeclarations<Type extends RecordType = RecordType> = Readonly<
  Record<string, ScopeTuple<Type> | ScopeDefinition<Type>>
>;

/** A draft of a child request, made by a prerequisite. */
export interface ChildRequest<ScopeName extends string = string> {
  /** The child's type. */
  readonly type: RecordType;
  /** What happened to it. */
  readonly action: ScopeAction;
  /** TO: the external id; FROM: the hub record's id. Default: the parent's. */
  readonly externalId?: string;
  /** One of the connector's own scopes. Default: `scopeFor(type, action)`. */
  readonly scope?: ScopeName;
  /** Default: the parent's. */
  readonly direction?: Direction;
  /** The record itself, when it is known; the child then needs no read. */
  readonly payload?: JsonObject;
  /** True: a failing child never holds the parent. */
  readonly optional?: boolean;
}

/** What a prerequisite answers: children, and whether the parent still runs after them. */
export interface PrerequisiteAnswer<ScopeName extends string = string> {
  /** In the order they are queued; may be empty. */
  readonly children: readonly ChildRequest<ScopeName>[];
  /** `done`: the parent ends when its children do. `continue`: it goes on with its own transfer. Default `done`. */
  readonly then?: 'done' | 'continue';
  /** Why there are no children: the request ends `unresolved` with this reason. */
  readonly unresolved?: string;
}

/** The request a prerequisite looks at. */
export interface PrerequisiteRequest extends RequestHints {
  /** TO the hub, or FROM it. */
  readonly direction: Direction;
  /** FROM the hub: the record as the hub has it; absent where it is no longer there. */
  readonly record?: JsonObject;
}

/** The transfer a post action runs after. */
export interface PostActionRequest extends RequestHints {
  /** TO the hub, or FROM it. */
  readonly direction: Direction;
  /** What it did: `created`, `updated`, `linked`, `deleted`, `unlinked`; TO the hub, or in the external system. */
  readonly change: string;
  /** FROM the hub: the record's id in the external system. */
  readonly linkedId?: string;
}

/** One page of a list. `items` where the list holds the records, `ids` where it does not. */
export interface ListPage<R> {
  /** The records themselves. They are taken as they are where the scope's source is the payload. */
  readonly items?: readonly R[];
  /** Their ids; beside `items`, in the same order, where a record does not say its own under `id`. */
  readonly ids?: readonly string[];
  /** Their versions, in the same order: a record whose version was seen before is not read again. */
  readonly versions?: readonly (string | number | undefined)[];
  /**
   * Ids of records that the system says are gone, a list of tombstones for example; never those it merely does not name.
   * Each passes the delete guard of the type, and before anything is deleted the source is asked once more.
   */
  readonly deleted?: readonly string[];
  /** Handed back for the next page. Kept only after this page's requests are queued. */
  readonly cursor?: string;
  /** How many records the whole list has, where the system says: what an estimate of its end is made of. */
  readonly total?: number;
  /** True on the last page. */
  readonly done: boolean;
}

/** What a connector can do with the records of one type. What is not there, it cannot. */
export interface RecordHandlers<Context = ConnectorContext, R = JsonObject> {
  /**
   * The record's shape in the external system. What `get` answers is checked against it; in what `create` and `update`
   * are given, digits no double holds are numbers where it says so: JSON and text show every digit of them.
   */
  readonly schema?: z.ZodType;
  /** How its external ids are written. */
  readonly id?: {
    /** The one canonical form of an external id; pure. Default: exact decimal text for numbers, trimmed text otherwise. */
    normalize(raw: string): string;
  };
  /** True when creates carry `ctx.request.writeKey` and the system honours it as an idempotency key. */
  readonly honoursKey?: boolean;
  /** The record, or null where it is not there. */
  get?(id: string, ctx: Context): Promise<R | null>;
  /** The records in the order of the ids, null where one is not there. */
  getMany?(ids: readonly string[], ctx: Context): Promise<readonly (R | null)[]>;
  /** One page of all records, or of those changed `since` (ms since the epoch). */
  list?(page: { cursor?: string; since?: number; limit: number }, ctx: Context): Promise<ListPage<R>>;
  /** External ids of records that carry all of these match keys. */
  lookup?(keys: Readonly<Record<string, Json>>, ctx: Context): Promise<readonly string[]>;
  /** Makes a record. Throw Conflict with `existingId` where it is there already. */
  create?(record: R, ctx: Context): Promise<CreateAnswer<R>>;
  /** Changes a record to what is given. Throw NotFound where it is gone. */
  update?(id: string, record: R, change: ChangeFacts, ctx: Context): Promise<UpdateAnswer<R> | void>;
  /** Removes a record; NotFound counts as done. */
  delete?(id: string, ctx: Context): Promise<void>;
  /** Makes one record of several. */
  merge?(winner: string, losers: readonly string[], ctx: Context): Promise<void>;
  /**
   * Writes many in one call. Each item has its outcome: one not named is tried again, one that failed harms no other.
   * Throw only where the call failed as a whole; after Invalid, Conflict or NotFound its items are written one by one.
   * `ctx.request` and `ctx.link` are not there: no item is the one being run. A single write goes through `create`,
   * `update` or `delete` where they are given.
   */
  writeMany?(items: readonly WriteItem[], ctx: Context): Promise<readonly WriteOutcome[]>;
  /** Items of one `writeMany` at most. Default 100; together they are never more than 1 MiB. */
  readonly mostWrites?: number;
  /** For child types: the id of the record that carries this child; null where the element does not say. */
  parent?(id: string, element: Json): string | null;
  /** Where a record's own version lies, for compare and echo: JSONata over the record. */
  readonly version?: Expression;
}

/** One request a connector's `resolve` makes of an element. */
export interface ResolvedElement {
  /** The event's name; one that is no scope gets the verdict `unknown-scope`. */
  readonly scope: string;
  /** Which record. */
  readonly externalId: string;
  /** The record itself, for scopes that take it from the hook. */
  readonly payload?: JsonObject;
  /** For the detection of duplicates. */
  readonly eventId?: string;
}

/** What `resolve` sees: one element of a hook. Pure, no I/O. */
export interface ElementView<Settings> {
  /** The element, numbers a double cannot hold as text. */
  readonly element: Json;
  /** What lies around the element in its body. */
  readonly envelope: Json;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The public address the hook was sent to. */
  readonly url: string;
  /** What follows the receiver's own path. */
  readonly urlSegments: readonly string[];
  /** The first value of each name. */
  readonly query: Readonly<Record<string, string>>;
  /** The connection's settings. */
  readonly settings: Settings;
}

/** How hooks arrive, for a connector in code: the receiver's data, and functions where data cannot say it. */
export interface WebhookDefinition<Settings = Readonly<Record<string, unknown>>> extends Omit<
  ReceiverDefinition,
  'scope' | 'externalId'
> {
  /** One address `/receivers/<urlPath>` for all accounts of the app, beside each connection's own URL. */
  readonly urlPath?: string;
  /** Needed unless `resolve` is there. */
  readonly scope?: ReceiverDefinition['scope'];
  /** Needed unless `resolve` is there. */
  readonly externalId?: ReceiverDefinition['externalId'];
  /** Instead of `scope` and `externalId`: zero to many requests of one element. */
  resolve?(view: ElementView<Settings>): readonly ResolvedElement[];
  /** Hooks kept registered at the external system, as desired state. */
  readonly subscriptions?: SubscriptionDefinition<ConnectorContext<Settings>>;
}

/** What `check` answers. */
export interface CheckAnswer {
  /** False puts the connection in the state `failing`; throw AuthExpired where the credentials are refused. */
  readonly ok: boolean;
  /** What an operator should know or do; shown with the connection. At most 500 characters are kept. */
  readonly message?: string;
  /** The external account the credentials belong to, where the system says; the same text each time. At most 200 characters. */
  readonly account?: string;
}

/** A connector: one object, plain functions, everything about one external system. */
export interface ConnectorDefinition<
  Presets extends z.ZodType = z.ZodType,
  Scopes extends ScopeDeclarations = ScopeDeclarations,
  Secret extends string = string,
  Own extends RecordType = RecordType,
> {
  /** Lower case, digits and dashes; unique on a host. */
  readonly name: string;
  /** Semantic version of the connector. */
  readonly version: string;
  /** The host versions it was written for, a semver range. Default `^1.0.0`. */
  readonly host?: string;
  /** One sentence for operators: which system, and what for. */
  readonly description?: string;
  /** The settings of a connection, as a zod object with defaults and descriptions. */
  readonly presets?: Presets;
  /** Secrets by name with a label; values are written once and never returned. `webhook` need not be declared. */
  readonly secrets?: Readonly<Record<Secret, string>>;
  /**
   * Types of record of the connector's own (`'x:VEHICLE'`), and fields beside the host's for types it declares. Records
   * that come into the hub are held against them, and mappings are checked when they are saved, whoever's they are. With
   * this key, own types that are not in it do not compile. A field the host declares, or one another connector declares
   * in another way, refuses the connector. Default: own types are open.
   */
  readonly recordTypes?: { readonly [T in Own]?: RecordTypeDeclaration };
  /** Scopes by the external system's event name; only names are unique. */
  readonly scopes: Scopes;
  /** How hooks arrive, prove themselves and are read. */
  readonly webhook: WebhookDefinition<z.output<NoInfer<Presets>>>;
  /** How calls are authenticated. Default: they are not. */
  readonly auth?: AuthDefinition<NoInfer<Secret>, z.output<NoInfer<Presets>>>;
  /** The address relative URLs of `ctx.http` start from. */
  readonly baseUrl?: string | ((settings: z.output<NoInfer<Presets>>) => string);
  /** What the system allows: the host keeps to it. Default: what its answers tell of. */
  readonly limits?: ConnectorLimits;
  /** Presets that hold the prefix of a type, for generic hooks: `{ productPrefix: 'PRODUCT' }`. */
  readonly prefixes?: {
    readonly [K in keyof z.output<NoInfer<Presets>> & string]?: KnownRecordType | NoInfer<Own>;
  };
  /** What the connector can do with records, by type. What is not there, it cannot. */
  readonly records?: {
    readonly [T in KnownRecordType | NoInfer<Own>]?: RecordHandlers<
      ContextOf<NoInfer<Presets>, NoInfer<Secret>>
    >;
  };
  /** Runs before a request: may resolve it into child requests. */
  handlePrerequisite?(
    request: PrerequisiteRequest,
    ctx: ContextOf<NoInfer<Presets>, NoInfer<Secret>>,
  ): Awaitable<PrerequisiteAnswer<NoInfer<keyof Scopes & string>> | void>;
  /**
   * Runs after a transfer whose effects are stored: not after one that ended as a verdict. At most once: a host that
   * ends in between does not make up for it, so what must happen belongs into the write itself. It may take as long as
   * a call may; its failure is shown with the transfer, which stands and is not repeated.
   */
  postAction?(request: PostActionRequest, ctx: ContextOf<NoInfer<Presets>, NoInfer<Secret>>): Awaitable<void>;
  /** Formulas of the connector's own, by name; pure. */
  readonly functions?: Readonly<Record<string, (...args: readonly Json[]) => Json>>;
  /** Custom fields of a record, told apart from its own. */
  readonly customFields?: {
    /** The custom fields of a record as read. */
    read(record: JsonObject): JsonObject;
    /** The record with custom fields put in. */
    write(record: JsonObject, fields: JsonObject): JsonObject;
  };
  /** Whether the connection works: run when it is saved, on a schedule, and on demand. */
  check?(ctx: ContextOf<NoInfer<Presets>, NoInfer<Secret>>): Awaitable<CheckAnswer>;
  /** Mapping collections a new connection gets when it asks for the defaults. */
  readonly collections?: readonly CollectionDefinition[];
}

/** The context of a connector's functions, by its presets and secrets. */
export type ContextOf<Presets extends z.ZodType, Secret extends string> = ConnectorContext<
  z.output<Presets>,
  Secret
>;

/** A value, or a promise of it. */
export type Awaitable<T> = T | Promise<T>;

/** A connector of any presets and secrets, as the host holds it. */
// oxlint-disable-next-line typescript/no-explicit-any -- the host holds connectors of all shapes; their settings are checked by their own schema
export type AnyConnector = ConnectorDefinition<any, ScopeDeclarations, string>;
