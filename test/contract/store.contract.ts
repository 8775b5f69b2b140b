import type { Statement, WriteKind } from '../../src/store/index.js';
import { MIGRATIONS } from '../../src/store/migrations/all.js';
import type { DatabaseOptions, TestDatabase } from '../kit/databases.js';

/** How an engine is made to misbehave. */
export interface StoreUnderTest {
  open(options?: DatabaseOptions): Promise<TestDatabase>;
  /** Lets the disk of the database look full until the answer is called. */
  fillDisk(database: TestDatabase): Promise<() => Promise<void>>;
}

const keep: Statement<{ key: string }> = {
  name: 'contract_keep',
  params: { key: 'text', value: 'text' },
  sqlite: 'INSERT INTO meta (key, value) VALUES (@key, @value) RETURNING key',
  postgres: 'INSERT INTO meta (key, value) SELECT * FROM unnest($1::text[], $2::text[]) RETURNING key',
};

const look: Statement<{ key: string; value: string }> = {
  name: 'contract_look',
  params: { key: 'text' },
  sqlite: 'SELECT key, value FROM meta WHERE key = @key',
  postgres: 'SELECT key, value FROM meta WHERE key = ANY ($1::text[])',
};

const rejected: Statement<{ seq: number; at: number; body: Buffer | null; reason: string }> = {
  name: 'contract_rejected',
  params: { at: 'int8', reason: 'text', body: 'bytes' },
  sqlite: `INSERT INTO rejection (owner, at, reason, head, body) VALUES (1, @at, @reason, '', @body)
           RETURNING seq, at, body, reason`,
  postgres: `INSERT INTO rejection (owner, at, reason, head, body)
             SELECT 1, at, reason, '', body FROM unnest($1::int8[], $2::text[], $3::bytea[]) t(at, reason, body)
             RETURNING seq, at, body, reason`,
};

/** A value of null is refused by the table: the poisoned item. */
export interface Item {
  readonly key: string;
  readonly value: string | null;
}

/** Counts what the pump calls, and can wait in the middle of a commit. */
export function keeper(options: { weight?: number; meanwhile?: () => Promise<void> } = {}): {
  kind: WriteKind<Item, string>;
  groups: number[];
} {
  const groups: number[] = [];
  const kind: WriteKind<Item, string> = {
    name: 'keep',
    weigh: () => options.weight ?? 1,
    async write(tx, items) {
      groups.push(items.length);
      await tx.many(keep, items as readonly (Item & Record<string, string>)[]);
      await options.meanwhile?.();
      return items.map(({ key }) => `kept ${key}`);
    },
  };
  return { kind, groups };
}

const items = (count: number, prefix = 'k'): Item[] =>
  Array.from({ length: count }, (_, n) => ({ key: `${prefix}${n}`, value: 'v' }));

const sizes = ({ groups }: { groups: readonly number[] }): number[] =>
  groups.toSorted((one, other) => other - one);

const stored = async ({ store }: TestDatabase, keys: readonly string[]): Promise<string[]> => {
  const rows = await store.read(
    look,
    keys.map((key) => ({ key })),
  );
  return rows.map(({ key }) => key).toSorted();
};

