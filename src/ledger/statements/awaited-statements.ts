import { REQUEST_STATES } from '../../flow/index.js';

import { define } from './define.js';

const { held: HELD } = REQUEST_STATES;

export const putAwaited = define({
  name: 'ledger_put_awaited',
  params: { request: 'int8', need: 'text', own: 'text', until: 'int8' },
  sqlite: `INSERT INTO awaited (request, need, own, until) VALUES (@request, @need, @own, @until)
    ON CONFLICT (request) DO UPDATE SET need = excluded.need, own = excluded.own, until = excluded.until`,
  postgres: `INSERT INTO awaited (request, need, own, until) SELECT request, need, own, until FROM {rows}
    ORDER BY request
    ON CONFLICT (request) DO UPDATE SET need = excluded.need, own = excluded.own, until = excluded.until`,
});

export const dropAwaited = define({
  name: 'ledger_drop_awaited',
  params: { request: 'int8' },
  sqlite: 'DELETE FROM awaited WHERE request = @request',
  postgres: 'DELETE FROM awaited a USING {rows} WHERE a.request = x.request',
});

export interface AwaitingRow {
  readonly seq: number;
  readonly need: string;
  readonly lane: number;
  readonly queue: number;
  readonly tier: number;
  readonly state: number;
}

const AWAITING = 'a.request AS seq, a.need, r.lane, r.queue, r.tier, r.state';

/** Requests held for something, the oldest first. */
export const awaitingNeed = define<AwaitingRow>({
  name: 'ledger_awaiting_need',
  params: { need: 'text', count: 'int8' },
  sqlite: `SELECT ${AWAITING} FROM awaited a JOIN request r ON r.seq = a.request
    WHERE a.need = @need AND r.state = ${HELD} ORDER BY a.request LIMIT @count`,
  postgres: `SELECT f.* FROM {rows} CROSS JOIN LATERAL (
      SELECT ${AWAITING} FROM awaited a JOIN request r ON r.seq = a.request
      WHERE a.need = x.need AND r.state + 0 = ${HELD} ORDER BY a.request LIMIT x.count) f`,
});

/** What those wait for that are about a record themselves. */
export const needsOf = define<{ need: string }>({
  name: 'ledger_needs_of',
  params: { own: 'text', count: 'int8' },
  sqlite: `SELECT a.need FROM awaited a JOIN request r ON r.seq = a.request
    WHERE a.own = @own AND r.state = ${HELD} ORDER BY a.request LIMIT @count`,
  postgres: `SELECT f.* FROM {rows} CROSS JOIN LATERAL (
      SELECT a.need FROM awaited a JOIN request r ON r.seq = a.request
      WHERE a.own = x.own AND r.state + 0 = ${HELD} ORDER BY a.request LIMIT x.count) f`,
});

/** A page of all that wait; `state` is null where the request is no more. */
export const awaitedPage = define<{
  request: number;
  need: string;
  until: number;
  state: number | null;
  lane: number | null;
  queue: number | null;
  tier: number | null;
}>({
  name: 'ledger_awaited_page',
  params: { after: 'int8', count: 'int8' },
  sqlite: `SELECT a.request, a.need, a.until, r.state, r.lane, r.queue, r.tier
    FROM awaited a LEFT JOIN request r ON r.seq = a.request
    WHERE a.request > @after ORDER BY a.request LIMIT @count`,
  postgres: `SELECT f.* FROM {rows} CROSS JOIN LATERAL (
      SELECT a.request, a.need, a.until, r.state, r.lane, r.queue, r.tier
      FROM awaited a LEFT JOIN request r ON r.seq = a.request
      WHERE a.request > x.after ORDER BY a.request LIMIT x.count) f`,
});
