import {
  failureOf,
  idIn,
  objectIn,
  type Json,
  type JsonObject,
  type ListPage,
  type RecordHandlers,
  type WriteItem,
} from '@hookyard/sdk';

import { paths, stepAt, states, type Step } from './assumptions.js';
import type { Context } from './merge-decision.js';
import type { DataGroomrSettings } from './presets.js';

/** Types of ours that go into datasets, with their columns. */
export const COLUMNS = {
  CUSTOMER: ['Email', 'FirstName', 'LastName', 'Phone', 'Company', 'Street', 'City', 'PostalCode', 'Country'],
  CUSTOMER_COMPANY: ['Name', 'Phone', 'Website', 'BillingCity', 'BillingCountry'],
} as const;

export type RowType = keyof typeof COLUMNS;

/** A dataset as the API shows it (DG-A7). */
interface DatasetInfo extends JsonObject {
  readonly status: string;
  readonly total: number;
  readonly matched: number;
  readonly unmatched: number;
  readonly failed: number;
}

interface Running {
  readonly id: string;
  readonly type: RowType;
  readonly step: Step;
}

/** Several datasets of a type are rare: one takes rows, and those before it run. */
const MOST_RUNNING = 20;
const RUNNING = 'datasets:running';

/** Records become rows of the dataset that takes rows of their type; their id is that of their row. */
export function rowsOf(type: RowType): RecordHandlers<Context> {
  const sendAll = async (rows: readonly { id: string; record: JsonObject }[], ctx: Context): Promise<void> =>
    send(
      type,
      rows.map(({ id, record }) => ({ rowId: id, ...record })),
      ctx,
    );
  return {
    create: async (record, ctx) => {
      const id = rowIdOf(ctx.request?.writeKey ?? '');
      await sendAll([{ id, record }], ctx);
      return { id, record };
    },
    update: async (id, record, _change, ctx) => {
      await sendAll([{ id, record }], ctx);
      return { record };
    },
    writeMany: async (items, ctx) => {
      const rows = items.flatMap((item, index) =>
        item.op === 'delete' ? [] : [{ index, id: itemId(item), record: item.record }],
      );
      if (rows.length > 0) await sendAll(rows, ctx);
      return rows.map(({ index, id, record }) => ({ index, id, record }));
    },
  };
}

/** Each poll takes every dataset one step on, and shows how far it is. */
export const datasets: RecordHandlers<Context> = {
  version: 'step & " " & status & " " & total & " " & matched & " " & unmatched & " " & failed',
  list: async (_page, ctx): Promise<ListPage<JsonObject>> => {
    for (const type of Object.keys(COLUMNS) as RowType[]) await close(type, ctx);
    const items: JsonObject[] = [];
    for (const one of await runningOf(ctx)) {
      const shown = await stepOn(one, ctx);
      // The quota is spent: the others go on with the next poll.
      if (!shown) break;
      items.push(shown);
    }
    return { items, done: true };
  },
};

function itemId(item: Exclude<WriteItem, { op: 'delete' }>): string {
  return item.op === 'create' ? rowIdOf(item.key) : item.id;
}

function rowIdOf(key: string): string {
  return `row-${key}`;
}

/** A dataset that takes no rows any more is followed by a new one. */
async function send(type: RowType, records: readonly JsonObject[], ctx: Context): Promise<void> {
  const open = await openDataset(type, ctx);
  const answer = await ctx.http.post(paths.records(open), { json: { records }, accept: [404, 409] });
  if (answer.status < 400) return;
  await ctx.state.compareAndSet(openKey(type), open, null);
  await ctx.http.post(paths.records(await openDataset(type, ctx)), { json: { records } });
}

async function openDataset(type: RowType, ctx: Context): Promise<string> {
  const open = await ctx.state.get<string | null>(openKey(type));
  if (open) return open;
  const json = definition(type, ctx.settings);
  const made = idIn(objectIn(await ctx.http.post(paths.datasets, { json })));
  if (await ctx.state.compareAndSet(openKey(type), open, made)) return made;
  return (await ctx.state.get<string | null>(openKey(type))) ?? made;
}

