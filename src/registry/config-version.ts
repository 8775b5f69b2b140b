import { HostError } from '../errors/index.js';
import type { Statement, Store, Tx } from '../store/index.js';

const KEY = 'config_version';

const READ: Statement<{ value: string }> = {
  name: 'config_version_read',
  params: { key: 'text' },
  sqlite: 'SELECT value FROM meta WHERE key = @key',
  postgres: 'SELECT value FROM meta WHERE key = ANY($1::text[])',
};

const RAISE: Statement<{ value: string }> = {
  name: 'config_version_raise',
  params: { key: 'text' },
  sqlite: `INSERT INTO meta (key, value) VALUES (@key, '1')
    ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) RETURNING value`,
  postgres: `INSERT INTO meta (key, value) SELECT k, '1' FROM unnest($1::text[]) k
    ON CONFLICT (key) DO UPDATE SET value = (meta.value::bigint + 1)::text RETURNING value`,
};

export const CONFIG_VERSION_STATEMENTS = [READ, RAISE];

/** Counts the configuration's changes, over all processes; 0 before the first. */
export async function readConfigVersion(store: Store): Promise<number> {
  const [row] = await store.read(READ, [{ key: KEY }]);
  return Number(row?.value ?? 0);
}

/**
 * In the transaction of the change, as its last write: processes that see the number see the change. Throws
 * CHANGED_MEANWHILE, and so undoes the change, when it was decided on another version.
 */
export async function raiseConfigVersion(
  tx: Tx,
  { expects }: { readonly expects?: number } = {},
): Promise<void> {
  const [row] = await tx.many(RAISE, [{ key: KEY }]);
  if (expects !== undefined && Number(row?.value) !== expects + 1) throw new HostError('CHANGED_MEANWHILE');
}
