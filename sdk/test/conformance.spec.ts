import { get } from 'node:http';

import jsonata from 'jsonata';
import { z } from 'zod';

import {
  BadConfig,
  defineConnector,
  hmac,
  idIn,
  listIn,
  NotFound,
  objectIn,
  standardWebhooks,
  unlessGone,
  type AnyConnector,
  type CollectionDefinition,
  type ConnectorContext,
  type RecordHandlers,
  type WebhookDefinition,
} from '@hookyard/sdk';
import { conformance, type CallFixture, type Evaluate, type Fixture } from '@hookyard/sdk/testing';

const path = (id: string): string => `/orders/${encodeURIComponent(id)}`;
const orders: RecordHandlers<ConnectorContext<never>> = {
  schema: z.looseObject({ total: z.number() }),
  version: 'version',
  honoursKey: true,
  id: { normalize: (raw) => raw.trim() },
  get: (id, { http }) => unlessGone(async () => objectIn(await http.get(path(id)))),
  list: async ({ cursor }, { http }) => {
    const answer = await http.get('/orders', { query: { page: cursor } });
    const { next } = objectIn(answer);
    return {
      items: listIn(answer, 'items'),
      ...(typeof next === 'string' ? { cursor: next, done: false } : { done: true }),
    };
  },
  lookup: async (_keys, { http }) =>
    listIn(await http.get('/orders/search'), 'items').map((found) => idIn(found)),
  create: async (record, { http, request }) => {
    const made = await http.post('/orders', {
      json: record,
      headers: { 'idempotency-key': request?.writeKey ?? '' },
    });
    return { id: idIn(objectIn(made)) };
  },
  update: async (id, record, _change, { http }) => void (await http.put(path(id), { json: record })),
  delete: async (id, { http }) => void (await http.delete(path(id))),
};
const acme = defineConnector({
  name: 'acme',
  version: '1.0.0',
  presets: z.object({ url: z.url().default('https://acme.example/api') }),
  secrets: { webhook: 'Signing secret', apiKey: 'Key' },
  auth: { kind: 'bearer', secret: 'apiKey' },
  baseUrl: ({ url }) => url,
  scopes: {
    'order/updated': ['TRANSACTION', 'UPDATED', 'Order'],
    'order/deleted': ['TRANSACTION', 'DELETED', 'Order'],
  },
  webhook: {
    verify: standardWebhooks(),
    handshakes: [{ kind: 'echoQuery', query: 'challenge', token: { query: 'token', secret: 'webhook' } }],
    multiple: 'events',
    scope: 'topic',
    externalId: 'id',
    eventId: 'event',
    deliveryId: 'Headers.`webhook-id`',
    subscriptions: {
      list: async ({ http }) =>
        listIn(await http.get('/hooks'), 'items').map((one) => ({
          id: idIn(one),
          url: idIn(one, 'url'),
          topics: [],
        })),
      create: async (wanted, { http }) => ({
        id: idIn(objectIn(await http.post('/hooks', { json: wanted }))),
      }),
      remove: async (id, { http }) => void (await http.delete(`/hooks/${encodeURIComponent(id)}`)),
    },
  },
  records: { TRANSACTION: orders },
  check: async ({ http }) => {
    await http.get('/me');
    return { ok: true };
  },
  collections: [
    {
      name: 'Order → Transaction',
      type: 'TRANSACTION',
      direction: 'TO',
      syncType: 'ADD_AND_UPDATE',
      mappings: [{ kind: 'field', target: 'total', source: 'total' }],
    },
  ],
});
const events = [
  { topic: 'order/updated', id: 7, event: 'a' },
  { topic: 'order/deleted', id: 8, event: 'b' },
];
const fixture: Fixture = {
  name: 'orders',
  request: { body: JSON.stringify({ events }) },
  secret: 'whsec_Zml4dHVyZS1zZWNyZXQ=',
  expect: [
    { scope: 'order/updated', externalId: '7', eventId: 'a' },
    { scope: 'order/deleted', externalId: '8', eventId: 'b' },
  ],
};
const calls: CallFixture = {
  name: 'orders',
  type: 'TRANSACTION',
  id: '7',
  record: { id: '7', total: 5, version: 2 },
  create: { total: 5 },
  keys: { number: 'A-7' },
  answers: [
    { url: '/orders/7', json: { id: '7', total: 5, version: 2 } },
    { url: '/orders?page=2', json: { items: [{ id: '8' }] } },
    { url: '/orders', json: { items: [{ id: '7' }], next: '2' } },
    { url: '/orders/search', json: { items: [{ id: '7' }] } },
    { method: 'POST', url: '/orders', json: { id: '7' } },
    { method: 'PUT', url: '/orders/7', text: '' },
    { method: 'DELETE', url: '/orders/7', status: 204, text: '' },
  ],
};

