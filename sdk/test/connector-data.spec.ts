import {
  checkConnector,
  connectorDataSchema,
  connectorFromData,
  signatures,
  type ConnectorData,
} from '@hookyard/sdk';

const scope = {
  name: 'order/updated',
  type: 'TRANSACTION',
  action: 'UPDATED',
  description: 'Acme Order → Transaction',
};
const topic = { value: 'Scope', from: 'BodyPath', at: 'topic', processing: 'AsIs' };
const id = {
  value: 'ExternalId',
  from: 'BodyPath',
  at: 'id',
  processing: 'Expression',
  expression: '$RetrievedValue',
};
const key = { value: 'AuthToken', from: 'Header', at: 'x-key', processing: 'AsIs' };
const verify = { kind: 'hmac', header: 'x-acme-signature' };
const receiver = { verify, fields: [topic, id] };
const minimal = { name: 'acme', version: '1.0.0', scopes: [scope], receiver };

/** Every key of the data form. */
const whole = {
  ...minimal,
  host: '^1.0.0',
  description: 'Acme by data alone',
  urlPath: 'acme',
  scopes: [{ ...scope, source: 'payload', record: 'data', version: 'data.version', enabled: false }],
  receiver: {
    methods: ['POST', 'PUT'],
    verify,
    handshakes: [{ kind: 'ping' }],
    preprocess: '{ "events": BodyJSON.list }',
    hasMultiple: true,
    multiple: 'events',
    repeats: ['item'],
    format: 'json',
    formField: 'payload',
    account: 'shop',
    fields: [key, topic, id],
    deliveryId: 'Headers.`x-delivery`',
    eventId: 'event',
    mode: 'test ? "sandbox" : "live"',
    answer: { status: 202, headers: { 'x-seen': 'yes' }, body: 'ok' },
    maxBytes: 1_000_000,
  },
  secrets: { webhook: 'Signing secret' },
  settings: [
    { name: 'prefix', type: 'string', default: 'Car' },
    { name: 'limit', type: 'number', required: true },
    { name: 'isTest', type: 'boolean', description: 'Only for tests' },
  ],
  collections: [
    {
      name: 'orders',
      type: 'TRANSACTION',
      direction: 'TO',
      syncType: 'ADD_AND_UPDATE',
      mappings: [{ kind: 'field', target: 'number', source: 'id' }],
    },
  ],
};

