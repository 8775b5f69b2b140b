import {
  idIn,
  listIn,
  numberedPages,
  objectIn,
  type HttpRequest,
  type HttpResponse,
  type JsonObject,
  type PresentSubscription,
  type SubscriptionDefinition,
} from '@hookyard/sdk';

import { managementAddress, type Context } from './presets.js';

const STANDARD = 'standard';
const PAGE = 100;

/**
 * One standard webhook of the merchant account, signed with a key that Adyen makes. Which events it brings beside the
 * default ones is set in the Customer Area. https://docs.adyen.com/api-explorer/Management/3/overview
 */
export const webhooks: SubscriptionDefinition<Context> = {
  carries: 'all-topics',
  secret: 'handed-out',
  topics: { '*': STANDARD },
  list: async (ctx) => {
    const found = await numberedPages(PAGE, async (pageNumber) =>
      listIn(await call(ctx, { url: '', query: { pageNumber, pageSize: PAGE } }), 'data'),
    );
    return found.map(presentOf);
  },
  create: async ({ url }, ctx) => {
    const json = { type: STANDARD, communicationFormat: 'json', description: 'Hookyard', url, active: true };
    const id = idIn(objectIn(await call(ctx, { method: 'POST', url: '', json })));
    const key = objectIn(await call(ctx, { method: 'POST', url: `/${encodeURIComponent(id)}/generateHmac` }));
    return { id, secret: idIn(key, 'hmacKey') };
  },
  update: async (id, { url }, ctx) => {
    await call(ctx, { method: 'PATCH', url: `/${encodeURIComponent(id)}`, json: { url, active: true } });
  },
  remove: async (id, ctx) => {
    await call(ctx, { method: 'DELETE', url: `/${encodeURIComponent(id)}` });
  },
};

/** The key goes along by hand: authentication is for the Checkout API, on another host. */
function call(ctx: Context, { url, ...request }: HttpRequest): Promise<HttpResponse> {
  const { http, settings } = ctx;
  const merchant = encodeURIComponent(settings.merchantAccount);
  return http.request({
    ...request,
    url: `${managementAddress(settings)}/merchants/${merchant}/webhooks${url}`,
    headers: { 'x-api-key': ctx.secret('apiKey') },
  });
}

function presentOf(webhook: JsonObject): PresentSubscription {
  const { type, active } = webhook;
  const topics = typeof type === 'string' ? [type] : [];
  return { id: idIn(webhook), url: idIn(webhook, 'url'), topics, enabled: active !== false };
}
