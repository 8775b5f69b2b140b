import { setTimeout as pause } from 'node:timers/promises';

import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import { agreed } from '../ask.js';
import type { Context } from '../context.js';

type Erasure = components['schemas']['ErasureBody'];

interface EraseOptions {
  readonly reason?: string;
  readonly yes?: boolean;
  readonly wait: boolean;
}

const LOOK_EVERY_MS = 500;

export function addErase(program: Command, context: Context): void {
  program
    .command('erase <record>')
    .description('takes everything kept of a record out of the host, for good; no system is told')
    .option('--reason <text>', 'kept in the audit: name nobody in it')
    .option('--yes', 'without asking')
    .option('--no-wait', 'ends when it has begun')
    .action((record: string, options: EraseOptions) => erase(context, record, options));
  program
    .command('erasure <record>')
    .description('how far the erasure of a record is')
    .action(async (record: string) => {
      const found = await context.api().get('/v1/records/{id}/erasure', { path: { id: record } });
      context.out.result(found, erasureText);
    });
}

async function erase(context: Context, record: string, options: EraseOptions): Promise<void> {
  const api = context.api();
  const { id } = await api.get('/v1/records/{id}', { path: { id: record } });
  if (!options.yes)
    await agreed(`${id}: its values, history, hooks and snapshots are erased for good.`, 'Say --yes.');
  const body = options.reason === undefined ? {} : { reason: options.reason };
  const begun = await api.call('POST', '/v1/records/{id}/erase', { path: { id }, body });
  const far = options.wait ? await waited(context, begun.body) : begun.body;
  context.out.result(far, erasureText);
}

/** Until nothing of it is left; what still runs or waits to be resolved is erased behind it. */
async function waited(context: Context, begun: Erasure): Promise<Erasure> {
  const { out, signal } = context;
  let now = begun;
  while (now.state === 'open' && !signal.aborted) {
    out.say(progressOf(now));
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    now = await context.api().get('/v1/records/{id}/erasure', { path: { id: now.record } });
  }
  return now;
}

function erasureText(erasure: Erasure): string {
  const { record, state, records } = erasure;
  const merged = records.length > 1 ? `, with ${records.length - 1} merged into it` : '';
  return `${record}${merged}: ${state === 'done' ? 'erased' : 'being erased'}; ${progressOf(erasure)}`;
}

function progressOf({ transfers, bodiesCut, bodiesDropped }: Erasure): string {
  return `${transfers} transfers emptied, ${bodiesCut} bodies cut, ${bodiesDropped} dropped`;
}
