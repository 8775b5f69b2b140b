import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import type { Api } from '../api.js';
import { connectionOf } from '../connection-of.js';
import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { table } from '../output.js';

type Subscriptions = components['schemas']['SubscriptionsBody'];

interface SubscriptionsOptions {
  readonly reconcile?: boolean;
  readonly remove?: string;
  readonly byHand?: boolean;
  readonly managed?: boolean;
}

/** The hooks a connection keeps registered at its system. */
export function addSubscriptions(connections: Command, context: Context): void {
  connections
    .command('subscriptions <connection>')
    .description('the hooks it keeps registered at its system: wanted, found and failing')
    .option('--reconcile', 'asks the system and mends now, whatever failed before')
    .option('--remove <subscription>', 'removes an orphan at the system')
    .option('--by-hand', 'hooks are registered by a person from now on; what is there stays')
    .option('--managed', 'the host registers them from now on')
    .action(async (name: string, options: SubscriptionsOptions) => {
      const api = context.api();
      const { id } = await connectionOf(api, name);
      context.out.result(await acted(api, id, options), text);
    });
}

async function acted(api: Api, id: string, options: SubscriptionsOptions): Promise<Subscriptions> {
  const { reconcile, remove, byHand, managed } = options;
  const asked = [reconcile, remove, byHand, managed].filter((one) => one !== undefined);
  if (asked.length > 1) throw new CommandError(EXIT.usage, 'one of the options at a time');
  const path = { id };
  const at = '/v1/connections/{id}/subscriptions';
  if (reconcile) return (await api.call('POST', `${at}/reconcile`, { path })).body;
  if (byHand || managed)
    return (await api.call('PATCH', at, { path, body: { isManaged: managed === true } })).body;
  if (remove !== undefined)
    await api.call('DELETE', `${at}/{subscriptionId}`, { path: { id, subscriptionId: remove } });
  return api.get(at, { path });
}

function text({ state, address, advice, failure, lookedAt, items }: Subscriptions): string {
  const head = [
    `${state}${address === null ? '' : `, hooks go to ${address}`}`,
    ...(lookedAt === null ? [] : [`the system was asked at ${lookedAt}`]),
    ...(failure === null ? [] : [`${failure.name}: ${failure.message}`]),
    ...(advice === null ? [] : [advice]),
  ];
  if (items.length === 0) return head.join('\n');
  const rows = items.map((one) => [
    one.id,
    one.state,
    one.topics.join(', '),
    one.remoteId ?? '',
    one.failure?.message ?? one.reason ?? (one.drift ? `was ${one.drift.kind}` : ''),
  ]);
  return [...head, table(['ID', 'STATE', 'TOPICS', 'THERE', ''], rows)].join('\n');
}
