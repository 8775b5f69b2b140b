import type { AnyConnector, CollectionDefinition, ConnectorContext, JsonObject } from '@hookyard/sdk';

import { createEgress } from '../../src/egress/index.js';
import type { ClaimedRequest, GatedRequest, Settlement } from '../../src/flow/index.js';
import { judge } from '../../src/gate/index.js';
import { createHub, hubEffects, type Hub, type LinkedRecord } from '../../src/hub/index.js';
import { createTransfer, type Ran, type Transfer } from '../../src/transfer/index.js';
import type { UnfinishedRequest } from '../../src/transfer/tree-reads.js';
import { aDirectory, type ConnectionSpec, type TestDirectory } from './a-directory.js';
import { aStore, type TestDatabase } from './databases.js';
import { fakePartner, type FakePartner, type PartnerWays } from './fake-partner.js';

/** Products, three fields 1:1, in both directions. */
export const PRODUCT_INTO_HUB = productCollection('TO');
export const PRODUCT_OUT_OF_HUB = productCollection('FROM');

function productCollection(direction: 'TO' | 'FROM'): CollectionDefinition {
  return {
    name: `Product ${direction}`,
    type: 'PRODUCT',
    direction,
    syncType: 'ADD_AND_UPDATE',
    mappings: ['name', 'price', 'stock'].map((field) => ({ kind: 'field', source: field, target: field })),
  };
}

/** A source without a single call: its records come with its hooks. */
export const productShop: AnyConnector = {
  name: 'shop',
  version: '1.0.0',
  scopes: {
    'product/changed': ['PRODUCT', 'UPDATED', 'Shop product → Product'],
    'product/sent': ['PRODUCT', 'UPDATED', 'Shop product → Product', { source: 'payload' }],
    'product/deleted': ['PRODUCT', 'DELETED', 'Shop product gone → Product'],
    'message/created': ['MESSAGE', 'CREATED', 'Any change', { source: 'payload' }],
  },
  webhook: { verify: { kind: 'unsigned', reason: 'a test' }, scope: 'a', externalId: 'b' },
  collections: [PRODUCT_INTO_HUB, PRODUCT_OUT_OF_HUB],
};

/** A destination over HTTP: the fake partner's REST store. */
export const warehouse: AnyConnector = {
  name: 'warehouse',
  version: '1.0.0',
  secrets: { api: 'Token' },
  auth: { kind: 'bearer', secret: 'api' },
  baseUrl: (settings: { url: string }) => settings.url,
  scopes: { 'thing/changed': ['PRODUCT', 'UPDATED', 'Thing → Product'] },
  webhook: { verify: { kind: 'unsigned', reason: 'a test' }, scope: 'a', externalId: 'b' },
  records: {
    PRODUCT: {
      version: 'version',
      async get(id, ctx) {
        return (await ctx.http.get(`/things/${encodeURIComponent(id)}`)).json<JsonObject>();
      },
      async lookup(keys, ctx) {
        const { items } = (await ctx.http.get('/things')).json<{ items: { id: string; name: string }[] }>();
        return items.filter((item) => item.name === keys['name']).map(({ id }) => id);
      },
      async create(record, ctx) {
        const made = await ctx.http.post('/things', { json: record, headers: keyOf(ctx) });
        const thing = made.json<{ id: string; version: number }>();
        return { id: thing.id, version: thing.version };
      },
      async update(id, record, { changed }, ctx) {
        const body = Object.fromEntries(changed.map((field) => [field, record[field]]));
        const answer = await ctx.http.put(`/things/${id}`, { json: body, headers: keyOf(ctx) });
        return { version: answer.json<{ version: number }>().version };
      },
      async delete(id, ctx) {
        await ctx.http.delete(`/things/${id}`);
      },
    },
  },
  collections: [PRODUCT_INTO_HUB, PRODUCT_OUT_OF_HUB],
};

function keyOf(ctx: ConnectorContext): Record<string, string> {
  return { 'idempotency-key': ctx.request?.writeKey ?? '' };
}

export const CALL_TIMEOUT_MS = 400;
export const LINK_WAIT_MS = 60_000;

/** The transfer room with a real store, a real gate and a destination over HTTP; a clock that stands still. */
export class TransferringRoom implements AsyncDisposable {
  now = 1_700_000_000_000;
  /** Connection numbers are `base + 1` (the shop) and `base + 2` (the warehouse): new ones after every `open`. */
  base = 0;
  /** What the ledger would say of two that wait for each other. */
  isCircle = false;
  readonly logged: string[] = [];
  readonly denied: number[] = [];
  readonly evidence: object[] = [];
  /** What walks queued before their pages were behind. */
  readonly enqueuedAhead: (readonly GatedRequest[])[] = [];
  readonly hub: Hub;
  transfer!: Transfer;
  private specs: { shop?: Partial<ConnectionSpec>; warehouse?: Partial<ConnectionSpec> } = {};
  private directory!: TestDirectory;
  /** Access tokens of connections by OAuth 2.0; a test that has such a one sets what is given out. */
  tokens: Parameters<typeof createTransfer>[0]['tokens'] = {
    atHand: () => null,
    get: () => Promise.reject(new Error('no connection has tokens')),
    secretsOf: () => [],
  };
  /** What the ledger says of the outbound queue. */
  heldElsewhere: { readonly until: number; readonly code: string } | null = null;
  /** What the ledger says of every lane. */
  unfinished: readonly UnfinishedRequest[] = [];
  private seq = 1_000;
  private readonly clock = { now: () => this.now, monotonic: () => this.now };
  private readonly egress = createEgress({ allow: '127.0.0.1', callTimeoutMs: CALL_TIMEOUT_MS });

