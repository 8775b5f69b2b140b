import {
  BODY,
  aConnection,
  aHookAt,
  aRecordOf,
  aResolvedHook,
  anAdminYard,
  viewOf,
  type AdminYard,
  type Answer,
} from '../../test/kit/an-admin.js';
import { shopConnector } from '../../test/kit/shop.js';
import { rowsOf } from '../../test/kit/ledgers.js';
import { ownerOfConnection } from '../registry/index.js';

let yard: AdminYard;

beforeAll(async () => {
  yard = await anAdminYard();
});

afterAll(() => yard[Symbol.asyncDispose]());

describe('what happened', () => {
  it('is shown of a hook, its requests and its verdicts, and its body as it came', async () => {
    const { id } = await aConnection(yard);
    await aResolvedHook(yard, id);

    const list = await yard.admin('GET', `/v1/hooks?connection=${id}`);
    const [row] = list.body.items;
    const hook = await yard.admin('GET', `/v1/hooks/${row.id}`);
    const body = await yard.admin('GET', `/v1/hooks/${row.id}/body`);

    expect(row).toMatchObject({
      connection: id,
      state: 'resolved',
      path: '/sub',
      counts: { requests: 1, verdicts: 1 },
    });
    expect(hook.body).toMatchObject({
      deliveryId: 'd-1',
      headers: { 'x-signature': 'hash:0123456789abcdef' },
      verdicts: [{ verdict: 'disabled-scope', rule: 'scope.enabled', connection: id }],
      requests: [{ state: 'held', code: 'needs-a-person', recordId: '1001', hook: row.id }],
    });
    expect(body.type).toBe('application/octet-stream');
    expect(body.body).toEqual(BODY);
  });

  it('lets a held request go on, once', async () => {
    const { id } = await aConnection(yard);
    await aResolvedHook(yard, id);
    const [held] = (await yard.admin('GET', `/v1/transfers?connection=${id}&state=held`)).body.items;

    const released = await yard.admin('POST', `/v1/transfers/${held.id}/release`);

    expect(released).toMatchObject({
      status: 200,
      body: { id: held.id, state: 'queued', trail: expect.any(Array) },
    });
    expect(await yard.admin('POST', `/v1/transfers/${held.id}/release`)).toMatchObject({ status: 409 });
  });

  it('only a conflict of edits is decided, by a word it knows', async () => {
    const { id } = await aConnection(yard);
    await aResolvedHook(yard, id);
    const [held] = (await yard.admin('GET', `/v1/transfers?connection=${id}&state=held`)).body.items;
    const decide = (decision: string) => yard.admin('POST', `/v1/transfers/${held.id}/decide`, { decision });

    expect(await decide('keep')).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect(await decide('both')).toMatchObject({ status: 400 });
    expect((await yard.admin('GET', `/v1/transfers/${held.id}`)).body.state).toBe('held');
  });

  it('is put aside, tried again and ended by a person, each once and with a note', async () => {
    const { id } = await aConnection(yard);
    await aResolvedHook(yard, id);
    const [held] = (await yard.admin('GET', `/v1/transfers?connection=${id}&state=held`)).body.items;
    const command = (what: string, who = yard.admin) => who('POST', `/v1/transfers/${held.id}/${what}`);

    expect(await command('park')).toMatchObject({
      status: 200,
      body: { state: 'parked', code: 'parked-by-hand', result: { parkedFrom: 'held' } },
    });
    expect(await command('park')).toMatchObject({ status: 409 });
    expect(await command('retry', yard.stranger)).toMatchObject({ status: 404 });
    expect(await command('retry')).toMatchObject({ status: 200, body: { state: 'queued' } });
    expect(await command('cancel', await yard.withRole('viewer'))).toMatchObject({ status: 403 });
    expect(await command('cancel')).toMatchObject({
      body: { state: 'cancelled', endedAt: expect.any(String) },
    });
    expect(await command('retry')).toMatchObject({ status: 409 });
    const notes = await rowsOf<{ action: string }>(
      yard.store,
      `SELECT action FROM audit WHERE subject = '${held.id}' ORDER BY id`,
    );
    expect(notes.map(({ action }) => action)).toEqual(['transfer.park', 'transfer.retry', 'transfer.cancel']);
  });

  it('is taken up with all others that fit, a bounded number a call, after a look at how many', async () => {
    const { id } = await aConnection(yard);
    for (let n = 0; n < 3; n += 1) await aResolvedHook(yard, id);
    const all = (what: string, filter: object) =>
      yard.admin('POST', `/v1/transfers/${what}`, { connection: id, ...filter });

    expect((await all('cancel', {})).body).toMatchObject({ code: 'VALIDATION_FAILED' });
    const nobody = { matched: 0, changed: 0, next: null };
    expect((await all('release', { code: 'needs-a' })).body).toMatchObject(nobody);
    expect((await all('release', { type: 'PRODUCT' })).body).toMatchObject(nobody);
    expect((await all('release', { direction: 'FROM' })).body).toMatchObject(nobody);
    const looked = (await all('release', { dryRun: true, code: 'needs-a-person' })).body;
    expect(looked).toMatchObject({ matched: 3, changed: 0 });
    const first = (await all('release', { limit: 2 })).body;
    expect(first).toMatchObject({ matched: 2, changed: 2, running: 0, next: expect.any(String) });
    const rest = (await all('release', { limit: 2, cursor: first.next, scope: 'order/updated' })).body;
    expect(rest).toMatchObject({ matched: 1, changed: 1, next: null });
    const parked = (await all('park', { state: 'queued' })).body;
    expect(parked).toMatchObject({ matched: 3, changed: 3 });
    expect((await all('retry', {})).body).toMatchObject({ matched: 3, changed: 3 });
  });

  it('is one time line for a record of a system, a hook or a transfer', async () => {
    const { id } = await aConnection(yard);
    await aResolvedHook(yard, id);
    const [hook] = (await yard.admin('GET', `/v1/hooks?connection=${id}`)).body.items;
    const [transfer] = (await yard.admin('GET', `/v1/transfers?connection=${id}`)).body.items;
    const whats = (answer: Answer): string[] =>
      answer.body.items.map((item: { what: string }) => item.what).sort();

    const byName = await yard.admin('GET', `/v1/explain?connection=${id}&type=TRANSACTION&externalId=1001`);
    const byHook = await yard.admin('GET', `/v1/explain?hook=${hook.id}`);
    const byTree = await yard.admin('GET', `/v1/explain?trackingId=${transfer.trackingId}`);
    const byDelivery = await yard.admin('GET', `/v1/explain?connection=${id}&deliveryId=d-1`);
    const byTransfer = await yard.admin('GET', `/v1/explain?transfer=${transfer.id}`);

    expect(whats(byName)).toEqual(['hook', 'request', 'verdict']);
    expect(byName.body).toMatchObject({ note: null, lastHook: null });
    expect(whats(byHook)).toEqual(['hook', 'request', 'verdict']);
    expect(whats(byTransfer)).toEqual(['hook', 'request']);
    expect(byTree.body).toEqual(byTransfer.body);
    expect(byDelivery.body).toEqual(byHook.body);
  });

  it('says that no hook was received, and which was the last', async () => {
    const { id } = await aConnection(yard);
    const asked = `/v1/explain?connection=${id}&type=TRANSACTION&externalId=7`;
    const delivery = `/v1/explain?connection=${id}&deliveryId=none`;
    const before = await yard.admin('GET', asked);
    await aResolvedHook(yard, id);
    const [hook] = (await yard.admin('GET', `/v1/hooks?connection=${id}`)).body.items;

    const after = await yard.admin('GET', asked);

    expect(before.body).toMatchObject({ items: [], note: expect.stringContaining('never'), lastHook: null });
    expect(after.body).toMatchObject({
      items: [],
      note: expect.stringContaining('no hook was received'),
      lastHook: { id: hook.id },
    });
    expect((await yard.admin('GET', delivery)).body).toMatchObject({
      items: [],
      note: expect.stringContaining('no hook was received for delivery none of Shop, Ghent'),
      lastHook: { id: hook.id },
    });
  });

  it('is shown beside what would happen now, of a hook and of a request, and nothing is written', async () => {
    const { id } = await aConnection(yard);
    await aResolvedHook(yard, id);
    const [hook] = (await yard.admin('GET', `/v1/hooks?connection=${id}`)).body.items;
    const [transfer] = (await yard.admin('GET', `/v1/transfers?connection=${id}`)).body.items;
    const scopes = `/v1/connections/${id}/scopes`;
    const { items } = (await yard.admin('GET', `${scopes}?direction=TO&limit=100`)).body;
    const updated = items.find(({ name }: { name: string }) => name === 'order/updated').id;
    const same = await yard.admin('GET', `/v1/explain/now?transfer=${transfer.id}`);
    await yard.admin('PATCH', `${scopes}/${updated}`, { enabled: false });
    const counts = 'SELECT (SELECT count(*) FROM request) AS r, (SELECT count(*) FROM verdict) AS v';
    const before = await rowsOf(yard.store, counts);

    const now = await yard.admin('GET', `/v1/explain/now?hook=${hook.id}`);

    const was = { verdict: 'queued', scope: 'order/updated', recordId: '1001', configVersion: 1 };
    expect(same.body.items).toMatchObject([
      { element: 0, before: was, now: { verdict: 'queued' }, differs: [] },
    ]);
    expect(now.body.items).toMatchObject([
      {
        element: 0,
        before: was,
        now: { verdict: 'disabled-scope', rule: 'scope.enabled', configVersion: now.body.configVersion },
        differs: ['verdict', 'rule', 'action'],
      },
      { element: 1, before: { verdict: 'disabled-scope', rule: 'scope.enabled' }, now: null },
    ]);
    expect(await rowsOf(yard.store, counts)).toEqual(before);
    expect(await yard.stranger('GET', `/v1/explain/now?hook=${hook.id}`)).toMatchObject({ status: 404 });
    expect(await yard.admin('GET', '/v1/explain/now')).toMatchObject({ status: 400 });
  });

  it('asks explain for exactly one thing', async () => {
    for (const query of ['', '?hook=hok_1&transfer=req_1', '?connection=con_1', '?type=ORDER']) {
      expect(await yard.admin('GET', `/v1/explain${query}`)).toMatchObject({ status: 400 });
    }
  });

  it('lists refused requests', async () => {
    const { id } = await aConnection(yard);
    const owner = ownerOfConnection(viewOf(yard, id).number);
    const head = { method: 'POST', path: '/x', query: '', headers: {}, status: 401, bodyBytes: 2 };
    await yard.ledger.keepRejection({
      owner,
      receivedAt: 5,
      reason: 'signature-mismatch',
      head,
      body: Buffer.from('{}'),
    } as never);

    const list = await yard.admin('GET', `/v1/rejections?connection=${id}`);

    expect(list.body.items).toEqual([
      expect.objectContaining({ connection: id, reason: 'signature-mismatch', status: 401, method: 'POST' }),
    ]);
  });

  it('shows records with their links and history, and tells how they came about', async () => {
    const { id } = await aConnection(yard);
    await aResolvedHook(yard, id);
    const record = yard.publicIds.publicId('rec', await aRecordOf(yard, id, '1001'));

    const shown = await yard.admin('GET', `/v1/records/${record}`);
    const list = await yard.admin('GET', '/v1/records?type=TRANSACTION');
    const explained = await yard.admin('GET', `/v1/explain?recordId=${record}`);

    expect(shown.body).toMatchObject({
      id: record,
      version: 1,
      data: { number: '#1' },
      links: [{ connection: id, externalId: '1001', primary: true, state: 'live' }],
      history: [{ version: 1, trackingId: null, connection: id }],
    });
    expect(list.body.items[0]).toMatchObject({ id: record });
    expect(explained.body.items.map((item: { what: string }) => item.what).sort()).toEqual([
      'change',
      'hook',
      'request',
    ]);
    expect(await yard.admin('GET', '/v1/records?type=ORDER')).toMatchObject({ status: 400 });
    expect(await yard.stranger('GET', `/v1/records/${record}`)).toMatchObject({ status: 404 });
    expect(await yard.stranger('GET', `/v1/explain?recordId=${record}`)).toMatchObject({ status: 404 });
    expect((await yard.stranger('GET', '/v1/records?type=TRANSACTION')).body.items).toEqual([]);
  });
});

