import pg from 'pg';

import { SystemClock } from '../../src/clock/index.js';
import { migrate, openStore, type Statement, type WriteKind } from '../../src/store/index.js';
import { MIGRATIONS } from '../../src/store/migrations/all.js';
import {
  anEmptyPostgresDatabase,
  aPostgresStore,
  onServer,
  type TestDatabase,
  whyNoPostgres,
} from '../kit/databases.js';
import { eventually } from '../kit/eventually.js';
import { keeper, storeContract } from './store.contract.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED the store's contract on PostgreSQL: ${missing}\n`);

const nameOf = (url: string): string => new URL(url).pathname.slice(1);

/** Ends every connection of a database, as a restart of the server does. */
const cutAll = ({ place }: TestDatabase): Promise<void> =>
  onServer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${nameOf(place)}'`);

const trigger = (body: string, when: string): string => `
  CREATE OR REPLACE FUNCTION misbehave() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body}; RETURN NEW; END $$;
  CREATE CONSTRAINT TRIGGER misbehaving AFTER INSERT ON meta ${when} FOR EACH ROW EXECUTE FUNCTION misbehave();`;

(missing ? describe.skip : describe)('on PostgreSQL', () => {
  storeContract({
    open: aPostgresStore,
    async fillDisk({ place }) {
      await onServer(trigger("RAISE EXCEPTION USING ERRCODE = '53100'", ''), place);
      return () => onServer('DROP TRIGGER misbehaving ON meta', place);
    },
  });

  describe('a lost connection', () => {
    it('during COMMIT leaves the outcome unknown, and says so', async () => {
      await using database = await aPostgresStore();
      const { kind } = keeper();
      await onServer(
        trigger('PERFORM pg_terminate_backend(pg_backend_pid())', 'DEFERRABLE INITIALLY DEFERRED'),
        database.place,
      );

      const answers = await Promise.allSettled(
        ['a', 'b'].map((key) => database.store.submit(kind, { key, value: 'v' })),
      );
      await onServer('DROP TRIGGER misbehaving ON meta', database.place);

      expect(answers.map((answer) => answer.status === 'rejected' && answer.reason)).toEqual([
        expect.objectContaining({ code: 'COMMIT_UNKNOWN' }),
        expect.objectContaining({ code: 'COMMIT_UNKNOWN' }),
      ]);
      await expect(database.store.submit(kind, { key: 'c', value: 'v' })).resolves.toBe('kept c');
    });

    it('during a configuration write’s COMMIT leaves the outcome unknown too', async () => {
      await using database = await aPostgresStore();
      await onServer(
        trigger('PERFORM pg_terminate_backend(pg_backend_pid())', 'DEFERRABLE INITIALLY DEFERRED'),
        database.place,
      );

      const lost = database.store.transaction((manager) =>
        manager.query("INSERT INTO meta VALUES ('k', 'v')"),
      );

      await expect(lost).rejects.toMatchObject({ code: 'COMMIT_UNKNOWN' });
    });

    it('before COMMIT means that nothing was kept', async () => {
      await using database = await aPostgresStore();
      const { kind } = keeper();
      await onServer(trigger('PERFORM pg_terminate_backend(pg_backend_pid())', ''), database.place);

      await expect(database.store.submit(kind, { key: 'a', value: 'v' })).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
      });
    });

    it('is made again: refused while the database is away, at work after', async () => {
      await using database = await aPostgresStore();
      const { kind } = keeper();
      await database.store.submit(kind, { key: 'before', value: 'v' });
      const allow = (is: boolean): Promise<void> =>
        onServer(`ALTER DATABASE ${nameOf(database.place)} ALLOW_CONNECTIONS ${is}`);

      await allow(false);
      await cutAll(database);
      const refused = await Promise.allSettled([
        database.store.submit(kind, { key: 'meanwhile', value: 'v' }),
        database.store.ping(),
        database.store.transaction((manager) => manager.query('SELECT 1')),
      ]);
      await allow(true);

      expect(refused.map((answer) => answer.status === 'rejected' && answer.reason)).toEqual(
        refused.map(() => expect.objectContaining({ code: 'STORE_UNAVAILABLE' })),
      );
      await eventually(() => database.store.submit(kind, { key: 'after', value: 'v' }));
      await eventually(() => database.store.transaction((manager) => manager.query('SELECT 1')));
      await expect(database.store.ping()).resolves.toBeUndefined();
    });

    it('of the wake-ups is made again', async () => {
      await using database = await aPostgresStore();
      const other = await database.reopen();
      await cutAll(database);

      const heard: string[] = [];
      other.onNotify((topic) => heard.push(topic));

      await eventually(() => {
        database.store.notify('requests');
        return heard.length > 0;
      });
    });
  });

  it('tries the victim of a deadlock again', async () => {
    await using database = await aPostgresStore();
    await onServer(`ALTER DATABASE ${nameOf(database.place)} SET deadlock_timeout = '50ms'`);
    const [left, right] = [await database.reopen(), await database.reopen()];
    await left.write((tx) => tx.many(addDuty, [{ name: 'a' }, { name: 'b' }]));
    let tries = 0;
    const bothInside = meeting(2);
    const lockInOrder = (...names: string[]): WriteKind<null, string> => ({
      name: names.join(' then '),
      weigh: () => 1,
      async write(tx) {
        tries += 1;
        await tx.many(lockDuty, [{ name: names[0] as string }]);
        await bothInside();
        await tx.many(lockDuty, [{ name: names[1] as string }]);
        return ['locked'];
      },
    });

    const answers = await Promise.all([
      left.submit(lockInOrder('a', 'b'), null),
      right.submit(lockInOrder('b', 'a'), null),
    ]);

    expect(answers).toEqual(['locked', 'locked']);
    expect(tries).toBe(3);
  });

  it('does not take a commit for one when a writer went on after an error', async () => {
    await using database = await aPostgresStore();
    const { kind } = keeper();
    const careless: WriteKind<null, string> = {
      name: 'careless',
      weigh: () => 1,
      async write(tx) {
        await kind.write(tx, [{ key: 'k', value: null }]).catch(() => undefined);
        return ['kept?'];
      },
    };

    await expect(database.store.submit(careless, null)).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  it('commits two groups at the same time', async () => {
    await using database = await aPostgresStore();
    const bothInside = meeting(2);
    const { kind } = keeper({ weight: 600, meanwhile: bothInside });

    const both = ['a', 'b'].map((key) => database.store.submit(kind, { key, value: 'v' }));

    await expect(Promise.all(both)).resolves.toEqual(['kept a', 'kept b']);
  });

  it('wakes other processes, and this one only once', async () => {
    await using database = await aPostgresStore();
    const other = await database.reopen();
    const heard: Record<'here' | 'there', string[]> = { here: [], there: [] };
    database.store.onNotify((topic) => heard.here.push(topic));
    other.onNotify((topic) => heard.there.push(topic));

    database.store.notify('requests');
    database.store.notify('config');
    await eventually(() => heard.there.length === 2);

    expect(heard.there.toSorted()).toEqual(['config', 'requests']);
    expect(heard.here).toEqual(['requests', 'config']);
  });

  it('takes the server’s time into its clock', async () => {
    const clock = new SystemClock();
    const references: number[] = [];
    clock.follow = (reference) => references.push(reference);

    await using database = await aPostgresStore({ clock });

    expect(database.store.engine).toBe('postgres');
    expect(Math.abs((references[0] ?? 0) - Date.now())).toBeLessThan(5_000);
  });

  it('is used with plans that never scan, and with time limits', async () => {
    await using database = await aPostgresStore();

    const settings = await database.store.write((tx) =>
      tx.many(
        setting,
        ['jit', 'enable_seqscan', 'statement_timeout', 'lock_timeout'].map((name) => ({ name })),
      ),
    );

    expect(settings.map(({ setting: value }) => value).toSorted()).toEqual(['10s', '2s', 'off', 'off']);
  });

  it('lets a transaction set what holds for itself alone', async () => {
    await using database = await aPostgresStore();
    const { store } = database;
    const flushed = { name: 'synchronous_commit' };

    const inside = await store.write(async (tx) => {
      await tx.many(unflushed, [{}]);
      return tx.many(setting, [flushed]);
    });
    const after = await store.write((tx) => tx.many(setting, [flushed]));

    expect([inside, after]).toEqual([[{ setting: 'off' }], [{ setting: 'on' }]]);
  });

  it('is refused while synchronous_commit is off', async () => {
    const name = 'synchronous_commit';
    const { url, drop } = await anEmptyPostgresDatabase();
    await onServer(`ALTER DATABASE ${nameOf(url)} SET ${name} = off`);

    const opening = openStore({ engine: 'postgres', url, clock: new SystemClock() });
    const migrating = migrate({ engine: 'postgres', url, now: 1 });

    await expect(opening).rejects.toMatchObject({ code: 'DATABASE_UNSAFE', details: { subject: name } });
    await expect(migrating).rejects.toMatchObject({ code: 'DATABASE_UNSAFE' });
    await drop();
  });

  it('is migrated by hosts that start together, each step by one of them', async () => {
    const { url, drop } = await anEmptyPostgresDatabase();

    const applied = await Promise.all([1, 2, 3].map((now) => migrate({ engine: 'postgres', url, now })));

    const byNumber = (a: number, b: number): number => a - b;
    expect(applied.flat().toSorted(byNumber)).toEqual(
      MIGRATIONS.map(({ version }) => version).toSorted(byNumber),
    );
    await drop();
  });

  it('keeps no connection after it is closed', async () => {
    await using database = await aPostgresStore();
    await database.store.ping();

    await database.store.close();

    const client = new pg.Client({ connectionString: database.place });
    await client.connect();
    await eventually(async () => {
      const { rows } = await client.query(
        'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      );
      return rows.length === 0;
    });
    await client.end();
  });
});

const addDuty: Statement = {
  name: 'contract_add_duty',
  params: { name: 'text' },
  sqlite: '',
  postgres: 'INSERT INTO duty (name) SELECT * FROM unnest($1::text[])',
};

const lockDuty: Statement = {
  name: 'contract_lock_duty',
  params: { name: 'text' },
  sqlite: '',
  postgres: 'SELECT name FROM duty WHERE name = ANY ($1::text[]) FOR UPDATE',
};

const setting: Statement<{ setting: string }> = {
  name: 'contract_setting',
  params: { name: 'text' },
  sqlite: '',
  postgres: 'SELECT current_setting(name) AS setting FROM unnest($1::text[]) name',
};

const unflushed: Statement = {
  name: 'contract_unflushed',
  params: {},
  sqlite: '',
  postgres: 'SET LOCAL synchronous_commit = off',
};

/** Waits until so many have come; later comers pass. */
function meeting(size: number): () => Promise<void> {
  let come = 0;
  let open: (() => void) | undefined;
  const met = new Promise<void>((resolve) => (open = resolve));
  return async () => {
    come += 1;
    if (come >= size) open?.();
    await met;
  };
}
