import type { Database } from 'better-sqlite3';

import { HostError } from '../../errors/index.js';

export const DATABASE_FILE = 'hookyard.sqlite';

/** Page size and auto_vacuum count only before the first table is made; later they would need a VACUUM. */
export function makeDurable(database: Database): void {
  database.pragma('page_size = 4096');
  database.pragma('auto_vacuum = INCREMENTAL');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // macOS: a flush that reaches the disk; elsewhere it changes nothing
  database.pragma('fullfsync = ON');
  database.pragma('wal_autocheckpoint = 1000');
  // cuts the log back after a RESTART checkpoint
  database.pragma('journal_size_limit = 16777216');
  // 8 MiB: a commit that split an index page walks over the whole cache; with 64 MiB that was a seventh of an accept
  database.pragma('cache_size = -8192');
  database.pragma('temp_store = MEMORY');
}

export function checkDurable(database: Database, file: string): void {
  const synchronous = database.pragma('synchronous', { simple: true });
  if (synchronous !== 2) {
    throw new HostError('DATABASE_UNSAFE', {
      subject: file,
      detail: `synchronous is ${String(synchronous)}, not 2`,
    });
  }
  const journal = database.pragma('journal_mode', { simple: true });
  if (journal !== 'wal') {
    const detail = `journal_mode is ${String(journal)}, not wal; a network file system cannot hold the database`;
    throw new HostError('DATABASE_UNSAFE', { subject: file, detail });
  }
}