type Changes = Partial<RecordHandlers<ConnectorContext<never>>>;

const handling = (changed: Changes): AnyConnector => ({
  ...acme,
  records: { TRANSACTION: { ...orders, ...changed } },
});
const receiving = (changed: Partial<WebhookDefinition>): AnyConnector => ({
  ...acme,
  webhook: { ...(acme.webhook as WebhookDefinition), ...changed },
});

it('passes a connector that keeps its promises, some fifty of them', async () => {
  expect(await failures(acme)).toEqual([]);
  expect(conformance(acme, { fixtures: [fixture], calls: [calls] }).length).toBeGreaterThan(50);
});

it('tries what it can without recorded calls', async () => {
  const checks = conformance(acme, { fixtures: [fixture] });

  for (const { run } of checks) await run();
  expect(checks.map(({ name }) => name)).toContain('TRANSACTION.get: nonsense for an answer is no bug');
});

let turns = 0;

describe.each<[string, AnyConnector, string]>([
  [
    'a get that believes every answer',
    handling({
      get: async (id, { http }) => ({
        id,
        lines: (await http.get(path(id))).json<{ lines: [] }>().lines.length,
      }),
    }),
    'TRANSACTION (orders).get: nonsense for an answer is no bug',
  ],
  [
    'a get that makes a record of nothing',
    handling({ get: async (id, { http }) => (await http.get(path(id))).json() ?? {} }),
    'TRANSACTION (orders).get: nonsense for an answer is no bug',
  ],
  [
    'a create that takes what is no id',
    handling({
      create: async (json, { http }) => ({
        id: String((await http.post('/orders', { json })).json<{ id?: string } | null>()?.id),
      }),
    }),
    'TRANSACTION (orders).create: nonsense for an answer is no bug',
  ],
  [
    'a get that hides a refused login',
    handling({
      get: async (id, { http }) =>
        http.get(path(id)).then(
          (answer) => answer.json(),
          () => null,
        ),
    }),
    'TRANSACTION (orders).get: a refused login is AuthExpired',
  ],
  [
    'a delete that hides a spent quota',
    handling({ delete: async (id, { http }) => void (await http.delete(path(id), { accept: [429] })) }),
    'TRANSACTION (orders).delete: a spent quota is RateLimited, until when it says',
  ],
  [
    'an update that calls a time-out a wrong setting',
    handling({
      update: async (id, _record, _change, { http }) => {
        await http.put(path(id)).catch(() => Promise.reject(new BadConfig('no')));
      },
    }),
    'TRANSACTION (orders).update: a system that is down is tried again',
  ],
  [
    'a get that throws NotFound',
    handling({ get: async (id, { http }) => objectIn(await http.get(path(id))) }),
    'TRANSACTION (orders).get: a record that is not there is null',
  ],
  [
    'an update that makes nothing of a missing record',
    handling({
      update: async (id, _record, _change, { http }) => void (await http.put(path(id), { accept: [404] })),
    }),
    'TRANSACTION (orders).update: of a record that is not there is NotFound',
  ],
  [
    'a delete that cannot be repeated',
    handling({
      delete: async (id, { http }) => {
        await http
          .delete(path(id))
          .catch((error: unknown) =>
            Promise.reject(error instanceof NotFound ? new BadConfig('gone') : (error as Error)),
          );
      },
    }),
    'TRANSACTION (orders).delete: of a record that is not there is done',
  ],
  [
    'a create without the key it says it sends',
    handling({
      create: async (json, { http }) => ({ id: idIn(objectIn(await http.post('/orders', { json }))) }),
    }),
    'TRANSACTION (orders).create: a repetition is the same call, under the same key',
  ],
  [
    'a create that is another each time',
    handling({
      create: async (record, { http, request }) => {
        const json = { ...record, reference: `${request?.writeKey ?? ''}-${(turns += 1)}` };
        return { id: idIn(objectIn(await http.post('/orders', { json }))) };
      },
    }),
    'TRANSACTION (orders).create: a repetition is the same call, under the same key',
  ],
  [
    'a list that never ends',
    handling({
      list: async (_page, { http }) => ({
        items: listIn(await http.get('/orders'), 'items'),
        cursor: '2',
        done: false,
      }),
    }),
    'TRANSACTION (orders).list: its pages end, and are the same twice',
  ],
  [
    'a record that is not as its schema says',
    handling({ schema: z.object({ total: z.string() }) }),
    'TRANSACTION (orders).get: gives the record as its schema and version say',
  ],
  [
    'an id put into an address as it is',
    handling({ get: (id, { http }) => unlessGone(async () => objectIn(await http.get(`/orders/${id}`))) }),
    'TRANSACTION: an id stays one part of an address',
  ],
  [
    'ids made numbers',
    handling({ id: { normalize: (raw) => (/^\d+$/.test(raw.trim()) ? String(Number(raw)) : raw.trim()) } }),
    'TRANSACTION: an id beyond 2^53 keeps its digits',
  ],
  [
    'a call past ctx.http',
    handling({
      delete: async () => {
        await new Promise((done) => get('http://127.0.0.1:1/').on('error', done));
      },
    }),
    'calls nobody but through ctx.http',
  ],
  [
    'a secret in the log',
    handling({ delete: async (_id, ctx) => ctx.log.info('deleting', { key: ctx.secret('apiKey') }) }),
    'writes no secret into logs, records or errors',
  ],
  [
    'a record that is changed',
    handling({
      create: async (record) => {
        Object.assign(record, { id: '1' });
        return { id: '1' };
      },
    }),
    'changes nothing it is handed',
  ],
  [
    'a function that waits for itself',
    handling({ delete: () => new Promise(() => undefined) }),
    'TRANSACTION (orders).delete: ends when it is aborted',
  ],
  [
    'a default its preset refuses',
    { ...acme, presets: z.object({ url: z.url().default('nowhere') }) },
    'preset url: its default is one of its values',
  ],
  ['an address that is none', { ...acme, baseUrl: () => 'acme.example' }, 'baseUrl is an address of http'],
  [
    'a scope without a fixture',
    { ...acme, scopes: { ...acme.scopes, 'product/created': ['PRODUCT', 'CREATED', 'Product'] } },
    'scope product/created: a fixture comes to it',
  ],
  [
    'a delete that needs its record',
    {
      ...acme,
      handlePrerequisite: ({ payload }) => {
        if ((payload as { topic: string }).topic === 'x') throw new BadConfig('x');
      },
    },
    'scope order/deleted: a delete needs its id alone',
  ],
  [
    'a collection of other fields',
    {
      ...acme,
      collections: acme.collections?.map((one) => ({
        ...one,
        mappings: [{ kind: 'field', target: 'total', source: 'amount' }],
      })),
    },
    'collection Order → Transaction: maps the records of its fixtures',
  ],
  [
    'event ids that repeat',
    receiving({ eventId: '$Method' }),
    'orders: different events have different event ids',
  ],
  [
    'what counts from element to element',
    receiving({
      resolve: ({ element }) => [
        { scope: 'order/updated', externalId: `${(element as { id: number }).id}-${(turns += 1)}` },
      ],
    }),
    'orders: its elements resolve by themselves, in any order',
  ],
  [
    'a handshake that swallows hooks',
    receiving({
      handshakes: [
        { kind: 'echoBody', match: { 'events.0.topic': 'order/updated' }, from: 'events.0.event' },
      ],
    }),
    'orders: no handshake swallows it',
  ],
  [
    'a signature over something else than the body',
    receiving({ verify: hmac({ header: 'x', content: '{method}' }) }),
    'orders: nor with a changed body',
  ],
  [
    'a registration that cannot be taken over',
    receiving({
      subscriptions: {
        ...(acme.webhook.subscriptions as NonNullable<WebhookDefinition['subscriptions']>),
        create: async (wanted, { http }) => {
          await http.post('/hooks', { json: wanted, accept: [409] });
          throw new BadConfig('there is one');
        },
      },
    }),
    'subscriptions.create: one that is there already is Conflict',
  ],
])('%s', (_, connector, name) => {
  it(`fails “${name}”, and is told what to do`, async () => {
    const checks = conformance(connector, { fixtures: [fixture], calls: [calls] });
    const check = checks.find((one) => one.name === name);

    expect(checks.map((one) => one.name)).toContain(name);
    await expect(check?.run()).rejects.toThrow(`What to do: ${check?.remedy}`);
  });
});

