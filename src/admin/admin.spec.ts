import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fastify from 'fastify';

import { aRegistry, type TestRegistry } from '../../test/kit/a-registry.js';
import { SHOP_SECRET, collectionIntoHub, shopConnector } from '../../test/kit/shop.js';
import { SystemClock } from '../clock/index.js';
import type { GatedRequest, IncomingHook, VerdictRow } from '../flow/index.js';
import { laneKeyOf } from '../flow/index.js';
import { createHub, hubEffects } from '../hub/index.js';
import { createLedger, type OpenLedger } from '../ledger/index.js';
import { ownerOfConnection, type ConnectionView } from '../registry/index.js';
import { openPublicIds } from '../store/index.js';
import { AdminModule } from './admin.module.js';
import { Needs } from './api-key.guard.js';
import { createAdminApp } from './create-admin-app.js';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads whatever came
  readonly body: any;
}

type Call = (method: string, path: string, body?: unknown) => Promise<Answer>;

interface Yard extends AsyncDisposable {
  readonly admin: Call;
  /** The admin of another tenant. */
  readonly stranger: Call;
  readonly nobody: Call;
  readonly withRole: (role: 'operator' | 'developer' | 'viewer' | 'ingest') => Promise<Call>;
  readonly ledger: OpenLedger;
  readonly registry: TestRegistry['registry'];
  readonly paths: () => readonly string[];
}

async function aYard(): Promise<Yard> {
  const clock = new SystemClock();
  const kit = await aRegistry();
  const { store } = kit.database;
  const { registry } = kit;
  const ledger = createLedger({
    store,
    clock,
    effects: hubEffects,
    leaseMs: 15_000,
    window: null,
    sweepEveryMs: 0,
  });
  await ledger.start();
  const server = fastify();
  const routes: string[] = [];
  server.addHook('onRoute', ({ method, url }) => void routes.push(`${String(method)} ${url}`));
  const app = await createAdminApp({
    module: AdminModule.register({
      registry,
      ledgerReads: ledger.reads,
      hub: createHub({ store, clock }),
      publicIds: await openPublicIds(store),
      releaseRequest: (seq) => ledger.releaseRequests({ seq }),
      health: { whyNotReady: async () => null, metrics: async () => 'up 1\n' },
    }),
    fastify: server,
    version: '1.0.0',
    onUnexpected: (error) => {
      throw error;
    },
  });
  await server.ready();
  const calling = (key: string | null): Call => caller(app, key);
  const host = { tenant: 1, id: 'host' };
  const other = await registry.apiKeys.createTenant(host, 'other');
  return {
    admin: calling(kit.firstKey),
    stranger: calling(other.key),
    nobody: calling(null),
    withRole: async (role) => calling((await registry.apiKeys.create(host, { name: role, role })).key),
    ledger,
    registry,
    paths: () => routes,
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await ledger.stop();
      await kit[Symbol.asyncDispose]();
    },
  };
}

