import { define } from './define.js';

const KEY_PARAMS = { n: 'int8', owner: 'int8', key: 'text', token: 'int8', body_hash: 'int8' } as const;

/** Which of the two generations of keys is the newer one: `a` or `b`, since when. */
export const readGeneration = define<{ key: string; value: string }>({
  name: 'ledger_seen_generation',
  params: { key: 'text' },
  sqlite: 'SELECT key, value FROM meta WHERE key = @key',
  postgres: 'SELECT m.key, m.value FROM {rows} JOIN meta m ON m.key = x.key',
});

export const writeMeta = define({
  name: 'ledger_write_meta',
  params: { key: 'text', value: 'text' },
  sqlite:
    'INSERT INTO meta (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = @value',
  postgres: `INSERT INTO meta (key, value) SELECT key, value FROM {rows}
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
});

export const addMeta = define({
  name: 'ledger_add_meta',
  params: { key: 'text', value: 'text' },
  sqlite: 'INSERT INTO meta (key, value) VALUES (@key, @value) ON CONFLICT (key) DO NOTHING',
  postgres: 'INSERT INTO meta (key, value) SELECT key, value FROM {rows} ON CONFLICT (key) DO NOTHING',
});

/** The number of this start: never drawn twice. */
export const drawIncarnation = define<{ value: string }>({
  name: 'ledger_draw_incarnation',
  params: { key: 'text' },
  sqlite: `INSERT INTO meta (key, value) VALUES (@key, '1')
    ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) RETURNING value`,
  postgres: `INSERT INTO meta (key, value) SELECT key, '1' FROM {rows}
    ON CONFLICT (key) DO UPDATE SET value = (meta.value::int8 + 1)::text RETURNING meta.value`,
});

/**
 * PostgreSQL reads the generation in the statement that inserts: a swap truncates the older table, which waits for
 * every statement like this one and keeps later ones waiting, so no two ever believe in different generations.
 * The look into the other table is a scalar subquery because EXISTS may be planned as a join over the whole table.
 */
export const seenOnPostgres = define<{ token: number }>({
  name: 'ledger_seen',
  params: KEY_PARAMS,
  sqlite: '',
  postgres: `WITH g AS MATERIALIZED (SELECT value FROM meta WHERE key = 'seen'),
    i AS MATERIALIZED (SELECT * FROM {rows}),
    a AS (INSERT INTO seen_a (owner, key, token, body_hash)
      SELECT i.owner, i.key, i.token, i.body_hash FROM i WHERE (SELECT value FROM g) = 'a'
        AND (SELECT 1 FROM seen_b o WHERE o.owner = i.owner AND o.key = i.key) IS NULL
      ORDER BY i.owner, i.key, i.n ON CONFLICT DO NOTHING RETURNING token),
    b AS (INSERT INTO seen_b (owner, key, token, body_hash)
      SELECT i.owner, i.key, i.token, i.body_hash FROM i WHERE (SELECT value FROM g) = 'b'
        AND (SELECT 1 FROM seen_a o WHERE o.owner = i.owner AND o.key = i.key) IS NULL
      ORDER BY i.owner, i.key, i.n ON CONFLICT DO NOTHING RETURNING token)
    SELECT token FROM a UNION ALL SELECT token FROM b`,
});

/** SQLite has one process, which knows the generation. */
export const seenOnSqlite = { a: seenIn('a', 'b'), b: seenIn('b', 'a') } as const;

function seenIn(newer: 'a' | 'b', older: 'a' | 'b') {
  return define<{ token: number }>({
    name: `ledger_seen_${newer}`,
    params: KEY_PARAMS,
    sqlite: `INSERT INTO seen_${newer} (owner, key, token, body_hash)
      SELECT @owner, @key, @token, @body_hash
      WHERE NOT EXISTS (SELECT 1 FROM seen_${older} WHERE owner = @owner AND key = @key)
      ON CONFLICT DO NOTHING`,
    echo: ({ token }) => ({ token: Number(token) }),
    postgres: '',
  });
}

export const seenHashes = define<{ n: number; body_hash: number }>({
  name: 'ledger_seen_hashes',
  params: { n: 'int8', owner: 'int8', key: 'text' },
  sqlite: `SELECT @n AS n, body_hash FROM seen_a WHERE owner = @owner AND key = @key
    UNION ALL SELECT @n AS n, body_hash FROM seen_b WHERE owner = @owner AND key = @key`,
  postgres: `SELECT x.n, s.body_hash FROM {rows} CROSS JOIN LATERAL (
      SELECT body_hash FROM seen_a a WHERE a.owner = x.owner AND a.key = x.key
      UNION ALL SELECT body_hash FROM seen_b b WHERE b.owner = x.owner AND b.key = x.key) s`,
});

export const truncateSeen = {
  a: define({
    name: 'ledger_truncate_seen_a',
    params: {},
    sqlite: '',
    postgres: 'TRUNCATE seen_a',
    scans: 'it empties the table',
  }),
  b: define({
    name: 'ledger_truncate_seen_b',
    params: {},
    sqlite: '',
    postgres: 'TRUNCATE seen_b',
    scans: 'it empties the table',
  }),
} as const;

/** SQLite empties the older generation in slices: a truncation of gigabytes would hold the event loop. */
export const trimSeen = { a: trimIn('a'), b: trimIn('b') } as const;

function trimIn(older: 'a' | 'b') {
  return define<{ owner: number }>({
    name: `ledger_trim_seen_${older}`,
    params: { count: 'int8' },
    sqlite: `DELETE FROM seen_${older} WHERE (owner, key) IN (SELECT owner, key FROM seen_${older} LIMIT @count)
      RETURNING owner`,
    postgres: '',
    scans: 'it takes the first rows of the table, whichever they are',
  });
}

/** In order of receipt: numbers are drawn in the order of `n`. A hook is written once and never changed. */
export const insertHook = define<{ seq: number }>({
  name: 'ledger_insert_hook',
  params: { n: 'int8', owner: 'int8', received_at: 'int8', head: 'text', body: 'bytes' },
  sqlite: `INSERT INTO hook (owner, received_at, head, body) VALUES (@owner, @received_at, @head, @body)`,
  echo: (_, seq) => ({ seq }),
  postgres: `WITH h AS (INSERT INTO hook (owner, received_at, head, body)
      SELECT owner, received_at, head, body FROM {rows} ORDER BY n RETURNING seq, owner)
    INSERT INTO open_hook (owner, seq) SELECT owner, seq FROM h RETURNING seq`,
});

/** PostgreSQL opens hooks in the statement that inserts them. */
export const openHooksOnSqlite = define({
  name: 'ledger_open_hooks_inserted',
  params: { first: 'int8', last: 'int8' },
  sqlite: 'INSERT INTO open_hook (owner, seq) SELECT owner, seq FROM hook WHERE seq BETWEEN @first AND @last',
  postgres: '',
});

export interface OpenHookRow {
  readonly seq: number;
  readonly owner: number;
  readonly received_at: number;
  readonly head: string;
  readonly cursor: number;
  readonly plan: string | null;
  readonly size: number;
}

const OPEN_HOOK = 'h.seq, h.owner, h.received_at, h.head, o.cursor, o.plan';

export const openHooks = define<OpenHookRow>({
  name: 'ledger_open_hooks',
  params: { owner: 'int8', count: 'int8' },
  sqlite: `SELECT ${OPEN_HOOK}, length(h.body) AS size FROM open_hook o CROSS JOIN hook h ON h.seq = o.seq
    WHERE o.owner = @owner ORDER BY o.seq LIMIT @count`,
  postgres: `SELECT ${OPEN_HOOK}, octet_length(h.body) AS size
    FROM {rows} CROSS JOIN LATERAL (
      SELECT seq, cursor, plan FROM open_hook WHERE owner = x.owner ORDER BY seq LIMIT x.count) o
    JOIN hook h ON h.seq = o.seq ORDER BY o.seq`,
});

export const hookBodies = define<{ seq: number; body: Buffer; packed: Buffer | null }>({
  name: 'ledger_hook_bodies',
  params: { seq: 'int8' },
  sqlite: 'SELECT seq, body, packed FROM hook WHERE seq = @seq',
  postgres: 'SELECT h.seq, h.body, h.packed FROM {rows} JOIN hook h ON h.seq = x.seq',
});

/** The cursor is the guard: a slice made twice is stored once. */
export const advanceHook = define<{ seq: number }>({
  name: 'ledger_advance_hook',
  params: { owner: 'int8', seq: 'int8', cursor_from: 'int8', cursor_to: 'int8', plan: 'text' },
  sqlite: `UPDATE open_hook SET cursor = @cursor_to, plan = coalesce(@plan, plan)
    WHERE owner = @owner AND seq = @seq AND cursor = @cursor_from`,
  echo: ({ seq }) => ({ seq: Number(seq) }),
  postgres: `UPDATE open_hook o SET cursor = x.cursor_to, plan = coalesce(x.plan, o.plan)
    FROM {rows} WHERE o.owner = x.owner AND o.seq = x.seq AND o.cursor = x.cursor_from RETURNING o.seq`,
});

/** The last slice of a hook; a cursor of -1 closes it wherever it stands. */
export const closeHook = define<{ seq: number }>({
  name: 'ledger_close_hook',
  params: { owner: 'int8', seq: 'int8', cursor_from: 'int8' },
  sqlite: `DELETE FROM open_hook WHERE owner = @owner AND seq = @seq
    AND (cursor = @cursor_from OR @cursor_from = -1)`,
  echo: ({ seq }) => ({ seq: Number(seq) }),
  postgres: `DELETE FROM open_hook o USING {rows} WHERE o.owner = x.owner AND o.seq = x.seq
    AND (o.cursor = x.cursor_from OR x.cursor_from = -1) RETURNING o.seq`,
});

export const parkHook = define({
  name: 'ledger_park_hook',
  params: { seq: 'int8' },
  sqlite: 'UPDATE hook SET is_parked = 1 WHERE seq = @seq',
  postgres: 'UPDATE hook h SET is_parked = 1 FROM {rows} WHERE h.seq = x.seq',
});

/** A jump from owner to owner through the index of open hooks, never over the hooks themselves. */
export const openOwnersOnSqlite = define<{ owner: number }>({
  name: 'ledger_owners_with_open_hooks',
  params: { after: 'int8', count: 'int8' },
  sqlite: `WITH RECURSIVE o(owner) AS (
      SELECT (SELECT owner FROM open_hook WHERE owner > @after ORDER BY owner LIMIT 1)
      UNION ALL
      SELECT (SELECT owner FROM open_hook h WHERE h.owner > o.owner ORDER BY h.owner LIMIT 1)
      FROM o WHERE o.owner IS NOT NULL)
    SELECT owner FROM o WHERE owner IS NOT NULL LIMIT @count`,
  postgres: '',
});

export const openOwnersOnPostgres = define<{ owner: number }>({
  name: 'ledger_open_owners',
  params: { count: 'int8', now: 'int8' },
  sqlite: '',
  postgres: `WITH RECURSIVE o(owner) AS (
      (SELECT owner FROM open_hook ORDER BY owner LIMIT 1)
      UNION ALL
      SELECT (SELECT owner FROM open_hook h WHERE h.owner > o.owner ORDER BY h.owner LIMIT 1)
      FROM o WHERE o.owner IS NOT NULL)
    SELECT f.owner FROM {rows} CROSS JOIN LATERAL (
      SELECT o.owner FROM o WHERE o.owner IS NOT NULL
        AND coalesce((SELECT i.lease_until FROM inbox i WHERE i.owner = o.owner), 0) < x.now
      LIMIT x.count) f`,
});

/** Open for 30 s with nobody at work: the sweep tells whoever resolves, and counts. */
export const oldestOpenHook = define<{ owner: number; received_at: number }>({
  name: 'ledger_oldest_open_hook',
  params: { owner: 'int8' },
  sqlite: `SELECT h.owner, h.received_at FROM open_hook o CROSS JOIN hook h ON h.seq = o.seq
    WHERE o.owner = @owner ORDER BY o.seq LIMIT 1`,
  postgres: `SELECT h.owner, h.received_at FROM {rows} CROSS JOIN LATERAL (
      SELECT seq FROM open_hook WHERE owner = x.owner ORDER BY seq LIMIT 1) o JOIN hook h ON h.seq = o.seq`,
});

export const takeInbox = define<{ owner: number }>({
  name: 'ledger_take_inbox',
  params: { owner: 'int8', claim: 'int8', now: 'int8', lease_until: 'int8' },
  sqlite: '',
  postgres: `INSERT INTO inbox (owner, claim, lease_until) SELECT owner, claim, lease_until FROM {rows}
    ON CONFLICT (owner) DO UPDATE SET claim = excluded.claim, lease_until = excluded.lease_until
    WHERE inbox.lease_until < ($3::int8[])[1] RETURNING owner`,
});

export const lockInbox = define<{ owner: number; claim: number }>({
  name: 'ledger_lock_inbox',
  params: { owner: 'int8' },
  sqlite: '',
  postgres: `SELECT i.owner, i.claim FROM {rows} JOIN inbox i ON i.owner = x.owner
    ORDER BY i.owner FOR SHARE OF i`,
});

export const leaseInbox = define<{ owner: number }>({
  name: 'ledger_lease_inbox',
  params: { owner: 'int8', claim: 'int8', lease_until: 'int8' },
  sqlite: '',
  postgres: `WITH l AS (SELECT i.owner, x.lease_until FROM {rows}
      JOIN inbox i ON i.owner = x.owner AND i.claim = x.claim ORDER BY i.owner FOR UPDATE OF i)
    UPDATE inbox i SET lease_until = l.lease_until FROM l WHERE i.owner = l.owner RETURNING i.owner`,
});
