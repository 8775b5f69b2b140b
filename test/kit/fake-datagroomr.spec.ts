import { DATAGROOMR_KEY, FakeDataGroomr } from './fake-datagroomr.js';

describe('the fake DataGroomr', () => {
  let groomr: FakeDataGroomr;

  beforeEach(async () => {
    groomr = await FakeDataGroomr.start();
  });
  afterEach(() => groomr[Symbol.asyncDispose]());

  const call = async (method: string, path: string, json?: unknown, token = DATAGROOMR_KEY) => {
    const answer = await fetch(groomr.url + path, {
      method,
      headers: { token },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
    };
  };

  it('answers 30 calls a minute, and says when to come again', async () => {
    const answers = await Promise.all(Array.from({ length: 31 }, () => call('GET', '/datasets/none')));
    const refused = answers.filter(({ status }) => status === 429);
    groomr.advance(60_001);

    expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(['1']);
    expect((await call('GET', '/datasets/none')).status).toBe(404);
    expect((await call('GET', '/datasets/none', undefined, 'another')).status).toBe(401);
  });

  it('splits the rows of a dataset by what is known, and takes none once it is analysed', async () => {
    groomr.known.add('a@b.c');
    const { body } = await call('POST', '/datasets', { object: 'Contact' });
    const at = `/datasets/${String(body['id'])}`;
    const early = await call('POST', `${at}/import`, {});
    await call('POST', `${at}/records`, { records: [{ Email: 'a@b.c' }, { Email: 'd@e.f' }] });
    const looks = [await call('POST', `${at}/analyze`, {}), await call('GET', at), await call('GET', at)];

    expect(early.status).toBe(409);
    expect(looks.map((look) => look.body['status'] ?? look.status)).toEqual([202, 'ANALYZING', 'READY']);
    expect(looks[2]?.body).toMatchObject({ total: 2, matched: 1, unmatched: 1 });
    expect((await call('POST', `${at}/records`, { records: [] })).status).toBe(409);
  });
});
