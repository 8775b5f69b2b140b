import { openPostgresStore } from './postgres/postgres-store.js';
import { openSqliteStore } from './sqlite/sqlite-store.js';
import type { OpenStore, StoreOptions } from './store-options.js';

/** Opens the database of either engine; refuses one that would lose what it acknowledged (DATABASE_UNSAFE). */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  return options.engine === 'sqlite' ? openSqliteStore(options) : openPostgresStore(options);
}