function caller(app: NestFastifyApplication, key: string | null): Call {
  return async (method, url, body) => {
    const answer = await app.inject({
      method: method as 'GET',
      url,
      headers: key === null ? {} : { authorization: `Bearer ${key}` },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const type = String(answer.headers['content-type'] ?? '');
    const isJson = type.includes('json');
    return {
      status: answer.statusCode,
      type,
      text: answer.body,
      body: isJson ? answer.json() : answer.rawPayload,
    };
  };
}

const CONNECTION = {
  connector: 'shop',
  name: 'Shop, Ghent',
  mode: 'live',
  secrets: { webhook: SHOP_SECRET },
};

async function aConnection({
  admin,
}: Pick<Yard, 'admin'>): Promise<{ id: string; key: string; hookUrl: string }> {
  if ((await admin('GET', '/v1/connectors/shop')).status === 404) {
    expect(await admin('POST', '/v1/connectors', shopConnector)).toMatchObject({ status: 201 });
  }
  const made = await admin('POST', '/v1/connections', CONNECTION);
  expect(made).toMatchObject({ status: 201 });
  return made.body;
}

function viewOf({ registry }: Yard, id: string): ConnectionView {
  const view = registry.directory.current().connectionById(id);
  if (!view) throw new Error(`no connection ${id}`);
  return view;
}

const BODY = Buffer.from('{"topic":"order/updated","id":"1001"}');

/** A hook at a connection's address: one element became a request, held for a person, the other a verdict. */
async function aResolvedHook(yard: Yard, id: string): Promise<void> {
  const connection = viewOf(yard, id);
  const owner = ownerOfConnection(connection.number);
  const hook = incoming(owner, connection.number);
  const accepted = await yard.ledger.accept(hook);
  const claim = await yard.ledger.holdInbox(owner);
  if (accepted.kind !== 'new' || claim === null) throw new Error('the hook was not taken');
  const { isStored } = await yard.ledger.resolve({
    hook: accepted.seq,
    owner,
    claim,
    from: 0,
    to: 2,
    plan: 'shop@1.0.0 1',
    isLast: true,
    requests: [gated(connection, accepted.seq)],
    verdicts: [verdict(connection, owner, accepted.seq)],
    events: [],
  });
  expect(isStored).toBe(true);
}

function incoming(owner: number, connection: number): IncomingHook {
  return {
    owner,
    receivedAt: Date.now(),
    head: {
      method: 'POST',
      path: '/sub',
      query: 'a=1',
      headers: { 'content-type': 'application/json', 'x-signature': 'hash:0123456789abcdef' },
      scheme: 'hmac',
      secretId: 'sec_1',
      connection,
      mode: 'live',
      deliveryId: 'd-1',
    },
    body: BODY,
    key: null,
    bodyHash: 1,
  };
}

function gated({ tenant, number, queues }: ConnectionView, hook: number): GatedRequest {
  const name = {
    tenant,
    connection: number,
    direction: 'TO',
    kind: 'transfer',
    type: 'TRANSACTION',
    recordId: '1001',
  };
  const request: Omit<GatedRequest, keyof { [K in keyof GatedRequest as K extends symbol ? K : never]: 1 }> =
    {
      queue: queues.TO,
      lane: laneKeyOf(name as Parameters<typeof laneKeyOf>[0]),
      tier: 1,
      kind: 'transfer',
      type: 'TRANSACTION',
      action: 'UPDATED',
      scope: 'order/updated',
      recordId: '1001',
      mode: 'live',
      payload: '{"id":"1001"}',
      hook,
      element: 0,
      root: 0,
      parent: null,
      depth: 0,
      isOptional: false,
      dueAt: Date.now(),
      state: 'held',
      heldCode: 'needs-a-person',
      trail: '[{"at":1,"config":1,"passed":["scope.known","scope.enabled"]}]',
      coalesce: 'never',
    };
  return request as GatedRequest;
}

function verdict({ tenant, number }: ConnectionView, owner: number, hook: number): VerdictRow {
  return {
    tenant,
    connection: number,
    owner,
    hook,
    element: 1,
    parent: null,
    scope: 'order/deleted',
    type: 'TRANSACTION',
    recordId: '1001',
    ruling: {
      verdict: 'disabled-scope',
      rule: 'scope.enabled',
      facts: { scope: 'order/deleted' },
      configVersion: 3,
      at: Date.now(),
    },
  };
}

let yard: Yard;

beforeAll(async () => {
  yard = await aYard();
});

afterAll(() => yard[Symbol.asyncDispose]());

describe('the way in', () => {
  it('asks for a key, and answers problems', async () => {
    const answer = await yard.nobody('GET', '/v1/connections');

    expect(answer).toMatchObject({
      status: 401,
      body: { code: 'UNAUTHENTICATED', requestId: expect.any(String) },
    });
    expect(answer.type).toContain('application/problem+json');
  });

  it('is open for health and the description', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics', '/openapi.json']) {
      expect(await yard.nobody('GET', path)).toMatchObject({ status: 200 });
    }
  });

  it('keeps writing to operators, connectors to developers, and everything from ingest keys', async () => {
    const viewer = await yard.withRole('viewer');
    const developer = await yard.withRole('developer');
    const ingest = await yard.withRole('ingest');

    expect(await viewer('GET', '/v1/connections')).toMatchObject({ status: 200 });
    expect(await viewer('POST', '/v1/connections', CONNECTION)).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN', detail: expect.stringContaining('operator') },
    });
    expect(await developer('POST', '/v1/connections', CONNECTION)).toMatchObject({ status: 403 });
    expect(
      await developer('POST', '/v1/connectors', { ...shopConnector, name: 'by-developer' }),
    ).toMatchObject({
      status: 201,
    });
    expect(await ingest('GET', '/v1/connections')).toMatchObject({ status: 403 });
  });
});

