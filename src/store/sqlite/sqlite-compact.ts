import { existsSync, statSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { lockDataDir } from '../data-dir-lock.js';
import { refused } from './sqlite-backup.js';
import { DATABASE_FILE, makeDurable } from './sqlite-file.js';

/** The file as the file system has it. */
export interface SpaceFound {
  readonly bytes: number;
  readonly freeBytes: number;
  /** False: the file was made without room for giving pages back; it only grows. */
  readonly shrinks: boolean;
}

const INCREMENTAL = 2;

/** How much of the file is empty; null where there is none. */
export function spaceOf(dataDir: string): SpaceFound | null {
  const file = join(dataDir, DATABASE_FILE);
  if (!existsSync(file)) return null;
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return found(database);
  } finally {
    database.close();
  }
}

/** Writes the file anew, without its empty pages, and so that it shrinks by itself from then on. No host may run. */
export function compact(dataDir: string): { readonly before: SpaceFound; readonly after: SpaceFound } {
  const file = join(dataDir, DATABASE_FILE);
  if (!existsSync(file)) throw refused(file, 'there is no embedded database');
  const lock = lockDataDir(dataDir);
  try {
    refuseLittleDisk(dataDir, file);
    const database = new Database(file, { fileMustExist: true });
    try {
      makeDurable(database);
      const before = found(database);
      database.exec('VACUUM');
      database.pragma('wal_checkpoint(TRUNCATE)');
      return { before, after: found(database) };
    } finally {
      database.close();
    }
  } finally {
    lock.release();
  }
}

/** The new file, and as much again in the log, lie beside the old one for a while. */
function refuseLittleDisk(dataDir: string, file: string): void {
  const { bavail, bsize } = statfsSync(dataDir);
  const needed = statSync(file).size * 2;
  if (bavail * bsize < needed)
    throw refused(dataDir, `it takes ${needed} bytes of free disk for a while; there are ${bavail * bsize}`);
}

function found(database: Database.Database): SpaceFound {
  const number = (pragma: string): number => database.pragma(pragma, { simple: true }) as number;
  const size = number('page_size');
  return {
    bytes: number('page_count') * size,
    freeBytes: number('freelist_count') * size,
    shrinks: number('auto_vacuum') === INCREMENTAL,
  };
}
