import { z } from 'zod';

import {
  all,
  any,
  defineConnector,
  hmac,
  secretPath,
  token,
  unsigned,
  type AnyConnector,
  type ReceiverDefinition,
} from '@hookyard/sdk';
import { conformance, fakeContext, sign, signElement, type Fixture } from '@hookyard/sdk/testing';

const scopes = {
  'order/updated': ['TRANSACTION', 'UPDATED', 'Order'],
} as const;
const webhook = { verify: hmac({ header: 'x-sig' }), scope: 'topic', externalId: 'id' };
const acme = defineConnector({
  name: 'acme',
  version: '1.0.0',
  presets: z.object({
    url: z.url().default('https://acme.example/api'),
    carPrefix: z.string().default('Car'),
  }),
  secrets: { webhook: 'Signing secret', apiKey: 'Key' },
  auth: { kind: 'bearer', secret: 'apiKey' },
  baseUrl: ({ url }) => url,
  prefixes: { carPrefix: 'PRODUCT' },
  scopes,
  webhook,
});
const order: Fixture = {
  name: 'order',
  request: { body: '{"topic":"order/updated","id":7}' },
  secret: 'k',
  expect: [{ scope: 'order/updated', externalId: '7' }],
};
const receiving = (changed: Partial<ReceiverDefinition>): AnyConnector => ({
  ...acme,
  webhook: { ...webhook, ...changed },
});

