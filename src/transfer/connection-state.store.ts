import type { ConnectorState, Json } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import type { Statement, Store, Tx, WriteKind } from '../store/index.js';

const MAX_KEY_CHARS = 200;
const MAX_VALUE_BYTES = 64 * 1024;

const readState: Statement<{ value: string }> = {
  name: 'state_read',
  params: { connection: 'int8', key: 'text', now: 'int8' },
  sqlite: `SELECT value FROM connection_state
    WHERE connection = @connection AND key = @key AND (expires_at IS NULL OR expires_at > @now)`,
  postgres: `SELECT s.value FROM unnest($1::int8[], $2::text[], $3::int8[]) AS q(connection, key, now)
    JOIN LATERAL (SELECT * FROM connection_state WHERE connection = q.connection AND key = q.key LIMIT 1) s
      ON s.expires_at IS NULL OR s.expires_at > q.now`,
};

const writeState: Statement = {
  name: 'state_write',
  params: { connection: 'int8', key: 'text', value: 'text', expiresAt: 'int8' },
  sqlite: `INSERT INTO connection_state(connection, key, value, expires_at) VALUES (@connection, @key, @value, @expiresAt)
    ON CONFLICT (connection, key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`,
  postgres: `INSERT INTO connection_state(connection, key, value, expires_at)
    SELECT * FROM unnest($1::int8[], $2::text[], $3::text[], $4::int8[])
    ON CONFLICT (connection, key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`,
};

/** For a key that is not there, or whose value has expired. */
const addState: Statement<{ key: string }> = {
  name: 'state_add',
  params: { connection: 'int8', key: 'text', value: 'text', now: 'int8' },
  sqlite: `INSERT INTO connection_state(connection, key, value, expires_at) VALUES (@connection, @key, @value, NULL)
    ON CONFLICT (connection, key) DO UPDATE SET value = excluded.value, expires_at = NULL
      WHERE connection_state.expires_at <= @now RETURNING key`,
  postgres: `INSERT INTO connection_state(connection, key, value, expires_at)
    SELECT connection, key, value, NULL FROM unnest($1::int8[], $2::text[], $3::text[], $4::int8[]) AS q(connection, key, value, now)
    ON CONFLICT (connection, key) DO UPDATE SET value = excluded.value, expires_at = NULL
      WHERE connection_state.expires_at <= ($4::int8[])[1] RETURNING key`,
};

const replaceState: Statement<{ key: string }> = {
  name: 'state_replace',
  params: { connection: 'int8', key: 'text', expected: 'text', value: 'text', now: 'int8' },
  sqlite: `UPDATE connection_state SET value = @value, expires_at = NULL
    WHERE connection = @connection AND key = @key AND value = @expected AND (expires_at IS NULL OR expires_at > @now)
    RETURNING key`,
  postgres: `UPDATE connection_state s SET value = q.value, expires_at = NULL
    FROM unnest($1::int8[], $2::text[], $3::text[], $4::text[], $5::int8[]) AS q(connection, key, expected, value, now)
    WHERE s.connection = q.connection AND s.key = q.key AND s.value = q.expected
      AND (s.expires_at IS NULL OR s.expires_at > q.now) RETURNING s.key`,
};

const dropState: Statement = {
  name: 'state_drop',
  params: { connection: 'int8', key: 'text' },
  sqlite: 'DELETE FROM connection_state WHERE connection = @connection AND key = @key',
  postgres: `DELETE FROM connection_state s USING unnest($1::int8[], $2::text[]) AS q(connection, key)
    WHERE s.connection = q.connection AND s.key = q.key`,
};

export const STATE_STATEMENTS: readonly Statement[] = [
  readState,
  writeState,
  addState,
  replaceState,
  dropState,
];

export interface StateChange {
  readonly connection: number;
  readonly key: string;
  readonly from: Json;
  readonly to: Json;
}

interface StateWrite {
  readonly connection: number;
  readonly key: string;
  /** JSON text; undefined takes the key away. */
  readonly value: string | undefined;
  /** Absent: whatever is there. `null`: nothing may be there. */
  readonly expected?: string | null;
  readonly expiresAt: number | null;
  readonly now: number;
}

/** Few and small, so one by one: two writes of one key in one commit keep their order. */
const STATE_WRITE: WriteKind<StateWrite, boolean> = {
  name: 'connection-state',
  stream: 'connection-state',
  weigh: () => 1,
  async write(tx, items) {
    const results: boolean[] = [];
    for (const item of items) results.push(await writeOne(tx, item));
    return results;
  },
};

async function writeOne(
  tx: Tx,
  { connection, key, value, expected, expiresAt, now }: StateWrite,
): Promise<boolean> {
  if (expected === undefined) {
    if (value === undefined) await tx.many(dropState, [{ connection, key }]);
    else await tx.many(writeState, [{ connection, key, value, expiresAt }]);
    return true;
  }
  if (expected === null) {
    if (value === undefined) return true;
    return (await tx.many(addState, [{ connection, key, value, now }])).length > 0;
  }
  const replaced = await tx.many(replaceState, [
    { connection, key, expected, value: value ?? expected, now },
  ]);
  if (replaced.length > 0 && value === undefined) await tx.many(dropState, [{ connection, key }]);
  return replaced.length > 0;
}

/** The durable key/value state of one connection. */
export function connectionState(store: Store, clock: Clock, connection: number): ConnectorState {
  const write = (key: string, item: Omit<StateWrite, 'connection' | 'key' | 'now'>): Promise<boolean> =>
    store.submit(STATE_WRITE, { connection, key: checkedKey(key), now: clock.now(), ...item });
  return {
    async get<T = Json>(key: string): Promise<T | undefined> {
      const [row] = await store.read(readState, [{ connection, key: checkedKey(key), now: clock.now() }]);
      return row ? (JSON.parse(row.value) as T) : undefined;
    },
    async set(key, value, options) {
      const expiresAt = options?.ttlMs === undefined ? null : clock.now() + options.ttlMs;
      await write(key, { value: textOf(value), expiresAt });
    },
    compareAndSet: (key, expected, value) =>
      write(key, { value: textOf(value), expected: textOf(expected) ?? null, expiresAt: null }),
  };
}

/** A change of one key, with what goes into its commit; false where the key held something else by then. */
export function changeConnectionState(
  store: Pick<Store, 'write'>,
  clock: Clock,
  { connection, key, from, to }: StateChange,
  also: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  return store.write(async (tx) => {
    const [expected, value] = [textOf(from), textOf(to)];
    const item = { connection, key: checkedKey(key), value, expiresAt: null, now: clock.now() };
    const isChanged = await writeOne(tx, { ...item, expected: expected ?? null });
    if (isChanged) await also(tx);
    return isChanged;
  });
}

function checkedKey(key: string): string {
  if (typeof key === 'string' && key !== '' && key.length <= MAX_KEY_CHARS) return key;
  throw new TypeError(`a state key is a text of 1 to ${MAX_KEY_CHARS} characters`);
}

/** Keys in order, so that equal values are equal texts. */
function textOf(value: unknown): string | undefined {
  const text = JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  ) as string | undefined;
  if (text !== undefined && Buffer.byteLength(text) > MAX_VALUE_BYTES) {
    throw new TypeError(`a state value has at most ${MAX_VALUE_BYTES} bytes of JSON`);
  }
  return text;
}
