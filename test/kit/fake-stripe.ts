import { createHmac, randomBytes } from 'node:crypto';

import { systemServer, type SystemAnswer, type SystemCall, type SystemServer } from './system-server.js';

export const STRIPE_KEY = 'sk_test_0123456789abcdef';

export interface StripeEndpoint {
  readonly id: string;
  url: string;
  enabled_events: readonly string[];
  status: 'enabled' | 'disabled';
  /** Shown once. */
  readonly secret: string;
}

const PATH = '/v1/webhook_endpoints';
const MOST_ENDPOINTS = 16;

/**
 * Webhook endpoints of an account (https://docs.stripe.com/api/webhook_endpoints): forms in, lists with `has_more`, 16 at
 * most, the same address as often as one likes, and a signing secret that only the answer of the create holds.
 */
export class FakeStripe implements AsyncDisposable {
  readonly endpoints: StripeEndpoint[] = [];
  private server!: SystemServer;
  private made = 0;

  static async start(): Promise<FakeStripe> {
    const fake = new FakeStripe();
    const guarded =
      (answer: (call: SystemCall, id: string) => SystemAnswer) =>
      (call: SystemCall, { id = '' }: Readonly<Record<string, string>>): SystemAnswer =>
        call.headers['authorization'] === `Bearer ${STRIPE_KEY}`
          ? answer(call, id)
          : failed(401, 'Invalid API Key provided');
    fake.server = await systemServer([
      [`GET ${PATH}`, guarded((call) => fake.page(call))],
      [`POST ${PATH}`, guarded((call) => fake.make(call))],
      [`POST ${PATH}/:id`, guarded((call, id) => fake.edit(call, id))],
      [`DELETE ${PATH}/:id`, guarded((_call, id) => fake.remove(id))],
    ]);
    return fake;
  }

  get url(): string {
    return this.server.url;
  }

  first(answer: Parameters<SystemServer['first']>[0]): void {
    this.server.first(answer);
  }

  /** Tells all enabled endpoints of an event, and answers their statuses. */
  tell(type: string, object: object): Promise<number[]> {
    const body = JSON.stringify({
      id: `evt_${randomBytes(8).toString('hex')}`,
      type,
      livemode: false,
      data: { object },
    });
    const told = this.endpoints.filter(
      (one) => one.status === 'enabled' && one.enabled_events.includes(type),
    );
    return Promise.all(
      told.map(async ({ url, secret }) => {
        const at = Math.floor(Date.now() / 1_000);
        const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
        const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${at},v1=${signature}` };
        return (await fetch(url, { method: 'POST', headers, body })).status;
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }

  private page({ query }: SystemCall): SystemAnswer {
    const limit = Math.min(Number(query.get('limit') ?? 10), 100);
    const after = query.get('starting_after');
    const from = after === null ? 0 : this.endpoints.findIndex(({ id }) => id === after) + 1;
    const data = this.endpoints.slice(from, from + limit).map(shown);
    return { json: { object: 'list', data, has_more: from + limit < this.endpoints.length } };
  }

  private make(call: SystemCall): SystemAnswer {
    if (this.endpoints.length >= MOST_ENDPOINTS)
      return failed(400, 'You have reached the maximum of 16 test webhook endpoints.');
    const { url, events } = formOf(call);
    if (url === null || events.length === 0) return failed(400, 'Missing required param: enabled_events.');
    this.made += 1;
    const secret = `whsec_${randomBytes(16).toString('hex')}`;
    const endpoint = {
      id: `we_${this.made}`,
      url,
      enabled_events: events,
      status: 'enabled' as const,
      secret,
    };
    this.endpoints.push(endpoint);
    return { json: { ...shown(endpoint), secret } };
  }

  private edit(call: SystemCall, id: string): SystemAnswer {
    const endpoint = this.endpoints.find((one) => one.id === id);
    if (!endpoint) return failed(404, `No such webhook endpoint: '${id}'`);
    const { url, events, disabled } = formOf(call);
    if (url !== null) endpoint.url = url;
    if (events.length > 0) endpoint.enabled_events = events;
    if (disabled !== null) endpoint.status = disabled === 'true' ? 'disabled' : 'enabled';
    return { json: shown(endpoint) };
  }

  private remove(id: string): SystemAnswer {
    const place = this.endpoints.findIndex((one) => one.id === id);
    if (place < 0) return failed(404, `No such webhook endpoint: '${id}'`);
    this.endpoints.splice(place, 1);
    return { json: { id, object: 'webhook_endpoint', deleted: true } };
  }
}

function formOf({ text }: SystemCall): { url: string | null; events: string[]; disabled: string | null } {
  const form = new URLSearchParams(text);
  const events = [...form].filter(([name]) => /^enabled_events\[\d*\]$/.test(name)).map(([, value]) => value);
  return { url: form.get('url'), events, disabled: form.get('disabled') };
}

function shown({ secret: _secret, ...endpoint }: StripeEndpoint): object {
  return { ...endpoint, object: 'webhook_endpoint', livemode: false };
}

function failed(status: number, message: string): SystemAnswer {
  return { status, json: { error: { type: 'invalid_request_error', message } } };
}
