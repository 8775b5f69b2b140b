import {
  idIn,
  listIn,
  numberedPages,
  objectIn,
  Conflict,
  textOf,
  valueAt,
  type JsonObject,
  type PresentSubscription,
  type SubscriptionDefinition,
  type WantedSubscription,
} from '@hookyard/sdk';

import { place } from './presets.js';
import { headers, type Context } from './records.js';
import { topics } from './scopes.js';

const PER_PAGE = 100;

/** Hooks of the repository, or of the organisation: one with a list of events, signed with our secret. */
export const hooks: SubscriptionDefinition<Context> = {
  carries: 'all-topics',
  secret: 'given',
  topics,
  list: async (ctx) => {
    const found = await numberedPages(PER_PAGE, async (page) =>
      listIn(await ctx.http.get(hooksAt(ctx), { query: { per_page: PER_PAGE, page }, headers })),
    );
    return found.map(hookIn);
  },
  create: async (wanted, ctx) => {
    const json = { name: 'web', ...sent(wanted) };
    const answer = await ctx.http.post(hooksAt(ctx), { json, headers, accept: [422] });
    if (answer.status === 422) throw new Conflict(`the hook was refused: ${answer.text().slice(0, 300)}`);
    return { id: idIn(objectIn(answer)) };
  },
  update: async (id, wanted, ctx) => {
    await ctx.http.patch(`${hooksAt(ctx)}/${encodeURIComponent(id)}`, { json: sent(wanted), headers });
  },
  remove: async (id, ctx) => {
    await ctx.http.delete(`${hooksAt(ctx)}/${encodeURIComponent(id)}`, { headers });
  },
};

function hooksAt({ settings }: Context): string {
  return `${place(settings)}/hooks`;
}

function sent({ url, topics: events, secret }: WantedSubscription): JsonObject {
  const config = {
    url,
    content_type: 'json',
    insecure_ssl: '0',
    ...(secret === undefined ? {} : { secret }),
  };
  return { active: true, events, config };
}

function hookIn(hook: JsonObject): PresentSubscription {
  const { id, events, active } = hook;
  return {
    id: textOf(id) ?? '',
    url: textOf(valueAt(hook, 'config.url')) ?? '',
    topics: Array.isArray(events) ? events.flatMap((event: string) => event) : [],
    enabled: active !== false,
  };
}
