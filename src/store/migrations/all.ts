import { configurationOnPostgres, configurationOnSqlite } from './0001-configuration.js';
import { hubOnPostgres, hubOnSqlite } from './0001-hub.js';
import { ledgerOnPostgres, ledgerOnSqlite } from './0001-ledger.js';
import { scheduleOnPostgres, scheduleOnSqlite } from './0001-schedule.js';
import type { Migration } from './migration.js';

/** All migrations, oldest first. New ones are added at the end. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'the yard',
    sqlite: ledgerOnSqlite + hubOnSqlite + configurationOnSqlite + scheduleOnSqlite,
    postgres: ledgerOnPostgres + hubOnPostgres + configurationOnPostgres + scheduleOnPostgres,
  },
];
