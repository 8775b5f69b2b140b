import {
  idIn,
  listIn,
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

/** A project may have 100 hooks, a group 50 (https://docs.gitlab.com/user/gitlab_com/#webhooks). */
const MOST_PAGES = 10;
const PER_PAGE = 100;

/** Hooks of the project or group: one with a switch for each kind of event, sent with our secret token. */
export const hooks: SubscriptionDefinition<Context> = {
  carries: 'all-topics',
  secret: 'given',
  topics,
  list: async (ctx) => {
    const all: PresentSubscription[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const answer = await ctx.http.get(hooksAt(ctx), { query: { per_page: PER_PAGE, page } });
      const some = listIn(answer);
      all.push(...some.map(hookIn));
      if (some.length < PER_PAGE) break;
    }
    return all;
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