describe('a connector as data', () => {
  it('needs name, version, a scope, a verification and two fields', () => {
    const connector = connectorFromData(accepted(minimal));

    expect(checkConnector(connector)).toEqual([]);
    expect(connector.webhook).toMatchObject({
      verify,
      scope: { from: 'BodyPath', at: 'topic', processing: 'AsIs' },
      externalId: { from: 'BodyPath', at: 'id', processing: 'Expression', expression: '$RetrievedValue' },
    });
  });

  it('may name a known sender, whose handshakes, delivery id and secrets come with it', () => {
    const named = { verify: { kind: 'named', name: 'woocommerce' }, fields: [topic, id] };

    const connector = connectorFromData(accepted({ ...minimal, receiver: named }));

    expect(checkConnector(connector)).toEqual([]);
    expect(connector.webhook).toMatchObject({ ...signatures.woocommerce });
    expect(connector.secrets).toEqual({ webhook: 'Secret of the webhook' });
  });

  it('overrules the sender it names with what it says itself', () => {
    const own = { deliveryId: 'Headers.`x-own`', handshakes: [{ kind: 'ping' }] };
    const named = { verify: { kind: 'named', name: 'woocommerce' }, fields: [topic, id], ...own };

    const { webhook } = connectorFromData(accepted({ ...minimal, receiver: named }));

    expect(webhook).toMatchObject({ ...own, verify: signatures.woocommerce.verify });
  });

  it('names no sender nobody knows', () => {
    const named = { verify: { kind: 'named', name: 'acme' }, fields: [topic, id] };

    const parsed = connectorDataSchema.safeParse({ ...minimal, receiver: named });

    expect(parsed.error?.issues).toEqual([
      expect.objectContaining({
        path: ['receiver', 'verify', 'name'],
        message: expect.stringContaining('is no known sender; there are adyen,'),
      }),
    ]);
  });

  it('may say everything a receiver in code can', () => {
    const connector = connectorFromData(accepted(whole));

    expect(checkConnector(connector)).toEqual([]);
    expect(connector.scopes['order/updated']).toMatchObject({
      type: 'TRANSACTION',
      record: 'data',
      enabled: false,
    });
    expect(connector.webhook).toMatchObject({
      urlPath: 'acme',
      multiple: 'events',
      account: 'shop',
      authToken: { at: 'x-key' },
    });
    expect(connector.webhook).not.toHaveProperty('hasMultiple');
    expect(connector.collections).toHaveLength(1);
  });

  it('has settings with their types and defaults', () => {
    const { presets } = connectorFromData(accepted(whole));

    expect(presets.parse({ limit: 3 })).toEqual({ prefix: 'Car', limit: 3 });
    expect(presets.safeParse({}).success).toBe(false);
    expect(presets.safeParse({ limit: '3' }).success).toBe(false);
  });

  it('takes the number of a URL segment as a number', () => {
    const data = accepted(withFields([topic, { value: 'ExternalId', from: 'UrlSegment', at: 0 }]));

    expect(connectorFromData(data).webhook.externalId).toMatchObject({ from: 'UrlSegment', at: '0' });
  });

  it('needs no AuthToken where an account tells connections apart', () => {
    const { fields: _, ...rest } = whole.receiver;

    expect(problems({ ...whole, receiver: { ...rest, fields: [topic, id] } })).toEqual('');
  });

  it.each([
    [{ ...minimal, name: 'Acme' }, 'name: must be lower case'],
    [{ ...minimal, version: '1' }, 'version: must be a semantic version'],
    [{ ...minimal, host: '^9.0.0' }, 'host: must include this host'],
    [{ ...minimal, scopes: [] }, 'scopes'],
    [{ ...minimal, scopes: [scope, scope] }, "'order/updated' is there already"],
    [{ ...minimal, scopes: [{ ...scope, type: 'ORDER' }] }, 'must be a record type'],
    [{ ...minimal, scopes: [{ ...scope, action: 'CHANGED' }] }, 'must be one of NONE, CREATED'],
    [{ ...minimal, scopes: [{ ...scope, record: ' ' }] }, 'is an empty expression'],
    [{ ...minimal, receiver: { fields: [topic, id] } }, 'receiver.verify: kind must be one of'],
    [{ ...minimal, receiver: { ...receiver, hasMultiple: true } }, 'hasMultiple needs multiple'],
    [{ ...minimal, receiver: { ...receiver, multiple: 'events' } }, 'must be true where multiple is given'],
    [withFields([topic]), 'ExternalId is missing'],
    [withFields([id]), 'Scope is missing'],
    [withFields([topic, topic, id]), 'Scope is given 2 times'],
    [withFields([topic, { value: 'ExternalId', from: 'BodyPath' }]), 'a field from BodyPath needs at'],
    [withFields([topic, { value: 'ExternalId', from: 'UrlSegment', at: 'x' }]), 'the number of a segment'],
    [withFields([topic, { ...id, expression: undefined }]), 'processing Expression needs one'],
    [withFields([topic, { ...id, processing: 'AsIs' }]), 'must be Expression where an expression is given'],
    [withFields([topic, { ...id, from: 'Cookie' }]), 'receiver.fields.1.from'],
    [{ ...minimal, urlPath: 'acme' }, 'AuthToken is missing: one urlPath serves several connections'],
    [{ ...minimal, urlPath: 'a/b' }, 'urlPath: must be letters'],
    [{ ...minimal, settings: [{ name: 'a', type: 'number', default: 'x' }] }, 'is not of the setting’s type'],
    [{ ...minimal, collections: [{ name: 'x' }] }, 'collections.0.type'],
    [{ ...minimal, receiver: { ...receiver, answer: { status: 404 } } }, 'receiver.answer.status'],
    [{ ...minimal, receiver: { ...receiver, methods: ['post'] } }, 'must be an HTTP method in capitals'],
    [{ ...minimal, recievr: {} }, 'recievr'],
  ])('%.80j is refused: %s', (data, message) => {
    expect(problems(data)).toContain(message);
  });
});

function withFields(fields: readonly object[]): object {
  return { ...minimal, receiver: { ...receiver, fields } };
}

function accepted(data: unknown): ConnectorData {
  return connectorDataSchema.parse(JSON.parse(JSON.stringify(data)));
}

function problems(data: unknown): string {
  const { error } = connectorDataSchema.safeParse(data);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}
