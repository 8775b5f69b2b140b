import { connectorDataSchema, connectorFromData, type AnyConnector, type ConnectorData } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import { newKey } from '../vault/index.js';
import type { Actor, Change } from './configuration-writer.js';
import { connectorInfo, type ConnectorInfo } from './connector-info.js';
import { connectorProblems } from './connector-problems.js';
import { connectorPins } from './connector-pins.js';
import type { RefusedConnector } from './connector-shelf.js';
import type { LoadedConnector } from './directory.js';
import { readImprint } from './imprints/imprint.store.js';
import { standInFor } from './imprints/stand-in.js';
import { ConnectorRow } from './connector.entity.js';
import { readDefinition } from './connector.store.js';
import { EVERY_TENANT, HOST_TENANT, connectorId } from './ids.js';
import type { PoolState } from './isolation/connector-pool.js';
import { ReceiverRow } from './receiver.entity.js';
import { newReceiverRow } from './receiver.store.js';
import type { RegistryParts } from './registry-parts.js';

/** The connectors a tenant may use; those in data can be added. A version never changes: a change is a new version. */
export class Connectors {
  constructor(private readonly parts: RegistryParts) {}

  /** All versions there are, and those that connections are pinned to although they are not loaded. */
  async list(tenant: number): Promise<ConnectorInfo[]> {
    const { shelf, readSource } = this.parts;
    const pins = await connectorPins(readSource, tenant);
    const countOf = (one: LoadedConnector): number =>
      pins
        .filter(({ name, version }) => shelf.pinned(tenant, name, version) === one)
        .reduce((sum, { connections }) => sum + connections, 0);
    const missing: ConnectorInfo[] = [];
    for (const { name, version, connections } of pins) {
      const facts = shelf.pinned(tenant, name, version) ? null : await readImprint(readSource, name, version);
      if (facts) missing.push(connectorInfo(standInFor(facts), connections));
    }
    const there = shelf.list(tenant).map((one) => connectorInfo(one, countOf(one)));
    return [...there, ...missing];
  }

  /** Connectors that were not taken, for the host's own operator. */
  refused(tenant: number): readonly RefusedConnector[] {
    return tenant === HOST_TENANT ? this.parts.shelf.refused : [];
  }

  async get(tenant: number, name: string, version?: string): Promise<ConnectorInfo> {
    const wanted = version ?? this.parts.shelf.find(tenant, name)?.definition.version;
    const named = (await this.list(tenant)).filter((one) => one.name === name);
    const found = wanted === undefined ? named[0] : named.find((one) => one.version === wanted);
    if (!found) throw new HostError('CONNECTOR_UNKNOWN', { subject: name });
    return found;
  }

  /** How its workers do, for the host's own operator; null: it has none, or the caller is somebody else. */
  workers(tenant: number, { name, version }: Pick<ConnectorInfo, 'name' | 'version'>): PoolState | null {
    if (tenant !== HOST_TENANT) return null;
    const id = connectorId(name, version);
    return this.parts.workers.states().find((state) => state.id === id) ?? null;
  }

  /** Of a connector in its data form; null: it is in code, or not there. */
  async definition(tenant: number, name: string, version?: string): Promise<ConnectorData | null> {
    const connector = this.parts.shelf.find(tenant, name, version);
    if (!connector) return null;
    if (connector.form === 'code') return null;
    const key = { tenant: connector.tenant ?? EVERY_TENANT, name, version: connector.definition.version };
    return readDefinition(this.parts.readSource, key);
  }

  /**
   * Takes a connector in its data form. With a `urlPath` and an AuthToken its receiver is made too: it needs no secret
   * of its own. `isShared`: every tenant may use it; the host's operator only.
   */
  async add(actor: Actor, data: unknown, { isShared = false } = {}): Promise<ConnectorInfo> {
    if (isShared && actor.tenant !== HOST_TENANT) {
      throw new HostError('FORBIDDEN', { detail: 'only the host’s own operator may share a connector' });
    }
    const checked = checkedData(data, this.parts.shelf.newest(isShared ? EVERY_TENANT : actor.tenant));
    const { name, version } = checked;
    if (
      this.parts.shelf.list(actor.tenant).some((one) => one.form === 'code' && one.definition.name === name)
    ) {
      throw new HostError('CONNECTOR_EXISTS', { subject: name, detail: 'a connector in code has this name' });
    }
    if (this.parts.shelf.find(actor.tenant, name, version)) {
      throw new HostError('CONNECTOR_EXISTS', { subject: connectorId(name, version) });
    }
    await this.parts.writer.commit(actor, async (change) => {
      await change.manager.insert(ConnectorRow, {
        publicId: newKey('cnr_'),
        tenant: isShared ? EVERY_TENANT : actor.tenant,
        name,
        version,
        definition: JSON.stringify(checked),
        createdAt: change.now,
      });
      change.audit({ action: 'connector.create', subject: connectorId(name, version), after: checked });
      await addTokenReceiver(actor, change, checked);
    });
    return this.get(actor.tenant, name, version);
  }
}

/** A stored data form, read back. */
export function connectorOfText(definition: string): AnyConnector {
  return connectorFromData(JSON.parse(definition) as ConnectorData);
}

/** Everything that is wrong with a data form is told at once. */
export function checkedData(data: unknown, others: readonly AnyConnector[]): ConnectorData {
  const parsed = connectorDataSchema.safeParse(data);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => ({
      field: path.map(String).join('.'),
      message,
    }));
    throw new HostError('CONNECTOR_INVALID', { errors });
  }
  const errors = connectorProblems(connectorFromData(parsed.data), { trusted: false, others });
  if (errors.length > 0) throw new HostError('CONNECTOR_INVALID', { errors });
  return parsed.data;
}

async function addTokenReceiver(
  actor: Actor,
  { manager, now, audit }: Change,
  data: ConnectorData,
): Promise<void> {
  const hasToken = data.receiver.fields.some(({ value }) => value === 'AuthToken');
  if (data.urlPath === undefined || data.receiver.account !== undefined || !hasToken) return;
  const present = await manager.findOneBy(ReceiverRow, { urlPath: data.urlPath });
  if (present) {
    if (present.tenant === actor.tenant && present.connector === data.name && present.removedAt === null)
      return;
    throw new HostError('CONFLICT', { subject: data.urlPath, detail: 'another receiver has this urlPath' });
  }
  const row = newReceiverRow(
    {
      tenant: actor.tenant,
      connector: data.name,
      version: data.version,
      name: data.name,
      urlPath: data.urlPath,
    },
    now,
  );
  await manager.insert(ReceiverRow, row);
  audit({
    action: 'receiver.create',
    subject: row.publicId,
    after: { urlPath: row.urlPath, connector: row.connector },
  });
}
