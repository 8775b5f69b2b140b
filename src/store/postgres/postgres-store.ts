import type { DataSource, EntityManager } from 'typeorm';

import { ignore } from '../../errors/index.js';
import { CommitPump, type PumpStats } from '../commit-pump.js';
import type { OpenStore, PostgresStoreOptions, Topic, TopicListener } from '../store-options.js';
import { LocalTopics } from '../topics.js';
import type { ColumnValue, Statement, Tx, WriteKind } from '../tx.js';
import { PostgresCommitter } from './postgres-committer.js';
import { migratePostgres } from './postgres-migrate.js';
import { runMany } from './postgres-session.js';
import { prepareReadSession, prepareWorkSession } from './postgres-settings.js';
import { inOrmTransaction, openSource } from './postgres-sources.js';
import { PostgresTopics } from './postgres-topics.js';
import { followServerTime } from './server-time.js';
import { SessionPool } from './session-pool.js';

const PUMP_SESSIONS = 2;
const WRITE_SESSIONS = 2;
const READ_SESSIONS = 3;
const FOLLOW_EVERY_MS = 10_000;

export async function openPostgresStore(options: PostgresStoreOptions): Promise<OpenStore> {
  const pools = poolsOf(options.url);
  const opened: DataSource[] = [];
  try {
    // the first use of a work session is the boot check
    await pools.pump.use(async (session) => followServerTime(await session.connected(), options.clock));
    for (const access of ['write', 'read'] as const) {
      opened.push(await openSource(options.url, options.entities ?? [], access));
    }
  } catch (error) {
    await Promise.all([
      ...Object.values(pools).map((pool) => pool.close()),
      ...opened.map((one) => one.destroy()),
    ]);
    throw error;
  }
  const [dataSource, readSource] = opened as [DataSource, DataSource];
  const store = new PostgresStore(options, pools, { dataSource, readSource });
  await store.listen();
  return store;
}

interface Pools {
  readonly pump: SessionPool;
  readonly write: SessionPool;
  readonly read: SessionPool;
}

function poolsOf(url: string): Pools {
  return {
    pump: new SessionPool(PUMP_SESSIONS, { url, name: 'hookyard commits', prepare: prepareWorkSession }),
    write: new SessionPool(WRITE_SESSIONS, { url, name: 'hookyard writes', prepare: prepareWorkSession }),
    read: new SessionPool(READ_SESSIONS, { url, name: 'hookyard reads', prepare: prepareReadSession }),
  };
}

/**
 * Many processes, each with two committing connections, so that one group can gather and run while another is
 * flushed. Connections are made when they are first needed and again after a loss.
 */
class PostgresStore implements OpenStore {
  readonly engine = 'postgres';
  readonly dataSource: DataSource;
  readonly readSource: DataSource;
  private readonly pump: CommitPump;
  private readonly writes: PostgresCommitter;
  private readonly topics = new LocalTopics();
  private closing: Promise<void> | undefined;
  private readonly remote: PostgresTopics | null;
  private readonly following: NodeJS.Timeout;

  constructor(
    private readonly options: PostgresStoreOptions,
    private readonly pools: Pools,
    sources: { readonly dataSource: DataSource; readonly readSource: DataSource },
  ) {
    this.dataSource = sources.dataSource;
    this.readSource = sources.readSource;
    const committer = new PostgresCommitter(pools.pump);
    this.pump = new CommitPump(Array.from({ length: PUMP_SESSIONS }, () => committer));
    this.writes = new PostgresCommitter(pools.write);
    this.remote = options.listen === false ? null : new PostgresTopics(options.url, this.topics);
    this.following = setInterval(() => void this.follow(), FOLLOW_EVERY_MS);
    this.following.unref();
  }

  async listen(): Promise<void> {
    await this.remote?.open();
  }

  submit<Item, Result>(kind: WriteKind<Item, Result>, item: Item): Promise<Result> {
    return this.pump.submit(kind, item);
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.writes.commit(work);
  }

  read<Row>(
    statement: Statement<Row>,
    rows: readonly Readonly<Record<string, ColumnValue>>[],
  ): Promise<Row[]> {
    return this.pools.read.use(async (session) =>
      runMany(await session.connected(), statement, rows, () => session.lose()),
    );
  }

  transaction<T>(work: (manager: EntityManager, tx: Tx) => Promise<T>): Promise<T> {
    return inOrmTransaction(this.dataSource, work);
  }

  migrate(): Promise<number[]> {
    return this.pools.write.use(async (session) =>
      migratePostgres(await session.connected(), this.options.clock.now()),
    );
  }

  notify(topic: Topic): void {
    this.topics.tell(topic, true);
    this.remote?.notify(topic);
  }

  onNotify(listener: TopicListener): () => void {
    return this.topics.on(listener);
  }

  /** The disk is the server's: it answers 53100 itself, which the pump turns into STORE_UNAVAILABLE. */
  hasRoom(): boolean {
    return true;
  }

  async ping(): Promise<void> {
    await this.read(
      { name: 'store_ping', params: { one: 'int8' }, sqlite: '', postgres: 'SELECT $1::int8[]' },
      [{ one: 1 }],
    );
  }

  async releaseSpace(): Promise<void> {}

  stats(): PumpStats {
    return this.pump.stats();
  }

  close(): Promise<void> {
    this.closing ??= this.closeOnce();
    return this.closing;
  }

  private async closeOnce(): Promise<void> {
    clearInterval(this.following);
    await this.pump.close();
    await this.remote?.close();
    await Promise.all(Object.values(this.pools).map((pool: SessionPool) => pool.close()));
    await Promise.all([this.dataSource.destroy(), this.readSource.destroy()]);
  }

  private async follow(): Promise<void> {
    try {
      await this.pools.read.use(async (session) =>
        followServerTime(await session.connected(), this.options.clock),
      );
    } catch (error) {
      ignore(error, 'no server time now; the monotonic clock carries on');
    }
  }
}
