import {
  idIn,
  listIn,
  objectIn,
  RetryLater,
  textOf,
  type PresentSubscription,
  type SubscriptionDefinition,
} from '@hookyard/sdk';

import type { Context } from './presets.js';

/** The one thing there is to be registered: that the app is told of the account, at an address other than its own. */
const MESSAGES = 'messages';

/**
 * An app is subscribed to an account as a whole: which fields it is told of is set for the app. The address may be another
 * than the app's for messages alone; the rest always goes to the app's.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override/
 */
export const subscribedApp: SubscriptionDefinition<Context> = {
  carries: 'all-topics',
  topics: { message: MESSAGES, 'status.*': MESSAGES, order: MESSAGES, '*': [] },
  list: async ({ http, settings: { businessAccountId } }) =>
    listIn(await http.get(`/${businessAccountId}/subscribed_apps`), 'data').flatMap(
      (app): PresentSubscription[] => {
        const url = textOf(app['override_callback_uri']);
        if (url === undefined) return [];
        const id = idIn(app, 'whatsapp_business_api_data.id');
        return [{ id, url, topics: [MESSAGES] }];
      },
    ),
  create: async ({ url }, ctx) => {
    await subscribe(url, ctx);
    // The answer does not say which app the token is of; it is the one at our address.
    const made = (await subscribedApp.list(ctx)).find((one) => one.url === url);
    if (made === undefined) throw new RetryLater('the app is subscribed, and not listed yet');
    return { id: made.id };
  },
  update: async (_id, { url }, ctx) => {
    await subscribe(url, ctx);
  },
  remove: async (_id, { http, settings: { businessAccountId } }) => {
    await http.delete(`/${businessAccountId}/subscribed_apps`);
  },
};

/** Meta asks the address at once, with the token. */
async function subscribe(url: string, ctx: Context): Promise<void> {
  const { http, settings } = ctx;
  const json = { override_callback_uri: url, verify_token: ctx.secret('verifyToken') };
  objectIn(await http.post(`/${settings.businessAccountId}/subscribed_apps`, { json }));
}
