import { createHmac, randomUUID } from 'node:crypto';

import {
  jsonOf,
  systemServer,
  type SystemAnswer,
  type SystemCall,
  type SystemServer,
} from './system-server.js';

export const SHOPIFY = { token: 'shpat_0123456789abcdef', clientSecret: 'shpss_0123456789abcdef' } as const;

export interface ShopifyWebhook {
  readonly id: number;
  address: string;
  readonly topic: string;
}

const API = '/admin/api/:version';
const MOST_PAGE = 250;
const PAGE = 50;
const TOPICS = /^(orders|products|customers)\/[a-z]+$/;

/**
 * The webhooks of a shop as the Admin REST API keeps them
 * (https://shopify.dev/docs/api/admin-rest/latest/resources/webhook): one for each topic and address, a second one refused
 * with 422, lists in pages by `Link`, and no end. Hooks are signed with the app's client secret. Addresses may be http here.
 */
export class FakeShopify implements AsyncDisposable {
  readonly webhooks: ShopifyWebhook[] = [];
  private server!: SystemServer;
  private made = 1_000;

  static async start(): Promise<FakeShopify> {
    const fake = new FakeShopify();
    const guarded =
      (answer: (call: SystemCall, id: string) => SystemAnswer) =>
      (call: SystemCall, { id = '' }: Readonly<Record<string, string>>): SystemAnswer =>
        call.headers['x-shopify-access-token'] === SHOPIFY.token
          ? answer(call, id)
          : failed(401, '[API] Invalid API key or access token (unrecognized login or wrong password)');
    fake.server = await systemServer([
      [`GET ${API}/webhooks.json`, guarded((call) => fake.page(call))],
      [`POST ${API}/webhooks.json`, guarded((call) => fake.make(call))],
      [`PUT ${API}/webhooks/:id.json`, guarded((call, id) => fake.move(call, id))],
      [`DELETE ${API}/webhooks/:id.json`, guarded((_call, id) => fake.remove(id))],
      [
        `GET ${API}/shop.json`,
        guarded(() => ({ json: { shop: { name: 'Corner', myshopify_domain: 'corner' } } })),
      ],
    ]);
    return fake;
  }

  get url(): string {
    return this.server.url;
  }

  get calls(): readonly SystemCall[] {
    return this.server.calls;
  }

  /** Answers before the shop does; undefined: the shop does. */
  first(answer: Parameters<SystemServer['first']>[0]): void {
    this.server.first(answer);
  }

  topics(): string[] {
    return this.webhooks.map(({ topic }) => topic).toSorted();
  }

  /** Tells all hooks of a topic, and answers their statuses. */
  tell(topic: string, body: object): Promise<number[]> {
    const text = JSON.stringify(body);
    const signature = createHmac('sha256', SHOPIFY.clientSecret).update(text).digest('base64');
    const headers = {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-hmac-sha256': signature,
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-event-id': randomUUID(),
    };
    const told = this.webhooks.filter((one) => one.topic === topic);
    return Promise.all(
      told.map(async ({ address }) => (await fetch(address, { method: 'POST', headers, body: text })).status),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }

  private page({ query, path }: SystemCall): SystemAnswer {
    const limit = Math.min(Number(query.get('limit') ?? PAGE), MOST_PAGE);
    const from = Number(query.get('page_info') ?? 0);
    const next =
      from + limit < this.webhooks.length
        ? `${this.url}${path}?limit=${limit}&page_info=${from + limit}`
        : null;
    return {
      json: { webhooks: this.webhooks.slice(from, from + limit) },
      ...(next === null ? {} : { headers: { link: `<${next}>; rel="next"` } }),
    };
  }

  /** The webhook is there once this has run, whatever becomes of the answer. */
  make(call: SystemCall): SystemAnswer {
    const { topic = '', address = '' } = jsonOf(call)['webhook'] as Partial<ShopifyWebhook>;
    if (!TOPICS.test(topic))
      return { status: 422, json: { errors: { topic: ['Invalid topic specified.'] } } };
    if (this.webhooks.some((one) => one.topic === topic && one.address === address)) return TAKEN;
    this.made += 1;
    const webhook = { id: this.made, topic, address };
    this.webhooks.push(webhook);
    return { status: 201, json: { webhook: { ...webhook, format: 'json' } } };
  }

  private move(call: SystemCall, id: string): SystemAnswer {
    const webhook = this.webhooks.find((one) => String(one.id) === id);
    if (!webhook) return failed(404, 'Not Found');
    const { address = '' } = jsonOf(call)['webhook'] as Partial<ShopifyWebhook>;
    const { topic } = webhook;
    if (this.webhooks.some((one) => one !== webhook && one.topic === topic && one.address === address))
      return TAKEN;
    webhook.address = address;
    return { json: { webhook } };
  }

  private remove(id: string): SystemAnswer {
    const place = this.webhooks.findIndex((one) => String(one.id) === id);
    if (place < 0) return failed(404, 'Not Found');
    this.webhooks.splice(place, 1);
    return { json: {} };
  }
}

const TAKEN: SystemAnswer = {
  status: 422,
  json: { errors: { address: ['for this topic has already been taken'] } },
};

function failed(status: number, errors: string): SystemAnswer {
  return { status, json: { errors } };
}
