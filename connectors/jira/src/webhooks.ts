import {
  BadConfig,
  Conflict,
  idIn,
  listIn,
  NotFound,
  objectIn,
  RetryLater,
  textOf,
  type Json,
  type JsonObject,
  type MadeSubscription,
  type PresentSubscription,
  type SubscriptionDefinition,
} from '@hookyard/sdk';

import type { Context } from './presets.js';
import { topics } from './scopes.js';

const MOST = 100;

/**
 * Webhooks of an app end after 30 days, unless they are asked for longer; they cannot be changed. Only an app may have them.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-webhooks/
 */
export const webhooks: SubscriptionDefinition<Context> = {
  carries: 'all-topics',
  topics,
  list: async (ctx) => {
    ofApp(ctx);
    const answer = await ctx.http.get('/webhook', { query: { maxResults: MOST } });
    return listIn(answer, 'values').map(presentOf);
  },
  create: async ({ url, topics: events }, ctx) => {
    const { project } = ofApp(ctx).settings;
    // There must be a filter, and none of those that are taken lets everything through.
    if (project === undefined)
      throw new BadConfig('a webhook tells of one project: name it, or switch registration off', 'project');
    const jqlFilter = `project = "${project}"`;
    const json = { url, webhooks: [{ events, jqlFilter }] };
    const [result = {}] = listIn(await ctx.http.post('/webhook', { json }), 'webhookRegistrationResult');
    if (result['errors'] !== undefined)
      throw new Conflict(`Jira registers no webhook: ${JSON.stringify(result['errors']).slice(0, 300)}`);
    const id = idIn(result, 'createdWebhookId');
    const made = (await webhooks.list(ctx)).find((one) => one.id === id);
    return { id, ...(made?.expiresAt === undefined ? {} : { expiresAt: made.expiresAt }) };
  },
  renew: async (id, _wanted, ctx): Promise<MadeSubscription> => {
    const answer = await ofApp(ctx).http.put('/webhook/refresh', { json: { webhookIds: [Number(id)] } });
    const expiresAt = timeOf(objectIn(answer)['expirationDate']);
    // Of a webhook that is gone nothing is said.
    if (expiresAt === undefined) throw new NotFound(`there is no webhook ${id}`);
    return { id, expiresAt };
  },
  remove: async (id, ctx) => {
    const json = { webhookIds: [Number(id)] };
    await ofApp(ctx).http.request({ method: 'DELETE', url: '/webhook', json });
  },
};

function ofApp(ctx: Context): Context {
  if (ctx.settings.authentication === 'oauth2') return ctx;
  throw new BadConfig(
    'Jira lets only apps register webhooks: use oauth2, or make it by hand and switch registration off',
    'authentication',
  );
}

function presentOf(webhook: JsonObject): PresentSubscription {
  const { events } = webhook;
  const told = (Array.isArray(events) ? events : []).flatMap((one) => textOf(one) ?? []);
  const expiresAt = timeOf(webhook['expirationDate']);
  const url = textOf(webhook['url']);
  if (url === undefined) throw new RetryLater('a webhook is listed without its address');
  return { id: idIn(webhook), url, topics: told, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

/** Milliseconds, or `2026-03-05T10:11:12.000+0000`. */
function timeOf(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const at = Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(at) ? undefined : at;
}
