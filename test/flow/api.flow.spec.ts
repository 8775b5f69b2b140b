import { ApiProblem, HookyardClient } from '../../client/src/index.js';
import { ApiDriver } from '../kit/driver.js';
import { eventually } from '../kit/eventually.js';
import { FakeShopify, SHOPIFY } from '../kit/fake-shopify.js';
import { fakeSubscriber } from '../kit/fake-subscriber.js';
import { aShopHook, collectionIntoHub, sendShopHook, shopConnector } from '../kit/shop.js';
import { addShop, aYard, type Yard } from '../kit/yard.js';

/** Each part drives what it can with what the parts before made; the last one counts. */
describe('every operation that the description names answers as it says:', () => {
  let yard: Yard;
  let api: ApiDriver;
  let there: string;

  beforeAll(async () => {
    yard = await aYard();
    api = await ApiDriver.of(yard.host);
    there = `/v1/connections/${yard.destination.id}`;
    for (const id of ['o1', 'o2', 'o3']) yard.partner.put('orders', id, { number: id === 'o3' ? 'o2' : id });
  }, 60_000);
  afterAll(() => yard[Symbol.asyncDispose]());

  it('health, connectors, receivers', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics']) await api.get(path);
    const receiver = { ...shopConnector.receiver, account: 'account' };
    await api.post('/v1/connectors', { ...shopConnector, name: 'driven', receiver });
    await api.get('/v1/connectors');
    await api.get('/v1/connectors/driven');
    await api.get('/v1/refused-connectors');
    const made = await api.post('/v1/receivers', {
      connector: 'driven',
      urlPath: 'driven',
      secrets: { webhook: 'a-signing-secret' },
    });
    await api.get('/v1/receivers');
    for (const part of ['', '/sequence']) await api.get(`/v1/receivers/${made.id}${part}`);
    await api.post(`/v1/receivers/${made.id}/rejections/recover`);
    await api.call('PATCH', `/v1/receivers/${made.id}`, {
      body: { secrets: { webhook: 'another-signing-secret' } },
    });
    await api.call('DELETE', `/v1/receivers/${made.id}`);
  });

  it('versions of connectors under connections', async () => {
    const { id } = await api.post('/v1/connections', { connector: 'driven', name: 'Moved', mode: 'live' });
    await api.post('/v1/connectors', { ...shopConnector, name: 'driven', version: '1.1.0' });
    for (const at of [`/v1/connections/${id}`, '/v1/connectors/driven'])
      for (const act of ['upgrade-plan', 'upgrade', 'roll-back']) await api.post(`${at}/${act}`, {});
    await api.items(`/v1/connections/${id}/upgrades`);
    await api.call('DELETE', `/v1/connections/${id}`);
  });

  it('connections and their scopes', async () => {
    const made = await api.post('/v1/connections', {
      connector: 'shop',
      name: 'Driven',
      mode: 'live',
      secrets: { webhook: 'a-signing-secret' },
    });
    const path = `/v1/connections/${made.id}`;
    await api.get('/v1/connections?limit=1');
    for (const part of ['', '/budgets', '/sequence', '/unlinked?type=TRANSACTION'])
      await api.get(path + part);
    await api.call('PATCH', path, { body: { name: 'Driven on' } });
    await api.post(`${path}/pause`);
    await api.get(`${path}/budgets`);
    for (const act of ['resume', 'rotate-key', 'rejections/recover']) await api.post(`${path}/${act}`);
    const scope = await api.post(`${path}/scopes`, {
      direction: 'TO',
      name: 'order/driven',
      type: 'TRANSACTION',
      action: 'UPDATED',
    });
    await api.items(`${path}/scopes`);
    for (const part of ['', '/child-policy']) await api.get(`${path}/scopes/${scope.id}${part}`);
    await api.call('PATCH', `${path}/scopes/${scope.id}`, { body: { enabled: false } });
    await api.call('DELETE', `${path}/scopes/${scope.id}`);
    await api.call('DELETE', path);
  });

  it('access that a person grants', async () => {
    const made = await api.post('/v1/connections', {
      connector: 'xero',
      name: 'Granted',
      mode: 'live',
      settings: { clientId: 'app-1', tenantId: '0a4b3c2d-1e2f-4a5b-8c7d-9e0f1a2b3c4d' },
      secrets: { webhook: 'xero-signing-key', clientSecret: 'xero-client-secret' },
    });
    await api.post(`/v1/connections/${made.id}/authorize`);
    await api.call('DELETE', `/v1/connections/${made.id}`);
  });

  it('hooks kept registered at a system', async () => {
    await using shopify = await FakeShopify.start();
    const made = await api.post('/v1/connections', {
      connector: 'shopify',
      name: 'Hooked',
      mode: 'live',
      settings: { shop: 'corner', address: shopify.url },
      secrets: { accessToken: SHOPIFY.token, webhook: SHOPIFY.clientSecret },
    });
    const path = `/v1/connections/${made.id}/subscriptions`;
    shopify.webhooks.push({ id: 1, topic: 'orders/edited', address: String(made['hookUrl']) });
    await api.call('PATCH', path, { body: { isManaged: true } });
    await api.post(`${path}/reconcile`);
    await api.post(`/v1/connections/${made.id}/check`);
    const orphan = await eventually(async () => {
      const { items } = (await api.get(path)) as unknown as { items: { id: string; state: string }[] };
      return items.find(({ state }) => state === 'orphan');
    });
    await api.call('DELETE', `${path}/${orphan.id}`);
    await api.call('DELETE', `/v1/connections/${made.id}`);
  });

  it('what brings records that nobody sent a hook for', async () => {
    const schedule = await api.post(`${there}/schedules`, { scope: 'order/poll', everySeconds: 3_600 });
    await api.get(`${there}/schedules`);
    await api.get(`${there}/schedules/${schedule.id}`);
    await api.post(`${there}/schedules/${schedule.id}/run`);
    await api.call('PATCH', `${there}/schedules/${schedule.id}`, { body: { paused: true } });
    await api.call('DELETE', `${there}/schedules/${schedule.id}`);
    await api.post(`${there}/initialize`, { type: 'TRANSACTION' });
    await api.call('POST', `${there}/initialize/TRANSACTION/cancel`, { mayBeOver: true });
    await api.get(`${there}/initialize/TRANSACTION`);
    const sync = await api.call('POST', `${there}/sync?type=TRANSACTION&debug=true`, {
      text: 'o1\no2\no3\n',
    });
    await api.get(`${there}/syncs`);
    await api.get(`${there}/syncs/${sync.id}`);
    await eventually(async () => (await api.items('/v1/records?type=TRANSACTION')).length === 3);
    const plan = await api.post(`${there}/reconcile`, { type: 'TRANSACTION' });
    await api.get(`${there}/reconciles`);
    const planned = async (): Promise<boolean> =>
      (await api.get(`${there}/reconciles/${plan.id}`))['state'] === 'planned';
    await eventually(planned);
    await api.post(`${there}/reconciles/${plan.id}/run`, { missing: true });
    await eventually(async () => (await api.get(`${there}/reconciles/${plan.id}`))['state'] === 'done');
    const other = await api.post(`${there}/reconcile`, { type: 'TRANSACTION' });
    await api.call('POST', `${there}/reconciles/${other.id}/cancel`, { mayBeOver: true });
  });

  it('mapping collections, translations, record types', async () => {
    const table = await api.post('/v1/translations', { name: 'driven', rows: { BE: 'Belgium' }, default: 7 });
    await api.get('/v1/translations');
    for (const part of ['', '/coverage']) await api.get(`/v1/translations/${table.id}${part}`);
    await api.call('PUT', `/v1/translations/${table.id}`, { body: { rows: { NL: null } } });
    await api.call('DELETE', `/v1/translations/${table.id}`);
    const made = await api.post('/v1/mapping-collections', {
      ...collectionIntoHub(yard.shop.id),
      name: 'Driven',
      syncType: 'UPDATE',
    });
    const path = `/v1/mapping-collections/${made.id}`;
    await api.get('/v1/mapping-collections');
    await api.call('PATCH', path, { body: { name: 'Driven on' } });
    for (const part of ['', '/versions', '/versions/1', '/difference?from=1&to=2', '/coverage'])
      await api.get(path + part);
    await api.post(`${path}/rollback`, { version: 1 });
    await api.post(`${path}/clone`, { name: 'Cloned' });
    await api.post(`${path}/reverse`, { name: 'Reversed' });
    await api.post(`${path}/preview`, { record: { id: 'o9', number: 'o9' } });
    const all = await api.items(`/v1/mapping-collections?connection=${yard.destination.id}`);
    const walked = all.find(({ direction, type }) => direction === 'TO' && type === 'TRANSACTION');
    await api.post(`/v1/mapping-collections/${walked?.id}/resync`, { run: true });
    await api.get(`/v1/mapping-collections/${walked?.id}/resync`);
    await api.call('POST', `/v1/mapping-collections/${walked?.id}/resync/cancel`, { mayBeOver: true });
    await api.call('DELETE', path);
    await api.call('PUT', '/v1/record-types/x:DRIVEN', { body: { description: 'Driven', fields: {} } });
    await api.get('/v1/record-types');
    await api.get('/v1/record-types/x:DRIVEN');
    await api.call('DELETE', '/v1/record-types/x:DRIVEN');
  });

  it('hooks, transfers, and why', async () => {
    await sendShopHook(yard.shop.hookUrl, aShopHook({ topic: 'order/created', id: '77' }));
    const [hook] = await eventually(() => some(api.items('/v1/hooks')));
    for (const part of ['', '/body']) await api.get(`/v1/hooks/${hook.id}${part}`);
    await api.get(`/v1/explain?hook=${hook.id}`);
    await api.get('/v1/rejections');
    await api.get('/v1/verdicts');
    await api.call('GET', '/v1/tail', { status: 406 });
    const request = { body: '{"topic":"order/updated","id":"1001"}' };
    await api.post('/v1/playground', { connection: yard.shop.id, verify: 'skip', request });
    yard.partner.misbehave(({ method }) =>
      method === 'GET' ? undefined : { status: 422, body: { error: 'no' } },
    );
    await sendShopHook(yard.shop.hookUrl, aShopHook({ topic: 'order/created', id: '78' }));
    const [parked] = await eventually(() =>
      some(api.items(`/v1/transfers?connection=${yard.destination.id}&state=parked`)),
    );
    const path = `/v1/transfers/${parked.id}`;
    for (const part of ['', '/turns']) await api.get(path + part);
    const isParked = async (): Promise<boolean> => (await api.get(path))['state'] === 'parked';
    for (const act of ['retry', 'release']) {
      await api.post(`${path}/${act}`);
      await eventually(isParked);
    }
    await api.call('POST', `${path}/park`, { status: 409 });
    await api.call('POST', `${path}/decide`, { body: { take: 'hub' }, status: 400 });
    await api.post(`${path}/cancel`);
    yard.partner.misbehave(undefined);
    for (const act of ['release', 'retry', 'park', 'cancel'])
      await api.post(`/v1/transfers/${act}`, { connection: yard.destination.id, state: 'parked' });
    await api.get('/v1/deletes');
    const window = { connection: yard.destination.id, direction: 'FROM', type: 'TRANSACTION' };
    for (const act of ['release', 'cancel', 'preview']) await api.post(`/v1/deletes/${act}`, window);
  });

  it('explanations, replays, unknown scopes', async () => {
    const hooks = await api.items(`/v1/hooks?connection=${yard.shop.id}`);
    await api.get(`/v1/explain/now?hook=${hooks[0]?.id}`);
    const topic = 'order/archived' as 'order/updated';
    await sendShopHook(yard.shop.hookUrl, aShopHook({ topic, id: '79' }));
    const unknown = `/v1/connections/${yard.shop.id}/unknown-scopes`;
    await eventually(() => some(api.items(unknown)));
    await api.post(`${unknown}/adopt`, { name: topic, type: 'TRANSACTION', action: 'UPDATED' });
    const { id } = await api.post('/v1/replays', { connection: yard.shop.id, hooksPerSecond: 1 });
    await api.get('/v1/replays?limit=1');
    await eventually(async () => (await api.get(`/v1/replays/${id}`))['state'] === 'planned');
    for (const act of ['run', 'pause', 'resume', 'cancel'])
      await api.call('POST', `/v1/replays/${id}/${act}`, { mayBeOver: act !== 'run' });
  });

  it('datasets and imports', async () => {
    const columns = [{ name: 'email', required: true }];
    const { id } = await api.post('/v1/datasets', { type: 'CUSTOMER', identifier: 'driven', columns });
    const path = `/v1/datasets/${id}`;
    await api.get('/v1/datasets?limit=1');
    await api.call('PATCH', path, { body: { filename: 'driven.json' } });
    await api.post(`${path}/data`, [{ email: 'driven@example.com' }, {}]);
    for (const part of ['', '/rows', '/rows/2']) await api.get(path + part);
    await api.call('PATCH', `${path}/rows/2`, { body: { values: { email: '' } } });
    await api.post(`${path}/analyse`);
    const made = await api.post('/v1/imports', { dataset: id });
    const one = `/v1/imports/${made.id}`;
    await api.get('/v1/imports');
    await eventually(async () => (await api.get(one))['state'] === 'needs_review');
    for (const act of ['pause', 'resume']) await api.call('POST', `${one}/${act}`, { status: 409 });
    await api.post(`${one}/continue`, { badRows: 'skip' });
    await eventually(async () => (await api.get(one))['state'] === 'completed');
    await api.get(`${one}/data`);
    await api.call('POST', `${one}/cancel`, { status: 409 });
    const undo = await api.post(`${one}/undo`);
    await eventually(async () => (await api.get(`/v1/imports/${undo.id}`))['state'] === 'completed');
    await api.call('DELETE', path);
  });

  it('records, links, duplicates, merges', async () => {
    const [winner, loser] = (await api.items('/v1/records?type=TRANSACTION')) as [
      { id: string },
      { id: string },
    ];
    for (const part of ['', '/history']) await api.get(`/v1/records/${winner.id}${part}`);
    const link = await api.post('/v1/links', {
      record: winner.id,
      connection: yard.shop.id,
      externalId: 'driven',
    });
    await api.get(`/v1/links/${link.id}`);
    await api.get(`/v1/links?connection=${yard.shop.id}&type=TRANSACTION`);
    await api.post(`/v1/links/${link.id}/primary`);
    const links = (await api.get(`/v1/records/${winner.id}`))['links'] as { id: string; primary: boolean }[];
    const unneeded = links.find(({ primary }) => !primary) ?? link;
    await api.call('DELETE', `/v1/links/${unneeded.id}`);
    const rule = await api.post('/v1/match-rules', {
      type: 'TRANSACTION',
      name: 'Driven',
      parts: [{ fields: ['number'], form: 'exact' }],
    });
    await api.get('/v1/match-rules');
    const [suggested] = (await api.get('/v1/match-rules/suggestions'))['items'] as { key: string }[];
    await api.post(`/v1/match-rules/suggestions/${suggested!.key}`);
    await api.get(`/v1/match-rules/${rule.id}`);
    const [group] = await eventually(() => some(api.items('/v1/duplicates')));
    await api.get(`/v1/duplicates/${group.id}`);
    for (const act of ['dismiss', 'reopen']) await api.post(`/v1/duplicates/${group.id}/${act}`);
    await api.call('PATCH', `/v1/match-rules/${rule.id}`, { body: { name: 'Driven on' } });
    await api.call('DELETE', `/v1/match-rules/${rule.id}`);
    const ask = { winner: winner.id, losers: [loser.id] };
    await api.post('/v1/merges/preview', ask);
    const merge = await api.post('/v1/merges', ask);
    await api.get('/v1/merges');
    await api.get(`/v1/merges/${merge.id}`);
    await api.post(`/v1/merges/${merge.id}/undo`);
    await api.call('DELETE', `/v1/records/${loser.id}`);
    await api.post(`/v1/records/${loser.id}/undelete`);
    await api.post(`/v1/records/${loser.id}/erase`, { reason: 'driven' });
    await api.get(`/v1/records/${loser.id}/erasure`);
  });

  it('managed webhooks and what they hear of', async () => {
    await api.get('/v1/event-types');
    await api.get('/v1/event-types/record.updated');
    await using heard = await fakeSubscriber();
    const body = { url: heard.url, mode: 'sandbox', events: ['*'] };
    const { id } = await api.post('/v1/endpoints', body);
    const path = `/v1/endpoints/${id}`;
    await api.get('/v1/endpoints?limit=1');
    await api.get(path);
    await api.call('PATCH', path, { body: { name: 'Driven' } });
    await api.post(`${path}/rotate-secret`, {});
    for (const act of ['disable', 'enable', 'verify']) await api.post(`${path}/${act}`);
    await api.post(`${path}/test`, {});
    const sandbox = await addShop(yard.host, 'Sandbox', 'sandbox');
    await sendShopHook(sandbox.hookUrl, aShopHook({ topic: 'order/created', id: '80' }));
    await eventually(() => some(api.items(`${path}/deliveries`)));
    await api.get(`${path}/deliveries/1`);
    await api.call('POST', `${path}/deliveries/1/resend`);
    await api.get(`${path}/events?after=0`);
    await api.post(`${path}/recover`, { since: '2026-03-01T00:00:00Z' });
    await api.call('DELETE', path);
  });

  it('links to the portal', async () => {
    const body = { subscriber: 'acme', mode: 'sandbox', events: ['record.*'] };
    const { id } = await api.post('/v1/portal-links', body);
    await api.get('/v1/portal-links?subscriber=acme');
    await api.get(`/v1/portal-links/${id}`);
    await api.call('DELETE', `/v1/portal-links/${id}`);
  });

  it('triggered calls', async () => {
    await using called = await fakeSubscriber();
    const body = { url: called.url, mode: 'sandbox', events: ['*'], method: 'GET', fields: { n: 'number' } };
    const { id } = await api.post('/v1/triggers', body);
    const path = `/v1/triggers/${id}`;
    await api.get('/v1/triggers?limit=1');
    await api.get(path);
    await api.call('PATCH', path, { body: { name: 'Driven' } });
    for (const act of ['disable', 'enable']) await api.post(`${path}/${act}`);
    await api.post(`${path}/test`, {});
    const sandbox = await addShop(yard.host, 'Sandbox of triggers', 'sandbox');
    await sendShopHook(sandbox.hookUrl, aShopHook({ topic: 'order/created', id: '81' }));
    await eventually(() => some(api.items(`${path}/deliveries`)));
    await api.get(`${path}/deliveries/1`);
    await api.call('POST', `${path}/deliveries/1/resend`);
    await api.post(`${path}/recover`, { since: '2026-03-01T00:00:00Z' });
    await api.call('DELETE', path);
  });

  it('handlers and what they decide', async () => {
    await using asked = await fakeSubscriber();
    asked.answer(() => ({ status: 500 }));
    const sandbox = await addShop(yard.host, 'Decided', 'sandbox');
    const body = {
      url: asked.url,
      mode: 'sandbox',
      steps: ['create'],
      retrySeconds: [],
      connections: [sandbox.id],
    };
    const { id } = await api.post('/v1/handlers', { ...body, onFailure: { create: 'park' } });
    const path = `/v1/handlers/${id}`;
    await api.get('/v1/handlers?limit=1');
    await api.get(path);
    await api.call('PATCH', path, { body: { name: 'Driven' } });
    await api.post(`${path}/rotate-secret`, {});
    for (const act of ['disable', 'enable', 'verify']) await api.post(`${path}/${act}`);
    await api.post(`${path}/test`, {});
    await sendShopHook(sandbox.hookUrl, aShopHook({ topic: 'order/created', id: '81' }));
    const parked = `/v1/transfers?connection=${sandbox.id}&state=parked-block`;
    await eventually(() => some(api.items(parked)));
    const [decision] = (await api.items(`${path}/decisions`)) as [{ id: string }];
    await api.get(`${path}/decisions/${decision.id}`);
    await api.post(`${path}/decisions/${decision.id}/release`, { decision: 'skip' });
    await api.call('DELETE', path);
  });

  it('callbacks', async () => {
    const callbackUrl = 'https://127.0.0.1:9/done';
    const { id } = await api.post('/v1/replays', { connection: yard.shop.id, callbackUrl });
    await api.post(`/v1/replays/${id}/cancel`);
    const [told] = await eventually(() => some(api.items('/v1/callbacks')));
    const event = String(told['event']);
    await api.get(`/v1/callbacks/${event}`);
    await api.call('POST', `/v1/callbacks/${event}/resend`);
  });

  it('keys, tenants, the master key', async () => {
    const key = await api.post('/v1/keys', { name: 'driven', role: 'viewer' });
    await api.get('/v1/keys');
    await api.get(`/v1/keys/${key.id}`);
    await api.call('PATCH', `/v1/keys/${key.id}`, { body: { name: 'driven on' } });
    const next = await api.post(`/v1/keys/${key.id}/rotate`, {});
    await api.call('DELETE', `/v1/keys/${next.id}`);
    const tenant = await api.post('/v1/tenants', { name: 'driven' });
    await api.post(`/v1/tenants/${tenant.id}/keys`, { name: 'further', role: 'admin' });
    await api.get('/v1/tenants?limit=1');
    for (const part of ['', '/usage']) await api.get(`/v1/tenants/${tenant.id}${part}`);
    await api.call('PATCH', `/v1/tenants/${tenant.id}`, { body: { name: 'driven on' } });
    for (const act of ['suspend', 'resume', 'suspend']) await api.post(`/v1/tenants/${tenant.id}/${act}`);
    await api.get(`/v1/tenants/${tenant.id}/export`);
    await api.call('DELETE', `/v1/tenants/${tenant.id}?name=driven%20on`);
    await api.get(`/v1/tenants/${tenant.id}/deletion`);
    const [line] = (await api.items('/v1/audit?action=tenant')) as [{ id: string }];
    await api.get(`/v1/audit/${line.id}`);
    await api.get('/v1/master-key');
    await api.post('/v1/master-key/rotation');
  });

  it('to the typed client, which tells a refusal by its code', async () => {
    const client = new HookyardClient({ url: yard.host.url, key: yard.host.adminKey });
    const body = { name: 'typed', rows: { BE: 'Belgium' } };

    const made = await client.call('POST', '/v1/translations', { body, idempotencyKey: 'typed-1' });
    const again = await client.call('POST', '/v1/translations', { body, idempotencyKey: 'typed-1' });
    expect(again).toMatchObject({ body: made.body, isReplayed: true });
    const path = { id: made.body.id };
    const { etag } = await client.call('GET', '/v1/translations/{id}', { path });
    const ifMatch = etag ?? '';
    await client.call('PUT', '/v1/translations/{id}', { path, ifMatch, body: { rows: {} } });
    const late = client.call('PUT', '/v1/translations/{id}', { path, ifMatch, body: { rows: {} } });
    await expect(late).rejects.toMatchObject({ status: 412, code: 'PRECONDITION_FAILED' });
    await expect(late).rejects.toBeInstanceOf(ApiProblem);
    const { items } = (await client.call('GET', '/v1/translations', { query: { limit: 1 } })).body;
    expect(items).toMatchObject([{ name: 'typed' }]);
    expect((await client.call('DELETE', '/v1/translations/{id}', { path })).body).toBeUndefined();
  });

  it('and nothing is left out', () => {
    expect(api.left()).toEqual([]);
  });
});

async function some<T>(items: Promise<T[]>): Promise<[T] | false> {
  const [first] = await items;
  return first === undefined ? false : [first];
}
