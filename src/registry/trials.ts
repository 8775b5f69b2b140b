import { connectorFromData, type AnyConnector, type JsonObject, type LiveSecret } from '@hookyard/sdk';

import { compile } from '../expressions/index.js';
import { HostError } from '../errors/index.js';
import { RETRY_POLICIES } from '../flow/index.js';
import { limitsOf } from './call-limits.js';
import { compileReceiver } from './compile-receiver.js';
import { checkSettings, settingsOf } from './connection-settings.js';
import { checkedData } from './connectors.service.js';
import { declaredScopes } from './declared-scopes.js';
import type { ConnectionView, Directory, LoadedConnector, ReceivingPoint, ScopeView } from './directory.js';
import type { RegistryParts } from './registry-parts.js';
import { isMissing } from './imprints/stand-in.js';
import { connectorId, ownerOfConnection } from './ids.js';

/** What is tried: a connection as it is, or with parts of it changed; or a connector nobody has connected yet. */
export interface TrialAsk {
  /** `con_…` */
  readonly connection?: string;
  /** The name of a connector, and a version where it is not the newest. */
  readonly connector?: string;
  readonly connectorVersion?: string;
  /** A connector's data form under edit. */
  readonly data?: unknown;
  readonly settings?: JsonObject;
  readonly secrets?: Readonly<Record<string, string>>;
}

/** A receiving point that takes nothing in, and a directory in which it exists. */
export interface Trial {
  readonly point: ReceivingPoint;
  readonly directory: Directory;
  readonly view: ConnectionView;
}

/** The number of a connection that was never made: those of the database begin with 1. */
const NOBODY = 0;

/** Puts together what a request is tried against; changes nothing. */
export class Trials {
  constructor(private readonly parts: RegistryParts) {}

  async open(tenant: number, ask: TrialAsk): Promise<Trial> {
    const base = this.parts.directory.current();
    const of = this.connection(tenant, ask, base);
    const connector = this.connector(tenant, ask, of);
    if (of && !ask.connector && !ask.data && !ask.settings && !ask.secrets) {
      const point = base.pointOf(ownerOfConnection(of.number));
      if (point) return { point, directory: base, view: of };
    }
    const view = await viewOf(tenant, ask, { of, connector, version: base.version });
    const point: ReceivingPoint = {
      owner: ownerOfConnection(view.number),
      tenant,
      connector,
      receiver: compileReceiver(connector.definition.webhook, connector.form === 'code'),
      connection: view,
      secrets: view.secrets,
      publicUrl:
        base.pointOf(ownerOfConnection(view.number))?.publicUrl ?? `${this.parts.publicUrl}/hooks/try`,
      ratePerSecond: 0,
    };
    return { point, directory: withTrial(base, point, view), view };
  }

  private connection(tenant: number, { connection: id }: TrialAsk, base: Directory): ConnectionView | null {
    if (id === undefined) return null;
    const view = base.connectionById(id);
    if (!view || view.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: id });
    return view;
  }

  private connector(
    tenant: number,
    { connector: name, connectorVersion, data }: TrialAsk,
    of: ConnectionView | null,
  ): LoadedConnector {
    const { shelf } = this.parts;
    if (data !== undefined) {
      const definition = connectorFromData(checkedData(data, shelf.newest(tenant)));
      const id = connectorId(definition.name, definition.version);
      const origin = { source: 'data', from: id } as const;
      return { id, definition, form: 'data', isolation: 'inProcess', tenant, origin };
    }
    if (name !== undefined) {
      const found = shelf.find(tenant, name, connectorVersion);
      if (!found) throw new HostError('CONNECTOR_UNKNOWN', { subject: name });
      return found;
    }
    if (of && isMissing(of.connector))
      throw new HostError('CONNECTOR_UNAVAILABLE', { subject: of.connector.id });
    if (of) return of.connector;
    const message = 'is one of connection, connector or data';
    throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'connector', message }] });
  }
}

interface TrialParts {
  readonly of: ConnectionView | null;
  readonly connector: LoadedConnector;
  readonly version: number;
}

/** The connection with what is tried of it; or one with the defaults of its connector. */
async function viewOf(
  tenant: number,
  ask: TrialAsk,
  { of, connector, version }: TrialParts,
): Promise<ConnectionView> {
  const { definition } = connector;
  const given = ask.settings ?? (of ? undefined : {});
  if (given) await checkSettings(definition, given);
  const settings = given ? await settingsOf(definition, given) : (of?.settings ?? {});
  const secrets = { ...of?.secrets, ...liveSecrets(ask.secrets ?? {}) };
  const declared = declaredViews(definition, connector.form === 'code');
  if (of) {
    const scopes = { ...of.scopes, TO: new Map([...declared, ...of.scopes.TO]) };
    return { ...of, connector, settings, secrets, scopes };
  }
  return {
    number: NOBODY,
    id: 'con_try',
    tenant,
    name: definition.name,
    mode: 'live',
    state: 'active',
    connector,
    settings,
    account: null,
    retryPolicy: RETRY_POLICIES.standard,
    limits: limitsOf(null, definition.limits),
    secrets,
    scopes: { TO: declared, FROM: new Map() },
    collections: [],
    queues: { TO: NOBODY, FROM: NOBODY },
    configVersion: version,
  };
}

function declaredViews(connector: AnyConnector, trusted: boolean): ReadonlyMap<string, ScopeView> {
  const views = declaredScopes(connector).map(({ record, version, ...scope }): ScopeView => {
    return {
      ...scope,
      id: 'scp_try',
      direction: 'TO',
      ...(record === null ? {} : { record: compile(record, { trusted }) }),
      ...(version === null ? {} : { version: compile(version, { trusted }) }),
      guard: 'off',
      settleMs: 0,
      brake: { most: null, percent: null },
      childPolicy: 'parent',
      childWindowMs: 0,
    };
  });
  return new Map(views.map((view) => [view.name, view]));
}

function liveSecrets(
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly LiveSecret[]>> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [{ id: 'given', value }]]));
}

/** The directory as it is, with one point and connection in the place of its own. */
function withTrial(base: Directory, point: ReceivingPoint, view: ConnectionView): Directory {
  const own: Partial<Directory> = {
    pointOf: (owner) => (owner === point.owner ? point : base.pointOf(owner)),
    connection: (number) => (number === view.number ? view : base.connection(number)),
  };
  return Object.assign(Object.create(base) as Directory, own);
}
