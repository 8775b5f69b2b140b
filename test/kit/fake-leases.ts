import {
  jsonOf,
  systemServer,
  type SystemAnswer,
  type SystemCall,
  type SystemServer,
} from './system-server.js';

interface Lease {
  readonly id: string;
  readonly resource: string;
  readonly notificationUrl: string;
  expiresAt: number;
}

/** A system whose subscriptions end, and are gone then unless they are renewed in time. */
export class FakeLeases implements AsyncDisposable {
  renewals = 0;
  private all: Lease[] = [];
  private server!: SystemServer;
  private made = 0;

  static async start(lifeMs: number): Promise<FakeLeases> {
    const fake = new FakeLeases();
    fake.server = await systemServer([
      ['GET /subscriptions', () => ({ json: { value: fake.leases } })],
      ['POST /subscriptions', (call) => fake.make(call, lifeMs)],
      ['PATCH /subscriptions/:id', (_call, { id }) => fake.renew(id, lifeMs)],
      ['DELETE /subscriptions/:id', (_call, { id }) => fake.remove(id)],
    ]);
    return fake;
  }

  get url(): string {
    return this.server.url;
  }

  /** What has not ended. */
  get leases(): readonly Lease[] {
    this.all = this.all.filter(({ expiresAt }) => expiresAt > Date.now());
    return this.all;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }

  private make(call: SystemCall, lifeMs: number): SystemAnswer {
    const { resource, notificationUrl } = jsonOf(call) as { resource: string; notificationUrl: string };
    this.made += 1;
    const lease = { id: `sub-${this.made}`, resource, notificationUrl, expiresAt: Date.now() + lifeMs };
    this.all.push(lease);
    return { status: 201, json: lease };
  }

  private renew(id: string | undefined, lifeMs: number): SystemAnswer {
    const lease = this.leases.find((one) => one.id === id);
    if (!lease) return { status: 404, json: { error: 'ResourceNotFound' } };
    this.renewals += 1;
    lease.expiresAt = Date.now() + lifeMs;
    return { json: lease };
  }

  private remove(id: string | undefined): SystemAnswer {
    const isThere = this.leases.some((one) => one.id === id);
    this.all = this.all.filter((one) => one.id !== id);
    return isThere ? { status: 204 } : { status: 404, json: { error: 'ResourceNotFound' } };
  }
}

/** A connector for it. */
export function leasesSource(baseUrl: string): string {
  return `
const of = ({ id, resource, notificationUrl, expiresAt }) => ({ id, url: notificationUrl, topics: [resource], expiresAt });
export const connector = {
  name: 'leases', version: '1.0.0', baseUrl: '${baseUrl}',
  scopes: { 'orders': ['TRANSACTION', 'UPDATED', 'Leased order → Transaction', { source: 'payload' }] },
  webhook: {
    verify: { kind: 'unsigned', reason: 'a test' }, scope: '"orders"', externalId: 'id',
    subscriptions: {
      async list({ http }) { return (await http.get('/subscriptions')).json().value.map(of); },
      async create({ url, topics: [resource] }, { http }) {
        return of((await http.post('/subscriptions', { json: { resource, notificationUrl: url } })).json());
      },
      async renew(id, wanted, { http }) { return of((await http.patch('/subscriptions/' + id, { json: {} })).json()); },
      async remove(id, { http }) { await http.delete('/subscriptions/' + id); },
    },
  },
};
`;
}
