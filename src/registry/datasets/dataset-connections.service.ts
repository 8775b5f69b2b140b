import type { CollectionDefinition, MatchKey, Mode, RecordType, ScopeAction } from '@hookyard/sdk';
import { IsNull } from 'typeorm';

import { HostError } from '../../errors/index.js';
import { newKey } from '../../vault/index.js';
import type { Actor, Change } from '../configuration-writer.js';
import { ConnectionRow } from '../connection.entity.js';
import { hubScopeName } from '../declared-scopes.js';
import type { ConnectionView, Directory } from '../directory.js';
import { insertCollection } from '../mapping-collection.store.js';
import { insertQueues } from '../queues.store.js';
import type { RegistryParts } from '../registry-parts.js';
import { RecordTypes } from '../record-types.service.js';
import { ScopeRow } from '../scope.entity.js';
import { newScopeRow } from '../scope.store.js';
import { takeTenant } from '../tenant.store.js';
import { datasetConnector, DATASETS } from './dataset-connector.js';

export interface DatasetSource {
  readonly mode: Mode;
  readonly type: RecordType;
  /** Fields its rows fill; those that are declared are mapped anyway. */
  readonly fields: readonly string[];
}

const SCOPES: readonly (readonly [ScopeAction, string])[] = [
  ['CREATED', 'A row of a dataset → a new'],
  ['UPDATED', 'A row of a dataset → a changed'],
  ['DELETED', 'An import that is undone → no'],
];

/**
 * Where the rows of datasets come from: one connection for each tenant and mode, with scopes and a mapping for each
 * type that was handed in. What is there is left as it is: an operator may map otherwise, or switch a type off.
 */
export class DatasetConnections {
  private readonly types: RecordTypes;

  constructor(private readonly parts: RegistryParts) {
    this.types = new RecordTypes(parts);
  }

  /** The connection as it is; undefined before its first dataset. */
  find(tenant: number, mode: Mode): ConnectionView | undefined {
    return datasetsOf(this.parts.directory.current(), tenant).find((view) => view.mode === mode);
  }

  /** The connection, able to take rows of the type. Throws NOT_FOUND where there is no such type. */
  async ensure(actor: Actor, source: DatasetSource): Promise<ConnectionView> {
    const { tenant } = actor;
    const isReady = this.find(tenant, source.mode)?.scopes.TO.has(hubScopeName(source.type, 'CREATED'));
    if (isReady !== true) {
      const declared = Object.keys((await this.types.get(tenant, source.type)).fields);
      const fields = [...new Set([...declared, ...source.fields])];
      // Whoever hands data in has read nothing of the configuration that this could be compared with.
      const by = { tenant, id: actor.id };
      await this.parts.writer.commit(by, (change) => this.prepare(actor, change, { ...source, fields }));
    }
    const view = this.find(tenant, source.mode);
    if (!view) throw new HostError('INTERNAL', { detail: 'the connection of datasets was not made' });
    return view;
  }

  private async prepare(actor: Actor, change: Change, source: DatasetSource): Promise<void> {
    const { manager } = change;
    await takeTenant(manager, actor.tenant);
    const { mode, type } = source;
    const of = { tenant: actor.tenant, connector: DATASETS, mode, removedAt: IsNull() };
    const row = (await manager.findOneBy(ConnectionRow, of)) ?? (await this.insert(actor, change, mode));
    if (await manager.existsBy(ScopeRow, { connection: row.id, type })) return;
    const made = { direction: 'TO', origin: 'host', now: change.now } as const;
    const scopes = SCOPES.map(([action, what]) => ({
      name: hubScopeName(type, action),
      type,
      action,
      description: `${what} ${type}`,
      isEnabled: true,
      source: 'payload' as const,
      record: null,
      version: null,
    }));
    await manager.insert(
      ScopeRow,
      scopes.map((scope) => newScopeRow(row.id, scope, made)),
    );
    for (const definition of this.collectionsOf(actor.tenant, source))
      await insertCollection(manager, { connection: row.id, definition, isEnabled: true }, change.now);
    const touched = change.now > row.updatedAt ? change.now : row.updatedAt + 1;
    await manager.update(ConnectionRow, { id: row.id }, { updatedAt: touched });
    change.audit({ action: 'connection.take-datasets', subject: row.publicId, after: { type, mode } });
  }

  private async insert(actor: Actor, change: Change, mode: Mode): Promise<ConnectionRow> {
    const { manager, tx, now } = change;
    const row = await manager.save(
      manager.create(ConnectionRow, {
        publicId: newKey('con_'),
        tenant: actor.tenant,
        connector: DATASETS,
        connectorVersion: datasetConnector.version,
        name: mode === 'live' ? 'Datasets' : 'Datasets (sandbox)',
        mode,
        state: 'active',
        account: null,
        settings: '{}',
        ratePerSecond: 0,
        retryPolicy: null,
        limits: null,
        createdAt: now,
        updatedAt: now,
        removedAt: null,
      }),
    );
    await insertQueues(tx, { tenant: actor.tenant, connection: row.id, mode });
    change.audit({
      action: 'connection.create',
      subject: row.publicId,
      after: { connector: DATASETS, mode },
    });
    return row;
  }

  /** Rows name fields of the hub already: each is taken as it is, and matched as the other systems' records are. */
  private collectionsOf(tenant: number, { type, mode, fields }: DatasetSource): CollectionDefinition[] {
    const match = matchKeysOf(this.parts.directory.current(), { tenant, mode, type });
    const whole = { type, direction: 'TO', order: 100 } as const;
    return [
      {
        ...whole,
        name: 'rows of datasets',
        syncType: 'ADD_AND_UPDATE',
        ...(match.length > 0 ? { match } : {}),
        mappings: fields.map((target) => ({ kind: 'field', target, source: target })),
      },
      { ...whole, name: 'imports that are undone', syncType: 'DELETE', mappings: [] },
    ];
  }
}

/** The connections of a tenant that rows of datasets come by. */
export function datasetsOf(directory: Directory, tenant: number): readonly ConnectionView[] {
  return viewsOf(directory, tenant).filter(({ connector }) => connector.definition.name === DATASETS);
}

function viewsOf(directory: Directory, tenant: number): readonly ConnectionView[] {
  return directory.queues().flatMap((queue) => {
    if (queue.tenant !== tenant || queue.direction !== 'TO') return [];
    const view = directory.connection(queue.connection);
    return view ? [view] : [];
  });
}

/** At most ten of them fit a collection. */
const MOST_KEYS = 10;

function matchKeysOf(
  directory: Directory,
  { tenant, mode, type }: { readonly tenant: number; readonly mode: Mode; readonly type: RecordType },
): readonly MatchKey[] {
  const keys = viewsOf(directory, tenant)
    .filter((view) => view.mode === mode)
    .flatMap(({ collections }) => collections)
    .filter(({ definition }) => definition.type === type && definition.direction === 'TO')
    .flatMap(({ definition }) => definition.match ?? []);
  const byText = new Map(keys.map((key) => [JSON.stringify(key), key]));
  return [...byText.values()].slice(0, MOST_KEYS);
}
