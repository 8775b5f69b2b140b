import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import type { Context } from '../context.js';
import { table } from '../output.js';

type EventType = components['schemas']['EventTypeBody'];

export function addEvents(program: Command, context: Context): void {
  program
    .command('events [type]')
    .description('everything an endpoint can hear of; one with its schema and an example')
    .action(async (type: string | undefined) => {
      const api = context.api();
      if (type === undefined) context.out.result(await api.all('/v1/event-types', {}), eventTable);
      else {
        const one = await api.get('/v1/event-types/{type}', { path: { type } });
        context.out.result(one, (found) => JSON.stringify(found, null, 2));
      }
    });
}

function eventTable(found: readonly EventType[]): string {
  const rows = found.map(({ type, version, description }) => [type, String(version), description]);
  return table(['EVENT', 'VERSION', ''], rows);
}