  private constructor(
    readonly database: TestDatabase,
    readonly partner: FakePartner,
  ) {
    this.hub = createHub({ store: database.store });
  }

  static async start(ways: PartnerWays = {}, open = aStore): Promise<TransferringRoom> {
    return new TransferringRoom(await open(), await fakePartner(ways));
  }

  get outbound(): number {
    return (this.base + 2) * 10 + 1;
  }

  /** Two connections nobody has linked anything for. */
  open(specs: TransferringRoom['specs'] = {}): void {
    this.base += 10;
    this.partner.misbehave(undefined);
    this.logged.length = 0;
    this.denied.length = 0;
    this.evidence.length = 0;
    this.enqueuedAhead.length = 0;
    this.specs = specs;
    this.heldElsewhere = null;
    this.unfinished = [];
    this.reconfigure(1);
    this.transfer = createTransfer({
      directory: { current: () => this.directory, onChange: () => undefined },
      hub: this.hub,
      egress: this.egress,
      clock: this.clock,
      store: this.database.store,
      callTimeoutMs: CALL_TIMEOUT_MS,
      tokens: this.tokens,
      random: () => 0.5,
      queueHold: (queue) => (queue === this.outbound ? this.heldElsewhere : null),
      judge: (drafts, ancestors) => judge(drafts, { directory: this.directory, now: this.now, ancestors }),
      enqueue: async ({ requests }) => void this.enqueuedAhead.push(requests),
      ledger: {
        reads: {
          request: async () => null,
          hook: async () => null,
          requestsOfLane: async () => [],
          unfinishedOfLane: async () => this.unfinished,
          // Where nobody decides, nothing is asked of the database.
          decisionsOf: () => Promise.reject(new Error('no handler is configured')),
        },
        commandRequests: async () => undefined,
        awaiting: { isCircle: async () => this.isCircle },
      },
      linkWaitMs: LINK_WAIT_MS,
      publicIds: {
        publicId: (prefix, number) => `${prefix}_${number}`,
        seqOf: (prefix, id) => (id.startsWith(`${prefix}_`) ? Number(id.slice(4)) : undefined),
      },
      keepEvidence: async (request, attempt) => void this.evidence.push({ request, ...attempt }),
      log: ({ level, message, details }) => void this.logged.push(`${level} ${message} ${details ?? ''}`),
      onNeedsAuthorization: (connection) => void this.denied.push(connection),
    });
  }

  /** The same connections with other specs. */
  reopen(specs: TransferringRoom['specs']): void {
    this.specs = specs;
    this.reconfigure();
  }

  /** The same connections, as after a change of their configuration. */
  reconfigure(version = this.directory.version + 1): void {
    const { shop, warehouse: destination } = this.specs;
    this.directory = aDirectory({
      version,
      connections: [
        { connector: productShop, number: this.base + 1, ...shop },
        {
          connector: warehouse,
          number: this.base + 2,
          settings: { url: this.partner.url },
          secrets: { api: [{ id: 's1', value: 'warehouse-token' }] },
          ...destination,
        },
      ],
    });
  }

  aRequest(over: Partial<ClaimedRequest> & { from?: true } = {}): ClaimedRequest {
    const { from, ...rest } = over;
    this.seq += 1;
    return {
      seq: this.seq,
      queue: from ? this.outbound : (this.base + 1) * 10,
      lane: this.seq,
      claim: 1,
      kind: 'transfer',
      type: 'PRODUCT',
      action: 'UPDATED',
      scope: from ? 'PRODUCT/updated' : 'product/sent',
      recordId: 'p-1',
      hook: null,
      element: 0,
      root: 0,
      parent: null,
      depth: 0,
      tier: 1,
      state: 'queued',
      attempts: 0,
      payload: null,
      trail: '[]',
      result: null,
      createdAt: this.now,
      ...rest,
    };
  }

  run(request: ClaimedRequest, signal = new AbortController().signal): Promise<Ran> {
    return this.transfer.run(request, signal);
  }

  /** What the ledger does with a settlement's effects. */
  async commit({ settlement }: Ran): Promise<readonly string[]> {
    const answers = await this.database.store.write((tx) => hubEffects(tx, [settlement as Settlement]));
    if (answers[0] === 'ok') this.transfer.committed(settlement);
    return answers;
  }

  /** A record of the shop into the hub, committed; answers its hub id. */
  async seeded(fields: JsonObject = { name: 'Chair', price: 10 }, recordId = 'p-1'): Promise<number> {
    const ran = await this.run(this.aRequest({ payload: JSON.stringify(fields), recordId }));
    expect(await this.commit(ran)).toEqual(['ok']);
    return Number(factsOf(ran)['record']);
  }

  toWarehouse(record: number, over: Partial<ClaimedRequest> = {}): Promise<Ran> {
    return this.run(this.aRequest({ from: true, recordId: String(record), ...over }));
  }

  shopLink(externalId = 'p-1'): Promise<LinkedRecord | null> {
    return this.hub.linked({ connection: this.base + 1, type: 'PRODUCT', externalId });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.egress.close();
    await this.partner.close();
    await this.database[Symbol.asyncDispose]();
  }
}

/** What an outcome says about itself. */
export function factsOf({ settlement }: Ran): Readonly<Record<string, unknown>> {
  return settlement.outcome.facts ?? {};
}
