import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { migratePostgres } from './postgres/postgres-migrate.js';
import { prepareWorkSession } from './postgres/postgres-settings.js';
import { checkDurable, DATABASE_FILE, makeDurable } from './sqlite/sqlite-file.js';
import { migrateSqlite } from './sqlite/sqlite-migrate.js';

export type MigrateOptions =
  | { readonly engine: 'sqlite'; readonly dataDir: string; readonly now: number }
  | { readonly engine: 'postgres'; readonly url: string; readonly now: number };

/**
 * Brings the schema to this version and answers the steps it took. Meant for a child process: the embedded
 * database's driver is synchronous, and a long migration in the host would silence it.
 */
export async function migrate(options: MigrateOptions): Promise<number[]> {
  return options.engine === 'sqlite' ? migrateFile(options.dataDir, options.now) : migrateServer(options);
}

function migrateFile(dataDir: string, now: number): number[] {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, DATABASE_FILE);
  const database = new Database(file, { timeout: 0 });
  try {
    makeDurable(database);
    checkDurable(database, file);
    return migrateSqlite(database, now);
  } finally {
    database.close();
  }
}

async function migrateServer(options: { readonly url: string; readonly now: number }): Promise<number[]> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: options.url,
    application_name: 'hookyard migration',
    connectionTimeoutMillis: 3_000,
  });
  await client.connect();
  try {
    await prepareWorkSession(client);
    return await migratePostgres(client, options.now);
  } finally {
    await client.end();
  }
}
