import type {
  AnyConnector,
  CollectionDefinition,
  Direction,
  LiveSecret,
  Mode,
  RecordType,
  ScopeAction,
} from '@hookyard/sdk';

import { compile } from '../../src/expressions/index.js';
import { RETRY_POLICIES } from '../../src/flow/index.js';
import {
  type ConnectionView,
  type DeclaredScope,
  type Directory,
  type DirectorySource,
  type LoadedConnector,
  type QueueView,
  type ReceivingPoint,
  type ScopeView,
  type SubscriberView,
  Deciding,
  Listening,
  compileReceiver,
  declaredScopes,
  hubScopes,
  ownerOfConnection,
  ownerOfReceiver,
} from '../../src/registry/index.js';

/** A connection as a test wants it; whatever is not said has a plain default. */
export interface ConnectionSpec {
  readonly connector: AnyConnector;
  readonly form?: LoadedConnector['form'];
  readonly number?: number;
  readonly tenant?: number;
  readonly name?: string;
  readonly mode?: Mode;
  readonly state?: ConnectionView['state'];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly secrets?: ConnectionView['secrets'];
  readonly account?: string;
  readonly retryPolicy?: ConnectionView['retryPolicy'];
  readonly declaredFields?: ConnectionView['declaredFields'];
  readonly limits?: Partial<ConnectionView['limits']>;
  readonly token?: string;
  /** The key of its own hook URL; default `key-<number>`. */
  readonly key?: string;
  /** Changes to scopes by name, both directions: `{ 'order/deleted': { guard: 'update' } }`. */
  readonly scopes?: Readonly<Record<string, Partial<ScopeView>>>;
  readonly collections?: readonly CollectionDefinition[];
}

/** A receiver that serves several connections by account or token. */
export interface ReceiverSpec {
  readonly connector: AnyConnector;
  readonly form?: LoadedConnector['form'];
  readonly number?: number;
  readonly tenant?: number;
  readonly urlPath?: string;
  readonly secrets?: Readonly<Record<string, readonly LiveSecret[]>>;
  /** Numbers of its connections; default all of the same connector. */
  readonly connections?: readonly number[];
}

export interface DirectorySpec {
  readonly connections?: readonly ConnectionSpec[];
  readonly receivers?: readonly ReceiverSpec[];
  readonly subscribers?: readonly SubscriberView[];
  readonly version?: number;
}

export type TestDirectory = Directory & DirectorySource;

const PUBLIC_URL = 'https://hooks.example';

export { ownerOfConnection, ownerOfReceiver };

/**
 * A directory by hand, compiled as the registry compiles it: connections are numbered from 1, their queues are
 * `10 × number` (TO) and `10 × number + 1` (FROM), every scope declared is on unless a test says otherwise.
 */
export function aDirectory({
  connections = [],
  receivers = [],
  subscribers = [],
  version = 1,
}: DirectorySpec): TestDirectory {
  const listening = new Listening(subscribers);
  const views = connections.map((spec, index) => aConnection({ number: index + 1, ...spec }, version));
  const keys = new Map(views.map((view, index) => [connections[index]?.key ?? `key-${view.number}`, view]));
  const points = new Map<number, ReceivingPoint>();
  for (const [key, view] of keys) points.set(ownerOfConnection(view.number), ownPoint(view, key));
  const accounts = new Map<string, ConnectionView>();
  const tokens = new Map<string, ConnectionView>();
  const paths = new Map<string, ReceivingPoint>();
  receivers.forEach((spec, index) => {
    const point = sharedPoint({ number: index + 1, ...spec });
    points.set(point.owner, point);
    paths.set(spec.urlPath ?? spec.connector.name, point);
    views.forEach((view, at) => {
      const serves = spec.connections?.includes(view.number) ?? view.connector.definition === spec.connector;
      if (!serves) return;
      if (view.account !== null) accounts.set(`${point.owner} ${view.account}`, view);
      const token = connections[at]?.token;
      if (token !== undefined) tokens.set(`${point.owner} ${token}`, view);
    });
  });
  const queues = views.flatMap(queuesOf);
  const directory: TestDirectory = {
    version,
    current: () => directory,
    onChange: () => undefined,
    point: (key) => {
      const view = keys.get(key);
      return view && points.get(ownerOfConnection(view.number));
    },
    unavailable: new Set(),
    elsewhere: new Map(),
    receiver: (urlPath) => paths.get(urlPath),
    pointOf: (owner) => points.get(owner),
    connection: (number) => views.find((view) => view.number === number),
    connectionById: (id) => views.find((view) => view.id === id),
    account: (owner, account) => accounts.get(`${owner} ${account}`),
    token: (owner, token) => tokens.get(`${owner} ${token}`),
    listeners: (tenant, mode, type, action) =>
      views.filter((view) => view.tenant === tenant && view.mode === mode && listensTo(view, type, action)),
    queue: (id) => queues.find((queue) => queue.id === id),
    queues: () => queues,
    quotas: () => new Map(),
    retention: () => new Map(),
    listening,
    deciding: new Deciding([]),
    hears: (tenant, mode, type) => listening.of(tenant, mode, type).length > 0,
    isSuspended: () => false,
  };
  return directory;
}

