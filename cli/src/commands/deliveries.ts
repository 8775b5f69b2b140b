import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import type { Api } from '../api.js';
import type { Context } from '../context.js';
import { table } from '../output.js';

type Delivery = components['schemas']['DeliveryBody'];
type Detail = components['schemas']['DeliveryDetailBody'];

/** Whose deliveries they are. */
export interface Told {
  readonly path: '/v1/endpoints' | '/v1/triggers';
  /** Its argument. */
  readonly word: 'endpoint' | 'trigger';
  readonly find: (api: Api, nameOrId: string) => Promise<{ readonly id: string }>;
}

export function addDeliveries(commands: Command, context: Context, { path: of, word, find }: Told): void {
  commands
    .command(`deliveries <${word}> [sequence]`)
    .description('what it was told, newest first; one with the attempts that failed')
    .option('--most <count>', 'so many, at most 200', '50')
    .action(async (name: string, sequence: string | undefined, { most }: { most: string }) => {
      const api = context.api();
      const { id } = await find(api, name);
      if (sequence === undefined) {
        const query = { limit: Number(most) };
        const { items } = await api.get(`${of}/{id}/deliveries`, { path: { id }, query });
        context.out.result(items, deliveryTable);
        return;
      }
      const path = { id, sequence };
      const one = await api.get(`${of}/{id}/deliveries/{sequence}`, { path });
      context.out.result(one, deliveryText);
    });
  commands
    .command(`resend <${word}> <sequence>`)
    .description('sends a delivery again, under the same id')
    .action(async (name: string, sequence: string) => {
      const api = context.api();
      const { id } = await find(api, name);
      await api.call('POST', `${of}/{id}/deliveries/{sequence}/resend`, { path: { id, sequence } });
      context.out.result({ resent: Number(sequence) }, () => `${sequence} is sent again`);
    });
  commands
    .command(`recover <${word}>`)
    .description('sends again what was not delivered since a time')
    .requiredOption('--since <time>', 'as 2027-01-01T00:00:00Z')
    .action(async (name: string, { since }: { since: string }) => {
      const api = context.api();
      const { id } = await find(api, name);
      const all = await recovered(api, context, { of, id, since });
      context.out.result(all, ({ looked, sent }) => `${sent} of ${looked} deliveries are sent again`);
    });
}

/** Page by page, to the end. */
async function recovered(
  api: Api,
  { signal }: Context,
  { of, id, since }: { readonly of: Told['path']; readonly id: string; readonly since: string },
): Promise<{ readonly looked: number; readonly sent: number }> {
  let [looked, sent] = [0, 0];
  for (let after: number | null = 0; after !== null && !signal.aborted;) {
    const ask = { path: { id }, body: { since, after } };
    const page: components['schemas']['RecoveredDeliveriesBody'] = (
      await api.call('POST', `${of}/{id}/recover`, ask)
    ).body;
    looked += page.looked;
    sent += page.sent;
    after = page.next;
  }
  return { looked, sent };
}

function deliveryTable(found: readonly Delivery[]): string {
  const rows = found.map(({ sequence, at, type, record, state, attempts, answer, reason }) => [
    String(sequence),
    at,
    type ?? '',
    record ?? '',
    state,
    String(attempts),
    answer === null ? '' : String(answer.status),
    reason ?? '',
  ]);
  return table(['SEQUENCE', 'AT', 'EVENT', 'RECORD', 'STATE', 'ATTEMPTS', 'ANSWER', ''], rows);
}

function deliveryText(one: Detail): string {
  const tries = one.tries.map(
    ({ number, at, failure, message, tookMs }) => `  ${number}  ${at}  ${failure}  ${message} (${tookMs} ms)`,
  );
  return [deliveryTable([one]), ...tries].join('\n');
}