describe('connectors', () => {
  it('are taken as data and shown with what they need', async () => {
    const made = await yard.admin('POST', '/v1/connectors', { ...shopConnector, name: 'seen' });

    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'seen',
        form: 'data',
        secrets: { webhook: 'Signing secret' },
        verification: { kind: 'hmac' },
      },
    });
    expect((await yard.admin('GET', '/v1/connectors')).body.items).toContainEqual(made.body);
    expect((await yard.admin('GET', '/v1/connectors/seen')).body).toEqual(made.body);
  });

  it('are refused with every problem by its path, and with fields nobody knows', async () => {
    const bad = { ...shopConnector, name: 'BAD', scopes: [{ name: 'x', type: 'ORDER', action: 'UPDATED' }] };

    expect(await yard.admin('POST', '/v1/connectors', bad)).toMatchObject({
      status: 422,
      body: {
        code: 'CONNECTOR_INVALID',
        errors: expect.arrayContaining([
          expect.objectContaining({ field: 'name' }),
          expect.objectContaining({ field: 'scopes.0.type' }),
        ]),
      },
    });
    expect(await yard.admin('POST', '/v1/connectors', { ...shopConnector, colour: 'red' })).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', errors: [{ field: 'colour', message: expect.any(String) }] },
    });
  });
});

describe('connections', () => {
  it('are made with a key shown once, and never show a secret again', async () => {
    const made = await aConnection(yard);

    expect(made).toMatchObject({
      id: expect.stringMatching(/^con_/),
      hookUrl: expect.stringContaining(made.key),
    });
    const shown = await yard.admin('GET', `/v1/connections/${made.id}`);
    expect(shown.body).toMatchObject({
      name: 'Shop, Ghent',
      state: 'active',
      secrets: { webhook: [{ notAfter: null }] },
    });
    const list = await yard.admin('GET', '/v1/connections');
    for (const text of [shown.text, list.text]) {
      expect(text).not.toContain(SHOP_SECRET);
      expect(text).not.toContain(made.key);
    }
  });

  it('tell every invalid field', async () => {
    const answer = await yard.admin('POST', '/v1/connections', {
      connector: 'shop',
      mode: 'test',
      secrets: { a: 1 },
      x: 1,
    });

    expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    const fields = answer.body.errors.map(({ field }: { field: string }) => field);
    expect(new Set(fields)).toEqual(new Set(['name', 'mode', 'secrets', 'x']));
  });

  it('refuse a secret or a setting their connector does not have', async () => {
    await aConnection(yard);

    const secret = await yard.admin('POST', '/v1/connections', { ...CONNECTION, secrets: { other: 'x' } });
    const setting = await yard.admin('POST', '/v1/connections', { ...CONNECTION, settings: { other: 1 } });

    expect(secret.body.errors).toEqual([{ field: 'secrets.other', message: expect.any(String) }]);
    expect(setting.body.errors).toEqual([{ field: 'settings.other', message: expect.any(String) }]);
  });

  it('change by what is given, and rotate their key with an overlap', async () => {
    const { id, key } = await aConnection(yard);
    const notAfter = new Date(Date.now() + 3_600_000).toISOString();
    const secrets = { webhook: [{ value: 'next-secret-value' }, { value: SHOP_SECRET, notAfter }] };

    const changed = await yard.admin('PATCH', `/v1/connections/${id}`, { name: 'Renamed', secrets });
    const rotated = await yard.admin('POST', `/v1/connections/${id}/rotate-key`);

    expect(changed.body).toMatchObject({
      name: 'Renamed',
      secrets: { webhook: [{ notAfter: null }, { notAfter }] },
    });
    expect(rotated).toMatchObject({
      status: 200,
      body: { key: expect.any(String), hookUrl: expect.any(String) },
    });
    expect(rotated.body.key).not.toBe(key);
    const directory = yard.registry.directory.current();
    expect(directory.point(key)).toBeDefined();
    expect(directory.point(rotated.body.key)).toBeDefined();
  });

  it('pause, resume and go', async () => {
    const { id } = await aConnection(yard);

    expect((await yard.admin('POST', `/v1/connections/${id}/pause`)).body.state).toBe('paused');
    expect((await yard.admin('POST', `/v1/connections/${id}/resume`)).body.state).toBe('active');
    expect(await yard.admin('DELETE', `/v1/connections/${id}`)).toMatchObject({ status: 204, text: '' });
    expect(await yard.admin('GET', `/v1/connections/${id}`)).toMatchObject({ status: 404 });
  });

  it('come in pages', async () => {
    await aConnection(yard);
    await aConnection(yard);

    const first = await yard.admin('GET', '/v1/connections?limit=1');
    const second = await yard.admin('GET', `/v1/connections?limit=1&cursor=${first.body.next}`);

    expect(first.body.items).toHaveLength(1);
    expect(second.body.items).toHaveLength(1);
    expect(second.body.items[0].id).not.toBe(first.body.items[0].id);
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'cursor=%20', 'page=2']) {
      expect(await yard.admin('GET', `/v1/connections?${query}`)).toMatchObject({ status: 400 });
    }
  });
});

