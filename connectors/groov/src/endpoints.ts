import {
  idIn,
  objectIn,
  type Json,
  type JsonObject,
  type PresentSubscription,
  type SubscriptionDefinition,
  type WantedSubscription,
} from '@hookyard/sdk';

import { paths, pageOf } from './assumptions.js';
import { call, type Context } from './calls.js';

const DESCRIPTION = 'Hookyard';

/**
 * Registration of our address: one endpoint for all events, edited as they come and go. The key decides whether it is a
 * test or a live one. The secret word is the last part of the address there, and of no other.
 */
export const endpoints: SubscriptionDefinition<Context> = {
  carries: 'all-topics',
  secret: 'given',
  list: allOf,
  create: async (wanted, ctx) => {
    const { id } = endpointIn(await write('POST', paths.endpoints, wanted, ctx), ctx);
    return { id };
  },
  update: async (id, wanted, ctx) => {
    await write('PUT', paths.endpoint(id), wanted, ctx);
  },
  remove: async (id, ctx) => {
    await call(ctx, { method: 'DELETE', url: paths.endpoint(id) });
  },
};

export async function allOf(ctx: Context): Promise<readonly PresentSubscription[]> {
  const answer = await call(ctx, { url: paths.endpoints });
  return pageOf(answer.json(), 0).items.map((one) => endpointIn(one, ctx));
}

async function write(
  method: 'POST' | 'PUT',
  url: string,
  wanted: WantedSubscription,
  ctx: Context,
): Promise<JsonObject> {
  const address = `${wanted.url}/${encodeURIComponent(wanted.secret ?? '')}`;
  const json = { url: address, description: DESCRIPTION, events: wanted.topics };
  return objectIn(await call(ctx, { method, url, json }));
}

function endpointIn(given: JsonObject, ctx: Context): PresentSubscription {
  const { url, events } = given;
  return {
    id: idIn(given),
    url: withoutWord(textOf(url), ctx),
    topics: Array.isArray(events) ? events.map((event: Json) => textOf(event)) : [],
  };
}

/** Under another word it is no address that hooks can come in at. */
function withoutWord(url: string, ctx: Context): string {
  const word = `/${encodeURIComponent(ctx.secret('webhook'))}`;
  return url.endsWith(word) ? url.slice(0, -word.length) : url;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string'
    ? value
    : value === undefined || value === null
      ? ''
      : JSON.stringify(value);
}
