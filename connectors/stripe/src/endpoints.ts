import {
  idIn,
  listIn,
  objectIn,
  BadConfig,
  formFields,
  textOf,
  type JsonObject,
  type PresentSubscription,
  type SubscriptionDefinition,
  type WantedSubscription,
} from '@hookyard/sdk';

import type { Context } from './objects.js';

const PATH = '/webhook_endpoints';
/** An account has 16 endpoints by default (https://docs.stripe.com/webhooks); more pages than these it never has. */
const MOST_PAGES = 10;

/**
 * Webhook endpoints (https://docs.stripe.com/api/webhook_endpoints): one with all events. Its signing secret comes once,
 * in the answer that makes it.
 */
export const endpoints: SubscriptionDefinition<Context> = {
  carries: 'all-topics',
  secret: 'handed-out',
  list: async (ctx) => {
    const all: PresentSubscription[] = [];
    let after: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const answer = await ctx.http.get(PATH, {
        query: { limit: 100, starting_after: after },
        headers: ownHeaders(ctx),
      });
      const { has_more: hasMore } = objectIn(answer);
      const data = listIn(answer, 'data');
      all.push(...data.map(endpointIn));
      after = all.at(-1)?.id;
      if (hasMore !== true || data.length === 0) return all;
    }
    return all;
  },
  create: async (wanted, ctx) => {
    const form = { ...fieldsOf(wanted), api_version: ctx.settings.apiVersion, description: 'Hookyard' };
    const made = objectIn(await ctx.http.post(PATH, { form, headers: ownHeaders(ctx) }));
    return { id: idIn(made), secret: idIn(made, 'secret') };
  },
  update: async (id, wanted, ctx) => {
    const form = { ...fieldsOf(wanted), disabled: 'false' };
    await ctx.http.post(`${PATH}/${encodeURIComponent(id)}`, { form, headers: ownHeaders(ctx) });
  },
  remove: async (id, ctx) => {
    await ctx.http.delete(`${PATH}/${encodeURIComponent(id)}`, { headers: ownHeaders(ctx) });
  },
};

function fieldsOf({ url, topics }: WantedSubscription): Record<string, string> {
  return formFields({ url, enabled_events: topics });
}

function endpointIn({ id, url, enabled_events: events, status }: JsonObject): PresentSubscription {
  return {
    id: textOf(id) ?? '',
    url: textOf(url) ?? '',
    topics: Array.isArray(events) ? events.flatMap((event: string) => event) : [],
    enabled: status !== 'disabled',
  };
}

/** Events of connected accounts go to an endpoint of the platform, which serves all of them. */
function ownHeaders({ settings: { account, apiVersion } }: Context): Readonly<Record<string, string>> {
  if (account === undefined) return { 'stripe-version': apiVersion };
  throw new BadConfig(
    `hooks of connected accounts come through the platform's Connect endpoint: register its receiver there by hand, and leave registration of ${account} off`,
    'account',
  );
}