describe('scopes', () => {
  it('are listed in both directions, made, changed and removed', async () => {
    const { id } = await aConnection(yard);
    await yard.admin('POST', '/v1/mapping-collections', {
      ...collectionIntoHub(id),
      direction: 'FROM',
      name: 'out',
    });
    const path = `/v1/connections/${id}/scopes`;
    const input = { name: 'order/paid', type: 'TRANSACTION', action: 'UPDATED', source: 'payload' };

    const made = await yard.admin('POST', path, input);
    const changed = await yard.admin('PATCH', `${path}/${made.body.id}`, {
      enabled: false,
      version: 'revision',
    });
    const all = await yard.admin('GET', path);

    expect(made).toMatchObject({ status: 201, body: { ...input, enabled: true, origin: 'operator' } });
    expect(changed.body).toMatchObject({ enabled: false, version: 'revision' });
    expect(new Set(all.body.items.map((scope: { direction: string }) => scope.direction))).toEqual(
      new Set(['TO', 'FROM']),
    );
    expect((await yard.admin('GET', `${path}/${made.body.id}`)).body).toEqual(changed.body);
    expect(await yard.admin('DELETE', `${path}/${made.body.id}`)).toMatchObject({ status: 204 });
    expect(await yard.admin('GET', `${path}/${made.body.id}`)).toMatchObject({ status: 404 });
  });

  it('take a delete guard only where something is deleted', async () => {
    const { id } = await aConnection(yard);
    const { items } = (await yard.admin('GET', `/v1/connections/${id}/scopes`)).body;
    const of = (action: string): string =>
      `/v1/connections/${id}/scopes/${items.find((scope: { action: string }) => scope.action === action).id}`;

    expect((await yard.admin('PATCH', of('DELETED'), { guard: 'unlink' })).body).toMatchObject({
      guard: 'unlink',
    });
    expect(await yard.admin('PATCH', of('UPDATED'), { guard: 'unlink' })).toMatchObject({ status: 400 });
    expect(await yard.admin('PATCH', of('DELETED'), { guard: 'maybe' })).toMatchObject({ status: 400 });
  });
});

