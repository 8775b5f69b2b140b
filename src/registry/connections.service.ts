import { declaredSecrets, type AuthData, type JsonObject, type Mode } from '@hookyard/sdk';
import type { EntityManager } from 'typeorm';

import { HostError } from '../errors/index.js';
import { newKey } from '../vault/index.js';
import { dropCheckIn } from './checking/check-statements.js';
import { tellOfState } from './connection-events.js';
import { readInfos, type ConnectionInfo } from './connection-info.js';
import { addConnectionKey, keyHint, retireConnectionKeys } from './connection-key.store.js';
import { changeConnectionSecrets } from './connection-secret.store.js';
import { checkSettings } from './connection-settings.js';
import {
  GRANTED,
  UNGRANTED,
  isGrantedByPerson,
  movesOn,
  restingState,
  type RestingState,
} from './connection-states.js';
import { isPersons } from './connector-steps.js';
import {
  connectionNumber,
  connectionPlaces,
  storedConnection,
  takeConnection,
  type ConnectionFilter,
} from './connection.store.js';
import { ConnectionRow } from './connection.entity.js';
import { ConnectionSecretRow } from './connection-secret.entity.js';
import type { Actor, Change } from './configuration-writer.js';
import type { ConnectionState, LoadedConnector } from './directory.js';
import { hookUrl } from './directory-snapshot.js';
import { missingPins } from './connector-pins.js';
import { DATASETS } from './datasets/dataset-connector.js';
import { forgetGrant } from './grants/forget-grant.js';
import { addDefaultCollections } from './mapping-collection.store.js';
import { pageOf, type Page, type PageAsk } from './page.js';
import { insertQueues } from './queues.store.js';
import { refuseTakenAccount } from './receiver-accounts.js';
import type { RegistryParts } from './registry-parts.js';
import { limitsWishOf, storedLimits, type LimitsWish } from './call-limits.js';
import { retryPolicyOf, storedRetryPolicy, type RetryPolicyWish } from './retry-policies.js';
import { endSubscriptionPlan } from './subscribing/plan-statements.js';
import { addDeclaredScopes, followHubScopes } from './scope.store.js';
import type { SecretInputs } from './secrets.js';
import {
  applyUpgrade,
  prepareUpgrade,
  refuseUpgrade,
  type PreparedUpgrade,
} from './upgrades/apply-upgrade.js';
import { refuseConnectionTooMany } from './tenant.store.js';

export interface ConnectionInput {
  readonly connector: string;
  /** Default: the newest. */
  readonly connectorVersion?: string;
  readonly name: string;
  readonly mode: Mode;
  readonly account?: string | null;
  readonly settings?: JsonObject;
  readonly secrets?: SecretInputs;
  /** Hooks a second at its own address, more get 429; 0, the default: no limit. */
  readonly ratePerSecond?: number;
  /** Default: `standard`. */
  readonly retryPolicy?: RetryPolicyWish;
  /** Default: what the connector declares. */
  readonly limits?: LimitsWish | null;
  /** Install the connector's default mapping collections. */
  readonly defaults?: boolean;
}

export interface ConnectionPatch {
  readonly name?: string;
  readonly account?: string | null;
  /** Replaces all settings. */
  readonly settings?: JsonObject;
  readonly secrets?: SecretInputs;
  readonly ratePerSecond?: number;
  readonly retryPolicy?: RetryPolicyWish;
  /** Replaces what was set as a whole; null: nothing is set any more. */
  readonly limits?: LimitsWish | null;
  readonly connectorVersion?: string;
}

/** A key is shown once: whoever loses it rotates it. */
export interface NewKey {
  readonly key: string;
  readonly hookUrl: string;
}

/** So long the host tries to remove the hooks of a connection that was removed. */
const REMOVAL_WITHIN_MS = 24 * 60 * 60 * 1_000;

/** Connections: made, changed, paused, removed. All of it is in the directory when a call answers. */
export class Connections {
  constructor(private readonly parts: RegistryParts) {}

  async list(tenant: number, page: PageAsk, filter: ConnectionFilter = {}): Promise<Page<ConnectionInfo>> {
    const { readSource, clock, shelf } = this.parts;
    const missing = filter.state === undefined ? [] : await missingPins(readSource, shelf, tenant);
    const asked = { page, filter: { ...filter, missing }, now: clock.now() };
    const places = await connectionPlaces(readSource, tenant, asked);
    const { items: numbers, next } = pageOf(places, page.limit, ({ id }) => id);
    return { items: await readInfos(this.parts, numbers), next };
  }

