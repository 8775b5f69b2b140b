import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { lockDataDir, migrate } from '../../src/store/index.js';
import { MIGRATIONS } from '../../src/store/migrations/all.js';
import { aSqliteStore, type TestDatabase } from '../kit/databases.js';
import { keeper, storeContract } from './store.contract.js';

/** The driver's handle, as TypeORM shows it. */
function handleOf({ store }: TestDatabase): Database.Database {
  return (store.dataSource.driver as unknown as { databaseConnection: Database.Database }).databaseConnection;
}

storeContract({
  open: aSqliteStore,
  async fillDisk(database) {
    const handle = handleOf(database);
    const pages = handle.pragma('page_count', { simple: true }) as number;
    handle.pragma(`max_page_count = ${pages}`);
    return async () => {
      handle.pragma('max_page_count = 1000000');
    };
  },
});

describe('the write connection', () => {
  const insert = "INSERT INTO meta (key, value) VALUES ('bystander', 'v')";

  it('refuses a write without the lock', async () => {
    await using database = await aSqliteStore();

    await expect(database.store.dataSource.query(insert)).rejects.toMatchObject({
      code: 'WRITE_WITHOUT_LOCK',
    });
    expect(() => handleOf(database).exec(insert)).toThrow(
      expect.objectContaining({ code: 'WRITE_WITHOUT_LOCK' }),
    );
    expect(() => handleOf(database).prepare(insert).run()).toThrow(
      expect.objectContaining({ code: 'WRITE_WITHOUT_LOCK' }),
    );
  });

  it('refuses a bystander’s write and transaction while somebody else holds the lock, and harms nobody', async () => {
    await using database = await aSqliteStore();
    const { store } = database;
    const refused: Promise<unknown>[] = [];
    let bystand: (() => void) | undefined;
    const isOpen = new Promise<void>((resolve) => (bystand = resolve));

    const holder = store.transaction(async (manager) => {
      await manager.query("INSERT INTO meta (key, value) VALUES ('holder', 'v')");
      bystand?.();
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    });
    await isOpen;
    refused.push(
      store.dataSource.query(insert),
      store.dataSource.transaction((manager) => manager.query(insert)),
    );
    const outcomes = await Promise.allSettled(refused);
    await holder;

    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason)).toEqual([
      expect.objectContaining({ code: 'WRITE_WITHOUT_LOCK' }),
      expect.objectContaining({ code: 'WRITE_WITHOUT_LOCK' }),
    ]);
    expect(await store.readSource.query('SELECT key FROM meta')).toEqual([{ key: 'holder' }]);
    await expect(store.transaction((manager) => manager.query(insert))).resolves.toBeDefined();
  });

  it('refuses a write that would wait for the transaction it is in', async () => {
    await using database = await aSqliteStore();
    const { store } = database;
    const { kind } = keeper();

    const nested = [
      store.transaction(() => store.submit(kind, { key: 'k', value: 'v' })),
      store.transaction(() => store.write(async () => 'never')),
      store.write(() => store.transaction(async () => 'never')),
    ];

    for (const write of nested) await expect(write).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  it('says so when another program holds the file, without holding up the event loop', async () => {
    await using database = await aSqliteStore();
    const { kind } = keeper();
    const foreign = new Database(join(database.place, 'hookyard.sqlite'));
    foreign.exec('BEGIN IMMEDIATE');
    const began = performance.now();

    const refused = await database.store
      .submit(kind, { key: 'k', value: 'v' })
      .catch((error: unknown) => error);
    const tookMs = performance.now() - began;
    foreign.close();

    expect(refused).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(tookMs).toBeLessThan(1_000);
    await expect(database.store.submit(kind, { key: 'k', value: 'v' })).resolves.toBe('kept k');
  });

  it('is durable: WAL, synchronous FULL, and able to give pages back', async () => {
    await using database = await aSqliteStore();
    const handle = handleOf(database);

    const settings = ['journal_mode', 'synchronous', 'auto_vacuum', 'page_size'].map((name) =>
      handle.pragma(name, { simple: true }),
    );

    expect(settings).toEqual(['wal', 2, 2, 4096]);
  });
});

describe('the read connection', () => {
  it('cannot write', async () => {
    await using database = await aSqliteStore();

    await expect(database.store.readSource.query("INSERT INTO meta VALUES ('k', 'v')")).rejects.toMatchObject(
      {
        code: 'SQLITE_READONLY',
      },
    );
  });
});

describe('free disk', () => {
  it('has room', async () => {
    await using database = await aSqliteStore();

    expect(database.store.hasRoom()).toBe(true);
  });
});

describe('the data directory', () => {
  it('belongs to one process, until it lets go', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'hookyard-lock-'));
    const lock = lockDataDir(directory);

    expect(() => lockDataDir(directory)).toThrow(expect.objectContaining({ code: 'DATA_DIR_LOCKED' }));
    lock.release();
    lockDataDir(directory).release();

    await rm(directory, { recursive: true });
  });

  it('is made and migrated by a process of its own', async () => {
    const directory = join(await mkdtemp(join(tmpdir(), 'hookyard-migrate-')), 'data');

    const applied = await migrate({ engine: 'sqlite', dataDir: directory, now: 1 });

    expect(applied).toEqual(MIGRATIONS.map(({ version }) => version));
    expect(existsSync(join(directory, 'hookyard.sqlite'))).toBe(true);
    await rm(directory, { recursive: true });
  });
});
