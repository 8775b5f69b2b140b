import type { AnyConnector, RecordType } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import { HostError } from '../errors/index.js';
import {
  raiseConfigVersion,
  writeAudit,
  type Actor,
  type ConnectionView,
  type DirectorySource,
} from '../registry/index.js';
import { newKey } from '../vault/index.js';

import {
  DEFAULT_TIME_ZONE,
  cronAfter,
  nextOccurrence,
  timingProblem,
  upcoming,
  type FirstRun,
  type Timing,
} from './poll-plan.js';
import {
  PAUSED_UNTIL,
  type Also,
  type PollScheduleRow,
  type PollScheduleStore,
} from './poll-schedule.store.js';

/** A schedule as the API shows it. */
export interface PollScheduleInfo extends Pick<
  PollScheduleRow,
  | 'type'
  | 'scope'
  | 'everyMs'
  | 'cron'
  | 'timeZone'
  | 'overlapMs'
  | 'pageSize'
  | 'firstRun'
  | 'since'
  | 'lastAt'
  | 'lastVerdict'
> {
  readonly id: string;
  readonly isPaused: boolean;
  /** Null while it is paused. */
  readonly nextAt: number | null;
  /** The times that follow, `nextAt` first; none while it is paused. */
  readonly upcoming: readonly number[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface PollScheduleValues extends Timing {
  readonly overlapMs: number;
  readonly pageSize: number;
  readonly firstRun: FirstRun;
  readonly since: number | null;
  readonly isPaused: boolean;
}

export type PollScheduleInput = Pick<PollScheduleRow, 'scope'> & Partial<PollScheduleValues>;

const MOST_UPCOMING = 5;

const DEFAULTS: PollScheduleValues = {
  everyMs: 5 * 60_000,
  cron: null,
  timeZone: null,
  // Clocks of two systems differ by seconds, and a record may be committed a little after the time it carries.
  overlapMs: 60_000,
  pageSize: 100,
  firstRun: 'skip',
  since: null,
  isPaused: false,
};

export interface PollSchedulesOptions {
  readonly store: PollScheduleStore;
  readonly directory: DirectorySource;
  readonly clock: Clock;
}

/** When the types of a connection are polled: one schedule for each type, of a scope whose action is POLL. */
export class PollSchedules {
  constructor(private readonly options: PollSchedulesOptions) {}

  async list(tenant: number, connection: string): Promise<PollScheduleInfo[]> {
    const rows = await this.options.store.ofConnection(this.viewOf(tenant, connection).number);
    return rows.map(show);
  }

  async get(tenant: number, connection: string, id: string): Promise<PollScheduleInfo> {
    return show(await this.row(tenant, connection, id));
  }

  /** The first poll of an interval is due at once, of a cron at its time. */
  async create(actor: Actor, connection: string, input: PollScheduleInput): Promise<PollScheduleInfo> {
    const { tenant } = actor;
    const view = this.viewOf(tenant, connection);
    const { scope, ...wanted } = input;
    const now = this.options.clock.now();
    const values = checked({ ...DEFAULTS, ...given(wanted) }, now);
    const type = polledType(view, scope);
    const { isPaused, ...rest } = values;
    const publicId = newKey('sch_');
    const row = { publicId, tenant, connection: view.number, type, scope, ...rest };
    const times = { pausedAt: isPaused ? now : null, nextAt: isPaused ? PAUSED_UNTIL : firstAt(values, now) };
    const after = { scope, ...values };
    const note = this.noted(actor, { action: 'schedule.create', subject: publicId, after });
    const isNew = await this.options.store.insert({ ...row, ...times, createdAt: now, updatedAt: now }, note);
    if (!isNew) {
      const detail = `${type} has a schedule already; change that one`;
      throw new HostError('CONFLICT', { subject: scope, detail });
    }
    return this.get(tenant, connection, publicId);
  }

  async change(
    actor: Actor,
    connection: string,
    id: string,
    patch: Partial<PollScheduleValues>,
  ): Promise<PollScheduleInfo> {
    const row = await this.row(actor.tenant, connection, id);
    const now = this.options.clock.now();
    const before = valuesOf(row);
    const values = checked({ ...before, ...given(withTiming(patch)) }, now);
    const { isPaused, ...rest } = values;
    const pausedAt = isPaused ? (row.pausedAt ?? now) : null;
    const nextAt = isPaused ? PAUSED_UNTIL : changedNext(row, values, now);
    const note = this.noted(actor, { action: 'schedule.change', subject: id, before, after: values });
    await this.options.store.change({ ...row, ...rest, pausedAt, nextAt, updatedAt: now }, note);
    return this.get(actor.tenant, connection, id);
  }

  /** The next occurrence is now. */
  async runNow(actor: Actor, connection: string, id: string): Promise<PollScheduleInfo> {
    const row = await this.row(actor.tenant, connection, id);
    if (row.pausedAt !== null) {
      throw new HostError('CONFLICT', { subject: id, detail: 'the schedule is paused; resume it first' });
    }
    const nextAt = this.options.clock.now();
    const [before, after] = [{ nextAt: row.nextAt }, { nextAt }];
    const note = this.noted(actor, { action: 'schedule.run', subject: id, before, after });
    await this.options.store.change({ ...row, nextAt }, note);
    return this.get(actor.tenant, connection, id);
  }

  async remove(actor: Actor, connection: string, id: string): Promise<void> {
    const row = await this.row(actor.tenant, connection, id);
    const before = { scope: row.scope, ...valuesOf(row) };
    await this.options.store.remove(
      row.publicId,
      this.noted(actor, { action: 'schedule.remove', subject: id, before }),
    );
  }

  private noted(actor: Actor, entry: Parameters<typeof writeAudit>[3]): Also {
    return async (tx) => {
      await writeAudit(tx, actor, this.options.clock.now(), entry);
      await raiseConfigVersion(tx, actor);
    };
  }

  private async row(tenant: number, connection: string, id: string): Promise<PollScheduleRow> {
    const rows = await this.options.store.ofConnection(this.viewOf(tenant, connection).number);
    const row = rows.find(({ publicId }) => publicId === id);
    if (!row) throw new HostError('NOT_FOUND', { subject: id });
    return row;
  }

  private viewOf(tenant: number, connection: string): ConnectionView {
    const view = this.options.directory.current().connectionById(connection);
    if (view?.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: connection });
    return view;
  }
}

/** What a poll needs is looked for before the first one is due (DOMAIN part 3, rule 6). */
function polledType(view: ConnectionView, scope: string): RecordType {
  const scopes = [...view.scopes.TO.values()];
  const polled = view.scopes.TO.get(scope);
  if (polled?.action !== 'POLL')
    throw invalid('scope', 'is no scope of this connection whose action is POLL');
  const { type } = polled;
  const { definition }: { definition: AnyConnector } = view.connector;
  if (!definition.records?.[type]?.list)
    throw invalid('scope', `polls ${type}, which the connector cannot list`);
  for (const action of ['CREATED', 'UPDATED'] as const) {
    const isThere = scopes.some((one) => one.type === type && one.action === action);
    if (!isThere) throw invalid('scope', `needs a scope of ${type} ${action}, which there is none of`);
  }
  return type;
}

/** With a cron, `everyMs` is the distance of its next two times: what a host that knows no cron would go by. */
function checked(values: PollScheduleValues, now: number): PollScheduleValues {
  const { firstRun, since, cron } = values;
  if (firstRun === 'since' && since === null) throw invalid('since', 'is needed where firstRun is since');
  const problem = timingProblem(values, now);
  if (problem) throw invalid(problem.field, problem.message);
  if (cron === null) return values;
  const first = cronAfter(values, now) ?? now;
  const everyMs = (cronAfter(values, first) ?? first + values.everyMs) - first;
  return { ...values, everyMs, timeZone: values.timeZone ?? DEFAULT_TIME_ZONE };
}

/** Whoever gives an interval wants no cron any more, and the other way round. */
function withTiming(patch: Partial<PollScheduleValues>): Partial<PollScheduleValues> {
  if (patch.everyMs !== undefined && patch.cron === undefined)
    return { ...patch, cron: null, timeZone: null };
  return patch;
}

function firstAt(timing: Timing, now: number): number {
  return cronAfter(timing, now) ?? now;
}

function changedNext(row: PollScheduleRow, values: PollScheduleValues, now: number): number {
  const isSame = row.cron === values.cron && row.timeZone === values.timeZone;
  if (values.cron !== null) return isSame && row.pausedAt === null ? row.nextAt : firstAt(values, now);
  if (row.pausedAt !== null) return now;
  return Math.min(row.nextAt, nextOccurrence(now, values, now));
}

function valuesOf(row: PollScheduleRow): PollScheduleValues {
  const { everyMs, cron, timeZone, overlapMs, pageSize, firstRun, since } = row;
  const isPaused = row.pausedAt !== null;
  return { everyMs, cron, timeZone, overlapMs, pageSize, firstRun, since, isPaused };
}

function invalid(field: string, message: string): HostError {
  return new HostError('VALIDATION_FAILED', { errors: [{ field, message }], detail: `${field} ${message}` });
}

function show(row: PollScheduleRow): PollScheduleInfo {
  const { publicId, type, scope, lastAt, lastVerdict, createdAt, updatedAt } = row;
  const values = valuesOf(row);
  const nextAt = values.isPaused ? null : row.nextAt;
  return {
    id: publicId,
    type,
    scope,
    ...values,
    nextAt,
    upcoming: nextAt === null ? [] : upcoming(nextAt, values, MOST_UPCOMING),
    lastAt,
    lastVerdict,
    createdAt,
    updatedAt,
  };
}

function given<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
