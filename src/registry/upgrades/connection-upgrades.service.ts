import type { JsonObject } from '@hookyard/sdk';

import { HostError, isHostError } from '../../errors/index.js';
import type { ListPage, ListPart } from '../../store/index.js';
import { tellOfConnection } from '../connection-events.js';
import { connectionNumber, storedConnection, takeConnection } from '../connection.store.js';
import { ConnectionRow } from '../connection.entity.js';
import type { Actor, Change } from '../configuration-writer.js';
import type { FieldProblem } from '../connector-problems.js';
import type { LoadedConnector } from '../directory.js';
import type { RegistryParts } from '../registry-parts.js';
import { ScopeRow } from '../scope.entity.js';
import { followHubScopes } from '../scope.store.js';
import { ConnectionUpgradeRow, type UpgradeState } from './connection-upgrade.entity.js';
import { lastApplied, nextOfConnector, readUpgrades, type Before } from './connection-upgrade.store.js';
import type { UpgradePlan } from './upgrade-plan.js';
import {
  applyUpgrade,
  prepareUpgrade,
  refuseOther,
  refuseUpgrade,
  type PreparedUpgrade,
  type UpgradeAsk,
} from './apply-upgrade.js';

export interface UpgradeWish extends UpgradeAsk {
  /** Default: the newest. */
  readonly to?: string;
}

/** An upgrade that was applied. */
export interface UpgradeInfo {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly state: UpgradeState;
  readonly actor: string;
  readonly changes: UpgradePlan;
  readonly at: number;
  readonly endedAt: number | null;
}

/** One step through the connections of a connector. */
export interface StepAsk {
  /** Only those pinned to this version. */
  readonly from?: string;
  readonly to?: string;
  readonly major?: boolean;
  /** The `next` of the step before. */
  readonly after?: string;
  readonly limit: number;
}

export interface StepLine {
  readonly connection: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly state: 'planned' | 'upgraded' | 'rolled-back' | 'refused';
  readonly problems: readonly FieldProblem[];
}

export interface StepAnswer {
  readonly items: readonly StepLine[];
  /** The connection to go on behind; null: these were the last. */
  readonly next: string | null;
}

/**
 * Versions of connectors under connections: an upgrade is planned, applied in one commit and rolled back in another, for
 * one connection or step by step for all of a connector. What runs ends on the version that it began with.
 */
export class ConnectionUpgrades {
  constructor(private readonly parts: RegistryParts) {}

  async plan(tenant: number, id: string, wish: UpgradeWish): Promise<UpgradePlan> {
    return (await this.prepare(tenant, id, wish)).plan;
  }

  /** Throws UPGRADE_REFUSED with everything that stands against it. */
  async apply(actor: Actor, id: string, wish: UpgradeWish): Promise<void> {
    const prepared = await this.prepare(actor.tenant, id, wish);
    refuseUpgrade(prepared, id);
    const mended = await this.parts.writer.commit(actor, async (change) => {
      const row = await takeConnection(change.manager, { tenant: actor.tenant, id }, change.now);
      const before = pinsOf(row);
      await applyUpgrade(this.parts, { change, actor }, row, prepared);
      change.audit({ action: 'connection.upgrade', subject: id, before, after: pinsOf(row) });
      return (await this.mend(change, actor, row, wish)) ? row.id : null;
    });
    if (mended !== null) await this.parts.freeQueues(mended);
  }

  /** Back to the version before the last upgrade, with the settings and scopes as they were. */
  async rollBack(actor: Actor, id: string): Promise<void> {
    const stored = await storedConnection(this.parts.readSource, actor.tenant, id);
    const upgrade = await lastApplied(this.parts.readSource.manager, stored.id);
    if (upgrade?.toVersion !== stored.connectorVersion)
      throw new HostError('CONFLICT', { subject: id, detail: 'it was not upgraded to what it runs on' });
    const back = JSON.parse(upgrade.before) as Before;
    const ask = { settings: back.settings, major: true };
    const to = this.pinned(stored, upgrade.fromVersion);
    const prepared = await prepareUpgrade(this.parts, stored, { to, ask });
    refuseUpgrade(prepared, id);
    await this.parts.writer.commit(actor, async (change) => {
      const row = await takeConnection(change.manager, { tenant: actor.tenant, id }, change.now);
      refuseOther(row, prepared);
      const before = pinsOf(row);
      await this.restore(change, row, { upgrade, back, to });
      change.audit({ action: 'connection.roll-back', subject: id, before, after: pinsOf(row) });
      const more = { from: before.connectorVersion, to: row.connectorVersion, isRollBack: true };
      await tellOfConnection(change.tx, this.parts, { row, actor, type: 'connection.upgraded', more });
    });
  }

  async list(tenant: number, id: string, page: ListPage): Promise<ListPart<UpgradeInfo>> {
    const number = await connectionNumber(this.parts.readSource, tenant, id);
    const rows = await readUpgrades(this.parts.readSource, number, page);
    const shown = rows.slice(0, page.limit);
    return { items: shown.map(show), next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null };
  }

  /** One step through a connector's connections: what an upgrade of each would do, without doing it. */
  planStep(actor: Actor, connector: string, ask: StepAsk): Promise<StepAnswer> {
    return this.step(actor, connector, ask, async (row, to) => {
      const wish = { ...ask, to: to.definition.version };
      const { problems } = await this.plan(actor.tenant, row.publicId, wish);
      return { state: problems.length > 0 ? 'refused' : 'planned', to: wish.to, problems };
    });
  }

