import { join } from 'node:path';

import type { DataSource, EntityManager } from 'typeorm';

import { HostError } from '../../errors/index.js';
import { CommitPump, type PumpStats } from '../commit-pump.js';
import { FreeDisk, freeBytesOf } from '../free-disk.js';
import type { OpenStore, SqliteStoreOptions, Topic, TopicListener } from '../store-options.js';
import { LocalTopics } from '../topics.js';
import type { ColumnValue, Statement, Tx, WriteKind } from '../tx.js';
import { WriteLock } from '../write-lock.js';
import { SqliteCommitter } from './sqlite-committer.js';
import {
  openReader,
  openWriter,
  type SqliteConnection,
  type SqliteWriterConnection,
} from './sqlite-connections.js';
import { DATABASE_FILE } from './sqlite-file.js';
import { releaseSome } from './free-pages.js';
import { migrateSqlite } from './sqlite-migrate.js';
import { PreparedStatements } from './sqlite-tx.js';

const DEFAULT_MIN_FREE_BYTES = 64 * 1024 * 1024;

export async function openSqliteStore(options: SqliteStoreOptions): Promise<OpenStore> {
  const lock = new WriteLock();
  const writer = await openWriter(options.dataDir, options.entities ?? [], lock);
  const reader = await openReader(options.dataDir, options.entities ?? []);
  return new SqliteStore(options, lock, { writer, reader });
}

interface Connections {
  readonly writer: SqliteWriterConnection;
  readonly reader: SqliteConnection;
}

/**
 * One process, one write connection, one write lock: the pump, `write` and TypeORM's transactions take turns. Reads
 * see committed rows on a connection of their own.
 */
class SqliteStore implements OpenStore {
  readonly engine = 'sqlite';
  readonly dataSource: DataSource;
  readonly readSource: DataSource;
  private readonly committer: SqliteCommitter;
  private readonly pump: CommitPump;
  private readonly reads: PreparedStatements;
  private readonly topics = new LocalTopics();
  private closing: Promise<void> | undefined;
  private readonly disk: FreeDisk;

  constructor(
    private readonly options: SqliteStoreOptions,
    private readonly lock: WriteLock,
    private readonly connections: Connections,
  ) {
    this.dataSource = connections.writer.dataSource;
    this.readSource = connections.reader.dataSource;
    this.committer = new SqliteCommitter(
      connections.writer,
      lock,
      join(options.dataDir, `${DATABASE_FILE}-wal`),
    );
    this.pump = new CommitPump([this.committer]);
    this.reads = new PreparedStatements(connections.reader.database);
    this.disk = new FreeDisk(
      () => freeBytesOf(options.dataDir),
      options.minFreeBytes ?? DEFAULT_MIN_FREE_BYTES,
      options.clock,
    );
  }

  async submit<Item, Result>(kind: WriteKind<Item, Result>, item: Item): Promise<Result> {
    this.lock.refuseNesting();
    return this.pump.submit(kind, item);
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.committer.write(work);
  }

  /**
   * While no transaction is open the writing connection sees committed rows only, too, and it alone keeps its pages
   * over a commit: 5 µs a look-up instead of 30 on the other, which reads its pages anew after each.
   */
  async read<Row>(
    statement: Statement<Row>,
    rows: readonly Readonly<Record<string, ColumnValue>>[],
  ): Promise<Row[]> {
    const statements = this.lock.isFree() ? this.connections.writer.statements : this.reads;
    return statements.run(statement, rows);
  }

  transaction<T>(work: (manager: EntityManager, tx: Tx) => Promise<T>): Promise<T> {
    return this.committer.transaction(work);
  }

  async migrate(): Promise<number[]> {
    return this.lock.run(async () =>
      migrateSqlite(this.connections.writer.database, this.options.clock.now()),
    );
  }

  notify(topic: Topic): void {
    this.topics.tell(topic, true);
  }

  onNotify(listener: TopicListener): () => void {
    return this.topics.on(listener);
  }

  hasRoom(): boolean {
    return this.disk.hasRoom();
  }

  async ping(): Promise<void> {
    try {
      this.connections.reader.database.pragma('user_version');
    } catch (error) {
      throw new HostError('STORE_UNAVAILABLE', {}, { cause: error });
    }
  }

  releaseSpace(): Promise<void> {
    return this.lock.run(async () => releaseSome(this.connections.writer.database));
  }

  stats(): PumpStats {
    return this.pump.stats();
  }

  close(): Promise<void> {
    this.closing ??= this.closeOnce();
    return this.closing;
  }

  private async closeOnce(): Promise<void> {
    await this.pump.close();
    await this.lock.run(async () => {
      await this.readSource.destroy();
      await this.dataSource.destroy();
    });
  }
}
