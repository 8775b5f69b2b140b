import {
  idIn,
  listIn,
  numberedPages,
  objectIn,
  textOf,
  type JsonObject,
  type PresentSubscription,
  type SubscriptionDefinition,
  type WantedSubscription,
} from '@hookyard/sdk';

import { place } from './presets.js';
import type { Context } from './records.js';
import { switches, topics } from './scopes.js';

const PER_PAGE = 100;

/** Hooks of the project or group: one with a switch for each kind of event, sent with our secret token. */
export const hooks: SubscriptionDefinition<Context> = {
  carries: 'all-topics',
  secret: 'given',
  topics,
  list: async (ctx) => {
    const found = await numberedPages(PER_PAGE, async (page) =>
      listIn(await ctx.http.get(hooksAt(ctx), { query: { per_page: PER_PAGE, page } })),
    );
    return found.map(hookIn);
  },
  create: async (wanted, ctx) => {
    return { id: idIn(objectIn(await ctx.http.post(hooksAt(ctx), { json: sent(wanted) }))) };
  },
  update: async (id, wanted, ctx) => {
    await ctx.http.put(`${hooksAt(ctx)}/${encodeURIComponent(id)}`, { json: sent(wanted) });
  },
  remove: async (id, ctx) => {
    await ctx.http.delete(`${hooksAt(ctx)}/${encodeURIComponent(id)}`);
  },
};

function hooksAt({ settings }: Context): string {
  return `${place(settings)}/hooks`;
}

/** All switches are set: what is left out of a new hook may be on. */
function sent({ url, topics: wanted, secret }: WantedSubscription): JsonObject {
  return {
    url,
    ...Object.fromEntries(switches.map((name) => [name, wanted.includes(name)])),
    enable_ssl_verification: true,
    ...(secret === undefined ? {} : { token: secret }),
  };
}

function hookIn(hook: JsonObject): PresentSubscription {
  const { id, url, alert_status: status } = hook;
  return {
    id: textOf(id) ?? '',
    url: textOf(url) ?? '',
    topics: switches.filter((name) => hook[name] === true),
    // After failures it is switched off for a time, or until somebody mends it.
    enabled: status === undefined || status === 'executable',
  };
}
