import { z } from 'zod';

import { checkConnector, declaredSecrets, hmac, unsigned, type AnyConnector } from '@hookyard/sdk';

const registered = { list: async () => [], create: async () => ({ id: '1' }), remove: async () => undefined };
const good: AnyConnector = {
  name: 'acme',
  version: '1.0.0',
  scopes: { 'order/updated': ['TRANSACTION', 'UPDATED', 'Order'] },
  webhook: { verify: hmac({ header: 'x-sig' }), scope: 'topic', externalId: 'id' },
};
const get = async () => null;
const list = async () => ({ items: [], done: true });
const collection = {
  name: 'orders',
  type: 'TRANSACTION',
  direction: 'TO',
  syncType: 'ADD',
  mappings: [{ kind: 'field', target: 'total', source: 'total' }],
} as const;

describe('the lint at load', () => {
  it('finds nothing wrong with a good connector', () => {
    expect(checkConnector(good)).toEqual([]);
  });

  it.each<[code: string, changed: object]>([
    ['name-invalid', { name: 'Acme Inc' }],
    ['name-invalid', { name: undefined }],
    ['version-invalid', { version: 'v1' }],
    ['host-range-invalid', { host: 'one' }],
    ['host-mismatch', { host: '^2.0.0' }],
    ['presets-invalid', { presets: { a: 'string' } }],
    ['presets-invalid', { presets: z.string() }],
    ['secret-name-invalid', { secrets: { 'a b': 'x' } }],
    ['secret-undeclared', { auth: { kind: 'bearer', secret: 'token' } }],
    [
      'secret-undeclared',
      {
        secrets: { apiKey: 'x' },
        webhook: { ...good.webhook, verify: hmac({ header: 'x', secret: 'hook' }) },
      },
    ],
    ['auth-invalid', { auth: { kind: 'bearer' } }],
    ['auth-invalid', { auth: 'bearer' }],
    ['prefix-without-preset', { prefixes: { productPrefix: 'PRODUCT' } }],
    ['prefix-type-unknown', { presets: z.object({ p: z.string() }), prefixes: { p: 'CAR' } }],
    ['scopes-missing', { scopes: {} }],
    ['scopes-missing', { scopes: null }],
    ['scope-name-invalid', { scopes: { ' ': ['PRODUCT', 'UPDATED', 'x'] } }],
    ['scope-type-unknown', { scopes: { a: ['x:lower', 'UPDATED', 'x'] } }],
    ['scope-action-unknown', { scopes: { a: ['PRODUCT', 'toString', 'x'] } }],
    ['scope-facts-invalid', { scopes: { a: ['PRODUCT', 'UPDATED', 'x', { record: '' }] } }],
    ['scope-unreadable', { scopes: { a: ['PRODUCT', 'UPDATED', 'x', { source: 'read' }] } }],
    ['poll-without-list', { scopes: { 'order/poll': ['TRANSACTION', 'POLL', 'x'], ...good.scopes } }],
    [
      'poll-scopes-missing',
      { scopes: { 'order/poll': ['TRANSACTION', 'POLL', 'x'] }, records: { TRANSACTION: { get, list } } },
    ],
    [
      'initialize-without-list',
      { scopes: { 'order/all': ['TRANSACTION', 'INITIALIZE', 'x'], ...good.scopes } },
    ],
    [
      'initialize-scopes-missing',
      {
        scopes: { 'order/all': ['TRANSACTION', 'INITIALIZE', 'x'] },
        records: { TRANSACTION: { get, list } },
      },
    ],
    ['sequence-invalid', { webhook: { ...good.webhook, sequence: { last: 'lastEventSequence' } } }],
    ['webhook-invalid', { webhook: { ...good.webhook, methods: [] } }],
    ['webhook-invalid', { webhook: undefined }],
    ['webhook-unresolvable', { webhook: { verify: unsigned('tests') } }],
    ['verify-invalid', { webhook: { ...good.webhook, verify: undefined } }],
    ['verify-invalid', { webhook: { ...good.webhook, verify: { kind: 'hmac' } } }],
    ['handshake-invalid', { webhook: { ...good.webhook, handshakes: [{ kind: 'echo' }] } }],
    ['expression-invalid', { webhook: { ...good.webhook, multiple: '' } }],
    ['expression-invalid', { webhook: { ...good.webhook, scope: { from: 'Header' } } }],
    ['subscriptions-invalid', { webhook: { ...good.webhook, subscriptions: { ...registered, list: 1 } } }],
    ['subscriptions-invalid', { webhook: { ...good.webhook, subscriptions: { ...registered, renew: 1 } } }],
    [
      'subscriptions-invalid',
      { webhook: { ...good.webhook, subscriptions: { ...registered, carries: 'x' } } },
    ],
    [
      'subscriptions-invalid',
      { webhook: { ...good.webhook, subscriptions: { ...registered, secret: 'handed-out' } } },
    ],
    [
      'subscriptions-invalid',
      { webhook: { ...good.webhook, subscriptions: { ...registered, topics: { none: 'x' } } } },
    ],
    ['url-path-invalid', { webhook: { ...good.webhook, urlPath: '../x', account: 'a' } }],
    ['auth-token-missing', { webhook: { ...good.webhook, urlPath: 'acme' } }],
    ['record-type-unknown', { records: { ORDER: { get } } }],
    ['record-handler-invalid', { records: { TRANSACTION: { get: 'orders' } } }],
    ['record-handler-invalid', { handlePrerequisite: {} }],
    ['collection-invalid', { collections: [{ ...collection, mappings: [{ kind: 'copy' }] }] }],
    ['collection-invalid', { collections: [null] }],
    ['collection-name-repeated', { collections: [collection, collection] }],
    ['delete-needs-record', { collections: [{ ...collection, syncType: 'DELETE_TRIGGERED_UPDATE' }] }],
    [
      'control-without-collection',
      {
        scopes: { 'message/created': ['MESSAGE', 'CREATED', 'x'] },
        handlePrerequisite: () => ({ children: [] }),
        collections: [collection],
      },
    ],
  ])('names %s: %.70j', (code, changed) => {
    const problems = checkConnector({ ...good, ...changed } as AnyConnector);

    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(
      problems.every(({ subject, message, remedy }) => subject !== '' && message !== '' && remedy !== ''),
    ).toBe(true);
  });

  it('finds nothing wrong with a poll that has its list and the scopes it spawns', () => {
    const scopes = {
      'order/poll': ['TRANSACTION', 'POLL', 'x'],
      'order/created': ['TRANSACTION', 'CREATED', 'x'],
      ...good.scopes,
    } as const;

    expect(checkConnector({ ...good, scopes, records: { TRANSACTION: { get, list } } })).toEqual([]);
  });

  it.each([undefined, null, 1, 'connector', [], {}])('does not throw at %p', (exported) => {
    expect(checkConnector(exported as unknown as AnyConnector).length).toBeGreaterThan(0);
  });

  it.each(['^1.0.0', '1', '1.x', '*', '>=1.0.0 <2', '~1.0', '^2 || ^1', '>0.9', '<=1.0.0', '= 1.0.0'])(
    'takes the host range %s',
    (host) => {
      expect(checkConnector({ ...good, host })).toEqual([]);
    },
  );

  it.each(['^0.9.0', '>1', '<1.0.0', '~0.9', '1.0.1', '2.x', '^0.0.1'])(
    'keeps out the host range %s',
    (host) => {
      expect(checkConnector({ ...good, host }).map(({ code }) => code)).toEqual(['host-mismatch']);
    },
  );
});

describe('the secrets of a connector', () => {
  it('are those declared and those its verification reads', () => {
    const handshakes = [
      { kind: 'echoQuery', query: 'c', token: { query: 't', secret: 'verifyToken' } },
    ] as const;
    const connector = { ...good, secrets: { apiKey: 'API key' }, webhook: { ...good.webhook, handshakes } };

    expect(declaredSecrets(connector)).toEqual({
      webhook: 'Signing secret',
      verifyToken: 'verifyToken',
      apiKey: 'API key',
    });
  });
});
