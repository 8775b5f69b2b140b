import type { CollectionDefinition } from '@hookyard/sdk';
import { In, type DataSource, type EntityManager } from 'typeorm';

import { HostError } from '../errors/index.js';
import type { LookupTable, LookupTables } from '../mapping/index.js';
import { newKey } from '../vault/index.js';
import { ConnectionRow } from './connection.entity.js';
import { takeConnection } from './connection.store.js';
import { MappingCollectionRow } from './mapping-collection.entity.js';
import { filtered, inPage, type PageAsk } from './page.js';
import { TranslationRow } from './translation.entity.js';

/** A collection that names a translation. */
export interface TranslationUse {
  readonly collection: string;
  readonly name: string;
  readonly connection: string;
}

export async function insertTranslation(
  manager: EntityManager,
  of: { readonly tenant: number; readonly name: string; readonly table: LookupTable },
  now: number,
): Promise<TranslationRow> {
  const { tenant, name, table } = of;
  const entries = JSON.stringify(table);
  const row = { publicId: newKey('trl_'), tenant, name, entries, createdAt: now, updatedAt: now };
  return manager.save(TranslationRow, manager.create(TranslationRow, row));
}

export async function readTranslation(
  source: DataSource | EntityManager,
  tenant: number,
  id: string,
): Promise<TranslationRow> {
  const row = await source.getRepository(TranslationRow).findOneBy({ tenant, publicId: id });
  if (!row) throw new HostError('NOT_FOUND', { subject: id });
  return row;
}

export function readTranslations(
  source: DataSource,
  tenant: number,
  page: PageAsk,
  /** A part of the name. */
  name?: string,
): Promise<TranslationRow[]> {
  const query = source
    .createQueryBuilder(TranslationRow, 'translation')
    .where('translation.tenant = :tenant', { tenant });
  return inPage(filtered(query, { name }), page).getMany();
}

/** Those of the tenants that have one of the names. */
export async function readTablesByName(
  source: DataSource | EntityManager,
  tenants: readonly number[],
  names: readonly string[],
): Promise<ReadonlyMap<number, LookupTables>> {
  if (names.length === 0) return new Map();
  const rows = await source
    .getRepository(TranslationRow)
    .findBy({ tenant: In([...tenants]), name: In([...names]) });
  const byTenant = Map.groupBy(rows, ({ tenant }) => tenant);
  return new Map(
    [...byTenant].map(([tenant, own]) => [
      tenant,
      Object.fromEntries(own.map((row) => [row.name, tableOfRow(row)])),
    ]),
  );
}

/** The names of the tenant's translations. */
export async function knownTranslations(
  manager: EntityManager,
  tenant: number,
): Promise<ReadonlySet<string>> {
  const rows = await manager.find(TranslationRow, { select: { name: true }, where: { tenant } });
  return new Set(rows.map(({ name }) => name));
}

/** The collections that name the translation; also those that are switched off. */
export async function usesOf(
  source: DataSource | EntityManager,
  tenant: number,
  translation: string,
): Promise<TranslationUse[]> {
  const { entities, raw } = await source
    .createQueryBuilder(MappingCollectionRow, 'collection')
    .innerJoin(ConnectionRow, 'connection', 'connection.id = collection.connection')
    .addSelect('connection.public_id', 'connection_public_id')
    .where('connection.tenant = :tenant AND connection.removed_at IS NULL', { tenant })
    .andWhere(`collection.definition LIKE '%"table":"%'`)
    .orderBy('collection.id')
    .getRawAndEntities<{ connection_public_id: string }>();
  return entities.flatMap((row, index) => {
    if (!translationsNamed(row.definition).includes(translation)) return [];
    const connection = raw[index]?.connection_public_id ?? '';
    return [{ collection: row.publicId, name: row.name, connection }];
  });
}

/** What the connections of these collections know of a translation is read again, by every process. */
export async function touchUsers(
  manager: EntityManager,
  tenant: number,
  { uses, now }: { readonly uses: readonly TranslationUse[]; readonly now: number },
): Promise<void> {
  const connections = new Set(uses.map(({ connection }) => connection));
  for (const id of connections) await takeConnection(manager, { tenant, id }, now);
}

/** The names of the translations that a stored definition uses. */
export function translationsNamed(definition: string): string[] {
  if (!definition.includes('"table":"')) return [];
  return tablesNamed(JSON.parse(definition) as CollectionDefinition);
}

export function tablesNamed(definition: Pick<CollectionDefinition, 'mappings' | 'children'>): string[] {
  const names = definition.mappings.flatMap((mapping) =>
    mapping.kind === 'lookup' && typeof mapping.table === 'string' ? [mapping.table] : [],
  );
  const inChildren = (definition.children ?? []).flatMap((child) => [
    ...tablesNamed(child),
    ...(child.rows ?? []).flatMap(tablesNamed),
  ]);
  return [...new Set([...names, ...inChildren])];
}

export function tableOfRow({ entries }: TranslationRow): LookupTable {
  return JSON.parse(entries) as LookupTable;
}
