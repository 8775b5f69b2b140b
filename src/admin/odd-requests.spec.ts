import { CONNECTION, aConnection, anAdminYard, type AdminYard } from '../../test/kit/an-admin.js';
import { isTooDeep } from './odd-bodies.js';

const nested = (depth: number): string => `${'['.repeat(depth)}1${']'.repeat(depth)}`;

describe('requests that nobody means to send', () => {
  let yard: AdminYard;
  beforeAll(async () => {
    yard = await anAdminYard();
  });
  afterAll(() => yard[Symbol.asyncDispose]());

  it('say null for what may be left away: that is a value, and refused where the description knows none', async () => {
    const { id } = await aConnection(yard);

    const window = { connection: null, direction: 'FROM', type: 'TRANSACTION' };
    expect(await yard.admin('POST', '/v1/deletes/preview', window)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'connection' }, { field: 'connection' }] },
    });
    const made = await yard.admin('POST', '/v1/connections', { ...CONNECTION, name: 'B', account: null });
    expect(made).toMatchObject({ status: 201, body: { account: null } });
    expect(await yard.admin('PATCH', `/v1/connections/${id}`, { name: null })).toMatchObject({ status: 400 });
  });

  it('nest their body deeper than anything could look into', async () => {
    for (const depth of [199, 20_000]) {
      const body = `{"name":"x","rows":{"a":${nested(depth)}}}`;

      expect(await yard.admin('POST', '/v1/translations', body)).toMatchObject({
        status: 400,
        body: { code: 'JSON_TOO_DEEP' },
      });
    }
    const flat = `{"name":"x","rows":{"a":${nested(100)}}}`;
    expect(await yard.admin('POST', '/v1/translations', flat)).toMatchObject({ status: 201 });
  });

  it('hold a NUL, in the URL or in a text: no id and no name does, on either engine', async () => {
    for (const url of ['/v1/keys/%00', '/v1/translations?name=a%00b'])
      expect(await yard.admin('GET', url)).toMatchObject({ status: 400, body: { code: 'URL_MALFORMED' } });
    for (const body of [
      { name: 'a\0b', rows: {} },
      { name: 'c', rows: { 'd\0': ['e'] } },
    ])
      expect(await yard.admin('POST', '/v1/translations', body)).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'body' }] },
      });
  });

  it('bring a body where none is wanted: what is wrong with it is said as described', async () => {
    expect(await yard.admin('POST', '/v1/transfers/req_none/release', '')).toMatchObject({ status: 400 });
  });

  it('make an endpoint that hears of nothing, or that nobody can reach: what is missing is named', async () => {
    const whole = { url: 'https://example.com/hooks', events: ['record.*'], mode: 'sandbox' };
    for (const field of ['url', 'events'] as const) {
      const errors = expect.arrayContaining([expect.objectContaining({ field })]);

      expect(await yard.admin('POST', '/v1/endpoints', { ...whole, [field]: undefined })).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION_FAILED', errors },
      });
    }
  });

  it('try a connector that is none', async () => {
    const ask = { data: {}, request: { body: '{}' } };

    expect(await yard.admin('POST', '/v1/playground', ask)).toMatchObject({
      status: 422,
      body: { code: 'CONNECTOR_INVALID' },
    });
  });
});

it('the depth of a body is that of its deepest part, however wide it is', () => {
  expect(isTooDeep(JSON.parse(nested(200)))).toBe(false);
  expect(isTooDeep(JSON.parse(nested(201)))).toBe(true);
  expect(isTooDeep({ wide: Array.from({ length: 50_000 }, () => ({ a: [1] })) })).toBe(false);
  expect(isTooDeep(undefined)).toBe(false);
});