describe('a hook at a receiver that two tenants share', () => {
  it('shows each its own slices, and the body only to whom the receiver belongs', async () => {
    const receiver = { ...shopConnector.receiver, account: 'account' };
    await yard.admin('POST', '/v1/connectors?shared=true', { ...shopConnector, name: 'shared', receiver });
    await yard.admin('POST', '/v1/receivers', { connector: 'shared', urlPath: 'shared' });
    const input = { connector: 'shared', name: 'Shop', mode: 'live' };
    const mine = (await yard.admin('POST', '/v1/connections', { ...input, account: 'a' })).body.id;
    const theirs = (await yard.stranger('POST', '/v1/connections', { ...input, account: 'b' })).body.id;
    const owner = yard.registry.directory.current().receiver('shared')?.owner ?? 0;
    await aHookAt(yard, owner, { request: viewOf(yard, mine), verdict: viewOf(yard, theirs) });
    await aHookAt(yard, owner, { request: viewOf(yard, mine), verdict: viewOf(yard, mine) });

    const list = await yard.stranger('GET', '/v1/hooks');
    const [{ id }] = list.body.items;
    const seen = await yard.stranger('GET', `/v1/hooks/${id}`);
    const own = await yard.admin('GET', `/v1/hooks/${id}`);

    expect(list.body.items).toHaveLength(1);
    expect((await yard.stranger('GET', `/v1/hooks?connection=${theirs}`)).body.items).toHaveLength(1);
    expect(seen.body).toMatchObject({
      counts: { requests: 0, verdicts: 1 },
      requests: [],
      verdicts: [{ connection: theirs }],
    });
    expect(own.body).toMatchObject({ requests: [{ connection: mine }], verdicts: [] });
    expect(await yard.stranger('GET', `/v1/hooks/${id}/body`)).toMatchObject({ status: 404 });
    expect(await yard.admin('GET', `/v1/hooks/${id}/body`)).toMatchObject({ status: 200 });
    const explained = await yard.stranger('GET', `/v1/explain?hook=${id}`);
    expect(explained.body.items.map((item: { what: string }) => item.what)).toEqual(['hook', 'verdict']);
  });
});
