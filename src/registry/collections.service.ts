import type { CollectionDefinition } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import type { CollectionProblem } from '../mapping/index.js';
import { checkedCollection } from './collection-check.js';
import { warningsOf } from './collection-warnings.js';
import type { Actor, Change } from './configuration-writer.js';
import { connectionNumber, takeConnection } from './connection.store.js';
import type { ConnectionRow } from './connection.entity.js';
import type { CollectionView } from './directory.js';
import { MappingCollectionRow } from './mapping-collection.entity.js';
import {
  insertCollection,
  readCollection,
  readCollections,
  readVersions,
  updateCollection,
} from './mapping-collection.store.js';
import { pageOf, type Page, type PageAsk } from './page.js';
import type { RegistryParts } from './registry-parts.js';
import { followHubScopes } from './scope.store.js';
import { knownTranslations, readTablesByName, translationsNamed } from './translation.store.js';

/** A mapping collection as the API shows it: its definition, and where it stands. */
export interface CollectionInfo extends CollectionDefinition {
  readonly id: string;
  readonly connection: string;
  readonly version: number;
  readonly isEnabled: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** What is allowed and probably not meant; only where one collection is shown. */
  readonly warnings?: readonly CollectionProblem[];
}

export interface CollectionVersionInfo {
  readonly version: number;
  readonly at: number;
  readonly definition: CollectionDefinition;
}

export interface CollectionPatch {
  readonly definition: Partial<CollectionDefinition>;
  readonly isEnabled?: boolean;
}

/** The mappings of connections. Saved only when they are valid; every definition there ever was is kept. */
export class Collections {
  constructor(private readonly parts: RegistryParts) {}

  async list(
    tenant: number,
    page: PageAsk & { readonly connection?: string },
  ): Promise<Page<CollectionInfo>> {
    if (page.connection) await connectionNumber(this.parts.readSource, tenant, page.connection);
    const rows = await readCollections(this.parts.readSource, tenant, page);
    return pageOf(rows, page.limit, ({ row, connection }) => show(row, connection));
  }

  async get(tenant: number, id: string): Promise<CollectionInfo> {
    const { row, connection } = await readCollection(this.parts.readSource, tenant, id);
    const view = this.parts.directory.current().connectionById(connection);
    const of = { id, definition: parse(row.definition) };
    return { ...show(row, connection), warnings: view ? warningsOf(of, view) : [] };
  }

  /** The collection as a transfer takes it, also while it is switched off. */
  async view(
    tenant: number,
    id: string,
  ): Promise<{ readonly connection: string; readonly collection: CollectionView }> {
    const { row, connection } = await readCollection(this.parts.readSource, tenant, id);
    const live = this.parts.directory.current().connectionById(connection);
    const switchedOn = live?.collections.find((one) => one.id === id && one.version === row.version);
    if (switchedOn) return { connection, collection: switchedOn };
    const tables = await readTablesByName(this.parts.readSource, [tenant], translationsNamed(row.definition));
    const { publicId, version } = row;
    const definition = parse(row.definition);
    const collection = { id: publicId, version, definition, isTrusted: false, tables: tables.get(tenant) };
    return { connection, collection };
  }

  async versions(tenant: number, id: string): Promise<CollectionVersionInfo[]> {
    const { row } = await readCollection(this.parts.readSource, tenant, id);
    const versions = await readVersions(this.parts.readSource, row.id);
    return versions.map(({ version, at, definition }) => ({ version, at, definition: parse(definition) }));
  }

  async create(
    actor: Actor,
    connection: string,
    input: { readonly definition: unknown; readonly isEnabled?: boolean },
  ): Promise<CollectionInfo> {
    const id = await this.parts.writer.commit(actor, async (change) => {
      const definition = await this.checked(actor, input.definition, change);
      const owner = await this.take(actor, connection, change);
      const of = { connection: owner.id, definition, isEnabled: input.isEnabled ?? true };
      const row = await insertCollection(change.manager, of, change.now);
      await this.follow(owner, change);
      change.audit({ action: 'collection.create', subject: row.publicId, after: definition });
      return row.publicId;
    });
    return this.get(actor.tenant, id);
  }

  async change(actor: Actor, id: string, patch: CollectionPatch): Promise<CollectionInfo> {
    await this.parts.writer.commit(actor, async (change) => {
      const { row, connection } = await readCollection(change.manager, actor.tenant, id);
      const owner = await this.take(actor, connection, change);
      const before = parse(row.definition);
      const definition = await this.checked(actor, { ...before, ...patch.definition }, change);
      await updateCollection(
        change.manager,
        row,
        { definition, isEnabled: patch.isEnabled ?? row.isEnabled },
        change.now,
      );
      await this.follow(owner, change);
      change.audit({ action: 'collection.change', subject: id, before, after: definition });
    });
    return this.get(actor.tenant, id);
  }

  async remove(actor: Actor, id: string): Promise<void> {
    await this.parts.writer.commit(actor, async (change) => {
      const { row, connection } = await readCollection(change.manager, actor.tenant, id);
      const owner = await this.take(actor, connection, change);
      await change.manager.delete(MappingCollectionRow, { id: row.id });
      await this.follow(owner, change);
      change.audit({ action: 'collection.remove', subject: id, before: parse(row.definition) });
    });
  }

  private async checked(actor: Actor, given: unknown, { manager }: Change): Promise<CollectionDefinition> {
    const translations = await knownTranslations(manager, actor.tenant);
    return checkedCollection(given, translations);
  }

  private take(actor: Actor, connection: string, { manager, now }: Change): Promise<ConnectionRow> {
    return takeConnection(manager, { tenant: actor.tenant, id: connection }, now);
  }

  private async follow(owner: ConnectionRow, { manager, now }: Change): Promise<void> {
    const connector = this.parts.shelf.pinned(owner.tenant, owner.connector, owner.connectorVersion);
    if (!connector)
      throw new HostError('CONNECTOR_UNKNOWN', { subject: `${owner.connector}@${owner.connectorVersion}` });
    await followHubScopes(manager, owner.id, connector.definition, now);
  }
}

function show(row: MappingCollectionRow, connection: string): CollectionInfo {
  return {
    id: row.publicId,
    connection,
    ...parse(row.definition),
    version: row.version,
    isEnabled: row.isEnabled,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

function parse(definition: string): CollectionDefinition {
  return JSON.parse(definition) as CollectionDefinition;
}
