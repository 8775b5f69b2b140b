import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import {
  any,
  connectorDataSchema,
  connectorFromData,
  declaredSecrets,
  jwt,
  rsa,
  signatures,
  type VerifyScheme,
} from '@hookyard/sdk';
import { conformance, readFixtures } from '@hookyard/sdk/testing';

import { aConnection, anAdminYard, type AdminYard } from '../../test/kit/an-admin.js';
import { SHOP_SECRET, shopConnector } from '../../test/kit/shop.js';
import { compile } from '../expressions/index.js';

const BEARER = { header: 'authorization', prefix: 'Bearer ', audience: 'hookyard' } as const;
const PINNED = {
  header: 'x-proof',
  id: { header: 'x-proof-id' },
  timestamp: { header: 'x-proof-time', unit: 'rfc3339' },
  content: '{id}|{timestamp}|{secret:webhookId}|{crc32}',
  maxAge: '4d',
} as const;
const FETCHED = { url: { header: 'x-proof-cert' }, hosts: ['*.acme.example'], chain: true } as const;
const ORDER = '{"topic":"order/updated","id":"1001"}';
const signed = (body: string, secret = SHOP_SECRET): Record<string, string> => ({
  'X-Signature': createHmac('sha256', secret).update(body).digest('hex'),
});

let yard: AdminYard;
beforeEach(async () => {
  yard = await anAdminYard();
});
afterEach(() => yard[Symbol.asyncDispose]());