  async get(tenant: number, id: string): Promise<ConnectionInfo> {
    const number = await connectionNumber(this.parts.readSource, tenant, id);
    const [info] = await readInfos(this.parts, [number]);
    if (!info) throw new HostError('NOT_FOUND', { subject: id });
    return info;
  }

  async create(actor: Actor, input: ConnectionInput): Promise<NewKey & { readonly id: string }> {
    // The host makes its own, with the first dataset of a mode.
    if (input.connector === DATASETS) throw new HostError('CONNECTOR_UNKNOWN', { subject: DATASETS });
    const connector = this.connector(actor.tenant, input.connector, input.connectorVersion);
    const settings = input.settings ?? {};
    const auth = await checkSettings(connector.definition, settings);
    const resting = isPersons(auth) ? UNGRANTED : GRANTED;
    const made = await this.parts.writer.commit(actor, async (change) => {
      await refuseConnectionTooMany(change.manager, actor.tenant);
      const row = await this.insert(actor, change, { connector, input, settings, resting });
      await this.equip(change, row, { connector, input });
      const key = await addConnectionKey(change.manager, row.id, {
        vault: this.parts.vault,
        now: change.now,
      });
      change.audit({
        action: 'connection.create',
        subject: row.publicId,
        after: audited(row, input.secrets),
      });
      const hasSecrets = Object.keys(input.secrets ?? {}).length > 0;
      if (row.state === 'needs_authorization' || hasSecrets)
        await tellOfState(change.tx, this.parts, { row, actor });
      return { id: row.publicId, number: row.id, state: row.state, key };
    });
    if (made.state !== 'active') await this.followState(made.number, made.state);
    return { id: made.id, key: made.key, hookUrl: hookUrl(this.parts.publicUrl, made.key) };
  }

  async change(actor: Actor, id: string, patch: ConnectionPatch): Promise<ConnectionInfo> {
    const { connector, settings, pinned, auth, upgrade } = await this.checked(actor.tenant, id, patch);
    const changed = await this.parts.writer.commit(actor, async (change) => {
      const row = await takeConnection(change.manager, { tenant: actor.tenant, id }, change.now);
      const before = audited(row);
      if (pinnedTo(row, patch) !== pinned)
        throw new HostError('CONFLICT', { subject: id, detail: 'it was changed at the same time' });
      if (upgrade) await applyUpgrade(this.parts, { change, actor }, row, upgrade);
      Object.assign(row, {
        ...plainChanges(row, patch),
        ...(patch.settings && !upgrade ? { settings: JSON.stringify(settings) } : {}),
        connectorVersion: connector.definition.version,
      });
      const resting = await restingState(change.manager, row, isPersons(auth));
      const isMoved = movesOn(row, resting, mayMend(patch));
      if (isMoved) Object.assign(row, resting);
      await refuseTakenAccount(change.manager, row);
      await change.manager.save(ConnectionRow, row);
      if (patch.secrets && !upgrade) await this.changeSecrets(change, row, connector, patch.secrets);
      change.audit({ action: 'connection.change', subject: id, before, after: audited(row, patch.secrets) });
      if (isMoved) await tellOfState(change.tx, this.parts, { row, actor });
      return isMoved ? row : null;
    });
    if (changed) await this.followState(changed.id, changed.state);
    return this.get(actor.tenant, id);
  }

  /** The settings are the connector's to check, which may take its time: not while the write lock is held. */
  private async checked(tenant: number, id: string, patch: ConnectionPatch): Promise<Checked> {
    const row = await storedConnection(this.parts.readSource, tenant, id);
    const connector = this.pinned(row, patch.connectorVersion);
    const settings = patch.settings ?? (JSON.parse(row.settings) as JsonObject);
    const upgrade = await this.upgrade(row, connector, patch);
    const auth = await checkSettings(connector.definition, upgrade?.settingsAfter ?? settings);
    return { connector, settings, auth, pinned: pinnedTo(row, patch), upgrade };
  }

