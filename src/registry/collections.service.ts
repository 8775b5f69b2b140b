import type { CollectionDefinition } from '@hookyard/sdk';

import type { CollectionProblem } from '../mapping/index.js';
import { CollectionWriting } from './collection-writing.js';
import { warningsOf } from './collection-warnings.js';
import type { Actor } from './configuration-writer.js';
import { connectionNumber } from './connection.store.js';
import { refuseUnserving } from './delete-guards.js';
import type { CollectionView } from './directory.js';
import { MappingCollectionRow } from './mapping-collection.entity.js';
import {
  definitionOf,
  readCollection,
  readCollections,
  type CollectionFilter,
} from './mapping-collection.store.js';
import { pageOf, type Page, type PageAsk } from './page.js';
import type { RegistryParts } from './registry-parts.js';
import { readTablesByName, translationsNamed } from './translation.store.js';
import { forgetUntranslated } from './untranslated.store.js';

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

export interface CollectionPatch {
  readonly definition: Partial<CollectionDefinition>;
  readonly isEnabled?: boolean;
}

/** The mappings of connections. Saved only when they are valid; every definition there ever was is kept. */
export class Collections {
  private readonly writing: CollectionWriting;

  constructor(private readonly parts: RegistryParts) {
    this.writing = new CollectionWriting(parts);
  }

  async list(tenant: number, page: PageAsk, filter: CollectionFilter = {}): Promise<Page<CollectionInfo>> {
    if (filter.connection) await connectionNumber(this.parts.readSource, tenant, filter.connection);
    const rows = await readCollections(this.parts.readSource, tenant, page, filter);
    return pageOf(rows, page.limit, ({ row, connection }) => show(row, connection));
  }

  async get(tenant: number, id: string): Promise<CollectionInfo> {
    const { row, connection } = await readCollection(this.parts.readSource, tenant, id);
    const view = this.parts.directory.current().connectionById(connection);
    const of = { id, definition: definitionOf(row) };
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
    const definition = definitionOf(row);
    const collection = { id: publicId, version, definition, isTrusted: false, tables: tables.get(tenant) };
    return { connection, collection };
  }

  async create(
    actor: Actor,
    connection: string,
    input: { readonly definition: unknown; readonly isEnabled?: boolean },
  ): Promise<CollectionInfo> {
    const id = await this.parts.writer.commit(actor, async (change) => {
      const { definition: given, isEnabled = true } = input;
      const { row, definition } = await this.writing.insert(change, actor, { connection, given, isEnabled });
      change.audit({ action: 'collection.create', subject: row.publicId, after: definition });
      return row.publicId;
    });
    return this.get(actor.tenant, id);
  }

  async change(actor: Actor, id: string, patch: CollectionPatch): Promise<CollectionInfo> {
    await this.parts.writer.commit(actor, async (change) => {
      const { before, definition } = await this.writing.update(change, actor, {
        id,
        isEnabled: patch.isEnabled,
        given: (present) => ({ ...present, ...patch.definition }),
      });
      change.audit({ action: 'collection.change', subject: id, before, after: definition });
    });
    return this.get(actor.tenant, id);
  }

  async remove(actor: Actor, id: string): Promise<void> {
    await this.parts.writer.commit(actor, async (change) => {
      const { row, connection } = await readCollection(change.manager, actor.tenant, id);
      const owner = await this.writing.take(change, actor, connection);
      await change.manager.delete(MappingCollectionRow, { id: row.id });
      await refuseUnserving(change.manager, row);
      await this.writing.follow(change, owner);
      await forgetUntranslated(change.tx, id);
      change.audit({ action: 'collection.remove', subject: id, before: definitionOf(row) });
    });
  }
}

function show(row: MappingCollectionRow, connection: string): CollectionInfo {
  return {
    id: row.publicId,
    connection,
    ...definitionOf(row),
    version: row.version,
    isEnabled: row.isEnabled,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
