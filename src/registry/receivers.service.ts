import { declaredSecrets } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import type { Actor } from './configuration-writer.js';
import { changeReceiverSecrets } from './connection-secret.store.js';
import type { RegistryParts } from './registry-parts.js';
import { receiverUrl } from './directory-snapshot.js';
import type { ConnectionView, LoadedConnector } from './directory.js';
import { HOST_TENANT, ownerOfConnection } from './ids.js';
import { pageOf, type Page, type PageAsk } from './page.js';
import { parseReceiverSecrets, writeReceiverSecrets } from './receiver-secrets.js';
import { ReceiverRow } from './receiver.entity.js';
import {
  newReceiverRow,
  readReceiver,
  readReceivers,
  takeReceiver,
  type ReceiverFilter,
} from './receiver.store.js';
import { describeSecrets, type SecretInfo, type SecretInputs } from './secrets.js';

/** A receiver as the API shows it. */
export interface ReceiverInfo {
  readonly id: string;
  readonly name: string;
  readonly connector: string;
  readonly connectorVersion: string;
  readonly urlPath: string;
  /** Where senders call. */
  readonly url: string;
  readonly secrets: Readonly<Record<string, readonly SecretInfo[]>>;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ReceiverInput {
  readonly connector: string;
  readonly connectorVersion?: string;
  /** Default: the connector's own. */
  readonly urlPath?: string;
  readonly name?: string;
  readonly secrets?: SecretInputs;
}

export interface ReceiverPatch {
  readonly name?: string;
  readonly connectorVersion?: string;
  readonly secrets?: SecretInputs;
}

const MOST_RECEIVERS = 1_000;

/** Addresses that serve all accounts of an app, with secrets of their own. */
export class Receivers {
  constructor(private readonly parts: RegistryParts) {}

  async list(tenant: number, page: PageAsk, filter: ReceiverFilter = {}): Promise<Page<ReceiverInfo>> {
    const rows = await readReceivers(this.parts.readSource, tenant, page, filter);
    return pageOf(rows, page.limit, (row) => this.show(row));
  }

  async get(tenant: number, id: string): Promise<ReceiverInfo> {
    return this.show(await readReceiver(this.parts.readSource, tenant, id));
  }

  /** Where hooks of a connection come in: its own address, and the receivers that serve its connector. */
  async ownersOf({ number, tenant, connector }: ConnectionView): Promise<number[]> {
    const tenants = [...new Set([HOST_TENANT, tenant])];
    const pages = await Promise.all(tenants.map((one) => this.list(one, { limit: MOST_RECEIVERS })));
    const { name } = connector.definition;
    const points = pages
      .flatMap(({ items }) => items)
      .flatMap(({ urlPath }) => this.parts.directory.current().receiver(urlPath) ?? []);
    const serving = points.filter((point) => point.connector.definition.name === name);
    return [ownerOfConnection(number), ...serving.map(({ owner }) => owner)];
  }

  /** One that its connector brought and that has no secrets yet takes those given. */
  async create(actor: Actor, input: ReceiverInput): Promise<ReceiverInfo> {
    const connector = this.connector(actor.tenant, input.connector, input.connectorVersion);
    const { name, version, webhook } = connector.definition;
    const urlPath = input.urlPath ?? webhook.urlPath;
    if (urlPath === undefined) {
      throw new HostError('VALIDATION_FAILED', {
        errors: [{ field: 'urlPath', message: 'is missing: the connector has none' }],
      });
    }
    if (!webhook.account && !webhook.authToken) {
      throw new HostError('VALIDATION_FAILED', {
        errors: [
          {
            field: 'connector',
            message: 'has neither account nor authToken: nothing tells its connections apart',
          },
        ],
      });
    }
    const id = await this.parts.writer.commit(actor, async ({ manager, now, audit }) => {
      const made = newReceiverRow(
        { tenant: actor.tenant, connector: name, version, name: input.name ?? name, urlPath },
        now,
      );
      const present = await manager.findOneBy(ReceiverRow, { urlPath });
      const row = present && isUnclaimed(present, made) ? { ...made, publicId: present.publicId } : made;
      const secrets = this.secrets(row.publicId, '[]', connector, input.secrets ?? {}, now);
      if (row !== made) await manager.update(ReceiverRow, { urlPath }, { ...row, secrets });
      else await manager.insert(ReceiverRow, { ...row, secrets });
      audit({ action: 'receiver.create', subject: row.publicId, after: { urlPath, connector: name } });
      return row.publicId;
    });
    return this.get(actor.tenant, id);
  }

  async change(actor: Actor, id: string, patch: ReceiverPatch): Promise<ReceiverInfo> {
    await this.parts.writer.commit(actor, async ({ manager, now, audit }) => {
      const row = await takeReceiver(manager, actor.tenant, id);
      const connector = this.connector(
        actor.tenant,
        row.connector,
        patch.connectorVersion ?? row.connectorVersion,
      );
      const before = this.show(row);
      const changed = {
        name: patch.name ?? row.name,
        connectorVersion: connector.definition.version,
        secrets: this.secrets(id, row.secrets, connector, patch.secrets ?? {}, now),
        updatedAt: now,
      };
      await manager.update(ReceiverRow, { id: row.id }, changed);
      audit({
        action: 'receiver.change',
        subject: id,
        before,
        after: this.show(Object.assign(row, changed)),
      });
    });
    return this.get(actor.tenant, id);
  }

  /** Its address answers 404 from now on; the path may be used again. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.parts.writer.commit(actor, async ({ manager, now, audit }) => {
      const row = await takeReceiver(manager, actor.tenant, id);
      const freed = { removedAt: now, secrets: '[]', urlPath: `${row.urlPath} ${row.publicId}` };
      await manager.update(ReceiverRow, { id: row.id }, freed);
      audit({ action: 'receiver.remove', subject: id, before: this.show(row) });
    });
  }

  private connector(tenant: number, name: string, version?: string): LoadedConnector {
    const { shelf } = this.parts;
    const connector = version ? shelf.pinned(tenant, name, version) : shelf.find(tenant, name);
    if (!connector)
      throw new HostError('CONNECTOR_UNKNOWN', { subject: version ? `${name}@${version}` : name });
    return connector;
  }

  // oxlint-disable-next-line max-params -- private, and each is one value
  private secrets(
    id: string,
    present: string,
    connector: LoadedConnector,
    given: SecretInputs,
    now: number,
  ): string {
    const names = Object.keys(declaredSecrets(connector.definition));
    const { vault } = this.parts;
    return writeReceiverSecrets(
      changeReceiverSecrets(id, parseReceiverSecrets(present), given, { names, now, vault }),
    );
  }

  private show(row: ReceiverRow): ReceiverInfo {
    return {
      id: row.publicId,
      name: row.name,
      connector: row.connector,
      connectorVersion: row.connectorVersion,
      urlPath: row.urlPath,
      url: receiverUrl(this.parts.publicUrl, row.urlPath),
      secrets: describeSecrets(parseReceiverSecrets(row.secrets)),
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
    };
  }
}

function isUnclaimed(present: ReceiverRow, made: Omit<ReceiverRow, 'id'>): boolean {
  const isOwn = present.tenant === made.tenant && present.connector === made.connector;
  return isOwn && present.removedAt === null && parseReceiverSecrets(present.secrets).length === 0;
}
