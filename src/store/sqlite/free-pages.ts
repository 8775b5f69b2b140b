import type { Database } from 'better-sqlite3';

/** 800 KB: two milliseconds, and as much in the log. */
const PAGES_AT_ONCE = 200;
/** What comes next uses these again: a file that shrinks by night and grows by day is written twice. */
const KEPT_SHARE = 0.1;
const KEPT_PAGES = 1_000;

/** Gives some empty pages back to the file system. Does nothing where the file was made without room for it. */
export function releaseSome(database: Database): void {
  const free = database.pragma('freelist_count', { simple: true }) as number;
  const all = database.pragma('page_count', { simple: true }) as number;
  const over = free - Math.max(KEPT_PAGES, Math.floor(all * KEPT_SHARE));
  if (over > 0) database.pragma(`incremental_vacuum(${Math.min(over, PAGES_AT_ONCE)})`);
}