export function storeContract(engine: StoreUnderTest): void {
  describe('submit', () => {
    it('commits what one turn of the event loop brought as one group, each answer with its item', async () => {
      await using database = await engine.open();
      const { kind, groups } = keeper();

      const answers = await Promise.all(items(20).map((item) => database.store.submit(kind, item)));

      expect(answers).toEqual(items(20).map(({ key }) => `kept ${key}`));
      expect(groups).toEqual([20]);
      expect(database.store.stats()).toMatchObject({ commits: 1, items: 20, waiting: 0 });
    });

    it('puts at most 256 items, or 600 row writes, in one commit', async () => {
      await using database = await engine.open();
      const light = keeper();
      const heavy = keeper({ weight: 250 });
      const giant = keeper({ weight: 5_000 });

      await Promise.all(items(300).map((item) => database.store.submit(light.kind, item)));
      await Promise.all(items(5, 'h').map((item) => database.store.submit(heavy.kind, item)));
      await Promise.all(items(2, 'g').map((item) => database.store.submit(giant.kind, item)));

      // PostgreSQL commits groups beside each other, so that they may begin in any order.
      expect(sizes(light)).toEqual([256, 44]);
      expect(sizes(heavy)).toEqual([2, 2, 1]);
      expect(sizes(giant)).toEqual([1, 1]);
    });

    it('keeps a text with a NUL, which PostgreSQL has no room for, and finds it under the same name', async () => {
      await using database = await engine.open();
      await database.store.submit(keeper().kind, { key: 'a\0b', value: 'v' });

      expect(await stored(database, ['a\0b'])).toHaveLength(1);
    });

    it('calls each kind once a commit, and commits several kinds together', async () => {
      await using database = await engine.open();
      const first = keeper();
      const second = keeper();

      await Promise.all(
        items(10).map((item, n) => database.store.submit(n % 2 === 0 ? first.kind : second.kind, item)),
      );

      expect([first.groups, second.groups]).toEqual([[5], [5]]);
      expect(database.store.stats().commits).toBe(1);
    });

    it('lets a poisoned item in a group of 100 fail alone', async () => {
      await using database = await engine.open();
      const { kind } = keeper();
      const group = items(100).map((item, n) => (n === 50 ? { key: item.key, value: null } : item));

      const answers = await Promise.allSettled(group.map((item) => database.store.submit(kind, item)));

      expect(answers.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([50]);
      expect(await stored(database, ['k49', 'k50', 'k51'])).toEqual(['k49', 'k51']);
      expect(database.store.stats().failedGroups).toBe(1);
    });

    it('never commits two groups of one stream at the same time', async () => {
      await using database = await engine.open();
      let inside = 0;
      let most = 0;
      const { kind } = keeper({
        weight: 600,
        meanwhile: async () => {
          most = Math.max(most, (inside += 1));
          await new Promise((resolve) => setImmediate(resolve));
          inside -= 1;
        },
      });
      const streamed = { ...kind, stream: 'lanes' };

      await Promise.all(items(6).map((item) => database.store.submit(streamed, item)));

      expect(most).toBe(1);
    });

    it('refuses with STORE_UNAVAILABLE while the disk is full, and works again after', async () => {
      await using database = await engine.open();
      const { kind } = keeper();
      const free = await engine.fillDisk(database);
      const large = items(3, 'full').map(({ key }) => ({ key, value: 'x'.repeat(100_000) }));

      const answers = await Promise.allSettled(large.map((item) => database.store.submit(kind, item)));
      await free();
      const after = await database.store.submit(kind, { key: 'after', value: 'x'.repeat(100_000) });

      expect(answers.map((answer) => answer.status === 'rejected' && answer.reason)).toEqual(
        large.map(() => expect.objectContaining({ code: 'STORE_UNAVAILABLE' })),
      );
      expect(after).toBe('kept after');
      expect(await stored(database, ['full0', 'full1', 'full2'])).toEqual([]);
    });

    it('finishes what it took before it closes, and takes nothing after', async () => {
      await using database = await engine.open();
      const { kind } = keeper();

      const taken = database.store.submit(kind, { key: 'last', value: 'v' });
      await database.store.close();
      const late = database.store.submit(kind, { key: 'late', value: 'v' });

      await expect(taken).resolves.toBe('kept last');
      await expect(late).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      const again = await database.reopen();
      expect(await again.read(look, [{ key: 'last' }])).toHaveLength(1);
    });
  });

  describe('transactions', () => {
    it('an acknowledged write survives another transaction’s rollback', async () => {
      await using database = await engine.open();
      const { store } = database;
      const { kind } = keeper();

      const rolledBack = store.transaction(async (manager) => {
        await manager.query("INSERT INTO meta (key, value) VALUES ('rolled back', 'v')");
        await new Promise((resolve) => setImmediate(resolve));
        throw new Error('the operator’s request failed');
      });
      const acknowledged = store.submit(kind, { key: 'acknowledged', value: 'v' });

      await expect(rolledBack).rejects.toThrow('the operator’s request failed');
      await expect(acknowledged).resolves.toBe('kept acknowledged');
      expect(await stored(database, ['acknowledged', 'rolled back'])).toEqual(['acknowledged']);
    });

    it('hold repositories and the hot tables’ statements in one commit', async () => {
      await using database = await engine.open();
      const key = { key: 'by tx', value: 'v' };

      await database.store.transaction(async (manager, tx) => {
        await manager.query("INSERT INTO meta (key, value) VALUES ('by manager', 'v')");
        await tx.many(keep, [key]);
      });

      const undone = database.store.transaction(async (_manager, tx) => {
        await tx.many(keep, [{ key: 'undone', value: 'v' }]);
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      expect(await stored(database, ['by manager', 'by tx', 'undone'])).toEqual(['by manager', 'by tx']);
    });

    it('are not seen by readers before they are committed', async () => {
      await using database = await engine.open();

      const seen = await database.store.write(async (tx) => {
        await tx.many(keep, [{ key: 'open', value: 'v' }]);
        return stored(database, ['open']);
      });

      expect(seen).toEqual([]);
      expect(await stored(database, ['open'])).toEqual(['open']);
    });

    it('end: a statement that comes later is refused', async () => {
      await using database = await engine.open();
      let late: (() => Promise<unknown>) | undefined;

      await database.store.write(async (tx) => {
        late = () => tx.many(keep, [{ key: 'late', value: 'v' }]);
      });

      await expect(late?.()).rejects.toMatchObject({ code: 'WRITE_WITHOUT_LOCK' });
    });
  });

  describe('values', () => {
    it('come back as they went in: large numbers, empty and missing bytes, any text', async () => {
      await using database = await engine.open();
      const rows = [
        { at: 9e15, reason: 'née 🪝 "quoted" {a,b} \\ \n NULL', body: Buffer.from([0, 1, 255, 92, 39]) },
        { at: -1, reason: '', body: Buffer.alloc(0) },
        { at: Number.MAX_SAFE_INTEGER, reason: 'null', body: null },
        { at: 2 ** 32, reason: '2^32', body: Buffer.alloc(300_000, 7) },
      ];

      const back = await database.store.write((tx) => tx.many(rejected, rows));

      const byReason = new Map(back.map((row) => [row.reason, row]));
      expect(rows.map(({ reason }) => byReason.get(reason))).toEqual(
        rows.map((row) => ({ ...row, seq: expect.any(Number) })),
      );
    });

    it('of no rows run nothing', async () => {
      await using database = await engine.open();

      const back = await database.store.write((tx) => tx.many(rejected, []));

      expect(back).toEqual([]);
    });
  });

  describe('wake-ups', () => {
    it('reach listeners of this process until they stop listening', async () => {
      await using database = await engine.open();
      const heard: string[] = [];
      const stop = database.store.onNotify((topic) => heard.push(topic));

      database.store.notify('hooks');
      await new Promise((resolve) => setImmediate(resolve));
      stop();
      database.store.notify('config');
      await new Promise((resolve) => setImmediate(resolve));

      expect(heard).toEqual(['hooks']);
    });
  });

  describe('migrations', () => {
    it('run once', async () => {
      await using database = await engine.open({ migrate: false });

      const applied = [await database.store.migrate(), await database.store.migrate()];

      expect(applied).toEqual([MIGRATIONS.map(({ version }) => version), []]);
    });

    it('refuse a database that a newer host has changed', async () => {
      await using database = await engine.open();
      await database.store.transaction((manager) =>
        manager.query("INSERT INTO schema_migration (version, name, at) VALUES (999, 'of tomorrow', 0)"),
      );

      await expect(database.store.migrate()).rejects.toMatchObject({ code: 'DATABASE_NEWER' });
    });
  });

  it('answers a ping', async () => {
    await using database = await engine.open();

    await expect(database.store.ping()).resolves.toBeUndefined();
  });
}
