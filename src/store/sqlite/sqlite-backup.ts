import { chmodSync, existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import Database from 'better-sqlite3';

import { HostError } from '../../errors/index.js';
import { DATABASE_FILE } from './sqlite-file.js';
import { wholeFile } from './whole-file.js';

/** What a backup says of itself; a row of its `meta`. */
export interface BackupMark {
  /** Everything acknowledged before is in it. */
  readonly at: number;
  /** The last step of its schema. */
  readonly schema: number;
}

export interface BackupMade extends BackupMark {
  readonly file: string;
  readonly bytes: number;
}

export interface BackupWish {
  readonly dataDir: string;
  readonly file: string;
  readonly now: number;
  /** A file of this name is replaced. */
  readonly isForced: boolean;
}

/** 32 MB between two turns of the loop, so that a signal is heard. */
const PAGES_AT_ONCE = 8_192;
export const BACKUP_META = 'backup';

/**
 * Copies the embedded database while a host writes to it. It only reads, from one snapshot, so the copy is the state of
 * one moment and the host never waits; its log grows by what is written meanwhile. Verified before it gets its name.
 */
export async function backUp({ dataDir, file, now, isForced }: BackupWish): Promise<BackupMade> {
  const source = join(dataDir, DATABASE_FILE);
  if (!existsSync(source)) throw refused(source, 'there is no embedded database');
  if (resolve(file) === resolve(source)) throw refused(file, 'it is the database itself');
  if (existsSync(file) && !isForced) throw refused(file, 'it is there already; --force replaces it');
  let mark: BackupMark | undefined;
  await wholeFile(file, async (part) => {
    await copySnapshot(source, part);
    chmodSync(part, 0o600);
    mark = signed(part, now);
  });
  return { ...(mark as BackupMark), file: resolve(file), bytes: statSync(file).size };
}

async function copySnapshot(source: string, part: string): Promise<void> {
  const reader = new Database(source, { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    // The read fixes the snapshot for all steps of the copy; without it every commit would begin the copy anew.
    reader.exec('BEGIN');
    reader.prepare('SELECT 1 FROM schema_migration LIMIT 1').get();
    await reader.backup(part, { progress: () => PAGES_AT_ONCE });
    reader.exec('COMMIT');
  } finally {
    reader.close();
  }
}

function signed(part: string, now: number): BackupMark {
  const copy = new Database(part, { fileMustExist: true });
  try {
    // One file, without a log beside it.
    copy.pragma('journal_mode = DELETE');
    copy.pragma('synchronous = FULL');
    const schema = copy.prepare('SELECT max(version) FROM schema_migration').pluck().get() as number;
    const mark: BackupMark = { at: now, schema };
    copy
      .prepare(
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(BACKUP_META, JSON.stringify(mark));
    refuseBroken(copy, part);
    return mark;
  } finally {
    copy.close();
  }
}

/** Every page, every index entry. */
export function refuseBroken(database: Database.Database, file: string): void {
  const detail = database.pragma('integrity_check(1)', { simple: true }) as string;
  if (detail !== 'ok') throw new HostError('BACKUP_BROKEN', { subject: file, detail });
}

export function refused(subject: string, detail: string): HostError {
  return new HostError('BACKUP_REFUSED', { subject, detail });
}
