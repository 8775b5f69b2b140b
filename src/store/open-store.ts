import type { OpenStore, StoreOptions } from './store-options.js';

/**
 * Opens the database of either engine; refuses one that would lose what it acknowledged (DATABASE_UNSAFE). Only then is
 * its code read, TypeORM with it: who migrates, backs up or counts pages starts without (docs/decisions/0144).
 */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  if (options.engine === 'sqlite') {
    const { openSqliteStore } = await import('./sqlite/sqlite-store.js');
    return openSqliteStore(options);
  }
  const { openPostgresStore } = await import('./postgres/postgres-store.js');
  return openPostgresStore(options);
}
