import type { Clock } from '../clock/index.js';
import type { Statement, Store, WriteKind } from '../store/index.js';

/** What one turn of a watched request did. */
export interface StoredDetail {
  readonly at: number;
  readonly expiresAt: number;
  /** JSON text, without secrets. */
  readonly data: string;
}

interface NewDetail extends StoredDetail {
  readonly request: number;
}

const KEPT_MS = 86_400_000;
const MOST_TURNS = 50;
const FORGOTTEN_AT_ONCE = 200;

const insert: Statement = {
  name: 'detail_insert',
  params: { request: 'int8', at: 'int8', expiresAt: 'int8', data: 'text' },
  sqlite: `INSERT INTO transfer_detail (request, at, expires_at, data) VALUES (@request, @at, @expiresAt, @data)
    ON CONFLICT (request, at) DO NOTHING`,
  postgres: `INSERT INTO transfer_detail (request, at, expires_at, data)
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::text[]) ON CONFLICT (request, at) DO NOTHING`,
};

const ofRequest: Statement<StoredDetail> = {
  name: 'detail_of_request',
  params: { request: 'int8', now: 'int8', count: 'int8' },
  sqlite: `SELECT at, expires_at AS "expiresAt", data FROM transfer_detail
    WHERE request = @request AND expires_at > @now ORDER BY at LIMIT @count`,
  postgres: `SELECT d.* FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS x(r, now, n) CROSS JOIN LATERAL
    (SELECT at, expires_at AS "expiresAt", data FROM transfer_detail
      WHERE request = x.r AND expires_at > x.now ORDER BY at LIMIT x.n) d`,
};

const forget: Statement<{ request: number }> = {
  name: 'detail_forget',
  params: { now: 'int8', count: 'int8' },
  sqlite: `DELETE FROM transfer_detail WHERE (request, at) IN
    (SELECT request, at FROM transfer_detail WHERE expires_at <= @now ORDER BY expires_at LIMIT @count)
    RETURNING request`,
  postgres: `DELETE FROM transfer_detail d USING (SELECT o.* FROM unnest($1::int8[], $2::int8[]) AS x(now, n)
      CROSS JOIN LATERAL (SELECT request, at FROM transfer_detail WHERE expires_at <= x.now
        ORDER BY expires_at LIMIT x.n) o) old
    WHERE d.request = old.request AND d.at = old.at RETURNING d.request`,
};

const drop: Statement = {
  name: 'detail_drop',
  params: { request: 'int8' },
  sqlite: 'DELETE FROM transfer_detail WHERE request = @request',
  postgres:
    'DELETE FROM transfer_detail d USING unnest($1::int8[]) AS x(request) WHERE d.request = x.request',
};

export const DETAIL_STATEMENTS: readonly Statement[] = [insert, ofRequest, forget, drop];

const DETAIL_WRITE: WriteKind<NewDetail, void> = {
  name: 'transfer-detail',
  stream: 'transfer-detail',
  weigh: () => 4,
  async write(tx, items) {
    await tx.many(
      insert,
      items.map((item) => ({ ...item })),
    );
    return items.map(() => undefined);
  },
};

/** What watched requests did, kept for a day. */
export class TransferDetails {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  keep(request: number, at: number, data: string): Promise<void> {
    return this.store.submit(DETAIL_WRITE, { request, at, data, expiresAt: this.clock.now() + KEPT_MS });
  }

  /** Its first turns, oldest first. */
  of(request: number): Promise<StoredDetail[]> {
    return this.store.read(ofRequest, [{ request, now: this.clock.now(), count: MOST_TURNS }]);
  }

  /** Whatever is kept of these. */
  async drop(requests: readonly number[]): Promise<void> {
    await this.store.write((tx) =>
      tx.many(
        drop,
        requests.map((request) => ({ request })),
      ),
    );
  }

  /** Answers true when there are more. */
  async forgetOld(): Promise<boolean> {
    const now = this.clock.now();
    const gone = await this.store.write((tx) => tx.many(forget, [{ now, count: FORGOTTEN_AT_ONCE }]));
    return gone.length === FORGOTTEN_AT_ONCE;
  }
}
