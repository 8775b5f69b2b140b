import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { HostError } from '../../errors/index.js';
import { lockDataDir } from '../data-dir-lock.js';
import { MIGRATIONS } from '../migrations/all.js';
import { pendingAfter } from '../migrations/pending.js';
import { BACKUP_META, refuseBroken, refused, type BackupMark } from './sqlite-backup.js';
import { DATABASE_FILE, makeDurable } from './sqlite-file.js';
import { wholeFile } from './whole-file.js';

export interface RestoreWish {
  readonly dataDir: string;
  readonly file: string;
  readonly now: number;
  /** A database that is there is put aside. */
  readonly isForced: boolean;
}

export interface Restored {
  readonly backup: BackupMark;
  /** Steps of the schema that the next start adds. */
  readonly pending: number;
  /** Where the database that was there lies now; null where there was none. */
  readonly putAside: string | null;
}

/**
 * Numbers are never used twice, also by what was made after the backup and is lost: a create's key at a destination is
 * made of its record's number, and a second record under it would be taken for the first. Requests advance less: their
 * index is looked through by blocks of numbers.
 */
const SKIPPED = 1_000_000_000;
const SKIPPED_REQUESTS = 100_000_000;
const SKIPPED_CONFIGURATION = 1_000;
const HOT = ['hook', 'verdict', 'rejection', 'link'];
/** Numbers that are drawn from `meta`: records', and the starts of processes. */
const COUNTED = { 'hub.record-id': SKIPPED, incarnation: SKIPPED_CONFIGURATION };

/** Puts a backup into a data directory that no host uses. It never writes over a database. */
export async function restore({ dataDir, file, now, isForced }: RestoreWish): Promise<Restored> {
  if (!existsSync(file)) throw refused(file, 'there is no such file');
  const found = inspected(file);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = lockDataDir(dataDir);
  try {
    const target = join(dataDir, DATABASE_FILE);
    if (existsSync(target) && !isForced)
      throw refused(target, 'the data directory has a database; --force puts it aside');
    let putAside: string | null = null;
    await wholeFile(target, async (part) => {
      copyFileSync(file, part);
      chmodSync(part, 0o600);
      prepared(part, { ...found.backup, restoredAt: now });
      putAside = aside(target, now);
    });
    return { ...found, putAside };
  } finally {
    lock.release();
  }
}

function inspected(file: string): Pick<Restored, 'backup' | 'pending'> {
  const backup = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const mark = backup.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(BACKUP_META);
    if (typeof mark !== 'string') throw refused(file, 'it is no backup made by `hookyard backup`');
    const done = backup.prepare('SELECT version FROM schema_migration').all() as { version: number }[];
    const pending = pendingAfter(done, MIGRATIONS).length;
    refuseBroken(backup, file);
    return { backup: JSON.parse(mark) as BackupMark, pending };
  } catch (error) {
    if (error instanceof HostError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new HostError('BACKUP_BROKEN', { subject: file, detail }, { cause: error });
  } finally {
    backup.close();
  }
}

function prepared(part: string, mark: BackupMark & { readonly restoredAt: number }): void {
  const database = new Database(part, { fileMustExist: true });
  try {
    database.transaction(() => {
      advanceNumbers(database);
      const set = database.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
      set.run('restored', JSON.stringify(mark));
      database.prepare('DELETE FROM meta WHERE key = ?').run(BACKUP_META);
    })();
    makeDurable(database);
    // What the change left in the log goes into the file, which is moved alone.
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

function advanceNumbers(database: Database.Database): void {
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'")
    .pluck()
    .all() as string[];
  const advance = database.prepare('UPDATE sqlite_sequence SET seq = seq + ? WHERE name = ?');
  const begin = database.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)');
  for (const table of tables) {
    const by = skippedOf(table);
    if (advance.run(by, table).changes === 0) begin.run(table, by);
  }
  const count = database.prepare(
    'UPDATE meta SET value = CAST(CAST(value AS INTEGER) + ? AS TEXT) WHERE key = ?',
  );
  for (const [key, by] of Object.entries(COUNTED)) count.run(by, key);
}

function skippedOf(table: string): number {
  if (table === 'request') return SKIPPED_REQUESTS;
  return HOT.includes(table) ? SKIPPED : SKIPPED_CONFIGURATION;
}

/** Its log goes with it: without it, it would not be whole. */
function aside(target: string, now: number): string | null {
  if (!existsSync(target)) return null;
  const name = `${target}.replaced-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
  for (const suffix of ['-wal', '-shm', ''])
    if (existsSync(`${target}${suffix}`)) renameSync(`${target}${suffix}`, `${name}${suffix}`);
  return name;
}
