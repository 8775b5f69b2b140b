import { existsSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import type { MigrateOptions } from './migrate.js';
import { MIGRATIONS } from './migrations/all.js';
import { pendingAfter, type DoneStep } from './migrations/pending.js';
import { DATABASE_FILE } from './sqlite/sqlite-file.js';

const STEPS = 'SELECT * FROM schema_migration';

/** The steps a start would take. Changes nothing; throws where the database cannot be read. */
export async function pendingMigrations(options: MigrateOptions): Promise<number[]> {
  const done = options.engine === 'sqlite' ? stepsInFile(options.dataDir) : await stepsAt(options.url);
  return pendingAfter([...done], MIGRATIONS).map(({ version }) => version);
}

function stepsInFile(dataDir: string): readonly DoneStep[] {
  const file = join(dataDir, DATABASE_FILE);
  if (!existsSync(file)) return [];
  const database = new Database(file, { readonly: true, timeout: 1_000 });
  try {
    const table = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'schema_migration'").get();
    return table ? (database.prepare(STEPS).all() as DoneStep[]) : [];
  } finally {
    database.close();
  }
}

async function stepsAt(url: string): Promise<readonly DoneStep[]> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: url,
    application_name: 'hookyard doctor',
    connectionTimeoutMillis: 3_000,
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ found: string | null }>(
      "SELECT to_regclass('schema_migration') AS found",
    );
    return rows[0]?.found ? (await client.query<DoneStep>(STEPS)).rows : [];
  } finally {
    await client.end();
  }
}
