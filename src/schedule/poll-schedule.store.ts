import { NEVER } from '../flow/index.js';
import type { Statement, Store, Tx } from '../store/index.js';

import type { FirstRun } from './poll-plan.js';

/** When a type of a connection is polled, as stored. */
export interface PollScheduleRow {
  readonly id: number;
  readonly publicId: string;
  readonly tenant: number;
  readonly connection: number;
  readonly type: string;
  readonly scope: string;
  readonly everyMs: number;
  readonly cron: string | null;
  readonly timeZone: string | null;
  readonly overlapMs: number;
  readonly pageSize: number;
  readonly firstRun: FirstRun;
  readonly since: number | null;
  readonly pausedAt: number | null;
  /** `NEVER` while it is paused. */
  readonly nextAt: number;
  readonly lastAt: number | null;
  /** What the gate said to the last occurrence: `queued`, `disabled-scope` … */
  readonly lastVerdict: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

const COLUMNS = `id, public_id AS "publicId", tenant, connection, type, scope, every_ms AS "everyMs",
  cron, time_zone AS "timeZone", overlap_ms AS "overlapMs", page_size AS "pageSize", first_run AS "firstRun", since, paused_at AS "pausedAt",
  next_at AS "nextAt", last_at AS "lastAt", last_verdict AS "lastVerdict", created_at AS "createdAt",
  updated_at AS "updatedAt"`;

/** A turn takes this many; the rest follow in the next, at once. */
export const MOST_DUE = 100;

const due: Statement<PollScheduleRow> = {
  name: 'schedule_due',
  params: { now: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM poll_schedule WHERE next_at <= @now ORDER BY next_at LIMIT ${MOST_DUE}`,
  postgres: `SELECT s.* FROM unnest($1::int8[]) AS x(now) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM poll_schedule WHERE next_at <= x.now ORDER BY next_at LIMIT ${MOST_DUE}) s`,
};

const ofConnection: Statement<PollScheduleRow> = {
  name: 'schedule_of_connection',
  params: { connection: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM poll_schedule WHERE connection = @connection ORDER BY type`,
  postgres: `SELECT s.* FROM unnest($1::int8[]) AS x(c) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM poll_schedule WHERE connection = x.c ORDER BY type) s`,
};

const ofType: Statement<PollScheduleRow> = {
  name: 'schedule_of_type',
  params: { connection: 'int8', type: 'text' },
  sqlite: `SELECT ${COLUMNS} FROM poll_schedule WHERE connection = @connection AND type = @type`,
  postgres: `SELECT s.* FROM unnest($1::int8[], $2::text[]) AS x(c, t) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM poll_schedule WHERE connection = x.c AND type = x.t) s`,
};

const WRITTEN = {
  publicId: 'text',
  tenant: 'int8',
  connection: 'int8',
  type: 'text',
  scope: 'text',
  everyMs: 'int8',
  cron: 'text',
  timeZone: 'text',
  overlapMs: 'int8',
  pageSize: 'int8',
  firstRun: 'text',
  since: 'int8',
  pausedAt: 'int8',
  nextAt: 'int8',
  createdAt: 'int8',
  updatedAt: 'int8',
} as const;
const INSERTED = `public_id, tenant, connection, type, scope, every_ms, cron, time_zone, overlap_ms, page_size,
  first_run, since, paused_at, next_at, created_at, updated_at`;

const insert: Statement<{ publicId: string }> = {
  name: 'schedule_insert',
  params: WRITTEN,
  sqlite: `INSERT INTO poll_schedule (${INSERTED}) VALUES (${Object.keys(WRITTEN)
    .map((name) => `@${name}`)
    .join(', ')})
    ON CONFLICT (connection, type) DO NOTHING RETURNING public_id AS "publicId"`,
  postgres: `INSERT INTO poll_schedule (${INSERTED}) SELECT * FROM unnest(${Object.values(WRITTEN)
    .map((type, index) => `$${index + 1}::${type}[]`)
    .join(', ')})
    ON CONFLICT (connection, type) DO NOTHING RETURNING public_id AS "publicId"`,
};

const change: Statement<{ publicId: string }> = {
  name: 'schedule_change',
  params: {
    publicId: 'text',
    everyMs: 'int8',
    cron: 'text',
    timeZone: 'text',
    overlapMs: 'int8',
    pageSize: 'int8',
    firstRun: 'text',
    since: 'int8',
    pausedAt: 'int8',
    nextAt: 'int8',
    updatedAt: 'int8',
  },
  sqlite: `UPDATE poll_schedule SET every_ms = @everyMs, cron = @cron, time_zone = @timeZone,
      overlap_ms = @overlapMs, page_size = @pageSize, first_run = @firstRun, since = @since, paused_at = @pausedAt, next_at = @nextAt, updated_at = @updatedAt
    WHERE public_id = @publicId RETURNING public_id AS "publicId"`,
  postgres: `UPDATE poll_schedule s SET every_ms = x.e, cron = x.cr, time_zone = x.tz, overlap_ms = x.o, page_size = x.p,
      first_run = x.f, since = x.si, paused_at = x.pa, next_at = x.n, updated_at = x.u
    FROM unnest($1::text[], $2::int8[], $3::text[], $4::text[], $5::int8[], $6::int8[], $7::text[], $8::int8[],
      $9::int8[], $10::int8[], $11::int8[]) AS x(id, e, cr, tz, o, p, f, si, pa, n, u)
    WHERE s.public_id = x.id RETURNING s.public_id AS "publicId"`,
};

/** Only where nobody moved it meanwhile: another process, or a person who wanted it at once. */
const advance: Statement<{ id: number }> = {
  name: 'schedule_advance',
  params: { id: 'int8', seen: 'int8', next: 'int8', now: 'int8', verdict: 'text' },
  sqlite: `UPDATE poll_schedule SET next_at = @next, last_at = @now, last_verdict = @verdict
    WHERE id = @id AND next_at = @seen RETURNING id`,
  postgres: `UPDATE poll_schedule s SET next_at = x.next, last_at = x.now, last_verdict = x.verdict
    FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::text[]) AS x(id, seen, next, now, verdict)
    WHERE s.id = x.id AND s.next_at = x.seen RETURNING s.id`,
};

const remove: Statement<{ publicId: string }> = {
  name: 'schedule_remove',
  params: { publicId: 'text' },
  sqlite: 'DELETE FROM poll_schedule WHERE public_id = @publicId RETURNING public_id AS "publicId"',
  postgres: `DELETE FROM poll_schedule s USING unnest($1::text[]) AS x(id) WHERE s.public_id = x.id
    RETURNING s.public_id AS "publicId"`,
};

export const SCHEDULE_STATEMENTS: readonly Statement[] = [
  due,
  ofConnection,
  ofType,
  insert,
  change,
  advance,
  remove,
];

/** The parts of a schedule that people change. */
export type ScheduleValues = Omit<PollScheduleRow, 'id' | 'lastAt' | 'lastVerdict'>;

/** Written in the same commit: who did it. */
export type Also = (tx: Tx) => Promise<void>;

/** The schedules, and when each is due. */
export class PollScheduleStore {
  constructor(private readonly store: Store) {}

