import type { AnyConnector, CollectionDefinition } from '@hookyard/sdk';
import {
  In,
  LessThan,
  MoreThan,
  type DataSource,
  type EntityManager,
  type SelectQueryBuilder,
} from 'typeorm';

import { HostError } from '../errors/index.js';
import type { ListPage } from '../store/index.js';
import { newKey } from '../vault/index.js';
import { ConnectionRow } from './connection.entity.js';
import { MappingCollectionVersionRow } from './mapping-collection-version.entity.js';
import { MappingCollectionRow } from './mapping-collection.entity.js';
import { filtered, inPage, type PageAsk, type PagePlace } from './page.js';

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

export interface CollectionFilter {
  readonly connection?: string | undefined;
  readonly type?: string | undefined;
  readonly direction?: string | undefined;
  readonly isEnabled?: boolean | undefined;
  /** A part of it. */
  readonly name?: string | undefined;
}

export async function readCollections(
  source: DataSource,
  tenant: number,
  page: PageAsk,
  { connection, ...columns }: CollectionFilter,
): Promise<(PagePlace & { readonly row: MappingCollectionRow; readonly connection: string })[]> {
  const query = inPage(filtered(ofTenant(source, tenant), columns), page);
  if (connection) query.andWhere('connection.public_id = :connection', { connection });
  const { entities, raw } = await query.getRawAndEntities<{ connection_public_id: string }>();
  return entities.map((row, index) => ({
    id: row.id,
    name: row.name,
    row,
    connection: raw[index]?.connection_public_id ?? '',
  }));
}

/** One more than the page holds, where there is one. */
export function readVersions(
  source: DataSource | EntityManager,
  collection: number,
  { sort = 'newest', behind, limit }: ListPage,
): Promise<MappingCollectionVersionRow[]> {
  const isNewest = sort === 'newest';
  const version = behind === undefined ? {} : { version: isNewest ? LessThan(behind) : MoreThan(behind) };
  return source.getRepository(MappingCollectionVersionRow).find({
    where: { collection, ...version },
    order: { version: isNewest ? 'DESC' : 'ASC' },
    take: limit + 1,
  });
}

export async function readVersion(
  source: DataSource | EntityManager,
  row: MappingCollectionRow,
  version: number,
): Promise<MappingCollectionVersionRow> {
  const found = await source
    .getRepository(MappingCollectionVersionRow)
    .findOneBy({ collection: row.id, version });
  if (!found) throw new HostError('NOT_FOUND', { subject: `${row.publicId}@${version}` });
  return found;
}

/** The present definitions of collections, by public id. */
export async function readDefinitions(
  source: DataSource,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CollectionDefinition>> {
  const rows = await source.getRepository(MappingCollectionRow).findBy({ publicId: In([...ids]) });
  return new Map(rows.map((row) => [row.publicId, definitionOf(row)]));
}

export function definitionOf({ definition }: { readonly definition: string }): CollectionDefinition {
  return JSON.parse(definition) as CollectionDefinition;
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
