import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { corpusBodies } from '../corpus/corpus.js';
import { SENDERS, corpusConnectorData } from '../corpus/corpus-connectors.js';
import type { ApiDocument } from '../kit/described.js';
import { eventually } from '../kit/eventually.js';
import { type FakePartner, fakePartner } from '../kit/fake-partner.js';
import { HostProcess, type HostProcessOptions } from '../kit/host-process.js';
import { SHOP_SECRET, aShopHook, collectionIntoHub, sendShopHook, shopConnector } from '../kit/shop.js';
import type { MadeConnection } from '../kit/yard.js';
import type { Holder } from './api-requests.js';
import type { HookAddress, HookSeed } from './hook-requests.js';
import { Pool, Ref, prefixOf } from './pool.js';
import { type Fixture, FIXTURE_SECRET, OPEN, SIGNATURES, lowerCase, patternOf } from './senders.js';

/** A host with something of everything, and what is known of it. */
export interface Ground extends AsyncDisposable {
  readonly host: HostProcess;
  readonly partner: FakePartner;
  readonly document: ApiDocument;
  readonly pool: Pool;
  readonly keys: Readonly<Record<Holder, string>>;
  readonly taken: ReadonlyMap<string, readonly unknown[]>;
  readonly seeds: readonly HookSeed[];
  /** What hooks and the others stand on: it may be looked at, and not changed. */
  readonly core: ReadonlySet<string>;
}

const API_SECRET = 'fuzz-api-token-0123456789';
const TRANSACTION = 'TRANSACTION';

export interface GroundOptions extends HostProcessOptions {
  /** Whether the senders of the corpus are there too, where it is. */
  readonly hasCorpus: boolean;
}

export async function aGround(options: GroundOptions): Promise<Ground> {
  const cleanUp = new AsyncDisposableStack();
  const partner = cleanUp.use(await fakePartner());
  for (const id of ['o1', 'o2', 'o3']) partner.put('orders', id, { number: id === 'o3' ? 'o2' : id });
  const host = cleanUp.use(await HostProcess.start(options));
  const furnishing = new Furnishing(host, partner, options.hasCorpus);
  try {
    await furnishing.run();
  } catch (error) {
    await cleanUp.disposeAsync();
    throw error;
  }
  return {
    host,
    partner,
    ...furnishing.made(),
    [Symbol.asyncDispose]: () => cleanUp.disposeAsync(),
  };
}

/** Makes the ground through the API, and keeps what the API took: the fuzz changes it. */
class Furnishing {
  private readonly pool = new Pool();
  private readonly taken = new Map<string, unknown[]>();
  private readonly core = new Set<string>();
  private readonly seeds: HookSeed[] = [];
  private readonly keys: Record<string, string> = {};
  private shop: MadeConnection | undefined;
  private refs = 0;
  private document: ApiDocument = { paths: {}, components: { schemas: {}, responses: {} } };

  constructor(
    private readonly host: HostProcess,
    private readonly partner: FakePartner,
    private readonly hasCorpus: boolean,
  ) {}

  made(): Pick<Ground, 'pool' | 'taken' | 'core' | 'seeds' | 'keys' | 'document'> {
    const { pool, taken, core, seeds, document } = this;
    return { pool, taken, core, seeds, document, keys: this.keys as Record<Holder, string> };
  }

  async run(): Promise<void> {
    this.document = (await this.host.admin.raw('GET', '/openapi.json')).body as ApiDocument;
    this.words();
    await this.people();
    await this.standing();
    for (const path of ['connections', 'mapping-collections', 'keys', 'tenants']) {
      const { items } = await this.host.admin.get<{ items: { id: string }[] }>(`/v1/${path}?limit=100`);
      for (const { id } of items) this.core.add(id);
    }
    await this.things();
    await this.systems();
    await this.comeAndGone();
  }

