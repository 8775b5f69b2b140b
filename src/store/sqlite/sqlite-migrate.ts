import type { Database } from 'better-sqlite3';

import { MIGRATIONS } from '../migrations/all.js';
import { needsOf } from '../migrations/migration.js';
import { pendingAfter, type DoneStep } from '../migrations/pending.js';

/**
 * Runs what is missing, all in one transaction, on a connection that may write. BEGIN IMMEDIATE is the lock against
 * another process.
 */
export function migrateSqlite(database: Database, now: number): number[] {
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(
      'CREATE TABLE IF NOT EXISTS schema_migration (version INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL) STRICT',
    );
    const done = database.prepare('SELECT * FROM schema_migration').all() as DoneStep[];
    const pending = pendingAfter(done, MIGRATIONS);
    for (const { version, name, sqlite } of pending) {
      database.exec(sqlite);
      database
        .prepare('INSERT INTO schema_migration (version, name, at) VALUES (?, ?, ?)')
        .run(version, name, now);
    }
    for (const step of pending)
      database
        .prepare('UPDATE schema_migration SET needs = ? WHERE version = ?')
        .run(needsOf(step), step.version);
    database.exec('COMMIT');
    return pending.map(({ version }) => version);
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
