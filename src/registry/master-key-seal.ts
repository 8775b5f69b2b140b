import type { Statement, Store } from '../store/index.js';

const KEY = 'master_key_seal';

const READ: Statement<{ value: string }> = {
  name: 'master_key_seal_read',
  params: { key: 'text' },
  sqlite: 'SELECT value FROM meta WHERE key = @key',
  postgres: 'SELECT value FROM meta WHERE key = ANY($1::text[])',
};

const KEEP: Statement = {
  name: 'master_key_seal_keep',
  params: { key: 'text', value: 'text' },
  sqlite: 'INSERT INTO meta (key, value) VALUES (@key, @value) ON CONFLICT (key) DO NOTHING',
  postgres: `INSERT INTO meta (key, value) SELECT k, v FROM unnest($1::text[], $2::text[]) t(k, v)
    ON CONFLICT (key) DO NOTHING`,
};

export const MASTER_KEY_STATEMENTS = [READ, KEEP];

export async function readSeal(store: Store): Promise<string | null> {
  const [row] = await store.read(READ, [{ key: KEY }]);
  return row?.value ?? null;
}

/** Keeps the first one offered, over all processes; answers the one that is kept. */
export async function keepSeal(store: Store, offered: string): Promise<string> {
  await store.write((tx) => tx.many(KEEP, [{ key: KEY, value: offered }]));
  return (await readSeal(store)) ?? offered;
}