describe('scopes without a fixture', () => {
  const wide: AnyConnector = {
    ...acme,
    scopes: {
      ...acme.scopes,
      'product/created': ['PRODUCT', 'CREATED', 'P'],
      'product/updated': ['PRODUCT', 'UPDATED', 'P'],
    },
  };
  const reason = 'No shop of ours has products.';
  const failing = async (excused: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const failed: string[] = [];
    for (const { name, run } of conformance(wide, { fixtures: [fixture], calls: [calls], excused }))
      await run().catch(() => failed.push(name));
    return failed;
  };
  const excuses = 'excused.json names what has no fixture, and says why';

  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'are named one by one',
      {},
      ['scope product/created: a fixture comes to it', 'scope product/updated: a fixture comes to it'],
    ],
    ['are excused by name', { 'product/created': reason }, ['scope product/updated: a fixture comes to it']],
    ['are excused by how they begin', { 'product/*': reason }, []],
    ['are not excused without a reason', { 'product/*': '–' }, [excuses]],
    ['are not excused where there is a fixture', { 'product/*': reason, 'order/updated': reason }, [excuses]],
    [
      'are not excused where there is no such scope',
      { 'product/*': reason, 'customer/*': reason },
      [excuses],
    ],
  ])('%s', async (_, excused, failed) => {
    expect(await failing(excused)).toEqual(failed);
  });
});