describe('mapping collections', () => {
  it('are made, changed by what is given, and checked whole', async () => {
    const { id } = await aConnection(yard);
    const input = { ...collectionIntoHub(id), filter: 'status = "paid"' };

    const made = await yard.admin('POST', '/v1/mapping-collections', input);
    const path = `/v1/mapping-collections/${made.body.id}`;
    const changed = await yard.admin('PATCH', path, { name: 'Renamed', filter: null });
    const broken = await yard.admin('PATCH', path, {
      mappings: [{ kind: 'formula', target: 'a', expression: '1 +' }],
    });
    const list = await yard.admin('GET', `/v1/mapping-collections?connection=${id}`);

    expect(made).toMatchObject({ status: 201, body: { ...input, enabled: true, version: 1 } });
    expect(changed.body).toMatchObject({
      name: 'Renamed',
      filter: null,
      version: 2,
      mappings: made.body.mappings,
    });
    expect(broken).toMatchObject({ status: 400, body: { errors: [{ field: 'mappings.0.expression' }] } });
    expect(list.body).toMatchObject({ items: [{ id: made.body.id }], next: null });
    expect(await yard.admin('DELETE', path)).toMatchObject({ status: 204 });
  });
});

describe('receivers', () => {
  it('are opened for a connector that tells accounts apart', async () => {
    const receiver = { ...shopConnector.receiver, account: 'account' };
    await yard.admin('POST', '/v1/connectors', { ...shopConnector, name: 'many', receiver });

    const made = await yard.admin('POST', '/v1/receivers', {
      connector: 'many',
      urlPath: 'many',
      secrets: { webhook: SHOP_SECRET },
    });
    const path = `/v1/receivers/${made.body.id}`;
    const changed = await yard.admin('PATCH', path, { name: 'All shops' });

    expect(made).toMatchObject({ status: 201, body: { url: expect.stringMatching(/\/receivers\/many$/) } });
    expect(made.text).not.toContain(SHOP_SECRET);
    expect(changed.body).toMatchObject({ name: 'All shops', urlPath: 'many' });
    expect((await yard.admin('GET', '/v1/receivers')).body.items).toContainEqual(changed.body);
    expect(await yard.stranger('GET', path)).toMatchObject({ status: 404 });
    expect(await yard.stranger('DELETE', path)).toMatchObject({ status: 404 });
    expect(await yard.admin('DELETE', path)).toMatchObject({ status: 204 });
  });
});

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

  it('is one time line for a record of a system, a hook or a transfer', async () => {
    const { id } = await aConnection(yard);
    await aResolvedHook(yard, id);
    const [hook] = (await yard.admin('GET', `/v1/hooks?connection=${id}`)).body.items;
    const [transfer] = (await yard.admin('GET', `/v1/transfers?connection=${id}`)).body.items;
    const whats = (answer: Answer): string[] =>
      answer.body.items.map((item: { what: string }) => item.what).sort();

    const byName = await yard.admin('GET', `/v1/explain?connection=${id}&type=TRANSACTION&externalId=1001`);
    const byHook = await yard.admin('GET', `/v1/explain?hook=${hook.id}`);
    const byTransfer = await yard.admin('GET', `/v1/explain?transfer=${transfer.id}`);

    expect(whats(byName)).toEqual(['hook', 'request', 'verdict']);
    expect(byName.body).toMatchObject({ note: null, lastHook: null });
    expect(whats(byHook)).toEqual(['hook', 'request', 'verdict']);
    expect(whats(byTransfer)).toEqual(['hook', 'request']);
  });

  it('says that no hook was received, and which was the last', async () => {
    const { id } = await aConnection(yard);
    const asked = `/v1/explain?connection=${id}&type=TRANSACTION&externalId=7`;
    const before = await yard.admin('GET', asked);
    await aResolvedHook(yard, id);
    const [hook] = (await yard.admin('GET', `/v1/hooks?connection=${id}`)).body.items;

    const after = await yard.admin('GET', asked);

    expect(before.body).toEqual({ items: [], note: expect.stringContaining('never'), lastHook: null });
    expect(after.body).toMatchObject({
      items: [],
      note: expect.stringContaining('no hook was received'),
      lastHook: { id: hook.id },
    });
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
});

