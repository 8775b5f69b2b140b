import { isDeepStrictEqual } from 'node:util';

import type { CollectionDefinition } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import { checkedCollection } from './collection-check.js';
import type { Actor, Change } from './configuration-writer.js';
import type { ConnectionRow } from './connection.entity.js';
import { takeConnection } from './connection.store.js';
import { refuseUnserving } from './delete-guards.js';
import type { LoadedConnector } from './directory.js';
import type { MappingCollectionRow } from './mapping-collection.entity.js';
import {
  definitionOf,
  insertCollection,
  readCollection,
  updateCollection,
} from './mapping-collection.store.js';
import type { RegistryParts } from './registry-parts.js';
import { readDeclaredFields } from './record-type.store.js';
import { joinDeclared } from './record-types/declared-types.js';
import { followHubScopes } from './scope.store.js';
import { knownTranslations } from './translation.store.js';

/** Saves collections inside a change of the configuration: checked, as a new version, with the scopes that follow. */
export class CollectionWriting {
  constructor(private readonly parts: Pick<RegistryParts, 'shelf'>) {}

  async insert(
    change: Change,
    actor: Actor,
    of: { readonly connection: string; readonly given: unknown; readonly isEnabled: boolean },
  ): Promise<{ readonly row: MappingCollectionRow; readonly definition: CollectionDefinition }> {
    const owner = await this.take(change, actor, of.connection);
    const definition = await this.checked(change, owner, of.given);
    const { isEnabled } = of;
    const row = await insertCollection(
      change.manager,
      { connection: owner.id, definition, isEnabled },
      change.now,
    );
    await this.follow(change, owner);
    return { row, definition };
  }

  async update(
    change: Change,
    actor: Actor,
    of: {
      readonly id: string;
      /** The definition, or the promise of one. */
      readonly given: (before: CollectionDefinition, row: MappingCollectionRow) => unknown;
      readonly isEnabled?: boolean;
    },
  ): Promise<{ readonly before: CollectionDefinition; readonly definition: CollectionDefinition }> {
    const { row, connection } = await readCollection(change.manager, actor.tenant, of.id);
    const owner = await this.take(change, actor, connection);
    const before = definitionOf(row);
    const { type, direction, syncType, publicId } = row;
    const given = await of.given(before, row);
    // What is only switched off may have stopped being valid, which is one reason to switch it off.
    const isSame = isDeepStrictEqual(given, before) && of.isEnabled === false;
    const definition = isSame ? before : await this.checked(change, owner, given);
    const isEnabled = of.isEnabled ?? row.isEnabled;
    await updateCollection(change.manager, row, { definition, isEnabled }, change.now);
    await refuseUnserving(change.manager, { connection: owner.id, type, direction, syncType, publicId });
    await this.follow(change, owner);
    return { before, definition };
  }

  take({ manager, now }: Change, actor: Actor, connection: string): Promise<ConnectionRow> {
    return takeConnection(manager, { tenant: actor.tenant, id: connection }, now);
  }

  async follow({ manager, now }: Change, owner: ConnectionRow): Promise<void> {
    await followHubScopes(manager, owner.id, this.connectorOf(owner).definition, now);
  }

  private connectorOf({ tenant, connector: name, connectorVersion }: ConnectionRow): LoadedConnector {
    const connector = this.parts.shelf.pinned(tenant, name, connectorVersion);
    if (!connector) throw new HostError('CONNECTOR_UNAVAILABLE', { subject: `${name}@${connectorVersion}` });
    return connector;
  }

  private async checked(
    { manager }: Change,
    owner: ConnectionRow,
    given: unknown,
  ): Promise<CollectionDefinition> {
    const { tenant } = owner;
    const translations = await knownTranslations(manager, tenant);
    const own = (await readDeclaredFields(manager, [tenant])).get(tenant);
    const declaredFields = joinDeclared(this.parts.shelf.recordTypes(tenant), own);
    const connector = this.connectorOf(owner).definition;
    return checkedCollection(given, { connector, declaredFields, translations });
  }
}
