import type pg from 'pg';

import { MIGRATIONS } from '../migrations/all.js';
import { pendingAfter } from '../migrations/pending.js';

/** Any number, as long as every version of the host uses the same one. */
const MIGRATION_LOCK = 7_036_874_417;

/** Runs what is missing, all in one transaction; several hosts that start together wait for the first. */
export async function migratePostgres(client: pg.Client, now: number): Promise<number[]> {
  await client.query('BEGIN');
  try {
    await client.query("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '60s'");
    await client.query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_migration (version integer PRIMARY KEY, name text NOT NULL, at bigint NOT NULL)',
    );
    const done = await client.query<{ version: number }>('SELECT version FROM schema_migration');
    const pending = pendingAfter(done.rows, MIGRATIONS);
    for (const { version, name, postgres } of pending) {
      await client.query(postgres);
      await client.query('INSERT INTO schema_migration (version, name, at) VALUES ($1, $2, $3)', [
        version,
        name,
        now,
      ]);
    }
    await client.query('COMMIT');
    return pending.map(({ version }) => version);
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
