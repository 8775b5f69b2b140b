import type { CollectionDefinition } from '@hookyard/sdk';

import {
  collectionDifference,
  reverseCollection,
  reversedTableName,
  type CollectionDifference,
  type LookupTables,
  type ReverseNote,
} from '../mapping/index.js';
import { CollectionWriting } from './collection-writing.js';
import type { ListPage, ListPart } from '../store/index.js';
import type { Actor, Change } from './configuration-writer.js';
import { definitionOf, readCollection, readVersion, readVersions } from './mapping-collection.store.js';
import type { MappingCollectionVersionRow } from './mapping-collection-version.entity.js';
import type { RegistryParts } from './registry-parts.js';
import { insertTranslation, readTablesByName, tablesNamed } from './translation.store.js';

/** A definition a collection had, or has. */
export interface CollectionVersionInfo {
  readonly version: number;
  readonly at: number;
  readonly definition: CollectionDefinition;
}

export interface CollectionCopy {
  readonly name: string;
  /** Where it is to be; absent: beside the original. */
  readonly connection?: string;
  readonly isEnabled: boolean;
}

/** What collections were, and new ones made of them. Nothing old is ever changed: all of it makes something new. */
export class CollectionHistory {
  private readonly writing: CollectionWriting;

  constructor(private readonly parts: RegistryParts) {
    this.writing = new CollectionWriting(parts);
  }

  /** Newest first. */
  async versions(tenant: number, id: string, page: ListPage): Promise<ListPart<CollectionVersionInfo>> {
    const { row } = await readCollection(this.parts.readSource, tenant, id);
    const rows = await readVersions(this.parts.readSource, row.id, page);
    const items = rows.slice(0, page.limit).map(show);
    return { items, next: rows.length > page.limit ? (items.at(-1)?.version ?? null) : null };
  }

  async version(tenant: number, id: string, version: number): Promise<CollectionVersionInfo> {
    const { row } = await readCollection(this.parts.readSource, tenant, id);
    return show(await readVersion(this.parts.readSource, row, version));
  }

  /** Between two versions; the present one where the second is not named. */
  async difference(
    tenant: number,
    id: string,
    between: { readonly from: number; readonly to?: number },
  ): Promise<CollectionDifference & { readonly from: number; readonly to: number }> {
    const { row } = await readCollection(this.parts.readSource, tenant, id);
    const { from, to = row.version } = between;
    const before = await readVersion(this.parts.readSource, row, from);
    const after = await readVersion(this.parts.readSource, row, to);
    return { from, to, ...collectionDifference(definitionOf(before), definitionOf(after)) };
  }

  /** The definition of an earlier version becomes a new one; it is checked as any other change. */
  async rollback(actor: Actor, id: string, version: number): Promise<void> {
    await this.parts.writer.commit(actor, async (change) => {
      const { before, definition } = await this.writing.update(change, actor, {
        id,
        given: async (_present, row) => definitionOf(await readVersion(change.manager, row, version)),
      });
      change.audit({ action: 'collection.rollback', subject: id, before, after: { version, ...definition } });
    });
  }

  /** Answers the id of the copy. */
  async clone(actor: Actor, id: string, copy: CollectionCopy): Promise<string> {
    return this.parts.writer.commit(actor, async (change) => {
      const { row: original, connection } = await readCollection(change.manager, actor.tenant, id);
      const given = { ...definitionOf(original), name: copy.name };
      const { row } = await this.writing.insert(change, actor, { connection, ...copy, given });
      const after = { of: `${id}@${original.version}`, ...given };
      change.audit({ action: 'collection.clone', subject: row.publicId, after });
      return row.publicId;
    });
  }

  /** The collection of the way back, with what it does not carry; translations it needs are made with it. */
  async reverse(
    actor: Actor,
    id: string,
    copy: CollectionCopy,
  ): Promise<{ readonly id: string; readonly notes: readonly ReverseNote[] }> {
    return this.parts.writer.commit(actor, async (change) => {
      const { row: original, connection } = await readCollection(change.manager, actor.tenant, id);
      const definition = definitionOf(original);
      const tables = await this.tablesFor(change, actor, definition);
      const reversed = reverseCollection(definition, { name: copy.name, tables });
      await addTranslations(change, actor, reversed.translations, tables);
      const given = reversed.definition;
      const { row } = await this.writing.insert(change, actor, { connection, ...copy, given });
      const after = { of: `${id}@${original.version}`, ...given };
      change.audit({ action: 'collection.reverse', subject: row.publicId, after });
      return { id: row.publicId, notes: reversed.notes };
    });
  }

  private async tablesFor(
    { manager }: Change,
    { tenant }: Actor,
    definition: CollectionDefinition,
  ): Promise<LookupTables> {
    const names = tablesNamed(definition).flatMap((name) => [name, reversedTableName(name)]);
    return (await readTablesByName(manager, [tenant], names)).get(tenant) ?? {};
  }
}

async function addTranslations(
  { manager, now, audit }: Change,
  { tenant }: Actor,
  wanted: LookupTables,
  there: LookupTables,
): Promise<void> {
  for (const [name, table] of Object.entries(wanted)) {
    if (Object.hasOwn(there, name)) continue;
    const row = await insertTranslation(manager, { tenant, name, table }, now);
    audit({ action: 'translation.create', subject: row.publicId, after: { name, table } });
  }
}

function show(row: MappingCollectionVersionRow): CollectionVersionInfo {
  return { version: row.version, at: row.at, definition: definitionOf(row) };
}