  /** Of a change that names another version, which is meant then, whatever lies between. */
  private async upgrade(
    row: ConnectionRow,
    to: LoadedConnector,
    { connectorVersion, settings, secrets }: ConnectionPatch,
  ): Promise<PreparedUpgrade | null> {
    if (connectorVersion === undefined || connectorVersion === row.connectorVersion) return null;
    const ask = { major: true, ...(settings ? { settings } : {}), ...(secrets ? { secrets } : {}) };
    const prepared = await prepareUpgrade(this.parts, row, { to, ask });
    refuseUpgrade(prepared, row.publicId);
    return prepared;
  }

  /**
   * Its address answers 410 from now on, its requests wait for nobody. Its secrets are gone, but where hooks of it are
   * registered at its system: then they go when those are gone, a day from now at the latest.
   */
  async remove(actor: Actor, id: string): Promise<void> {
    const number = await this.parts.writer.commit(actor, async ({ manager, tx, now, audit }) => {
      const row = await takeConnection(manager, { tenant: actor.tenant, id }, now);
      await manager.update(ConnectionRow, { id: row.id }, { removedAt: now, state: 'disabled' });
      await dropCheckIn(tx, row.id);
      const endsAt = now + REMOVAL_WITHIN_MS;
      const ending = await tx.many(endSubscriptionPlan, [{ connection: row.id, now, endsAt }]);
      if (ending.length === 0) {
        await manager.delete(ConnectionSecretRow, { connection: row.id });
        await forgetGrant(manager, row.id);
      }
      audit({ action: 'connection.remove', subject: id, before: audited(row) });
      return row.id;
    });
    await this.parts.holdQueues(number, 'connection-removed');
  }

  /** The present key works for a day more. */
  async rotateKey(actor: Actor, id: string): Promise<NewKey> {
    const key = await this.parts.writer.commit(actor, async ({ manager, now, audit }) => {
      const row = await takeConnection(manager, { tenant: actor.tenant, id }, now);
      await retireConnectionKeys(manager, row.id, now);
      const made = await addConnectionKey(manager, row.id, { vault: this.parts.vault, now });
      audit({ action: 'connection.rotate-key', subject: id, after: { key: keyHint(made) } });
      return made;
    });
    return { key, hookUrl: hookUrl(this.parts.publicUrl, key) };
  }

  /** Hooks are still accepted and resolved; their requests wait, in order. */
  async pause(actor: Actor, id: string): Promise<ConnectionInfo> {
    const paused = { state: 'paused', stateReason: null } as const;
    const number = await this.setState(actor, id, { action: 'connection.pause', next: async () => paused });
    await this.parts.holdQueues(number, 'paused');
    return this.get(actor.tenant, id);
  }

  /** One that nobody authorized goes on waiting for that. */
  async resume(actor: Actor, id: string): Promise<ConnectionInfo> {
    const stored = await storedConnection(this.parts.readSource, actor.tenant, id);
    const isGranted = await isGrantedByPerson(stored, () => this.pinned(stored, undefined).definition);
    const next: NextState = (manager, row) => restingState(manager, row, isGranted);
    const number = await this.setState(actor, id, { action: 'connection.resume', next });
    const info = await this.get(actor.tenant, id);
    await this.followState(number, info.state);
    return info;
  }

  private setState(
    actor: Actor,
    id: string,
    { action, next }: { readonly action: string; readonly next: NextState },
  ): Promise<number> {
    return this.parts.writer.commit(actor, async ({ manager, tx, now, audit }) => {
      const row = await takeConnection(manager, { tenant: actor.tenant, id }, now);
      const before = row.state;
      const after = await next(manager, row);
      await manager.update(ConnectionRow, { id: row.id }, after);
      Object.assign(row, after);
      const isAuthorized = before === 'needs_authorization' && row.state === 'active';
      if (isAuthorized) await tellOfState(tx, this.parts, { row, actor });
      audit({ action, subject: id, before: { state: before }, after: { state: row.state } });
      return row.id;
    });
  }

  /** Its queues do what its state says. */
  private async followState(number: number, state: ConnectionState): Promise<void> {
    if (state === 'needs_authorization') await this.parts.holdQueues(number, 'needs-authorization');
    else if (state !== 'paused') await this.parts.freeQueues(number);
  }