describe('the playground', () => {
  it('shows what each field yields, and the request it comes to with its handler', async () => {
    const { id } = await aConnection(yard);

    const { status, body } = await play({ connection: id, request: { headers: signed(ORDER), body: ORDER } });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      proof: { result: 'verified', scheme: 'hmac-sha256', reason: null },
      answer: { status: 200 },
      decoded: { topic: 'order/updated', id: '1001' },
      elementCount: 1,
      verdicts: [],
      fixture: null,
    });
    expect(body.elements[0].fields).toEqual(
      expect.arrayContaining([
        { field: 'element.scope', value: 'order/updated' },
        { field: 'element.external-id', value: '1001' },
      ]),
    );
    expect(body.requests).toEqual([
      expect.objectContaining({
        element: 0,
        scope: 'order/updated',
        type: 'TRANSACTION',
        action: 'UPDATED',
        externalId: '1001',
        state: 'queued',
        passed: ['scope.known', 'scope.enabled', 'scope.mode', 'coalesce'],
        handler: {
          prerequisite: false,
          source: 'payload',
          collections: [],
          guard: null,
          coalesce: 'never',
          childScope: null,
        },
      }),
    ]);
  });

  it('says why a request is not genuine and stops there, unless it is to be believed', async () => {
    const { id } = await aConnection(yard);
    const request = { headers: signed(ORDER, 'another secret'), body: ORDER };

    const refused = await play({ connection: id, request });
    const believed = await play({ connection: id, request, verify: 'skip' });

    expect(refused.body).toMatchObject({
      proof: { result: 'refused', reason: 'signature-mismatch' },
      answer: { status: 401 },
      elementCount: null,
      requests: [],
    });
    expect(believed.body).toMatchObject({
      proof: { result: 'skipped' },
      requests: [{ scope: 'order/updated' }],
    });
  });

  it('leaves nothing behind: no hook, no rejection, no request, no verdict', async () => {
    const { id } = await aConnection(yard);
    await play({ connection: id, request: { headers: signed(ORDER), body: ORDER } });
    await play({ connection: id, request: { headers: signed(ORDER, 'wrong'), body: ORDER } });

    for (const list of ['hooks', 'transfers', 'rejections'])
      expect((await yard.admin('GET', `/v1/${list}`)).body.items).toEqual([]);
  });

  it('tells the verdict of what becomes no request, by the gate’s own rules', async () => {
    const { id } = await aConnection(yard);
    const body = '{"topic":"order/lost","id":"7"}';

    const answer = await play({ connection: id, request: { body }, verify: 'skip' });

    expect(answer.body.verdicts).toEqual([
      expect.objectContaining({
        element: 0,
        verdict: 'unknown-scope',
        rule: 'scope.known',
        scope: 'order/lost',
      }),
    ]);
  });

  it('tries a receiver under edit: values before and behind an expression, and what is wrong with one', async () => {
    const fields = [
      {
        value: 'Scope',
        from: 'BodyPath',
        at: 'kind',
        processing: 'Expression',
        expression: "'order/' & RetrievedValue",
      },
      {
        value: 'ExternalId',
        from: 'BodyPath',
        at: 'id',
        processing: 'Expression',
        expression: '$number(RetrievedValue) + 1',
      },
    ];
    const receiver = { ...shopConnector.receiver, multiple: 'events', hasMultiple: true, fields };
    const data = { ...shopConnector, receiver };
    const body = '{"events":[{"kind":"updated","id":"8"},{"kind":"updated","id":"none"}]}';

    const answer = await play({ data, request: { body }, verify: 'skip' });

    expect(answer.body.elements[0].fields).toEqual(
      expect.arrayContaining([
        { field: 'element.scope', retrieved: 'updated', value: 'order/updated' },
        { field: 'element.external-id', retrieved: '8', value: 9 },
      ]),
    );
    const [, broken] = answer.body.elements;
    expect(broken.fields).toEqual(
      expect.arrayContaining([
        {
          field: 'element.external-id',
          retrieved: 'none',
          problem: expect.objectContaining({ code: 'EXPRESSION_FAILED' }),
        },
      ]),
    );
    expect(answer.body.requests).toMatchObject([{ externalId: '9' }]);
    expect(answer.body.verdicts).toMatchObject([{ element: 1, rule: 'element.external-id' }]);
  });

  it('looks into the first 100 elements and says how many there are', async () => {
    const receiver = { ...shopConnector.receiver, multiple: 'events', hasMultiple: true };
    const events = Array.from({ length: 250 }, (_, n) => ({ topic: 'order/updated', id: String(n) }));

    const answer = await play({
      data: { ...shopConnector, receiver },
      request: { body: JSON.stringify({ events }) },
      verify: 'skip',
    });

    expect(answer.body.elementCount).toBe(250);
    expect(answer.body.elements).toHaveLength(100);
    expect(answer.body.requests.length).toBeLessThan(200);
  });

  it('saves a fixture that the testing kit plays, without the secret or the signature it came with', async () => {
    const { id } = await aConnection(yard);
    const request = { headers: { ...signed(ORDER), 'x-delivery-id': 'd-1' }, body: ORDER };

    const { body } = await play({ connection: id, request, save: { name: 'order-updated' } });

    expect(JSON.stringify(body)).not.toContain(SHOP_SECRET);
    expect(body.fixture).toHaveLength(1);
    expect(body.fixture[0].content).not.toContain(signed(ORDER)['X-Signature']);
    await expectPlayed(body.fixture, [{ scope: 'order/updated', externalId: '1001' }]);
  });

  const SNS = {
    Type: 'order/updated',
    MessageId: '1001',
    SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem',
    Signature: 'that-of-the-sender',
    SignatureVersion: '2',
  };

  it.each<[string, VerifyScheme, object]>([
    ['a shared key', jwt({ ...BEARER, algorithms: ['HS256'] }), {}],
    ['a public key', jwt({ ...BEARER, algorithms: ['RS256'] }), {}],
    [
      'a key set that is fetched',
      jwt({ ...BEARER, algorithms: ['ES256'], jwks: 'https://keys.acme.example/set' }),
      {},
    ],
    ['a certificate that is fetched', signatures.sns.verify, SNS],
    [
      'a certificate that is pinned, with another secret in what is signed',
      any([rsa(PINNED), rsa({ ...PINNED, certificate: FETCHED })]),
      {},
    ],
  ])('saves one of a sender that proves itself by %s', async (_, verify, more) => {
    const data = {
      ...shopConnector,
      receiver: { ...shopConnector.receiver, verify, deliveryId: undefined },
      secrets: declaredSecrets({ webhook: { verify } } as never),
    };
    const headers = {
      'x-delivery-id': 'd-1',
      'x-proof-id': 't-1',
      'x-proof-time': new Date().toISOString(),
      'x-proof-cert': 'https://keys.acme.example/certs/1',
    };
    const body = JSON.stringify({ ...(JSON.parse(ORDER) as object), ...more });

    const { body: played } = await play({
      data,
      request: { headers, body },
      verify: 'skip',
      save: { name: 'order-updated' },
    });

    await expectPlayed(played.fixture, [{ scope: 'order/updated', externalId: '1001' }], data);
  });

  it('refuses a fixture of what would be refused, a tenant’s things to others, and viewers', async () => {
    const { id } = await aConnection(yard);
    const request = { body: ORDER };
    const viewer = await yard.withRole('viewer');

    expect((await play({ connection: id, request, save: { name: 'x' } })).status).toBe(400);
    expect((await yard.stranger('POST', '/v1/playground', { connection: id, request })).status).toBe(404);
    expect((await viewer('POST', '/v1/playground', { connection: id, request })).status).toBe(403);
    expect((await play({ request })).status).toBe(400);
  });
});

function play(ask: object): ReturnType<AdminYard['admin']> {
  return yard.admin('POST', '/v1/playground', ask);
}

/** Reads the files as a connector's own test does, and runs the conformance suite over them. */
async function expectPlayed(
  files: readonly { readonly name: string; readonly encoding: BufferEncoding; readonly content: string }[],
  expected: readonly object[],
  data: unknown = shopConnector,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hookyard-fixtures-'));
  try {
    for (const { name, encoding, content } of files) writeFileSync(join(folder, name), content, encoding);
    const fixtures = readFixtures(pathToFileURL(`${folder}/`));
    expect(fixtures[0]?.expect).toEqual(expected);
    const checks = conformance(connectorFromData(connectorDataSchema.parse(data)), {
      fixtures,
      evaluate: (source, input, bindings) =>
        Promise.resolve(compile(source, { trusted: true }).evaluate(input, bindings)),
    });
    // Those of the fixture itself: the connector has scopes that it is no fixture of.
    const own = checks.filter(({ name }) => name.startsWith(`${fixtures[0]?.name}`));
    expect(own.length).toBeGreaterThan(3);
    for (const check of own) await check.run();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