describe('another tenant', () => {
  it('finds nothing under any id', async () => {
    const { id } = await aConnection(yard);
    await aResolvedHook(yard, id);
    const scope = (await yard.admin('GET', `/v1/connections/${id}/scopes`)).body.items[0].id;
    const collection = (await yard.admin('POST', '/v1/mapping-collections', collectionIntoHub(id))).body.id;
    const hook = (await yard.admin('GET', `/v1/hooks?connection=${id}`)).body.items[0].id;
    const transfer = (await yard.admin('GET', `/v1/transfers?connection=${id}`)).body.items[0].id;
    const calls: [string, string, unknown?][] = [
      ['GET', `/v1/connections/${id}`],
      ['PATCH', `/v1/connections/${id}`, { name: 'mine' }],
      ['DELETE', `/v1/connections/${id}`],
      ['POST', `/v1/connections/${id}/rotate-key`],
      ['POST', `/v1/connections/${id}/pause`],
      ['POST', `/v1/connections/${id}/resume`],
      ['GET', `/v1/connections/${id}/scopes`],
      [
        'POST',
        `/v1/connections/${id}/scopes`,
        { name: 'x', type: 'PRODUCT', action: 'UPDATED', source: 'payload' },
      ],
      ['GET', `/v1/connections/${id}/scopes/${scope}`],
      ['PATCH', `/v1/connections/${id}/scopes/${scope}`, { enabled: false }],
      ['DELETE', `/v1/connections/${id}/scopes/${scope}`],
      ['POST', '/v1/mapping-collections', collectionIntoHub(id)],
      ['GET', `/v1/mapping-collections?connection=${id}`],
      ['GET', `/v1/mapping-collections/${collection}`],
      ['PATCH', `/v1/mapping-collections/${collection}`, { name: 'mine' }],
      ['DELETE', `/v1/mapping-collections/${collection}`],
      ['GET', '/v1/connectors/shop'],
      ['GET', `/v1/hooks?connection=${id}`],
      ['GET', `/v1/hooks/${hook}`],
      ['GET', `/v1/hooks/${hook}/body`],
      ['GET', `/v1/transfers?connection=${id}`],
      ['GET', `/v1/transfers/${transfer}`],
      ['POST', `/v1/transfers/${transfer}/release`],
      ['GET', `/v1/rejections?connection=${id}`],
      ['GET', `/v1/explain?hook=${hook}`],
      ['GET', `/v1/explain?transfer=${transfer}`],
      ['GET', `/v1/explain?connection=${id}&type=TRANSACTION&externalId=1001`],
      ['GET', '/v1/records/rec_0000000000000'],
      ['GET', '/v1/explain?recordId=rec_0000000000000'],
    ];

    for (const [method, path, body] of calls) {
      const answer = await yard.stranger(method, path, body);
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
    for (const list of [
      'connections',
      'mapping-collections',
      'hooks',
      'transfers',
      'rejections',
      'receivers',
    ]) {
      expect((await yard.stranger('GET', `/v1/${list}`)).body).toEqual({ items: [], next: null });
    }
    expect((await yard.admin('GET', `/v1/connections/${id}`)).body).toMatchObject({
      name: 'Shop, Ghent',
      state: 'active',
    });
  });
});

describe('the description', () => {
  it('lists every route with its answers', async () => {
    const { body } = await yard.nobody('GET', '/openapi.json');
    const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, operations]) =>
      Object.keys(operations).map(
        (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      ),
    );
    const served = yard
      .paths()
      .filter((route) => / \/(v1|healthz|readyz|metrics)/.test(route) && !route.startsWith('HEAD'));

    expect(new Set(described)).toEqual(new Set(served));
    expect(body.paths['/v1/connections'].post.requestBody.content['application/json'].schema).toBeDefined();
    expect(body.components.schemas.NewConnectionBody.properties).toHaveProperty('secrets');
    expect(body.components.schemas.ConnectionBody.properties).not.toHaveProperty('key');
  });
});

class Unvalidated {
  name?: string;
}

@Controller('planted')
class PlantedController {
  @Needs('operator')
  @Post()
  create(@Body() body: Unvalidated): string {
    return String(body.name);
  }

  @Get()
  list(): string {
    return '';
  }
}

@Module({ controllers: [PlantedController] })
class PlantedModule {}

describe('boot', () => {
  it('stops at a body that nobody would validate', async () => {
    const booting = createAdminApp({
      module: { module: PlantedModule },
      fastify: fastify(),
      version: '1.0.0',
      onUnexpected: () => undefined,
    });

    await expect(booting).rejects.toThrow('PlantedController.create @Body()');
  });
});
