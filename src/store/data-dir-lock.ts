import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { HostError } from '../errors/index.js';

export interface DataDirLock {
  release(): void;
}

/**
 * One process per data directory, for the life of the process. A lock of the operating system, held through a tiny
 * database file: it ends with the process, however that ends, and a pid file would not.
 */
export function lockDataDir(dataDir: string): DataDirLock {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const database = new Database(join(dataDir, 'lock.sqlite'), { timeout: 0 });
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new HostError('DATA_DIR_LOCKED', { subject: dataDir }, { cause: error });
  }
  const release = (): void => {
    process.off('exit', release);
    database.close();
  };
  // also keeps the handle from being collected, which would give the lock away
  process.once('exit', release);
  return { release };
}

function isBusy(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'SQLITE_BUSY';
}