  private words(): void {
    for (const name of ['shop', 'rest', 'shopify', 'quickbooks', 'salesforce', 'prefixed'])
      this.pool.add('connector', name);
    for (const type of [TRANSACTION, 'PRODUCT', 'CUSTOMER', 'x:FUZZ', 'TRANSACTION_LINE'])
      this.pool.add('type', type);
    for (const scope of ['order/updated', 'order/created', 'order/deleted', 'order/poll', 'thing'])
      this.pool.add('scope', scope);
    for (const id of ['o1', 'o2', 'o3', '1001', 'p1', 'none']) this.pool.add('external', id);
    for (const version of ['1', '2', '999']) this.pool.add('version', version);
    for (const decision of ['pause', 'resume', 'cancel', 'run']) this.pool.add('decision', decision);
    for (const cursor of ['', 'eyJhIjoxfQ', 'MQ', '0', '-1', 'bnVsbA', '!!', '99999999999999999999'])
      this.pool.add('cursor', cursor);
    for (const path of ['fuzz', 'Fuzz Path', 'a/b']) this.pool.add('urlPath', path);
    for (const type of ['record.*', 'record.updated', 'transfer.failed', '*', 'endpoint.test'])
      this.pool.add('event', type);
    for (const number of ['1', '2', '3']) {
      this.pool.add('sequence', number);
      this.pool.add('row', number);
    }
  }

  private async people(): Promise<void> {
    this.keys['admin'] = this.host.adminKey;
    for (const role of ['operator', 'developer', 'viewer', 'ingest'])
      this.keys[role] = (await this.add<{ key: string }>('/v1/keys', { name: role, role })).key;
    this.keys['stranger'] = (await this.add<{ key: string }>('/v1/tenants', { name: 'Stranger' })).key;
  }

  /** Where hooks come in and go out; it stays. */
  private async standing(): Promise<void> {
    await this.add('/v1/connectors', shopConnector);
    const shop = await this.addShop('Shop');
    this.shop = shop;
    const warehouse = await this.addWarehouse('Warehouse');
    const signature = { header: 'x-signature', encoding: 'hex', secret: SHOP_SECRET } as const;
    const order = Buffer.from(
      JSON.stringify({ ...aShopHook(), number: '#1', status: 'paid', total: '12.50' }),
    );
    const headers = { 'content-type': 'application/json' };
    this.seed(shop, { signature, delivery: 'x-delivery-id' }, headers, order);
    for (const name of ['shopify', 'quickbooks', 'salesforce', 'prefixed', 'rest'])
      await this.fixtures(name, warehouse);
    await this.openDoors();
    const receiver = { ...OPEN.receiver, hasMultiple: false, multiple: undefined, account: 'account' };
    await this.add('/v1/connectors', { ...OPEN, name: 'mailbox', receiver });
    await this.add('/v1/connections', { connector: 'mailbox', name: 'Box', mode: 'live', account: 'a' });
    await this.add('/v1/receivers', { connector: 'mailbox', urlPath: 'fuzz' });
    const letter = Buffer.from('{"account":"a","id":"1","b":2}');
    this.seeds.push({ address: { path: '/receivers/fuzz' }, headers, body: letter });
  }

  private seed(
    { hookUrl }: MadeConnection,
    address: Omit<HookAddress, 'path'>,
    headers: HookSeed['headers'],
    body: Buffer,
  ): void {
    this.seeds.push({ address: { ...address, path: new URL(hookUrl).pathname }, headers, body });
  }

