import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Database } from 'better-sqlite3';
import { DataSource } from 'typeorm';

import { HostError } from '../../errors/index.js';
import type { Entities } from '../store-options.js';
import type { WriteLock } from '../write-lock.js';
import { checkDurable, DATABASE_FILE, makeDurable } from './sqlite-file.js';
import { PreparedStatements } from './sqlite-tx.js';

export interface SqliteConnection {
  /** The driver's handle: TypeORM and the pump use the same one. */
  readonly database: Database;
  readonly dataSource: DataSource;
}

export interface SqliteWriterConnection extends SqliteConnection {
  /** Prepared on the bare handle: for whoever holds the lock without needing its context. */
  readonly statements: PreparedStatements;
}

/** The one connection that writes. Every statement TypeORM sends through it needs the write lock. */
export async function openWriter(
  dataDir: string,
  entities: Entities,
  lock: WriteLock,
): Promise<SqliteWriterConnection> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, DATABASE_FILE);
  const writer = await connect({ database: file }, entities, (database) => {
    makeDurable(database);
    checkDurable(database, file);
  });
  const statements = new PreparedStatements(writer.database);
  guard(writer.database, lock);
  return { ...writer, statements };
}

/** Sees committed rows only, also while a transaction is open on the other connection. */
export async function openReader(dataDir: string, entities: Entities): Promise<SqliteConnection> {
  const file = join(dataDir, DATABASE_FILE);
  return connect({ database: file, readonly: true, fileMustExist: true }, entities, (database) => {
    database.pragma('cache_size = -16384');
  });
}

interface FileOptions {
  readonly database: string;
  readonly readonly?: boolean;
  readonly fileMustExist?: boolean;
}

/**
 * `prepareDatabase` is where TypeORM shows its handle. `timeout: 0`: the driver is synchronous, so waiting for a
 * foreign lock would stop the whole event loop.
 */
async function connect(
  file: FileOptions,
  entities: Entities,
  prepare: (database: Database) => void,
): Promise<SqliteConnection> {
  let handle: Database | undefined;
  const dataSource = new DataSource({
    type: 'better-sqlite3',
    ...file,
    timeout: 0,
    entities,
    prepareDatabase: (database: Database) => {
      handle = database;
      prepare(database);
    },
  });
  try {
    await dataSource.initialize();
  } catch (error) {
    handle?.close();
    throw error;
  }
  return { database: handle as unknown as Database, dataSource };
}

/**
 * TypeORM has one query runner per embedded data source, so whoever used it without the lock would write into, or
 * read out of, somebody else's transaction. The pump's statements come from before the guard.
 */
function guard(database: Database, lock: WriteLock): void {
  const prepare = database.prepare.bind(database);
  const exec = database.exec.bind(database);
  const check = (text: string): void => {
    if (lock.isHeldHere()) return;
    throw new HostError('WRITE_WITHOUT_LOCK', {
      detail: `\`${text.slice(0, 80)}\` came outside store.transaction(); reads belong on store.readSource`,
    });
  };
  database.exec = (text) => {
    check(text);
    return exec(text);
  };
  database.prepare = ((text: string) => {
    const statement = prepare(text);
    for (const method of ['run', 'all', 'get', 'iterate'] as const) {
      const call = statement[method].bind(statement) as (...values: unknown[]) => unknown;
      Object.defineProperty(statement, method, {
        value: (...values: unknown[]) => {
          check(text);
          return call(...values);
        },
      });
    }
    return statement;
  }) as Database['prepare'];
}
