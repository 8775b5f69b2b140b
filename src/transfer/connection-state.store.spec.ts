import { type TestDatabase, aPostgresStore, aSqliteStore, whyNoPostgres } from '../../test/kit/databases.js';
import { connectionState } from './connection-state.store.js';

const noPostgres = await whyNoPostgres();

describe('connection state on sqlite', () => keepsItsPromises(aSqliteStore));
(noPostgres ? describe.skip : describe)(`connection state on postgres ${noPostgres ?? ''}`, () =>
  keepsItsPromises(aPostgresStore),
);

function keepsItsPromises(open: () => Promise<TestDatabase>): void {
  let database: TestDatabase;
  let now = 1_000;
  const clock = { now: () => now, monotonic: () => now };
  const state = (connection = 1) => connectionState(database.store, clock, connection);

  beforeAll(async () => {
    database = await open();
  });

  afterAll(() => database[Symbol.asyncDispose]());

  it('keeps values by connection and key', async () => {
    await state().set('cursor', { page: 2, since: [1, 'a'] });

    expect(await state().get('cursor')).toEqual({ page: 2, since: [1, 'a'] });
    expect(await state(2).get('cursor')).toBeUndefined();
    expect(await state().get('other')).toBeUndefined();
  });

  it('setting undefined takes a key away', async () => {
    await state().set('gone', 1);
    await state().set('gone', undefined);

    expect(await state().get('gone')).toBeUndefined();
  });

  it('a value with a time to live ends with it', async () => {
    await state().set('token', 'abc', { ttlMs: 500 });

    expect(await state().get('token')).toBe('abc');
    now += 501;
    expect(await state().get('token')).toBeUndefined();
    expect(await state().compareAndSet('token', undefined, 'new')).toBe(true);
    expect(await state().get('token')).toBe('new');
  });

  it('compares before it sets, whatever the order of keys', async () => {
    expect(await state().compareAndSet('lock', undefined, { a: 1, b: 2 })).toBe(true);
    expect(await state().compareAndSet('lock', undefined, 'again')).toBe(false);
    expect(await state().compareAndSet('lock', { b: 2, a: 2 }, 'other')).toBe(false);
    expect(await state().compareAndSet('lock', { b: 2, a: 1 }, 'mine')).toBe(true);
    expect(await state().compareAndSet('lock', 'mine', undefined)).toBe(true);
    expect(await state().get('lock')).toBeUndefined();
  });

  it('of many at once exactly one wins', async () => {
    const wins = await Promise.all(
      Array.from({ length: 50 }, (_, index) => state().compareAndSet('race', undefined, index)),
    );

    expect(wins.filter(Boolean)).toHaveLength(1);
    expect(await state().get('race')).toBe(wins.indexOf(true));
  });

  it('refuses keys and values that are too long', async () => {
    await expect(state().set('k'.repeat(201), 1)).rejects.toThrow('200 characters');
    await expect(state().set('', 1)).rejects.toThrow('200 characters');
    await expect(state().set('big', 'x'.repeat(65_536))).rejects.toThrow('65536 bytes');
  });
}
