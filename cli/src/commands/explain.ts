import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import { connectionOf } from '../connection-of.js';
import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';

type Explained = components['schemas']['ExplainBody'];

interface ExplainOptions {
  readonly connection?: string;
  readonly type?: string;
  readonly subscriber?: string;
  readonly row?: string;
}

export function addExplain(program: Command, context: Context): void {
  program
    .command('explain <id>')
    .description(
      'what happened to a hook, a transfer, a record, an event or an import, to an external id with --connection and --type, or to a delivery by its number with --subscriber',
    )
    .option('--connection <connection>', 'by its id or name')
    .option('--type <type>', 'as TRANSACTION')
    .option('--subscriber <id>', 'an endpoint or a trigger, by its id')
    .option('--row <number>', 'of an import: one of its rows')
    .action(async (id: string, options: ExplainOptions) => {
      const query = await questionOf(context, id, options);
      context.out.result(await context.api().get('/v1/explain', { query }), explainedText);
    });
}

async function questionOf(
  context: Context,
  id: string,
  { connection, type, subscriber, row }: ExplainOptions,
): Promise<Record<string, string>> {
  if (connection !== undefined && type !== undefined)
    return { connection: (await connectionOf(context.api(), connection)).id, type, externalId: id };
  if (connection !== undefined || type !== undefined)
    throw new CommandError(EXIT.usage, 'an external id needs both --connection and --type');
  if (subscriber !== undefined) return { subscriber, sequence: id };
  if (id.startsWith('hok_')) return { hook: id };
  if (id.startsWith('req_')) return { transfer: id };
  if (id.startsWith('rec_')) return { recordId: id };
  if (id.startsWith('evt_')) return { event: id };
  if (id.startsWith('imp_')) return { import: id, ...(row === undefined ? {} : { row }) };
  throw new CommandError(
    EXIT.usage,
    `${id} is no hok_, req_, rec_, evt_ or imp_`,
    'Name its connection and type for an external id, its subscriber for the number of a delivery.',
  );
}

function explainedText({ items, note, subscribers }: Explained): string {
  const lines = items.map(({ at, what, rule, facts }) =>
    [at, what, rule ?? '', JSON.stringify(facts)].filter((part) => part !== '').join('  '),
  );
  const heard = subscribers.map(({ subscriber, name, isTold, state, why }) =>
    [subscriber, name, isTold ? state : 'not told', why ?? ''].filter((part) => part !== '').join('  '),
  );
  return [...lines, ...heard, ...(note ? [note] : [])].join('\n') || 'nothing is known of it';
}
