import {
  BadConfig,
  Conflict,
  idIn,
  listIn,
  objectIn,
  textOf,
  unlessGone,
  type ConnectorContext,
  type HttpRequest,
  type HttpResponse,
  type JsonObject,
  type PresentSubscription,
  type SubscriptionDefinition,
} from '@hookyard/sdk';

import type { HubspotSettings } from './presets.js';
import { properties } from './properties.js';

type Context = ConnectorContext<HubspotSettings, 'webhook' | 'token' | 'developerKey'>;

/** A change is told of single properties: of those the default mappings read. */
const ofProperties = (object: string, names: readonly string[]): readonly string[] =>
  names.map((name) => `${object}.propertyChange ${name}`);

/**
 * Subscriptions of a public app (https://developers.hubspot.com/docs/api/webhooks): one for each event and property. The
 * app has one address for the hooks of all accounts that installed it, which is set with the first of them and never
 * taken from somebody else. Private apps, and apps of projects, are set up by hand.
 */
export const subscriptions: SubscriptionDefinition<Context> = {
  topics: {
    'contact.propertyChange': ofProperties('contact', properties.contacts),
    'company.propertyChange': ofProperties('company', properties.companies),
    'deal.propertyChange': ofProperties('deal', properties.deals),
    'ticket.propertyChange': ofProperties('ticket', properties.tickets),
    'product.propertyChange': ofProperties('product', properties.products),
    'workflow.*': [],
  },
  list: async (ctx) => {
    const url = await addressOf(ctx);
    if (url === null) return [];
    const results = listIn(await call(ctx, { path: '/subscriptions' }), 'results');
    return results.map((one) => subscriptionIn(one, url));
  },
  create: async ({ url, topics: [topic = ''] }, ctx) => {
    const [eventType = '', propertyName] = topic.split(' ');
    const present = await addressOf(ctx);
    if (present !== null && present !== url)
      throw new BadConfig(
        `the app sends its hooks to ${present}: an app has one address for all accounts`,
        'appId',
      );
    if (present === null)
      await call(ctx, {
        method: 'PUT',
        path: '/settings',
        json: { targetUrl: url, throttling: { maxConcurrentRequests: 10, period: 'SECONDLY' } },
      });
    const json = { eventType, active: true, ...(propertyName === undefined ? {} : { propertyName }) };
    const answer = await call(ctx, { method: 'POST', path: '/subscriptions', json, accept: [400] });
    if (answer.status === 400)
      throw new Conflict(`the subscription was refused: ${answer.text().slice(0, 300)}`);
    return { id: idIn(objectIn(answer)) };
  },
  update: async (id, _wanted, ctx) => {
    await call(ctx, {
      method: 'PATCH',
      path: `/subscriptions/${encodeURIComponent(id)}`,
      json: { active: true },
    });
  },
  remove: async (id, ctx) => {
    await call(ctx, { method: 'DELETE', path: `/subscriptions/${encodeURIComponent(id)}` });
  },
};

/** Where the app's hooks go; null where nobody has said it yet. */
async function addressOf(ctx: Context): Promise<string | null> {
  const answer = await unlessGone(() => call(ctx, { path: '/settings' }));
  return answer === null ? null : (textOf(objectIn(answer)['targetUrl']) ?? null);
}

/** The developer key goes alone, to an address of its own: the token of the account has no right to the app. */
function call(
  ctx: Context,
  { path, ...request }: Pick<HttpRequest, 'method' | 'json' | 'accept'> & { readonly path: string },
): Promise<HttpResponse> {
  const { appId, developerAddress } = ctx.settings;
  if (appId === undefined)
    throw new BadConfig(
      'subscriptions are registered for a public app: give its number, or switch registration off',
      'appId',
    );
  return ctx.http.request({
    ...request,
    url: `${developerAddress}/webhooks/v3/${appId}${path}`,
    query: { hapikey: ctx.secret('developerKey') },
  });
}

function subscriptionIn(
  { id, eventType, propertyName, active }: JsonObject,
  url: string,
): PresentSubscription {
  const topic = [textOf(eventType), textOf(propertyName)].filter((part) => part !== undefined).join(' ');
  return { id: textOf(id) ?? '', url, topics: [topic], enabled: active !== false };
}
