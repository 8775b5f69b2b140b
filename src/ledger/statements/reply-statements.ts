import { FIRST_ENDED_STATE, REQUEST_STATES } from '../../flow/index.js';

import { define } from './define.js';

/** A request that blocks its lane for a person moves no more by itself: whoever waits for it waits no longer. */
const MOVES = `r.state < ${FIRST_ENDED_STATE} AND r.state <> ${REQUEST_STATES['parked-block']}`;

/**
 * A key forgotten by the detection of duplicates may come again: its answer is the newer hook's. On PostgreSQL all rows
 * of a commit are one statement; no two of them have one key, because each hook's key was new.
 */
export const insertReply = define({
  name: 'ledger_insert_reply',
  params: { hook: 'int8', owner: 'int8', key: 'text' },
  sqlite: `INSERT INTO reply (hook, owner, key) VALUES (@hook, @owner, @key)
    ON CONFLICT (owner, key) WHERE key IS NOT NULL DO UPDATE SET hook = excluded.hook, answer = NULL`,
  postgres: `INSERT INTO reply (hook, owner, key) SELECT hook, owner, key FROM {rows}
    ON CONFLICT (owner, key) WHERE key IS NOT NULL DO UPDATE SET hook = excluded.hook, answer = NULL`,
});

export const findReply = define<{ hook: number; answer: string | null }>({
  name: 'ledger_find_reply',
  params: { owner: 'int8', key: 'text' },
  sqlite: 'SELECT hook, answer FROM reply WHERE owner = @owner AND key = @key AND key IS NOT NULL',
  postgres: `SELECT p.hook, p.answer FROM {rows}
    JOIN reply p ON p.owner = x.owner AND p.key = x.key AND p.key IS NOT NULL`,
});

/** The first answer stays. */
export const keepReply = define<{ hook: number; answer: string }>({
  name: 'ledger_keep_reply',
  params: { hook: 'int8', answer: 'text' },
  sqlite: 'UPDATE reply SET answer = coalesce(answer, @answer) WHERE hook = @hook RETURNING hook, answer',
  postgres: `UPDATE reply p SET answer = coalesce(p.answer, x.answer) FROM {rows} WHERE p.hook = x.hook
    RETURNING p.hook, p.answer`,
});

/** Resolved, its requests over, and those too that its elements were folded into. */
export const hooksAtRest = define<{ seq: number }>({
  name: 'ledger_hooks_at_rest',
  params: { hook: 'int8' },
  sqlite: `SELECT h.seq FROM hook h WHERE h.seq = @hook
    AND NOT EXISTS (SELECT 1 FROM open_hook o WHERE o.owner = h.owner AND o.seq = h.seq)
    AND NOT EXISTS (SELECT 1 FROM request r WHERE r.hook = @hook AND ${MOVES})
    AND NOT EXISTS (SELECT 1 FROM verdict v JOIN request r ON r.seq = json_extract(v.facts, '$.into')
      WHERE v.hook = @hook AND v.verdict = 'folded' AND ${MOVES})`,
  postgres: `SELECT h.seq FROM {rows} JOIN hook h ON h.seq = x.hook
    WHERE (SELECT 1 FROM open_hook o WHERE o.owner = h.owner AND o.seq = h.seq) IS NULL
      AND NOT EXISTS (SELECT 1 FROM request r WHERE r.hook = x.hook AND ${MOVES})
      AND NOT EXISTS (SELECT 1 FROM verdict v JOIN request r ON r.seq = (v.facts::json ->> 'into')::int8
        WHERE v.hook = x.hook AND v.verdict = 'folded' AND ${MOVES})`,
});
