import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { SystemClock } from '../../src/clock/index.js';
import { type Entities, type FollowingClock, type OpenStore, openStore } from '../../src/store/index.js';

export interface DatabaseOptions {
  readonly clock?: FollowingClock;
  readonly entities?: Entities;
  /** False: an empty database. Default true. */
  readonly migrate?: boolean;
}

/** A throw-away database with an open store; gone at the end of `await using`. */
export interface TestDatabase extends AsyncDisposable {
  readonly store: OpenStore;
  /** SQLite: the data directory. PostgreSQL: the URL. */
  readonly place: string;
  /** Another store on the same database, as a second process has (PostgreSQL), or after a restart (SQLite). */
  reopen(options?: Omit<DatabaseOptions, 'migrate'>): Promise<OpenStore>;
}

interface PostgresDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

export const POSTGRES_URL = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

export async function aSqliteStore(options: DatabaseOptions = {}): Promise<TestDatabase> {
  const place = await mkdtemp(join(tmpdir(), 'hookyard-store-'));
  const reopen = ({ clock, entities }: DatabaseOptions = options): Promise<OpenStore> =>
    openStore({ engine: 'sqlite', dataDir: place, clock: clock ?? new SystemClock(), entities });
  return opened(place, reopen, options, () => rm(place, { recursive: true, force: true }));
}

export async function aPostgresStore(options: DatabaseOptions = {}): Promise<TestDatabase> {
  // A copy of the run's template where it has one; what it lacks is migrated as ever.
  const template = options.migrate === false ? undefined : process.env.TEMPLATE_DATABASE;
  const { url, drop } = await (template ? aPostgresDatabase(template) : anEmptyPostgresDatabase());
  const reopen = ({ clock, entities }: DatabaseOptions = options): Promise<OpenStore> =>
    openStore({ engine: 'postgres', url, clock: clock ?? new SystemClock(), entities });
  return opened(url, reopen, options, drop);
}

/** The engine a suite runs on: `DB=postgres` or the embedded one. */
export function aStore(options: DatabaseOptions = {}): Promise<TestDatabase> {
  return process.env.DB === 'postgres' ? aPostgresStore(options) : aSqliteStore(options);
}

export function anEmptyPostgresDatabase(): Promise<PostgresDatabase> {
  return aPostgresDatabase('template1');
}

async function aPostgresDatabase(template: string): Promise<PostgresDatabase> {
  const name = `hookyard_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(POSTGRES_URL);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Runs one statement on the server, outside any store. */
export async function onServer(statement: string, url = POSTGRES_URL): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Null when the server answers; otherwise the reason. With CI=true a missing server is a failure. */
export async function whyNoPostgres(): Promise<string | null> {
  try {
    await onServer('SELECT 1');
    return null;
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    return `no PostgreSQL at ${new URL(POSTGRES_URL).host}: ${String(error)}`;
  }
}

async function opened(
  place: string,
  reopen: TestDatabase['reopen'],
  options: DatabaseOptions,
  drop: () => Promise<void>,
): Promise<TestDatabase> {
  const others: OpenStore[] = [];
  try {
    const store = await reopen(options);
    others.push(store);
    if (options.migrate !== false) await store.migrate();
    return {
      store,
      place,
      reopen: async (more) => {
        const other = await reopen(more ?? options);
        others.push(other);
        return other;
      },
      [Symbol.asyncDispose]: async () => {
        await Promise.all(others.map((other) => other.close()));
        await drop();
      },
    };
  } catch (error) {
    await drop();
    throw error;
  }
}