  private async fixtures(name: string, warehouse: MadeConnection): Promise<void> {
    const folder = join('connectors', name, 'fixtures');
    const files = readdirSync(folder).filter((file) => file.endsWith('.fixture.json'));
    const all = files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Fixture);
    const made = name === 'rest' ? warehouse : await this.tryConnection(name, all[0]);
    if (!made) return;
    const signature = SIGNATURES[name];
    for (const { request } of all) {
      const body = request.bodyFile
        ? readFileSync(join(folder, request.bodyFile))
        : Buffer.from(request.body ?? JSON.stringify(request.json));
      const headers = lowerCase({ 'content-type': 'application/json', ...request.headers });
      this.seed(made, signature ? { signature } : {}, headers, body);
    }
  }

  /** Some of our connectors want what only their system gives; those are reached by what they refuse. */
  private async tryConnection(
    connector: string,
    fixture: Fixture | undefined,
  ): Promise<MadeConnection | null> {
    const secrets = typeof fixture?.secret === 'object' ? fixture.secret : { webhook: FIXTURE_SECRET };
    const body = { connector, name: connector, mode: 'live', settings: fixture?.settings ?? {}, secrets };
    const answer = await this.host.admin.raw('POST', '/v1/connections', body);
    return answer.status === 201 ? (answer.body as MadeConnection) : null;
  }

  /** Senders that sign nothing: their bodies are judged by what is in them. */
  private async openDoors(): Promise<void> {
    await this.add('/v1/connectors', OPEN);
    const open = await this.add<MadeConnection>('/v1/connections', {
      connector: 'open',
      name: 'Open',
      mode: 'live',
    });
    const bodies: readonly [string, string][] = [
      ['application/json', '{"id":"1","a":[{"b":1},{"b":2}]}'],
      ['application/xml', '<a><id>1</id><b c="d">e</b></a>'],
      ['application/x-www-form-urlencoded', 'id=1&a=b&a=c&d[e]=f'],
      [
        'multipart/form-data; boundary=b',
        '--b\r\ncontent-disposition: form-data; name="id"\r\n\r\n1\r\n--b--\r\n',
      ],
      ['application/x-ndjson', '{"id":"1"}\n{"id":"2"}\n'],
    ];
    for (const [type, body] of bodies) this.seed(open, {}, { 'content-type': type }, Buffer.from(body));
    const corpus = this.hasCorpus ? corpusBodies() : null;
    if (!corpus) return;
    for (const provider of Object.keys(SENDERS)) {
      const connector = `corpus-${provider}`;
      await this.host.admin.post('/v1/connectors', { ...corpusConnectorData(provider), name: connector });
      const made = await this.host.admin.post<MadeConnection>('/v1/connections', {
        connector,
        name: provider,
        mode: 'live',
      });
      for (const { headers, body } of corpus.filter((one) => one.provider === provider).slice(0, 4))
        if (body.length < 20_000) this.seed(made, {}, headers, body);
    }
  }

  /** One of each thing, which may be changed and removed. */
  private async things(): Promise<void> {
    const shop = await this.addShop('Other shop');
    const there = await this.addWarehouse('Other warehouse');
    await this.add('/v1/tenants', { name: 'Fuzzed' });
    const key = await this.add<{ id: string }>('/v1/keys', {
      name: 'fuzzed',
      role: 'viewer',
      expiresAt: '2040-01-01T00:00:00Z',
    });
    await this.call('PATCH', `/v1/keys/${key.id}`, { name: 'fuzzed on' });
    await this.add('/v1/receivers', { connector: 'mailbox', urlPath: 'fuzz-too', name: 'Too' });
    await this.call('PATCH', `/v1/connections/${shop.id}`, {
      name: 'Other',
      limits: { FROM: { calls: 40, perSeconds: 20, concurrency: 4 } },
      retryPolicy: { name: 'fuzzed', waits: [1, 2] },
    });
    const scope = await this.add<{ id: string }>(`/v1/connections/${there.id}/scopes`, {
      direction: 'TO',
      name: 'order/fuzzed',
      type: TRANSACTION,
      action: 'UPDATED',
      guard: 'off',
      settleSeconds: 60,
    });
    await this.call('PATCH', `/v1/connections/${there.id}/scopes/${scope.id}`, {
      enabled: false,
      description: 'fuzzed',
    });
    const schedule = await this.add<{ id: string }>(`/v1/connections/${there.id}/schedules`, {
      scope: 'order/poll',
      everySeconds: 3_600,
      overlapSeconds: 60,
      pageSize: 10,
    });
    await this.call('PATCH', `/v1/connections/${there.id}/schedules/${schedule.id}`, {
      everySeconds: 600,
      overlapSeconds: 30,
    });
    await this.add(`/v1/connections/${there.id}/initialize`, { type: TRANSACTION, pageSize: 10 });
    await this.add(`/v1/connections/${there.id}/sync?type=${TRANSACTION}`, ['o1', 'o2', 'o3']);
    await this.add(`/v1/connections/${there.id}/reconcile`, { type: TRANSACTION, pageSize: 10 });
    await this.add('/v1/replays', { connection: shop.id, scope: 'order/updated', hooksPerSecond: 1 });
    await this.add('/v1/translations', { name: 'fuzzed', rows: { BE: 'Belgium', NL: null }, default: 7 });
    const collection = await this.add<{ id: string }>('/v1/mapping-collections', {
      ...collectionIntoHub(shop.id),
      name: 'Fuzzed',
      syncType: 'UPDATE',
      filter: 'total > 1',
      match: ['number', { field: 'email', form: 'email' }],
      conflict: 'latest',
      conflictByField: { note: 'hub' },
      children: [
        {
          target: 'lines',
          type: 'TRANSACTION_LINE',
          source: 'lines',
          key: 'id',
          match: ['sku'],
          mappings: ['id', 'sku'].map((field) => ({ kind: 'field', target: field, source: field })),
        },
      ],
    });
    const at = `/v1/mapping-collections/${collection.id}`;
    await this.call('PATCH', at, {
      name: 'Fuzzed on',
      errorFilter: 'total = 0',
      mappings: [
        { kind: 'field', target: 'number', source: 'number' },
        { kind: 'static', target: 'status', value: 'x' },
        { kind: 'formula', target: 'total', expression: '$number(total) * 2' },
      ],
    });
    await this.add(`${at}/rollback`, { version: 1 });
    await this.add(`${at}/clone`, { name: 'Cloned' });
    await this.add(`${at}/reverse`, { name: 'Reversed' });
    await this.add(`${at}/preview`, { record: { id: 'o9', number: 'o9', total: 2 } });
    await this.add(`${at}/resync`, { run: false });
    await this.call('PUT', '/v1/record-types/x:FUZZ', {
      description: 'Fuzzed',
      fields: { mileage: { kind: 'number', description: 'km' } },
    });
    await this.add('/v1/match-rules', {
      type: TRANSACTION,
      name: 'Fuzzed',
      parts: [{ fields: ['number'], form: 'exact' }],
    });
    await this.add('/v1/playground', {
      connection: shop.id,
      verify: 'skip',
      request: {
        method: 'POST',
        path: '/a?b=c',
        headers: { 'content-type': 'application/json' },
        body: '{"topic":"order/updated","id":"1001"}',
      },
    });
    await this.add('/v1/playground', { data: OPEN, request: { body: '{"id":"1"}' } });
    const window = { connection: there.id, direction: 'FROM', type: TRANSACTION };
    for (const act of ['release', 'cancel', 'preview']) await this.add(`/v1/deletes/${act}`, window);
    for (const act of ['release', 'retry', 'park', 'cancel'])
      await this.add(`/v1/transfers/${act}`, {
        connection: there.id,
        state: 'parked',
        type: TRANSACTION,
        limit: 5,
        dryRun: true,
      });
  }

  /** A connection that registers its hooks, one that waits for a person, and one whose connector has two versions. */
  private async systems(): Promise<void> {
    const connect = (connector: string, more: object): Promise<MadeConnection> =>
      this.add('/v1/connections', { connector, name: `Fuzzed ${connector}`, mode: 'live', ...more });
    const registering = await connect('github', {
      settings: { owner: 'octo', repository: 'fuzz', address: this.partner.url },
      secrets: { token: API_SECRET },
    });
    await this.call('PATCH', `/v1/connections/${registering.id}/subscriptions`, { isManaged: true });
    const granted = await connect('xero', {
      settings: { tenantId: '6a1b2c3d-0000-4000-8000-000000000001', clientId: 'fuzz' },
      secrets: { webhook: FIXTURE_SECRET, clientSecret: API_SECRET },
    });
    await this.add(`/v1/connections/${granted.id}/authorize`, {});
    await this.add('/v1/connectors', { ...OPEN, name: 'twice' });
    await this.add('/v1/connectors', { ...OPEN, name: 'twice', version: '1.1.0' });
    const older = await connect('twice', { connectorVersion: '1.0.0' });
    await this.add(`/v1/connections/${older.id}/upgrade`, { to: '1.1.0' });
    await this.add(`/v1/connections/${older.id}/roll-back`, {});
    const read = await this.addWarehouse('Read again');
    const query = `connection=${read.id}&direction=TO&type=${TRANSACTION}`;
    const { items } = await this.host.admin.get<{ items: { id: string }[] }>(
      `/v1/mapping-collections?${query}`,
    );
    for (const { id } of items) {
      await this.add(`/v1/mapping-collections/${id}/resync`, { run: true });
      this.pool.add('resynced', id);
    }
    const kinds = { registering, granted, upgradable: older };
    for (const [kind, { id }] of Object.entries(kinds)) {
      this.pool.add(kind, id);
      this.core.add(id);
    }
  }

  /** Hooks and what became of them. */
  private async comeAndGone(): Promise<void> {
    const { shop } = this;
    if (!shop) throw new Error('there is no shop');
    for (let id = 1; id <= 12; id += 1)
      await sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/created', id: String(id) }));
    await sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/archived' as 'order/updated', id: '79' }));
    const records = await eventually(async () => {
      const { items } = await this.host.admin.get<{ items: { id: string }[] }>(
        `/v1/records?type=${TRANSACTION}`,
      );
      return items.length >= 12 && items;
    }, 30_000);
    await this.call('POST', `/v1/connections/${shop.id}/unknown-scopes/adopt`, {
      name: 'order/archived',
      type: TRANSACTION,
      action: 'UPDATED',
      hooksPerSecond: 100,
    });
    await this.subscribers();
    await this.handedIn();
    await this.held();
    const [winner, loser, erased] = records.map(({ id }) => id);
    await this.add('/v1/links', { record: winner, connection: shop.id, externalId: 'fuzzed' });
    const ask = {
      winner,
      losers: [loser],
      rules: { otherwise: 'filled', fields: { email: 'newest', note: { value: 'x' } } },
      losersThere: 'keep',
    };
    await this.add('/v1/merges/preview', ask);
    await this.add('/v1/merges', ask);
    await this.add(`/v1/records/${erased}/erase`, { reason: 'fuzzed' });
    for (const path of [
      'hooks',
      'transfers',
      'records',
      'duplicates',
      'merges',
      'rejections',
      'imports',
      'callbacks',
      `connections/${shop.id}/scopes`,
    ])
      this.pool.harvest((await this.host.admin.raw('GET', `/v1/${path}?limit=30`)).body);
    const told = await this.host.admin.get<{ items: { event: string }[] }>('/v1/callbacks?mode=sandbox');
    for (const { event } of told.items) this.pool.add('callback', event);
    for (const { id } of records.slice(0, 4))
      this.pool.harvest((await this.host.admin.raw('GET', `/v1/records/${id}`)).body);
    const { items } = await this.host.admin.get<{ items: { key: string }[] }>('/v1/match-rules/suggestions');
    for (const { key } of items) this.pool.add('suggestion', key);
    void this.partner.calls.splice(0);
  }

  /** Who hears of what, and has heard of something. */
  private async subscribers(): Promise<void> {
    const shop = await this.addShop('Sandbox', 'sandbox');
    const url = `${this.partner.url}/heard`;
    const endpoint = await this.add<{ id: string }>('/v1/endpoints', {
      url,
      mode: 'sandbox',
      events: ['record.*'],
      headers: { 'x-fuzz': '1' },
      retrySeconds: [60],
    });
    await this.call('PATCH', `/v1/endpoints/${endpoint.id}`, { description: 'fuzzed', concurrency: 3 });
    const trigger = await this.add<{ id: string }>('/v1/triggers', {
      url,
      mode: 'sandbox',
      events: ['record.*'],
      method: 'GET',
      fields: { order: 'number' },
    });
    await this.call('PATCH', `/v1/triggers/${trigger.id}`, { fields: { order: 'number', of: 'id' } });
    const handler = await this.add<{ id: string }>('/v1/handlers', {
      url,
      mode: 'sandbox',
      steps: ['update'],
      retrySeconds: [],
      onFailure: { update: 'park' },
    });
    // What they have heard and decided is asked for by many, and gone with them.
    for (const { id } of [endpoint, trigger, handler]) this.core.add(id);
    await sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/updated', id: 'heard' }));
    await eventually(async () => {
      const { items } = await this.host.admin.get<{ items: object[] }>(
        `/v1/endpoints/${endpoint.id}/deliveries`,
      );
      return items.length > 0;
    }, 30_000);
    await sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/updated', id: 'heard', revision: 2 }));
    await eventually(async () => {
      const { items } = await this.host.admin.get<{ items: { state: string }[] }>(
        `/v1/handlers/${handler.id}/decisions`,
      );
      this.pool.harvest(items, handler.id);
      return items.some(({ state }) => state !== 'waiting');
    }, 30_000);
  }

  /** Data of each outcome: imported, with bad rows, and such that its import does not end. */
  private async handedIn(): Promise<void> {
    const rows = 'Number,E-mail\n1,ann@example.com\n2,bo@example.com\n';
    const ends: readonly [string, string, string][] = [
      ['live', rows, 'completed'],
      ['live', `${rows}3,\n`, 'needs_review'],
      ['sandbox', rows, 'running'],
    ];
    for (const [mode, text, state] of [['sandbox', rows, 'completed'] as const, ...ends, ...ends]) {
      const columns = [{ name: 'E-mail', field: 'email', type: 'text', required: true }];
      const dataset = await this.add<{ id: string }>('/v1/datasets', {
        type: 'CUSTOMER',
        mode,
        identifier: `fuzz-${state}`,
        filename: 'fuzz.csv',
        key: 'Number',
        columns,
      });
      await this.fill(dataset.id, text);
      await this.call('PATCH', `/v1/datasets/${dataset.id}`, { filename: 'fuzzed.csv' });
      await this.call('PATCH', `/v1/datasets/${dataset.id}/rows/1`, {
        values: { 'E-mail': 'x@example.com' },
      });
      const told = mode === 'sandbox' ? { callbackUrl: `${this.partner.url}/heard` } : {};
      const ask = { dataset: dataset.id, action: 'both', ...told };
      const { id } = await this.add<{ id: string; connection: string }>('/v1/imports', ask);
      await eventually(async () => {
        const now = await this.host.admin.get<{ state: string; connection: string }>(`/v1/imports/${id}`);
        // Its rows are queued and wait: a person lets nothing through.
        if (state === 'running' && now.connection) await this.pause(now.connection);
        return now.state === state || now.state === 'completed';
      }, 30_000);
      if (state === 'needs_review') this.core.add(id);
    }
    await this.add('/v1/portal-links', { subscriber: 'fuzz', mode: 'sandbox', events: ['record.*'] });
  }

  private async fill(dataset: string, text: string): Promise<void> {
    const answer = await fetch(`${this.host.url}/v1/datasets/${dataset}/data`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.host.adminKey}`, 'content-type': 'text/csv' },
      body: text,
    });
    if (!answer.ok) throw new Error(`data: ${answer.status} ${await answer.text()}`);
    const name = 'POST /v1/datasets/{id}/data';
    this.taken.set(name, [...(this.taken.get(name) ?? []), text]);
  }

  private async pause(connection: string): Promise<void> {
    await this.host.admin.raw('POST', `/v1/connections/${connection}/pause`, {});
    this.core.add(connection);
  }

  /** Transfers that are still to come, and a tenant that has gone. */
  private async held(): Promise<void> {
    const shop = await this.addShop('Held');
    await this.pause(shop.id);
    for (let id = 1; id <= 40; id += 1)
      await sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/updated', id: `held-${id}` }));
    const { items } = await eventually(async () => {
      const page = await this.host.admin.get<{ items: unknown[] }>(`/v1/transfers?connection=${shop.id}`);
      return page.items.length > 0 && page;
    }, 30_000);
    this.pool.harvest(items);
    const gone = await this.add<{ id: string }>('/v1/tenants', { name: 'Gone' });
    await this.host.admin.raw('POST', `/v1/tenants/${gone.id}/suspend`, {});
    const answer = await this.host.admin.raw('DELETE', `/v1/tenants/${gone.id}?name=Gone`);
    if (answer.status >= 300) throw new Error(`DELETE tenant: ${answer.status}`);
  }

  private async addShop(name: string, mode = 'live'): Promise<MadeConnection> {
    const made = await this.add<MadeConnection>('/v1/connections', {
      connector: 'shop',
      name,
      mode,
      settings: {},
      secrets: { webhook: SHOP_SECRET },
    });
    await this.add('/v1/mapping-collections', collectionIntoHub(made.id));
    return made;
  }

  private addWarehouse(name: string): Promise<MadeConnection> {
    return this.add('/v1/connections', {
      connector: 'rest',
      name,
      mode: 'live',
      settings: { baseUrl: this.partner.url },
      secrets: { webhook: FIXTURE_SECRET, api: API_SECRET },
      defaults: true,
    });
  }

  private add<T>(path: string, body: unknown): Promise<T> {
    return this.call('POST', path, body);
  }

  /** What is taken is kept, ids in it as places where others of their kind may stand. */
  private async call<T>(method: string, path: string, body: unknown): Promise<T> {
    const answer = await this.host.admin.raw(method, path, body);
    if (answer.status >= 400)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    this.pool.harvest(answer.body, path.split('/')[3]?.split('?')[0]);
    const name = `${method} ${patternOf(path, this.document)}`;
    this.taken.set(name, [...(this.taken.get(name) ?? []), this.withRefs(body)]);
    return answer.body as T;
  }

  private withRefs(value: unknown): unknown {
    if (typeof value === 'string') {
      const kind = prefixOf(value);
      return kind === undefined ? value : new Ref(this.pool, kind, (this.refs += 7));
    }
    if (Array.isArray(value)) return value.map((one) => this.withRefs(one));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.withRefs(one)]));
  }
}
