import { aConnection, aRecordOf, anAdminYard, withHeaders, type AdminYard } from '../../test/kit/an-admin.js';
import { collectionIntoHub } from '../../test/kit/shop.js';

let yard: AdminYard;
let connection: string;

beforeAll(async () => {
  yard = await anAdminYard();
  connection = (await aConnection(yard)).id;
});

afterAll(() => yard[Symbol.asyncDispose]());

async function tagOf(path: string): Promise<string> {
  const { headers } = await yard.admin('GET', path);
  return String(headers['etag']);
}

const REFUSED = { status: 412, body: { code: 'PRECONDITION_FAILED', remedy: expect.any(String) } };

describe('a GET', () => {
  it('is tagged, and answered without a body where the caller has it already', async () => {
    const path = `/v1/connections/${connection}`;
    const tag = await tagOf(path);

    expect(tag).toMatch(/^"[\w-]{16}\.[\w-]{16}"$/);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await withHeaders(yard.admin, { 'if-none-match': known })('GET', path);
      expect(again).toMatchObject({ status: 304, text: '' });
      expect(again.headers).toMatchObject({ etag: tag });
    }
    expect(await withHeaders(yard.admin, { 'if-none-match': '"other"' })('GET', path)).toMatchObject({
      status: 200,
      body: { id: connection },
    });
  });

  it('has another tag after a change', async () => {
    const path = `/v1/connections/${connection}`;
    const before = await tagOf(path);

    await yard.admin('PATCH', path, { name: 'Shop, Bruges' });

    expect(await tagOf(path)).not.toBe(before);
  });
});

describe('a change', () => {
  it('under the tag of what is there is made, under one of before refused', async () => {
    const path = `/v1/connections/${connection}`;
    const tag = await tagOf(path);

    const first = await withHeaders(yard.admin, { 'if-match': tag })('PATCH', path, { ratePerSecond: 7 });
    const second = await withHeaders(yard.admin, { 'if-match': tag })('PATCH', path, { ratePerSecond: 8 });

    expect(first).toMatchObject({ status: 200, body: { ratePerSecond: 7 } });
    expect(second).toMatchObject(REFUSED);
    expect((await yard.admin('GET', path)).body).toMatchObject({ ratePerSecond: 7 });
  });

  it('takes several tags, and * for whatever is there', async () => {
    const path = `/v1/connections/${connection}`;
    const several = `"other", ${await tagOf(path)}`;

    for (const tags of [several, '*']) {
      const answer = await withHeaders(yard.admin, { 'if-match': tags })('PATCH', path, { ratePerSecond: 9 });
      expect(answer).toMatchObject({ status: 200 });
    }
    expect(
      await withHeaders(yard.admin, { 'if-match': `W/${await tagOf(path)}` })('PATCH', path, { name: 'x' }),
    ).toMatchObject(REFUSED);
    expect(
      await withHeaders(yard.admin, { 'if-match': '*' })('PATCH', '/v1/connections/con_none', { name: 'x' }),
    ).toMatchObject(REFUSED);
  });

  it('that compares nothing refuses the condition instead of forgetting it', async () => {
    const create = withHeaders(yard.admin, { 'if-match': '*' });
    const unless = withHeaders(yard.admin, { 'if-none-match': '*' });

    expect(await create('POST', '/v1/translations', { name: 'no', rows: {} })).toMatchObject({
      status: 400,
      body: { code: 'PRECONDITION_UNSUPPORTED' },
    });
    expect(await unless('PUT', '/v1/record-types/x:NEW', {})).toMatchObject({
      status: 400,
      body: { code: 'PRECONDITION_UNSUPPORTED' },
    });
  });

  it('of one thing is not refused for a change of another', async () => {
    const path = `/v1/connections/${connection}`;
    const tag = await tagOf(path);
    const others = Array.from({ length: 5 }, (_, index) =>
      yard.admin('POST', '/v1/translations', { name: `t${index}`, rows: {} }),
    );

    const answer = withHeaders(yard.admin, { 'if-match': tag })('PATCH', path, { name: 'Shop, Mons' });

    expect(await answer).toMatchObject({ status: 200 });
    for (const { status } of await Promise.all(others)) expect(status).toBe(201);
  });
});

/** Fifty people read the same, and all of them change it. */
async function fiftyUnder(
  path: string,
  change: (n: number) => [string, string, unknown?],
): Promise<number[]> {
  const tag = await tagOf(path);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => {
      const [method, url, body] = change(n);
      return withHeaders(yard.admin, { 'if-match': tag })(method, url, body);
    }),
  );
  for (const answer of answers) if (answer.status >= 300) expect(answer).toMatchObject(REFUSED);
  return answers.map(({ status }) => status);
}

describe('of fifty changes under one tag exactly one wins:', () => {
  const wins = (statuses: readonly number[]): number => statuses.filter((status) => status < 300).length;

  it('of a connection', async () => {
    const path = `/v1/connections/${connection}`;

    expect(wins(await fiftyUnder(path, (n) => ['PATCH', path, { name: `Shop ${n}` }]))).toBe(1);
    expect(wins(await fiftyUnder(path, () => ['POST', `${path}/pause`]))).toBe(1);
    expect(wins(await fiftyUnder(path, () => ['POST', `${path}/resume`]))).toBe(1);
  });

  it('of a mapping collection, a translation and a record type', async () => {
    const made = await yard.admin('POST', '/v1/mapping-collections', collectionIntoHub(connection));
    const table = await yard.admin('POST', '/v1/translations', { name: 'fifty', rows: {} });
    const type = '/v1/record-types/x:FIFTY';
    await yard.admin('PUT', type, { description: 'none', fields: {} });
    const collection = `/v1/mapping-collections/${made.body.id}`;
    const translation = `/v1/translations/${table.body.id}`;

    expect(wins(await fiftyUnder(collection, (n) => ['PATCH', collection, { name: `c ${n}` }]))).toBe(1);
    expect(wins(await fiftyUnder(translation, (n) => ['PUT', translation, { rows: { [n]: 'a' } }]))).toBe(1);
    expect(
      wins(await fiftyUnder(type, (n) => ['PUT', type, { description: `number ${n}`, fields: {} }])),
    ).toBe(1);
  });

  it('of a match rule', async () => {
    const made = await yard.admin('POST', '/v1/match-rules', {
      type: 'CUSTOMER',
      name: 'mail',
      parts: [{ fields: ['email'], form: 'email' }],
    });
    expect(made).toMatchObject({ status: 201 });
    const path = `/v1/match-rules/${made.body.id}`;

    expect(wins(await fiftyUnder(path, (n) => ['PATCH', path, { name: `mail ${n}` }]))).toBe(1);
  });

  it('of a record and of a link', async () => {
    const number = await aRecordOf(yard, connection, 'fifty-1');
    const record = `/v1/records/${yard.publicIds.publicId('rec', number)}`;
    const { body } = await yard.admin('GET', record);
    const link = `/v1/links/${body.links[0].id}`;

    expect(wins(await fiftyUnder(record, () => ['DELETE', record]))).toBe(1);
    expect(wins(await fiftyUnder(record, () => ['POST', `${record}/undelete`]))).toBe(1);
    expect(wins(await fiftyUnder(link, () => ['DELETE', link]))).toBe(1);
  });
});

describe('a query', () => {
  it('that an operation does not know is refused, whether it takes others or none', async () => {
    for (const path of ['/v1/connections?colour=red', `/v1/connections/${connection}?colour=red`])
      expect(await yard.admin('GET', path)).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION_FAILED', errors: [{ field: 'colour', message: expect.any(String) }] },
      });
  });
});
