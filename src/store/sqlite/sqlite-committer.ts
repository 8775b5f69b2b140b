import { statSync } from 'node:fs';

import type { Statement as Prepared } from 'better-sqlite3';
import type { EntityManager } from 'typeorm';

import { ignore } from '../../errors/index.js';
import type { Committer } from '../commit-pump.js';
import { withinTransactionTime } from '../time-limit.js';
import type { Tx } from '../tx.js';
import type { WriteLock } from '../write-lock.js';
import type { SqliteWriterConnection } from './sqlite-connections.js';
import { sqliteFailure } from './sqlite-errors.js';
import { SqliteTx } from './sqlite-tx.js';

/** A log this long means that readers held the checkpoints up. */
const LONG_LOG_BYTES = 64 * 1024 * 1024;
/** Looking costs 2 µs; 64 commits write about 4 MB at the most usual sizes. */
const LOOK_EVERY_COMMITS = 64;

/** Transactions on the one write connection, each under the write lock. */
export class SqliteCommitter implements Committer {
  private readonly begin: Prepared;
  private readonly end: Prepared;
  private readonly rollback: Prepared;
  private commitsSinceLook = 0;

  constructor(
    private readonly writer: SqliteWriterConnection,
    private readonly lock: WriteLock,
    private readonly logFile: string,
  ) {
    this.begin = writer.statements.prepare('BEGIN IMMEDIATE');
    this.end = writer.statements.prepare('COMMIT');
    this.rollback = writer.statements.prepare('ROLLBACK');
  }

  async commit<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const release = await this.lock.acquire();
    try {
      return await this.inTransaction(work);
    } finally {
      release();
    }
  }

  /** As `commit`, for callers that could nest: their context is known to hold the lock. */
  async write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.lock.refuseNesting();
    return this.lock.run(() => this.inTransaction(work));
  }

  async transaction<T>(work: (manager: EntityManager, tx: Tx) => Promise<T>): Promise<T> {
    this.lock.refuseNesting();
    const { manager } = this.writer.dataSource.createQueryRunner();
    return this.lock.run(() => this.inOrmTransaction((tx) => withinTransactionTime(work(manager, tx))));
  }

  private async inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const tx = new SqliteTx(this.writer.statements);
    let during: 'work' | 'commit' = 'work';
    try {
      this.begin.run();
      const result = await work(tx);
      during = 'commit';
      this.end.run();
      this.lookAtLog();
      return result;
    } catch (error) {
      // a full disk may have rolled it back already
      if (this.writer.database.inTransaction) this.rollback.run();
      throw sqliteFailure(error, during);
    } finally {
      tx.end();
    }
  }

  /** TypeORM counts its transactions itself, so that its repositories do not begin another one inside. */
  private async inOrmTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.writer.dataSource.createQueryRunner();
    const tx = new SqliteTx(this.writer.statements);
    let during: 'work' | 'commit' = 'work';
    try {
      await runner.startTransaction();
      const result = await work(tx);
      during = 'commit';
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      if (this.writer.database.inTransaction) this.rollback.run();
      throw sqliteFailure(error, during);
    } finally {
      tx.end();
    }
  }

  private lookAtLog(): void {
    this.commitsSinceLook += 1;
    if (this.commitsSinceLook < LOOK_EVERY_COMMITS) return;
    this.commitsSinceLook = 0;
    try {
      const size = statSync(this.logFile, { throwIfNoEntry: false })?.size ?? 0;
      if (size > LONG_LOG_BYTES) this.writer.database.pragma('wal_checkpoint(RESTART)');
    } catch (error) {
      ignore(error, 'the log could not be cut back now; the next look tries again');
    }
  }
}
