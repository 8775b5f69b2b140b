import type { AnyConnector, CollectionDefinition } from '@hookyard/sdk';
import type { DataSource, EntityManager, SelectQueryBuilder } from 'typeorm';

import { HostError } from '../errors/index.js';
import { newKey } from '../vault/index.js';
import { ConnectionRow } from './connection.entity.js';
import { MappingCollectionVersionRow } from './mapping-collection-version.entity.js';
import { MappingCollectionRow } from './mapping-collection.entity.js';
import type { PageAsk } from './page.js';

const DEFAULT_ORDER = 100;

/** Installs the mappings a connector brings. */
export async function addDefaultCollections(
  manager: EntityManager,
  connection: number,
  connector: AnyConnector,
  now: number,
): Promise<void> {
  for (const definition of connector.collections ?? []) {
    await insertCollection(manager, { connection, definition, isEnabled: true }, now);
  }
}

export async function insertCollection(
  manager: EntityManager,
  of: { readonly connection: number; readonly definition: CollectionDefinition; readonly isEnabled: boolean },
  now: number,
): Promise<MappingCollectionRow> {
  const row = manager.create(MappingCollectionRow, {
    publicId: newKey('map_'),
    connection: of.connection,
    ...columnsOf(of.definition),
    version: 1,
    isEnabled: of.isEnabled,
    createdAt: now,
    updatedAt: now,
  });
  await manager.save(MappingCollectionRow, row);
  await insertVersion(manager, row, now);
  return row;
}

/** A changed definition is a new version; switching on or off is not. */
export async function updateCollection(
  manager: EntityManager,
  row: MappingCollectionRow,
  changed: { readonly definition: CollectionDefinition; readonly isEnabled: boolean },
  now: number,
): Promise<void> {
  const columns = columnsOf(changed.definition);
  const isNew = columns.definition !== row.definition;
  Object.assign(row, columns, {
    isEnabled: changed.isEnabled,
    updatedAt: now,
    version: row.version + Number(isNew),
  });
  await manager.save(MappingCollectionRow, row);
  if (isNew) await insertVersion(manager, row, now);
}

/** The collection and its connection's public id; NOT_FOUND for another tenant's. */
export async function readCollection(
  source: DataSource | EntityManager,
  tenant: number,
  id: string,
): Promise<{ readonly row: MappingCollectionRow; readonly connection: string }> {
  const found = await ofTenant(source, tenant)
    .andWhere('collection.public_id = :id', { id })
    .getRawAndEntities();
  const [row] = found.entities;
  const [raw] = found.raw as { connection_public_id: string }[];
  if (!row || !raw) throw new HostError('NOT_FOUND', { subject: id });
  return { row, connection: raw.connection_public_id };
}

export async function readCollections(
  source: DataSource,
  tenant: number,
  page: PageAsk & { readonly connection?: string },
): Promise<{ readonly id: number; readonly row: MappingCollectionRow; readonly connection: string }[]> {
  const query = ofTenant(source, tenant)
    .andWhere('collection.id > :after', { after: page.after })
    .orderBy('collection.id')
    .limit(page.limit + 1);
  if (page.connection) query.andWhere('connection.public_id = :connection', { connection: page.connection });
  const { entities, raw } = await query.getRawAndEntities<{ connection_public_id: string }>();
  return entities.map((row, index) => ({
    id: row.id,
    row,
    connection: raw[index]?.connection_public_id ?? '',
  }));
}

export function readVersions(source: DataSource, collection: number): Promise<MappingCollectionVersionRow[]> {
  return source
    .getRepository(MappingCollectionVersionRow)
    .find({ where: { collection }, order: { version: 'DESC' }, take: 100 });
}

function ofTenant(
  source: DataSource | EntityManager,
  tenant: number,
): SelectQueryBuilder<MappingCollectionRow> {
  return source
    .createQueryBuilder(MappingCollectionRow, 'collection')
    .innerJoin(ConnectionRow, 'connection', 'connection.id = collection.connection')
    .addSelect('connection.public_id', 'connection_public_id')
    .where('connection.tenant = :tenant AND connection.removed_at IS NULL', { tenant });
}

function insertVersion(manager: EntityManager, row: MappingCollectionRow, at: number): Promise<unknown> {
  const { id: collection, version, definition } = row;
  return manager.insert(MappingCollectionVersionRow, { collection, version, definition, at });
}

function columnsOf(definition: CollectionDefinition) {
  const { name, type, direction, syncType, order = DEFAULT_ORDER } = definition;
  return { name, type, direction, syncType, sortOrder: order, definition: JSON.stringify(definition) };
}
