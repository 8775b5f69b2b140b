import type { AnyConnector, RecordType } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import { HostError } from '../errors/index.js';
import type { ConnectionView, DirectorySource } from '../registry/index.js';
import { newKey } from '../vault/index.js';

import type { FirstRun } from './poll-plan.js';
import { PAUSED_UNTIL, type PollScheduleRow, type PollScheduleStore } from './poll-schedule.store.js';

/** A schedule as the API shows it. */
export interface PollScheduleInfo extends Pick<
  PollScheduleRow,
  'type' | 'scope' | 'everyMs' | 'overlapMs' | 'pageSize' | 'firstRun' | 'since' | 'lastAt' | 'lastVerdict'
> {
  readonly id: string;
  readonly isPaused: boolean;
  /** Null while it is paused. */
  readonly nextAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface PollScheduleValues {
  readonly everyMs: number;
  readonly overlapMs: number;
  readonly pageSize: number;
  readonly firstRun: FirstRun;
  readonly since: number | null;
  readonly isPaused: boolean;
}

export type PollScheduleInput = Pick<PollScheduleRow, 'scope'> & Partial<PollScheduleValues>;

const DEFAULTS: PollScheduleValues = {
  everyMs: 5 * 60_000,
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

  /** The first poll is due at once. */
  async create(tenant: number, connection: string, input: PollScheduleInput): Promise<PollScheduleInfo> {
    const view = this.viewOf(tenant, connection);
    const { scope, ...wanted } = input;
    const values = { ...DEFAULTS, ...given(wanted) };
    refuseInvalid(values);
    const type = polledType(view, scope);
    const now = this.options.clock.now();
    const { isPaused, ...rest } = values;
    const publicId = newKey('sch_');
    const row = { publicId, tenant, connection: view.number, type, scope, ...rest };
    const times = { pausedAt: isPaused ? now : null, nextAt: isPaused ? PAUSED_UNTIL : now };
    const isNew = await this.options.store.insert({ ...row, ...times, createdAt: now, updatedAt: now });
    if (!isNew) {
      const detail = `${type} has a schedule already; change that one`;
      throw new HostError('CONFLICT', { subject: scope, detail });
    }
    return this.get(tenant, connection, publicId);
  }

  async change(
    tenant: number,
    connection: string,
    id: string,
    patch: Partial<PollScheduleValues>,
  ): Promise<PollScheduleInfo> {
    const row = await this.row(tenant, connection, id);
    const now = this.options.clock.now();
    const { isPaused, ...values } = { ...show(row), ...given(patch) };
    refuseInvalid(values);
    const wasPaused = row.pausedAt !== null;
    const { everyMs, overlapMs, pageSize, firstRun, since } = values;
    const next = wasPaused ? now : Math.min(row.nextAt, now + everyMs);
    await this.options.store.change({
      ...row,
      everyMs,
      overlapMs,
      pageSize,
      firstRun,
      since,
      pausedAt: isPaused ? (row.pausedAt ?? now) : null,
      nextAt: isPaused ? PAUSED_UNTIL : next,
      updatedAt: now,
    });
    return this.get(tenant, connection, id);
  }

  /** The next occurrence is now. */
  async runNow(tenant: number, connection: string, id: string): Promise<PollScheduleInfo> {
    const row = await this.row(tenant, connection, id);
    if (row.pausedAt !== null) {
      throw new HostError('CONFLICT', { subject: id, detail: 'the schedule is paused; resume it first' });
    }
    await this.options.store.change({ ...row, nextAt: this.options.clock.now() });
    return this.get(tenant, connection, id);
  }

  async remove(tenant: number, connection: string, id: string): Promise<void> {
    const row = await this.row(tenant, connection, id);
    await this.options.store.remove(row.publicId);
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

function refuseInvalid({ firstRun, since }: Pick<PollScheduleValues, 'firstRun' | 'since'>): void {
  if (firstRun === 'since' && since === null) throw invalid('since', 'is needed where firstRun is since');
}

function invalid(field: string, message: string): HostError {
  return new HostError('VALIDATION_FAILED', { errors: [{ field, message }], detail: `${field} ${message}` });
}

function show(row: PollScheduleRow): PollScheduleInfo {
  const { publicId, type, scope, everyMs, overlapMs, pageSize, firstRun, since } = row;
  const isPaused = row.pausedAt !== null;
  return {
    id: publicId,
    type,
    scope,
    everyMs,
    overlapMs,
    pageSize,
    firstRun,
    since,
    isPaused,
    nextAt: isPaused ? null : row.nextAt,
    lastAt: row.lastAt,
    lastVerdict: row.lastVerdict,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

function given<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
