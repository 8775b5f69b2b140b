import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import { modeOf } from '../arguments.js';
import type { Context } from '../context.js';
import { table } from '../output.js';

type Callback = components['schemas']['CallbackBody'];

export function addCallbacks(program: Command, context: Context): void {
  const callbacks = program
    .command('callbacks')
    .description('addresses that are told once that a piece of work is over');
  callbacks
    .command('list')
    .description('the newest first, and what became of each')
    .option('--mode <mode>', 'live or sandbox', 'live')
    .action(async ({ mode }: { readonly mode: string }) => {
      const found = await context.api().all('/v1/callbacks', { query: { mode: modeOf(mode) } });
      context.out.result(found, callbackTable);
    });
  callbacks
    .command('resend <event>')
    .description('calls once more')
    .action(async (event: string) => {
      await context.api().call('POST', '/v1/callbacks/{id}/resend', { path: { id: event } });
      context.out.result({ resent: event }, () => `${event} is sent again`);
    });
}

function callbackTable(found: readonly Callback[]): string {
  const rows = found.map(({ event, work, url, state, attempts, at }) => [
    event ?? '',
    work ?? '',
    url ?? '',
    state,
    String(attempts),
    at,
  ]);
  return table(['EVENT', 'WORK', 'URL', 'STATE', 'ATTEMPTS', 'SINCE'], rows);
}