  private async insert(
    actor: Actor,
    { manager, now }: Change,
    of: {
      readonly connector: LoadedConnector;
      readonly input: ConnectionInput;
      readonly settings: JsonObject;
      readonly resting: RestingState;
    },
  ): Promise<ConnectionRow> {
    const { name, version } = of.connector.definition;
    const row = manager.create(ConnectionRow, {
      publicId: newKey('con_'),
      tenant: actor.tenant,
      connector: name,
      connectorVersion: version,
      name: of.input.name,
      mode: of.input.mode,
      ...of.resting,
      account: of.input.account ?? null,
      settings: JSON.stringify(of.settings),
      ratePerSecond: of.input.ratePerSecond ?? 0,
      retryPolicy: of.input.retryPolicy ? storedRetryPolicy(of.input.retryPolicy) : null,
      limits: storedLimits(of.input.limits ?? null),
      createdAt: now,
      updatedAt: now,
      removedAt: null,
    });
    await refuseTakenAccount(manager, row);
    return manager.save(ConnectionRow, row);
  }

  /** Queues, secrets, scopes and, if asked for, the default mappings of a new connection. */
  private async equip(
    change: Change,
    row: ConnectionRow,
    { connector, input }: { readonly connector: LoadedConnector; readonly input: ConnectionInput },
  ): Promise<void> {
    const { manager, tx, now } = change;
    await insertQueues(tx, { tenant: row.tenant, connection: row.id, mode: row.mode });
    await this.changeSecrets(change, row, connector, input.secrets ?? {});
    await addDeclaredScopes(manager, row.id, connector.definition, now);
    if (input.defaults) await addDefaultCollections(manager, row.id, connector.definition, now);
    await followHubScopes(manager, row.id, connector.definition, now);
  }

  private changeSecrets(
    { manager, now }: Change,
    row: ConnectionRow,
    connector: LoadedConnector,
    given: SecretInputs,
  ): Promise<void> {
    const { vault } = this.parts;
    return changeConnectionSecrets(manager, row, given, {
      names: Object.keys(declaredSecrets(connector.definition)),
      now,
      vault,
    });
  }

  private connector(tenant: number, name: string, version?: string): LoadedConnector {
    const connector = this.parts.shelf.find(tenant, name, version);
    if (!connector)
      throw new HostError('CONNECTOR_UNKNOWN', { subject: version ? `${name}@${version}` : name });
    return connector;
  }

  private pinned(row: ConnectionRow, version: string | undefined): LoadedConnector {
    if (version) return this.connector(row.tenant, row.connector, version);
    const connector = this.parts.shelf.pinned(row.tenant, row.connector, row.connectorVersion);
    if (!connector)
      throw new HostError('CONNECTOR_UNAVAILABLE', { subject: `${row.connector}@${row.connectorVersion}` });
    return connector;
  }
}

/** What settings were checked against. */
interface Checked {
  readonly connector: LoadedConnector;
  readonly settings: JsonObject;
  /** How calls are authenticated with them. */
  readonly auth: AuthData;
  readonly pinned: string;
  readonly upgrade: PreparedUpgrade | null;
}

function pinnedTo({ connector, connectorVersion, settings }: ConnectionRow, patch: ConnectionPatch): string {
  return `${connector}@${connectorVersion} ${patch.settings ? '' : settings}`;
}

type NextState = (
  manager: EntityManager,
  row: ConnectionRow,
) => Promise<Pick<ConnectionRow, 'state' | 'stateReason'>>;

function plainChanges(row: ConnectionRow, patch: ConnectionPatch): Partial<ConnectionRow> {
  return {
    name: patch.name ?? row.name,
    account: patch.account === undefined ? row.account : patch.account,
    ratePerSecond: patch.ratePerSecond ?? row.ratePerSecond,
    limits: patch.limits === undefined ? row.limits : storedLimits(patch.limits),
    retryPolicy: patch.retryPolicy ? storedRetryPolicy(patch.retryPolicy) : row.retryPolicy,
  };
}

/** Whether a change may have given a connection credentials that work: a user name is a setting. */
function mayMend({ secrets, settings }: ConnectionPatch): boolean {
  return settings !== undefined || Object.keys(secrets ?? {}).length > 0;
}

/** What the audit keeps of a connection: which secrets were given, never their values. */
function audited(row: ConnectionRow, secrets: SecretInputs = {}): Record<string, unknown> {
  const { name, connector, connectorVersion, mode, state, account, ratePerSecond } = row;
  return {
    name,
    connector,
    connectorVersion,
    mode,
    state,
    account,
    ratePerSecond,
    retryPolicy: retryPolicyOf(row.retryPolicy).name,
    limits: limitsWishOf(row.limits),
    settings: JSON.parse(row.settings) as JsonObject,
    secrets: Object.keys(secrets),
  };
}
