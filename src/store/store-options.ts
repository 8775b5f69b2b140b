import type { DataSource, EntityManager, EntitySchema, MixedList } from 'typeorm';

import type { Clock } from '../clock/index.js';
import type { PumpStats } from './commit-pump.js';
import type { Store, Tx } from './tx.js';

/** A clock that can be told the database server's time. */
export interface FollowingClock extends Clock {
  follow?(referenceNow: number): void;
}

/** TypeORM entities of the configuration tables. */
export type Entities = MixedList<Function | string | EntitySchema>;

interface CommonOptions {
  readonly clock: FollowingClock;
  readonly entities?: Entities;
}

export interface SqliteStoreOptions extends CommonOptions {
  readonly engine: 'sqlite';
  readonly dataDir: string;
  /** Below this much free disk `hasRoom()` says no. Bytes; default 64 MiB. */
  readonly minFreeBytes?: number;
}

export interface PostgresStoreOptions extends CommonOptions {
  readonly engine: 'postgres';
  readonly url: string;
  /** False: no connection for wake-ups; topics stay in this process. Default true. */
  readonly listen?: boolean;
}

export type StoreOptions = SqliteStoreOptions | PostgresStoreOptions;

/** What wakes whom: hooks to resolve, requests to run, queues held or freed, configuration to load again. */
export type Topic = 'hooks' | 'requests' | 'holds' | 'config';
export type TopicListener = (topic: Topic, isOwn: boolean) => void;

/** The store as `main` and the configuration rooms see it. */
export interface OpenStore extends Store {
  /** Brings the schema to this version, under a lock. Answers the versions it applied. */
  migrate(): Promise<number[]>;
  /** TypeORM for writes: only inside `transaction`. */
  readonly dataSource: DataSource;
  /** TypeORM for reads: committed rows only. */
  readonly readSource: DataSource;
  /**
   * A configuration write: repositories of `manager` and statements of `tx` in one transaction under the write lock,
   * at most 10 s long.
   */
  transaction<T>(work: (manager: EntityManager, tx: Tx) => Promise<T>): Promise<T>;
  /** Wakes listeners of this process now and of others soon. A hint: polling finds the work too. */
  notify(topic: Topic): void;
  /** `isOwn`: this process told it. Answers a function that ends the listening. */
  onNotify(listener: TopicListener): () => void;
  /** False when the disk is nearly full: new data should be refused, what is stored may still be finished. */
  hasRoom(): boolean;
  /** Throws STORE_UNAVAILABLE when the database does not answer. */
  ping(): Promise<void>;
  /**
   * Gives some of what was emptied back to the file system; a few milliseconds at the most. The server of PostgreSQL
   * does so by itself.
   */
  releaseSpace(): Promise<void>;
  stats(): PumpStats;
  /** Finishes what was submitted, then closes every connection. */
  close(): Promise<void>;
}
