import { HostError } from '../errors/index.js';
import type { LookupTable } from '../mapping/index.js';
import type { Actor } from './configuration-writer.js';
import { pageOf, type Page, type PageAsk } from './page.js';
import type { RegistryParts } from './registry-parts.js';
import { TranslationRow } from './translation.entity.js';
import {
  insertTranslation,
  readTranslation,
  readTranslations,
  tableOfRow,
  touchUsers,
  usesOf,
  type TranslationUse,
} from './translation.store.js';

/** A translation as the API shows it. */
export interface TranslationInfo extends LookupTable {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/**
 * Tables of values that a tenant's mappings share by name. A changed table is in force in every process when the call
 * answers, since the connections that use it are read again; one that is used cannot be removed.
 */
export class Translations {
  constructor(private readonly parts: RegistryParts) {}

  async list(tenant: number, page: PageAsk, name?: string): Promise<Page<TranslationInfo>> {
    return pageOf(await readTranslations(this.parts.readSource, tenant, page, name), page.limit, show);
  }

  async get(tenant: number, id: string): Promise<TranslationInfo> {
    return show(await readTranslation(this.parts.readSource, tenant, id));
  }

  async uses(tenant: number, id: string): Promise<readonly TranslationUse[]> {
    const { name } = await readTranslation(this.parts.readSource, tenant, id);
    return usesOf(this.parts.readSource, tenant, name);
  }

  async create(
    actor: Actor,
    input: { readonly name: string; readonly table: LookupTable },
  ): Promise<TranslationInfo> {
    const { tenant } = actor;
    return this.parts.writer.commit(actor, async ({ manager, now, audit }) => {
      const row = await insertTranslation(manager, { tenant, ...input }, now);
      // The mappings that a connector brings may name a table before there is one.
      await touchUsers(manager, tenant, { uses: await usesOf(manager, tenant, row.name), now });
      audit({ action: 'translation.create', subject: row.publicId, after: input });
      return show(row);
    });
  }

  async replace(actor: Actor, id: string, table: LookupTable): Promise<TranslationInfo> {
    const { tenant } = actor;
    return this.parts.writer.commit(actor, async ({ manager, now, audit }) => {
      const row = await readTranslation(manager, tenant, id);
      const before = tableOfRow(row);
      Object.assign(row, { entries: JSON.stringify(table), updatedAt: now });
      await manager.save(TranslationRow, row);
      await touchUsers(manager, tenant, { uses: await usesOf(manager, tenant, row.name), now });
      audit({ action: 'translation.change', subject: id, before, after: table });
      return show(row);
    });
  }

  async remove(actor: Actor, id: string): Promise<void> {
    await this.parts.writer.commit(actor, async ({ manager, audit }) => {
      const row = await readTranslation(manager, actor.tenant, id);
      const uses = await usesOf(manager, actor.tenant, row.name);
      if (uses.length > 0) throw new HostError('CONFLICT', { subject: id, detail: usedBy(uses) });
      await manager.delete(TranslationRow, { id: row.id });
      audit({ action: 'translation.remove', subject: id, before: { name: row.name, ...tableOfRow(row) } });
    });
  }
}

const MOST_NAMED = 5;

function usedBy(uses: readonly TranslationUse[]): string {
  const named = uses.slice(0, MOST_NAMED).map(({ collection, name }) => `${collection} (${name})`);
  const more = uses.length > named.length ? ` and ${uses.length - named.length} more` : '';
  return `it is used by ${named.join(', ')}${more}`;
}

function show(row: TranslationRow): TranslationInfo {
  const { publicId, name, createdAt, updatedAt } = row;
  return { id: publicId, name, ...tableOfRow(row), createdAt, updatedAt };
}