  /** One step of upgrades, each in a commit of its own: one that is refused holds up no other. */
  applyStep(actor: Actor, connector: string, ask: StepAsk): Promise<StepAnswer> {
    return this.step(actor, connector, ask, async (row, to) => {
      await this.apply(actor, row.publicId, { ...ask, to: to.definition.version });
      return { state: 'upgraded', to: to.definition.version, problems: [] };
    });
  }

  /** One step of roll-backs: connections whose last upgrade led to where they are. */
  rollBackStep(actor: Actor, connector: string, ask: Omit<StepAsk, 'to'>): Promise<StepAnswer> {
    return this.step(actor, connector, ask, async (row) => {
      await this.rollBack(actor, row.publicId);
      const now = await this.parts.readSource.manager.findOneByOrFail(ConnectionRow, { id: row.id });
      return { state: 'rolled-back', to: now.connectorVersion, problems: [] };
    });
  }

  private async step(
    actor: Actor,
    connector: string,
    { from, to, after, limit }: StepAsk,
    act: (row: ConnectionRow, to: LoadedConnector) => Promise<Pick<StepLine, 'problems' | 'state' | 'to'>>,
  ): Promise<StepAnswer> {
    const { tenant } = actor;
    const target = this.loaded(tenant, connector, to);
    const behind = after === undefined ? 0 : await connectionNumber(this.parts.readSource, tenant, after);
    const asked = { tenant, connector, version: from, behind, limit };
    const rows = await nextOfConnector(this.parts.readSource, asked);
    const items: StepLine[] = [];
    for (const row of rows.slice(0, limit)) {
      const { publicId: connection, name, connectorVersion } = row;
      const line = { connection, name, from: connectorVersion, to: target.definition.version };
      const done = await act(row, target).catch((error: unknown) => refusalOf(error));
      items.push({ ...line, ...done });
    }
    return { items, next: rows.length > limit ? (items.at(-1)?.connection ?? null) : null };
  }

  /** New secrets or settings may be what a connection lacked that was refused by its system. */
  private async mend(
    { manager, tx }: Change,
    actor: Actor,
    row: ConnectionRow,
    { secrets, settings }: UpgradeWish,
  ): Promise<boolean> {
    const isNew = settings !== undefined || Object.keys(secrets ?? {}).length > 0;
    if (row.state !== 'needs_authorization' || !isNew) return false;
    await manager.update(ConnectionRow, { id: row.id }, { state: 'active' });
    await tellOfConnection(tx, this.parts, { row, actor, type: 'connection.authorized' });
    return true;
  }

  private async prepare(tenant: number, id: string, wish: UpgradeWish): Promise<PreparedUpgrade> {
    const row = await storedConnection(this.parts.readSource, tenant, id);
    const to = this.loaded(tenant, row.connector, wish.to);
    return prepareUpgrade(this.parts, row, { to, ask: wish });
  }

  private loaded(tenant: number, name: string, version: string | undefined): LoadedConnector {
    const found = this.parts.shelf.find(tenant, name, version);
    if (found) return found;
    throw new HostError('CONNECTOR_UNKNOWN', {
      subject: version === undefined ? name : `${name}@${version}`,
    });
  }

  private pinned({ tenant, connector }: ConnectionRow, version: string): LoadedConnector {
    const found = this.parts.shelf.pinned(tenant, connector, version);
    if (found) return found;
    throw new HostError('CONNECTOR_UNAVAILABLE', { subject: `${connector}@${version}` });
  }

  private async restore(
    { manager, now }: Change,
    row: ConnectionRow,
    of: { readonly upgrade: ConnectionUpgradeRow; readonly back: Before; readonly to: LoadedConnector },
  ): Promise<void> {
    const { upgrade, back, to } = of;
    for (const { publicId, ...before } of back.scopes)
      await manager.update(ScopeRow, { publicId, connection: row.id }, { ...before, updatedAt: now });
    for (const publicId of back.added)
      await manager.delete(ScopeRow, { publicId, connection: row.id, origin: 'connector' });
    await followHubScopes(manager, row.id, to.definition, now);
    const settings = JSON.stringify(back.settings);
    Object.assign(row, { connectorVersion: upgrade.fromVersion, settings });
    await manager.save(ConnectionRow, row);
    await manager.update(ConnectionUpgradeRow, { id: upgrade.id }, { state: 'rolled-back', endedAt: now });
  }
}

function refusalOf(error: unknown): Pick<StepLine, 'problems' | 'state'> {
  if (!isHostError(error)) throw error;
  const { errors, detail } = error.details;
  return {
    state: 'refused',
    problems: errors ?? [{ field: 'connection', message: detail ?? error.message }],
  };
}

function pinsOf({ connectorVersion, settings }: ConnectionRow): {
  readonly connectorVersion: string;
  readonly settings: JsonObject;
} {
  return { connectorVersion, settings: JSON.parse(settings) as JsonObject };
}

function show(row: ConnectionUpgradeRow): UpgradeInfo & { readonly id: string } {
  return {
    id: row.publicId,
    from: row.fromVersion,
    to: row.toVersion,
    state: row.state,
    actor: row.actor,
    changes: JSON.parse(row.changes) as UpgradePlan,
    at: row.createdAt,
    endedAt: row.endedAt,
  };
}
