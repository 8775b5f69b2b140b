/**
 * The database, the same from outside on both engines. In come items of a kind (`submit`), transactions and reads;
 * out come their results after the commit is flushed. It promises that what it acknowledged is on disk, that one bad
 * item fails alone, and that nobody writes into another's transaction. It refuses a server that would lose
 * acknowledged writes, a write without the lock, and, with STORE_UNAVAILABLE, whatever it cannot keep now.
 */
export { openStore } from './open-store.js';
export type { Entities, FollowingClock, OpenStore } from './store-options.js';
export { migrate } from './migrate.js';
export { pendingMigrations } from './pending-migrations.js';
export { serverFacts } from './postgres/server-facts.js';
export type { ServerFacts } from './postgres/server-facts.js';
export type { MigrateOptions } from './migrate.js';
export { backUp } from './sqlite/sqlite-backup.js';
export { compact, spaceOf } from './sqlite/sqlite-compact.js';
export { restore } from './sqlite/sqlite-restore.js';
export { lockDataDir } from './data-dir-lock.js';
export { everyStatement, listStatements, readList } from './list-pages.js';
export type { ListOrder, ListPage, ListPart, ListStatements } from './list-pages.js';
export { openPublicIds, publicIdStatements } from './public-ids.js';
export type { PublicIds, PublicPrefix } from './public-ids.js';
export type { ColumnType, ColumnValue, Statement, Store, Tx, WriteKind } from './tx.js';