/** One connection as configured. */
export function aConnection(spec: ConnectionSpec, version = 1): ConnectionView {
  const { connector, number = 1, form = 'code', collections = connector.collections ?? [] } = spec;
  const plain = plainPartOf(spec);
  const trusted = form === 'code';
  const scopesOf = (direction: Direction, declared: readonly DeclaredScope[]) =>
    new Map(declared.map((one) => [one.name, aScope(one, direction, trusted, spec.scopes?.[one.name])]));
  return {
    number,
    id: `con_${number}`,
    ...plain,
    name: spec.name ?? `${connector.name} ${number}`,
    connector: aLoadedConnector(connector, form, plain.tenant),
    settings: settingsOf(spec),
    declaredFields: spec.declaredFields,
    limits: { TO: {}, FROM: {}, ...spec.limits },
    scopes: {
      TO: scopesOf('TO', declaredScopes(connector)),
      FROM: scopesOf('FROM', hubScopes(connector, collections)),
    },
    collections: collections.map((definition, index) => ({
      id: `map_${number}_${index}`,
      version: 1,
      isTrusted: trusted,
      definition,
    })),
    queues: { TO: number * 10, FROM: number * 10 + 1 },
    configVersion: version,
  };
}

function plainPartOf(spec: ConnectionSpec) {
  const { tenant = 1, mode = 'live', state = 'active', account = null, secrets = {} } = spec;
  return { tenant, mode, state, account, secrets, retryPolicy: spec.retryPolicy ?? RETRY_POLICIES.standard };
}

function settingsOf({ connector, settings = {} }: ConnectionSpec): ConnectionView['settings'] {
  return connector.presets ? (connector.presets.parse(settings) as ConnectionView['settings']) : settings;
}

function aLoadedConnector(
  definition: AnyConnector,
  form: LoadedConnector['form'],
  tenant: number,
): LoadedConnector {
  const id = `${definition.name}@${definition.version}`;
  const isData = form === 'data';
  const origin = { source: isData ? 'data' : 'repository', from: id } as const;
  const tenantOf = isData ? tenant : null;
  return { id, definition, form, isolation: 'inProcess', tenant: tenantOf, origin };
}

function aScope(
  declared: DeclaredScope,
  direction: Direction,
  trusted: boolean,
  change: Partial<ScopeView> | undefined,
): ScopeView {
  const { record, version, ...rest } = declared;
  return {
    ...rest,
    id: `scp_${declared.name}`,
    direction,
    guard: 'off',
    settleMs: 0,
    brake: { most: null, percent: null },
    childPolicy: 'parent',
    childWindowMs: 0,
    ...(record === null ? {} : { record: compile(record, { trusted }) }),
    ...(version === null ? {} : { version: compile(version, { trusted }) }),
    ...change,
  };
}

function ownPoint(view: ConnectionView, key: string): ReceivingPoint {
  return {
    owner: ownerOfConnection(view.number),
    tenant: view.tenant,
    connector: view.connector,
    receiver: compileReceiver(view.connector.definition.webhook, view.connector.form === 'code'),
    connection: view,
    secrets: view.secrets,
    publicUrl: `${PUBLIC_URL}/hooks/${key}`,
    ratePerSecond: 0,
  };
}

function sharedPoint({
  connector,
  form = 'code',
  number = 1,
  tenant = 1,
  urlPath,
  secrets = {},
}: ReceiverSpec): ReceivingPoint {
  return {
    owner: ownerOfReceiver(number),
    tenant,
    connector: aLoadedConnector(connector, form, tenant),
    receiver: compileReceiver(connector.webhook, form === 'code'),
    connection: null,
    secrets,
    publicUrl: `${PUBLIC_URL}/receivers/${urlPath ?? connector.name}`,
    ratePerSecond: 0,
  };
}

function listensTo(view: ConnectionView, type: RecordType, action: ScopeAction): boolean {
  return [...view.scopes.FROM.values()].some(
    (one) => one.type === type && one.action === action && one.isEnabled,
  );
}

function queuesOf(view: ConnectionView): QueueView[] {
  return (['TO', 'FROM'] as const).map((direction) => ({
    id: view.queues[direction],
    connection: view.number,
    tenant: view.tenant,
    direction,
    mode: view.mode,
    weight: 1,
    maxRunning: 8,
    isPaused: view.state === 'paused' || view.state === 'needs_authorization',
  }));
}
