import type pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';

import { HostError, ignore } from '../../errors/index.js';
import type { Entities } from '../store-options.js';
import { withinTransactionTime } from '../time-limit.js';
import type { Tx } from '../tx.js';
import { isConnectionLost, postgresFailure } from './postgres-errors.js';
import { PostgresTx } from './postgres-session.js';

/** TypeORM's own pool, for the configuration tables only. */
export async function openSource(
  url: string,
  entities: Entities,
  access: 'write' | 'read',
): Promise<DataSource> {
  const isRead = access === 'read';
  const source = new DataSource({
    type: 'postgres',
    url,
    entities,
    applicationName: `hookyard ${access} configuration`,
    poolSize: isRead ? 3 : 2,
    parseInt8: true,
    installExtensions: false,
    poolErrorHandler: (error: unknown) => ignore(error, 'an idle database connection was lost'),
    extra: {
      connectionTimeoutMillis: 3_000,
      query_timeout: 15_000,
      statement_timeout: isRead ? 5_000 : 10_000,
      lock_timeout: 2_000,
      idle_in_transaction_session_timeout: 10_000,
      ...(isRead && { options: '-c default_transaction_read_only=on' }),
    } satisfies pg.PoolConfig,
  });
  return source.initialize();
}

export async function inOrmTransaction<T>(
  source: DataSource,
  work: (manager: EntityManager, tx: Tx) => Promise<T>,
): Promise<T> {
  let hasBegun = false;
  try {
    return await source.transaction(async (manager) => {
      hasBegun = true;
      const client = (await manager.queryRunner?.connect()) as pg.PoolClient;
      const tx = new PostgresTx(client, () => undefined);
      try {
        return await withinTransactionTime(work(manager, tx));
      } finally {
        tx.end();
      }
    });
  } catch (error) {
    throw ormFailure(error, hasBegun);
  }
}

/** TypeORM wraps what the driver threw, with its query; anything else came out of the caller's own work. */
function ormFailure(error: unknown, hasBegun: boolean): unknown {
  if (!hasBegun) return new HostError('STORE_UNAVAILABLE', {}, { cause: error });
  if (typeof error !== 'object' || error === null || !('driverError' in error)) return error;
  const isCommit = 'query' in error && error.query === 'COMMIT';
  if (isCommit && isConnectionLost(error)) return new HostError('COMMIT_UNKNOWN', {}, { cause: error });
  return postgresFailure(error);
}