function definition(type: RowType, settings: DataGroomrSettings): JsonObject {
  const { customerObject, compareTo, matchingModel, updateRule } = settings;
  const object = type === 'CUSTOMER' ? customerObject : 'Account';
  const mapping = Object.fromEntries(COLUMNS[type].map((column) => [column, column]));
  return { name: `Hookyard ${object}`, object, compareTo, mapping, matchingModel, updateRule };
}

/** From now on it takes no rows, and runs. */
async function close(type: RowType, ctx: Context): Promise<void> {
  const open = await ctx.state.get<string | null>(openKey(type));
  if (!open) return;
  const running = await runningOf(ctx);
  if (running.length >= MOST_RUNNING) return;
  await ctx.state.set(RUNNING, [
    ...running.filter(({ id }) => id !== open),
    { id: open, type, step: 'sent' },
  ]);
  await ctx.state.compareAndSet(openKey(type), open, null);
}

async function stepOn(one: Running, ctx: Context): Promise<JsonObject | undefined> {
  const info = await infoOf(one.id, ctx);
  if (info === 'later') return undefined;
  const next = info === 'gone' ? 'over' : nextStep(one.step, info, ctx.settings);
  const taken = next === 'wait' || next === 'over' || (await act(one.id, next, ctx)) ? next : 'wait';
  await keep(one, taken, ctx);
  const { id, type, step } = one;
  const told = taken === 'wait' || taken === 'over' ? step : taken;
  if (info === 'gone') return { id, type, step: told, status: 'GONE' };
  const { status, total, matched, unmatched, failed } = info;
  return { id, type, step: told, status, total, matched, unmatched, failed };
}

async function infoOf(id: string, ctx: Context): Promise<DatasetInfo | 'gone' | 'later'> {
  try {
    const answer = await ctx.http.get(paths.dataset(id), { accept: [429] });
    return answer.status === 429 ? 'later' : (objectIn(answer) as DatasetInfo);
  } catch (error) {
    if (failureOf(error)?.failure === 'NotFound') return 'gone';
    throw error;
  }
}

/** New ones are imported before known ones are updated; a person does both where it only analyses. */
function nextStep(told: Step, info: DatasetInfo, { run }: DataGroomrSettings): Step | 'wait' | 'over' {
  const { status, matched, unmatched } = info;
  if (status === states.failed) return 'over';
  const step = reached(told, status);
  if (step === 'sent') return 'analyzing';
  if (step === 'analyzing') {
    if (status !== states.analyzed) return 'wait';
    if (run === 'analyze') return 'over';
    if (unmatched > 0) return 'importing';
    return matched > 0 ? 'updating' : 'over';
  }
  if (status !== states.over) return 'wait';
  return step === 'importing' && matched > 0 ? 'updating' : 'over';
}

/** A step that was taken and not remembered, because we ended in between, is seen by the dataset's state. */
function reached(told: Step, status: string): Step {
  const seen = stepAt[status];
  return seen !== undefined && ORDER.indexOf(seen) > ORDER.indexOf(told) ? seen : told;
}

const ORDER: readonly Step[] = ['sent', 'analyzing', 'importing', 'updating'];

const ACTS = { sent: 'analyze', analyzing: 'analyze', importing: 'import', updating: 'update' } as const;

/** False: it is not ready for it yet, or the quota is spent. */
async function act(id: string, step: Step, ctx: Context): Promise<boolean> {
  const answer = await ctx.http.post(paths.act(id, ACTS[step]), { json: {}, accept: [409, 429] });
  return answer.status < 400;
}

async function keep(one: Running, taken: Step | 'wait' | 'over', ctx: Context): Promise<void> {
  if (taken === 'wait') return;
  const running = await runningOf(ctx);
  const others = running.filter(({ id }) => id !== one.id);
  await ctx.state.set(RUNNING, taken === 'over' ? others : [...others, { ...one, step: taken }]);
}

async function runningOf({ state }: Context): Promise<readonly Running[]> {
  return (await state.get<readonly Running[] & Json>(RUNNING)) ?? [];
}

function openKey(type: RowType): string {
  return `datasets:open:${type}`;
}
