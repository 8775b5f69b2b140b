import { failureOf, type Json, type JsonObject } from '@hookyard/sdk';

import { paths, pageOf } from './assumptions.js';
import { call, type Context } from './calls.js';

/** An endpoint as its API shows it. */
interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
}

const DESCRIPTION = 'Hookyard';

/**
 * Registration of our address, as desired state: one endpoint for all events, edited as they come and go. The key decides
 * whether it is a test or a live one. The secret word is the last part of the address there, and of no other.
 */
export const endpoints = {
  list: async (ctx: Context) =>
    (await allOf(ctx)).flatMap(({ id, url, events }) =>
      events.map((scope) => ({ id: nameOf(id, scope), scope, url: withoutWord(url, ctx) })),
    ),

  create: async (scope: string, url: string, ctx: Context) => {
    const address = withWord(url, ctx);
    const present = (await allOf(ctx)).find((endpoint) => endpoint.url === address);
    if (present?.events.includes(scope)) return { id: nameOf(present.id, scope) };
    const id = present
      ? await edit(present, [...present.events, scope], ctx)
      : await make({ url: address, description: DESCRIPTION, events: [scope] }, ctx);
    return { id: nameOf(id, scope) };
  },

  remove: async (name: string, ctx: Context) => {
    const [id = '', scope = ''] = name.split(' ');
    const present = await one(id, ctx);
    if (!present) return;
    const events = present.events.filter((event) => event !== scope);
    if (events.length > 0) await edit(present, events, ctx);
    else await call(ctx, { method: 'DELETE', url: paths.endpoint(id) });
  },
};

export async function allOf(ctx: Context): Promise<readonly Endpoint[]> {
  const answer = await call(ctx, { url: paths.endpoints });
  return pageOf(answer.json(), 0).items.map(endpointIn);
}

async function one(id: string, ctx: Context): Promise<Endpoint | null> {
  try {
    return endpointIn((await call(ctx, { url: paths.endpoint(id) })).json<JsonObject>());
  } catch (error) {
    if (failureOf(error)?.failure === 'NotFound') return null;
    throw error;
  }
}

async function make(json: Omit<Endpoint, 'id'>, ctx: Context): Promise<string> {
  return endpointIn((await call(ctx, { method: 'POST', url: paths.endpoints, json })).json<JsonObject>()).id;
}

async function edit(
  { id, url, description }: Endpoint,
  events: readonly string[],
  ctx: Context,
): Promise<string> {
  await call(ctx, { method: 'PUT', url: paths.endpoint(id), json: { url, description, events } });
  return id;
}

function endpointIn(given: JsonObject): Endpoint {
  const events = given['events'];
  return {
    id: textOf(given['id']),
    url: textOf(given['url']),
    description: textOf(given['description']),
    events: Array.isArray(events) ? events.map((event: Json) => textOf(event)) : [],
  };
}

/** An endpoint has no part for each event: the name holds both. */
function nameOf(id: string, scope: string): string {
  return `${id} ${scope}`;
}

function withWord(url: string, ctx: Context): string {
  return `${url}/${encodeURIComponent(ctx.secret('webhook'))}`;
}

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
