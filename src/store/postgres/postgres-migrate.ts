import { setTimeout as pause } from 'node:timers/promises';

import type pg from 'pg';

import { MIGRATIONS } from '../migrations/all.js';
import { needsOf } from '../migrations/migration.js';
import { pendingAfter, type DoneStep } from '../migrations/pending.js';
import { isWorthRepeating } from './postgres-errors.js';

/** Any number, as long as every version of the host uses the same one. */
const MIGRATION_LOCK = 7_036_874_417;
/** Whoever waits for a table keeps everybody else from it: the hosts at work wait two seconds for a lock. */
const LOCK_TIMEOUT_MS = 1_000;
const PAUSE_MS = 250;
const MOST_TRIES = 120;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Runs what is missing, each step in a transaction of its own; several hosts that start together take turns. Beside an
 * older host at work a step may meet its transactions: it is tried again then, and keeps nobody waiting meanwhile.
 */
export async function migratePostgres(client: pg.Client, now: number): Promise<number[]> {
  const versions: number[] = [];
  for (let tries = 0; ;) {
    try {
      const version = await inTransaction(client, () => nextStep(client, now));
      if (version === null) break;
      versions.push(version);
      tries = 0;
    } catch (error) {
      tries += 1;
      if (tries >= MOST_TRIES || !isInTheWay(error)) throw error;
      await pause(PAUSE_MS * (0.5 + Math.random()));
    }
  }
  if (versions.length > 0) await inTransaction(client, () => keepNeeds(client));
  return versions;
}

/** Null: there is none left. */
async function nextStep(client: pg.Client, now: number): Promise<number | null> {
  await client.query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
  await client.query(
    'CREATE TABLE IF NOT EXISTS schema_migration (version integer PRIMARY KEY, name text NOT NULL, at bigint NOT NULL)',
  );
  const done = await client.query<DoneStep>('SELECT * FROM schema_migration');
  const [step] = pendingAfter(done.rows, MIGRATIONS);
  if (!step) return null;
  const { version, name, postgres } = step;
  await client.query(postgres);
  const row = 'INSERT INTO schema_migration (version, name, at) VALUES ($1, $2, $3)';
  await client.query(row, [version, name, now]);
  return version;
}

/** Behind the step that makes room for it; until then nobody who does not know a step works beside it. */
async function keepNeeds(client: pg.Client): Promise<void> {
  const row = 'UPDATE schema_migration SET needs = $1 WHERE version = $2 AND needs IS NULL';
  for (const step of MIGRATIONS) await client.query(row, [needsOf(step), step.version]);
}

async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    await client.query(`SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

function isInTheWay(error: unknown): boolean {
  const isLocked = error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE;
  return isLocked || isWorthRepeating(error);
}
