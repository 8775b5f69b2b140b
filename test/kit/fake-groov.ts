import { randomUUID } from 'node:crypto';

import {
  jsonOf,
  systemServer,
  type SystemAnswer,
  type SystemCall,
  type SystemServer,
} from './system-server.js';

export const GROOV_KEYS = { live: 'pk-live-0123456789', test: 'pk-test-0123456789' } as const;

export type GroovEnvironment = keyof typeof GROOV_KEYS;

/** The six states of a consent (V5). */
export type Consent = 'Active' | 'Revoked' | 'Denied' | 'Inactive' | 'Lost Connection' | 'Not Authorised';

interface Endpoint {
  readonly id: string;
  url: string;
  description: string;
  events: readonly string[];
}

interface Account {
  readonly id: string;
  readonly institution: string;
  /** By partner source: one account may have several. */
  readonly consents: Map<string, Consent>;
  readonly data: Map<string, readonly Readonly<Record<string, unknown>>[]>;
  /** Its customer revokes after so many pages. */
  pagesLeft: number;
}

type Names = Readonly<Record<string, string>>;

/** GR-A4, GR-A5: names and paths in one place, so that the truth can replace them. */
const PATHS = {
  consent: '/api/v1/auth/consent/status',
  endpoints: '/api/v1/webhooks',
  resources: ['payments', 'transactions', 'settlements', 'disputes', 'customers'],
} as const;
/** Answered as `{object: "list", data}`; all others as Spring pages. */
const LISTS: ReadonlySet<string> = new Set(['settlements']);

/**
 * Groov as its pages say it behaves: endpoints of two environments, consents, unified data in pages, and thin events. The
 * envelope, the paths and the pages are assumptions (GR-A1, GR-A4, GR-A5). The models spell their fields differently.
 */
export class FakeGroov implements AsyncDisposable {
  readonly endpoints: Record<GroovEnvironment, Endpoint[]> = { live: [], test: [] };
  readonly accounts: Record<GroovEnvironment, Map<string, Account>> = { live: new Map(), test: new Map() };
  private server!: SystemServer;