it.each<[string, Partial<CollectionDefinition>]>([
  ['filter', { filter: '$uppercase(' }],
  ['total', { direction: 'FROM', mappings: [{ kind: 'formula', target: 'total', expression: 'a +' }] }],
  ['lines: source', { children: [{ target: 'lines', source: 'lines[', mappings: [] }] }],
  [
    'lines.taxes: filter',
    {
      children: [
        {
          target: 'lines',
          source: 'lines',
          mappings: [],
          children: [{ target: 'taxes', filter: '(', mappings: [] }],
        },
      ],
    },
  ],
  [
    'lines: row shipping.total',
    {
      children: [
        {
          target: 'lines',
          mappings: [],
          rows: [{ name: 'shipping', mappings: [{ kind: 'formula', target: 'total', expression: ')' }] }],
        },
      ],
    },
  ],
])('an expression of a collection that cannot be read is named: %s', async (place, changed) => {
  const [collection] = acme.collections as readonly CollectionDefinition[];
  const evaluate: Evaluate = (expression, input, bindings) =>
    jsonata(expression).evaluate(input, { ...bindings });
  const wrong: AnyConnector = {
    ...acme,
    collections: [{ ...(collection as CollectionDefinition), ...changed }],
  };
  const checkOf = (connector: AnyConnector) =>
    conformance(connector, { fixtures: [fixture], calls: [calls], evaluate }).find(({ name }) =>
      name.endsWith('its expressions are JSONata'),
    );

  await expect(checkOf(wrong)?.run()).rejects.toThrow(`${place}: `);
  await expect(
    checkOf({
      ...wrong,
      collections: [{ ...(collection as CollectionDefinition), filter: '$sum(lines.total) > 5' }],
    })?.run(),
  ).resolves.toBeUndefined();
});

async function failures(connector: AnyConnector): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, run } of conformance(connector, { fixtures: [fixture], calls: [calls] }))
    await run().catch((error: unknown) => failed.push(`${name}: ${String(error)}`));
  return failed;
}
