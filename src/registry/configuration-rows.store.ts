import { In, IsNull, Not, type DataSource } from 'typeorm';

import type { LookupTables } from '../mapping/index.js';
import type { OpenStore } from '../store/index.js';
import { ConnectionKeyRow } from './connection-key.entity.js';
import { ConnectionSecretRow } from './connection-secret.entity.js';
import { ConnectionRow } from './connection.entity.js';
import { ConnectorRow } from './connector.entity.js';
import { GrantRow } from './grants/grant.entity.js';
import { MappingCollectionRow } from './mapping-collection.entity.js';
import { quotasOf, type Quotas } from './quotas.js';
import { queuesOf, type QueueRow } from './queues.store.js';
import { ReceiverRow } from './receiver.entity.js';
import { readDeclaredFields } from './record-type.store.js';
import type { DeclaredFields } from './record-types/declared-types.js';
import { ScopeRow } from './scope.entity.js';
import { readQueuedSubscribers, type QueuedSubscriber } from './subscribers/subscriber.store.js';
import { tenantRetentionOf, type TenantRetention } from './tenant-retention.js';
import { TenantRow } from './tenant.entity.js';
import { readTablesByName, translationsNamed } from './translation.store.js';

/** Everything stored about one connection. */
export interface ConnectionRows {
  readonly row: ConnectionRow;
  readonly secrets: readonly ConnectionSecretRow[];
  readonly keys: readonly ConnectionKeyRow[];
  /** Null: nobody granted anything. */
  readonly grant: GrantRow | null;
  readonly scopes: readonly ScopeRow[];
  readonly collections: readonly MappingCollectionRow[];
  readonly queues: readonly QueueRow[];
  /** The translations that its collections name, and perhaps more of its tenant. */
  readonly translations: LookupTables;
  /** What its tenant declares of record types. */
  readonly declaredFields?: DeclaredFields;
}

/** Of tenants there is something to know about, by their numbers. */
export interface TenantFacts {
  /** Of these nothing runs. */
  readonly suspended: ReadonlySet<number>;
  readonly quotas: ReadonlyMap<number, Quotas>;
  readonly retention: ReadonlyMap<number, TenantRetention>;
}

/** Which connections there are, and which changed: `updatedAt` grows with every change of anything about one. */
export interface ConnectionHead {
  readonly id: number;
  readonly updatedAt: number;
}

/** SQLite takes 32,766 parameters a statement; a page of this many keeps a turn of the loop short. */
const CONNECTIONS_PER_READ = 200;

/** Reads the configuration for the directory. Committed rows only. */
export class ConfigurationRows {
  private readonly source: DataSource;

  constructor(private readonly store: OpenStore) {
    this.source = store.readSource;
  }

  async heads(): Promise<ConnectionHead[]> {
    const rows = await this.source
      .getRepository(ConnectionRow)
      .find({ select: { id: true, updatedAt: true }, order: { id: 'ASC' } });
    return rows.map(({ id, updatedAt }) => ({ id, updatedAt }));
  }

  async *connections(ids: readonly number[]): AsyncGenerator<ConnectionRows> {
    for (let from = 0; from < ids.length; from += CONNECTIONS_PER_READ) {
      yield* await this.page(ids.slice(from, from + CONNECTIONS_PER_READ));
    }
  }

  async tenantFacts(): Promise<TenantFacts> {
    const rows = await this.source
      .getRepository(TenantRow)
      .findBy([{ state: Not('active') }, { quotas: Not(IsNull()) }, { retention: Not(IsNull()) }]);
    return {
      suspended: new Set(rows.flatMap(({ id, state }) => (state === 'active' ? [] : [id]))),
      quotas: new Map(rows.flatMap(({ id, quotas }) => (quotas === null ? [] : [[id, quotasOf(quotas)]]))),
      retention: new Map(
        rows.flatMap(({ id, retention }) => (retention === null ? [] : [[id, tenantRetentionOf(retention)]])),
      ),
    };
  }

  receivers(): Promise<ReceiverRow[]> {
    return this.source.getRepository(ReceiverRow).find({ order: { id: 'ASC' } });
  }

  subscribers(now: number): Promise<QueuedSubscriber[]> {
    return readQueuedSubscribers(this.store, now);
  }

  /** Data connectors behind the last one known: they are never changed, only added. */
  async connectorsAfter(id: number): Promise<ConnectorRow[]> {
    return this.source
      .getRepository(ConnectorRow)
      .createQueryBuilder('connector')
      .where('connector.id > :id', { id })
      .orderBy('connector.id')
      .getMany();
  }

  private async page(ids: readonly number[]): Promise<ConnectionRows[]> {
    const of = { where: { connection: In([...ids]) }, order: { id: 'ASC' } } as const;
    const rows = await this.source
      .getRepository(ConnectionRow)
      .find({ where: { id: In([...ids]) }, order: { id: 'ASC' } });
    const secrets = groupByConnection(await this.source.getRepository(ConnectionSecretRow).find(of));
    const keys = groupByConnection(await this.source.getRepository(ConnectionKeyRow).find(of));
    const granted = await this.source.getRepository(GrantRow).findBy({ connection: In([...ids]) });
    const grants = new Map(granted.map((grant) => [grant.connection, grant]));
    const scopes = groupByConnection(await this.source.getRepository(ScopeRow).find(of));
    const allCollections = await this.source.getRepository(MappingCollectionRow).find(of);
    const collections = groupByConnection(allCollections);
    const named = new Set(allCollections.flatMap(({ definition }) => translationsNamed(definition)));
    const tenants = [...new Set(rows.map(({ tenant }) => tenant))];
    const tables = await readTablesByName(this.source, tenants, [...named]);
    const declared = await readDeclaredFields(this.source, tenants);
    const queues = groupByConnection(await queuesOf(this.store, ids));
    return rows.map((row) => ({
      row,
      secrets: secrets.get(row.id) ?? [],
      keys: keys.get(row.id) ?? [],
      grant: grants.get(row.id) ?? null,
      scopes: scopes.get(row.id) ?? [],
      collections: collections.get(row.id) ?? [],
      queues: queues.get(row.id) ?? [],
      translations: tables.get(row.tenant) ?? {},
      declaredFields: declared.get(row.tenant),
    }));
  }
}

function groupByConnection<Row extends { readonly connection: number }>(
  rows: readonly Row[],
): Map<number, Row[]> {
  return Map.groupBy(rows, ({ connection }) => connection);
}