  static async start(): Promise<FakeGroov> {
    const fake = new FakeGroov();
    const own =
      (answer: (environment: GroovEnvironment, call: SystemCall, names: Names) => SystemAnswer) =>
      (call: SystemCall, names: Names): SystemAnswer => {
        const environment = environmentOf(call);
        return environment ? answer(environment, call, names) : failed(401, call);
      };
    fake.server = await systemServer([
      [`GET ${PATHS.consent}`, own((environment, call) => fake.consent(environment, call))],
      [
        `GET ${PATHS.endpoints}`,
        own((environment) => ({ json: { object: 'list', data: fake.endpoints[environment] } })),
      ],
      [`POST ${PATHS.endpoints}`, own((environment, call) => fake.make(environment, call))],
      [
        `GET ${PATHS.endpoints}/:id`,
        own((environment, call, { id }) => fake.endpoint(environment, call, id)),
      ],
      [`PUT ${PATHS.endpoints}/:id`, own((environment, call, { id }) => fake.edit(environment, call, id))],
      [
        `DELETE ${PATHS.endpoints}/:id`,
        own((environment, call, { id }) => fake.remove(environment, call, id)),
      ],
      [
        `GET /api/v1/:resource`,
        own((environment, call, { resource = '' }) => fake.page(environment, call, resource)),
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

  /** Told of every call before it is answered. */
  watch(listener: ((call: SystemCall) => void) | undefined): void {
    this.server.first(listener);
  }

  /** A customer authorises an account at a partner. */
  authorise(id: string, partner = 'stripe', environment: GroovEnvironment = 'live'): Account {
    const known = this.accounts[environment].get(id);
    const account = known ?? {
      id,
      institution: `merchant-${id}`,
      consents: new Map(),
      data: new Map(),
      pagesLeft: Infinity,
    };
    account.consents.set(partner, 'Active');
    this.accounts[environment].set(id, account);
    return account;
  }

  /** The first load of it is unified: so many of each kind. */
  load(account: Account, counts: Readonly<Record<string, number>>): void {
    for (const [resource, count] of Object.entries(counts))
      account.data.set(
        resource,
        Array.from({ length: count }, (_, index) => itemOf(resource, account, index)),
      );
  }

  /**
   * Sends an event to the endpoints that chose it, and answers their statuses. The same sending again is the same event
   * (GR-A7); `livemode` is left out where it is not to be said.
   */
  event(
    type: string,
    of: {
      readonly account: string;
      readonly partner?: string;
      readonly environment?: GroovEnvironment;
      readonly livemode?: boolean;
    },
  ): () => Promise<number[]> {
    const { account, partner = 'stripe', environment = 'live', livemode } = of;
    const data = {
      ledgerAccountId: account,
      institutionAccountId: `merchant-${account}`,
      partnerSource: partner,
    };
    const event = { id: `evt_${randomUUID()}`, type, created: '2026-04-01T08:00:00Z', livemode, data };
    return async () => {
      const urls = this.endpoints[environment]
        .filter(({ events }) => events.includes(type))
        .map(({ url }) => url);
      return Promise.all(urls.map((url) => posted(url, event)));
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }

  private consent(environment: GroovEnvironment, call: SystemCall): SystemAnswer {
    const account = this.accounts[environment].get(call.query.get('ledgerAccountId') ?? '');
    if (!account) return failed(404, call);
    const { id, institution, consents } = account;
    const data = [...consents].map(([partner_source, status]) => ({
      ledger_id: id,
      institutionAccountId: institution,
      partner_source,
      status,
    }));
    return { json: { object: 'list', data } };
  }

  private make(environment: GroovEnvironment, call: SystemCall): SystemAnswer {
    const endpoint = { id: `wh${randomUUID().slice(0, 8)}`, ...jsonOf(call) } as Endpoint;
    this.endpoints[environment].push(endpoint);
    return { status: 201, json: endpoint };
  }

  private endpoint(environment: GroovEnvironment, call: SystemCall, id = ''): SystemAnswer {
    const json = this.endpoints[environment].find((endpoint) => endpoint.id === id);
    return json ? { json } : failed(404, call);
  }

  private edit(environment: GroovEnvironment, call: SystemCall, id = ''): SystemAnswer {
    const endpoint = this.endpoints[environment].find((one) => one.id === id);
    if (!endpoint) return failed(404, call);
    Object.assign(endpoint, jsonOf(call));
    return { json: endpoint };
  }

  private remove(environment: GroovEnvironment, call: SystemCall, id = ''): SystemAnswer {
    const place = this.endpoints[environment].findIndex((endpoint) => endpoint.id === id);
    if (place < 0) return failed(404, call);
    this.endpoints[environment].splice(place, 1);
    return { status: 204 };
  }

  private page(environment: GroovEnvironment, call: SystemCall, resource: string): SystemAnswer {
    const account = this.accounts[environment].get(call.query.get('ledgerAccountId') ?? '');
    if (!account || !PATHS.resources.includes(resource as 'payments')) return failed(404, call);
    if (account.pagesLeft <= 0)
      for (const partner of account.consents.keys()) account.consents.set(partner, 'Revoked');
    if (![...account.consents.values()].includes('Active')) return failed(403, call);
    account.pagesLeft -= 1;
    const [number, size] = [Number(call.query.get('page') ?? 0), Number(call.query.get('size') ?? 10)];
    const all = account.data.get(resource) ?? [];
    const content = all.slice(number * size, (number + 1) * size);
    if (LISTS.has(resource)) return { json: { object: 'list', data: content } };
    return { json: { content, totalElements: all.length, totalPages: Math.ceil(all.length / size), number } };
  }
}

function environmentOf({ headers }: SystemCall): GroovEnvironment | undefined {
  const key = headers['x-api-key'];
  return (Object.keys(GROOV_KEYS) as GroovEnvironment[]).find(
    (environment) => GROOV_KEYS[environment] === key,
  );
}

/** Spring's error body (GR-A6). */
function failed(status: number, { path }: SystemCall): SystemAnswer {
  const error = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found' }[status];
  return { status, json: { timestamp: '2026-04-01T08:00:00Z', status, error, message: error, path } };
}

/** Spelling varies by model (V6, V7). */
function itemOf(resource: string, account: Account, index: number): Readonly<Record<string, unknown>> {
  const id = `${resource.slice(0, 2)}-${account.id}-${index}`;
  switch (resource) {
    case 'payments':
      return {
        object: 'payment',
        id,
        ledgerAccountId: account.id,
        partnerSource: 'stripe',
        type: 'charge',
        amount: 100 + index,
        currency: 'GBP',
      };
    case 'settlements':
      return {
        object: 'settlement',
        Id: id,
        ledgerAccountid: account.id,
        partner_source: 'stripe',
        amount: 5_000,
        currency: 'GBP',
      };
    case 'customers':
      return {
        object: 'customer',
        id,
        ledgeraccount_id: account.id,
        email: `${id}@example.com`,
        name: `Customer ${index}`,
      };
    default:
      return {
        object: resource.slice(0, -1),
        id,
        ledger_id: account.id,
        partnerSource: 'stripe',
        amount: 1,
        currency: 'GBP',
      };
  }
}

async function posted(url: string, body: unknown): Promise<number> {
  const answer = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  await answer.arrayBuffer();
  return answer.status;
}