  due(now: number): Promise<PollScheduleRow[]> {
    return this.store.read(due, [{ now }]);
  }

  ofConnection(connection: number): Promise<PollScheduleRow[]> {
    return this.store.read(ofConnection, [{ connection }]);
  }

  async ofType(connection: number, type: string): Promise<PollScheduleRow | undefined> {
    const [row] = await this.store.read(ofType, [{ connection, type }]);
    return row;
  }

  /** False where the type has a schedule already. */
  insert(values: ScheduleValues, also: Also): Promise<boolean> {
    return this.store.write(async (tx) => {
      const rows = await tx.many(insert, [{ ...values }]);
      if (rows.length > 0) await also(tx);
      return rows.length > 0;
    });
  }

  async change(values: ScheduleValues, also: Also): Promise<void> {
    const { publicId, everyMs, cron, timeZone, overlapMs, pageSize } = values;
    const { firstRun, since, pausedAt, nextAt, updatedAt } = values;
    const walk = { overlapMs, pageSize, firstRun, since };
    const row = { publicId, everyMs, cron, timeZone, ...walk, pausedAt, nextAt, updatedAt };
    await this.store.write(async (tx) => {
      await tx.many(change, [row]);
      await also(tx);
    });
  }

  async remove(publicId: string, also: Also): Promise<void> {
    await this.store.write(async (tx) => {
      await tx.many(remove, [{ publicId }]);
      await also(tx);
    });
  }

  /** An occurrence was seen to. */
  async advance(
    { id, nextAt: seen }: PollScheduleRow,
    to: { readonly next: number; readonly now: number; readonly verdict: string },
  ): Promise<void> {
    await this.store.write((tx) => tx.many(advance, [{ id, seen, ...to }]));
  }
}

/** A paused schedule is due when nothing ever is. */
export const PAUSED_UNTIL = NEVER;
