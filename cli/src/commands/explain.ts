import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { connectionOf } from './connections.js';

type Explained = components['schemas']['ExplainBody'];

interface ExplainOptions {
  readonly connection?: string;
  readonly type?: string;
}

export function addExplain(program: Command, context: Context): void {
  program
    .command('explain <id>')
    .description(
      'what happened to a hook, a transfer or a record, or to an external id with --connection and --type',
    )
    .option('--connection <connection>', 'by its id or name')
    .option('--type <type>', 'as TRANSACTION')
    .action(async (id: string, options: ExplainOptions) => {
      const query = await questionOf(context, id, options);
      context.out.result(await context.api().get('/v1/explain', { query }), explainedText);
    });
}

async function questionOf(
  context: Context,
  id: string,
  { connection, type }: ExplainOptions,
): Promise<Record<string, string>> {
  if (connection !== undefined && type !== undefined)
    return { connection: (await connectionOf(context.api(), connection)).id, type, externalId: id };
  if (connection !== undefined || type !== undefined)
    throw new CommandError(EXIT.usage, 'an external id needs both --connection and --type');
  if (id.startsWith('hok_')) return { hook: id };
  if (id.startsWith('req_')) return { transfer: id };
  if (id.startsWith('rec_')) return { recordId: id };
  throw new CommandError(
    EXIT.usage,
    `${id} is no hok_, req_ or rec_`,
    'Name its connection and type for an external id.',
  );
}

function explainedText({ items, note }: Explained): string {
  const lines = items.map(({ at, what, rule, facts }) =>
    [at, what, rule ?? '', JSON.stringify(facts)].filter((part) => part !== '').join('  '),
  );
  return [...lines, ...(note ? [note] : [])].join('\n') || 'nothing is known of it';
}