describe('the conformance suite', () => {
  it('passes a good connector, check by check', async () => {
    expect(await failures(acme, [order])).toEqual([]);
  });

  it('tells what a connector resolves to instead', async () => {
    const wrong = { ...order, expect: [{ scope: 'order/updated', externalId: '8' }] };

    expect(await failures(acme, [wrong])).toEqual(['order: resolves as expected, twice']);
  });

  it.each<[string, ReceiverDefinition['verify'], boolean]>([
    ['one of two signatures', any([hmac({ header: 'a' }), hmac({ header: 'a', encoding: 'base64' })]), true],
    ['a signature or a token', any([hmac({ header: 'a' }), token({ header: 'b' })]), false],
    ['a signature and a token', all([hmac({ header: 'a' }), token({ header: 'b' })]), true],
    ['a token and a secret path', all([token({ header: 'b' }), secretPath()]), false],
  ])('tries a changed body where %s proves it', async (_, verify, isTried) => {
    const checks = conformance(receiving({ verify }), { fixtures: [order] });

    expect(checks.some(({ name }) => name.endsWith('nor with a changed body'))).toBe(isTried);
    for (const { run } of checks) await run();
  });

  it('fails a scope the connector does not declare', async () => {
    const request = { body: '{"topic":"order/paid","id":7}' };

    expect(
      await failures(acme, [{ ...order, request, expect: [{ scope: 'order/paid', externalId: '7' }] }]),
    ).toContain('order: resolves as expected, twice');
  });

  it('fails a fixture whose signature is not the one it carries', async () => {
    const { secret: _, ...carried } = order;

    expect(await failures(acme, [{ ...carried, verifyWith: { webhook: 'k' } }])).toContain(
      'order: its signature verifies',
    );
  });

  it('fails a connector that does not load, and one without fixtures', async () => {
    expect(await failures({ ...acme, version: 'x' }, [order])).toEqual(['loads without a problem']);
    expect(await failures(acme, [])).toContain('has fixtures');
  });

  it('fails an id that changes its form every time', async () => {
    const records = { TRANSACTION: { id: { normalize: (raw: string) => `${raw}0` } } };

    expect(await failures({ ...acme, records }, [order])).toContain('TRANSACTION: an id has one form');
  });

  it('fails settings the presets refuse', async () => {
    expect(await failures(acme, [{ ...order, settings: { url: 'no url' }, expect: undefined }])).toContain(
      'order: settings are accepted',
    );
  });

  it('splits by a path, with what lies beside each group around it', async () => {
    const connector = receiving({
      multiple: 'groups.items',
      account: '$Envelope.groups.realm',
      eventId: 'event',
    });
    const body = JSON.stringify({
      groups: [
        { realm: 'r1', items: [{ topic: 'order/updated', id: 'a', event: 1 }] },
        { realm: 'r2', items: [{ topic: 'order/updated', id: '12345678901234567890', event: 2 }] },
      ],
    }).replace('"12345678901234567890"', '12345678901234567890');
    const expected = [
      { scope: 'order/updated', externalId: 'a', account: 'r1', eventId: '1' },
      { scope: 'order/updated', externalId: '12345678901234567890', account: 'r2', eventId: '2' },
    ];

    expect(await failures(connector, [{ ...order, request: { body }, expect: expected }])).toEqual([]);
  });

  it('reads fields from everywhere a receiver can', async () => {
    const connector = receiving({
      verify: all([secretPath({ segment: 1 }), unsignedNever()]),
      scope: { from: 'Header', at: 'X-Topic' },
      externalId: { from: 'UrlSegment', at: '0' },
      account: '$Query.shop',
      formField: 'payload',
    });
    const request = {
      url: 'https://h.example/hooks/k/42?shop=s1&key=k',
      path: '42',
      headers: { 'X-Topic': 'order/updated', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'payload=%7B%22a%22%3A1%7D',
    };
    const expected = [{ scope: 'order/updated', externalId: '42', account: 's1' }];

    expect(await failures(connector, [{ ...order, request, expect: expected }])).toEqual([]);
  });

  it('asks for an evaluator where an expression is more than a path, and uses it', async () => {
    const connector = receiving({
      externalId: {
        from: 'BodyPath',
        at: 'id',
        processing: 'Expression',
        expression: '$string(RetrievedValue)',
      },
    });
    const [failed] = conformance(connector, { fixtures: [order] }).filter(({ name }) =>
      name.includes('resolves'),
    );

    await expect(failed?.run()).rejects.toThrow("hand in 'evaluate'");
    const checks = conformance(connector, {
      fixtures: [order],
      evaluate: (expression, input, bindings) =>
        expression.startsWith('$string')
          ? bindings['RetrievedValue']
          : Reflect.get(input as object, expression),
    });
    for (const { run } of checks) await run();
  });

  it('judges elements that are signed one by one', async () => {
    const verify = token({ body: 'state', perElement: true });
    const element = signElement(verify, { topic: 'order/updated', id: '1' }, 'k');
    const fixture = {
      name: 'signed',
      request: { body: JSON.stringify({ events: [element] }) },
      verifyWith: { webhook: 'k' },
    };

    expect(await failures(receiving({ verify, multiple: 'events' }), [fixture])).toEqual([
      'scope order/updated: a fixture comes to it',
    ]);
    const bad = { ...fixture, request: { body: '{"events":[{"id":"1"}]}' } };
    expect(await failures(receiving({ verify, multiple: 'events' }), [bad])).toContain(
      'signed: its signature verifies',
    );
  });

  it('asks no signature of a connector that is unsigned', async () => {
    expect(await failures(receiving({ verify: unsigned('has none') }), [order])).toEqual([]);
  });
});

describe('the fake context', () => {
  it('records calls as they would leave', async () => {
    const ctx = fakeContext(acme, { secrets: { apiKey: 's3cret' }, respond: () => ({ json: { id: '1' } }) });

    const answer = await ctx.http.post('/orders', {
      query: { a: 1, b: undefined },
      json: { total: 5 },
      headers: { 'X-A': 'b' },
    });

    expect(answer.json()).toEqual({ id: '1' });
    expect(ctx.calls).toEqual([
      {
        method: 'POST',
        url: 'https://acme.example/api/orders?a=1',
        headers: { authorization: 'Bearer s3cret', 'content-type': 'application/json', 'x-a': 'b' },
        body: { total: 5 },
      },
    ]);
  });

  it.each([
    [400, 'Invalid'],
    [401, 'AuthExpired'],
    [403, 'RetryLater'],
    [404, 'NotFound'],
    [409, 'Conflict'],
    [410, 'NotFound'],
    [422, 'Invalid'],
    [429, 'RateLimited'],
    [500, 'RetryLater'],
    [502, 'Unavailable'],
    [503, 'Unavailable'],
    [504, 'Unavailable'],
  ])('throws what a %d stands for: %s', async (status, failure) => {
    const ctx = fakeContext(acme, { secrets: { apiKey: 'k' }, respond: () => ({ status, text: 'why' }) });

    await expect(ctx.http.get('/orders/1')).rejects.toMatchObject({ failure });
    await expect(ctx.http.get('/orders/1', { accept: [status] })).resolves.toMatchObject({ status });
  });

  it('says when a quota opens again', async () => {
    const respond = () => ({ status: 429, headers: { 'retry-after': '120' } });
    const before = Date.now();

    const failure = await fakeContext(acme, { secrets: { apiKey: 'k' }, respond })
      .http.get('/x')
      .catch((error: unknown) => error);

    expect(failure).toHaveProperty('until');
    expect(Reflect.get(failure as object, 'until')).toBeGreaterThanOrEqual(before + 120_000);
  });

  it('finds scopes and types as the host does', () => {
    const ctx = fakeContext(acme, { secrets: { apiKey: 'k' } });

    expect(ctx.scopeFor('TRANSACTION', 'UPDATED')).toBe('order/updated');
    expect(() => ctx.scopeFor('PRODUCT', 'UPDATED')).toThrow('(PRODUCT, UPDATED)');
    expect(ctx.typeForPrefix('Car')).toBe('PRODUCT');
    expect(ctx.typeForPrefix('Boat')).toBeUndefined();
  });

  it('keeps state, links and lines', async () => {
    const ctx = fakeContext(acme, { secrets: { apiKey: 'k' }, state: { cursor: 1 } });

    await ctx.link('PRODUCT', '9');
    ctx.log.warn('careful');

    expect(await ctx.state.compareAndSet('cursor', 2, 3)).toBe(false);
    expect(await ctx.state.compareAndSet('cursor', 1, 2)).toBe(true);
    expect(await ctx.state.get('cursor')).toBe(2);
    expect(ctx.links).toEqual([{ type: 'PRODUCT', externalId: '9' }]);
    expect(ctx.lines).toEqual([{ level: 'warn', message: 'careful' }]);
  });

  it('keeps numbers that a double cannot hold', async () => {
    const text = '{"id":9007199254740993,"price":0.1,"exact":15.0,"long":1.00000000000000000001}';
    const ctx = fakeContext(acme, { secrets: { apiKey: 'k' }, respond: () => ({ text }) });

    expect((await ctx.http.get('/x')).json()).toEqual({
      id: '9007199254740993',
      price: 0.1,
      exact: 15,
      long: '1.00000000000000000001',
    });
  });
});

it('signing names the secret it lacks', () => {
  expect(() => sign(hmac({ header: 'x', secret: 'b' }), { body: '' }, { a: '1' })).toThrow("the secret 'b'");
});

function unsignedNever() {
  return token({ query: 'key' });
}

async function failures(connector: AnyConnector, fixtures: readonly Fixture[]): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, run } of conformance(connector, { fixtures }))
    await run().catch(() => failed.push(name));
  return failed;
}
