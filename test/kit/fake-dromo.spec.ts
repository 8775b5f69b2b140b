import { DROMO_LICENSE_KEY, FakeDromo } from './fake-dromo.js';

describe('the fake Dromo', () => {
  let dromo: FakeDromo;

  beforeEach(async () => {
    dromo = await FakeDromo.start();
  });
  afterEach(() => dromo[Symbol.asyncDispose]());

  const call = async (method: string, path: string, json?: unknown) => {
    const answer = await fetch(`${dromo.url}/api/v1${path}`, {
      method,
      headers: { 'x-dromo-license-key': DROMO_LICENSE_KEY },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
  };

  it('runs a headless import from its file on, which it takes once', async () => {
    const { status, body } = await call('POST', '/headless/imports/', {
      schema_id: 's1',
      original_filename: 'a.csv',
    });
    const put = async () =>
      (await fetch(String(body['upload']), { method: 'PUT', body: '[{"a":1}]' })).status;
    const puts = [await put(), await put()];

    const read = await call('GET', `/headless/imports/${String(body['id'])}/`);

    expect([status, body['status']]).toEqual([201, 'AWAITING_UPLOAD']);
    expect(puts).toEqual([200, 403]);
    expect(read.body['status']).toBe('PENDING');
  });

  it('answers 12 reads of an import and 20 creates a minute', async () => {
    const id = dromo.imported({ kind: 'headless' });
    const many = async (count: number, method: string, path: string) => {
      const answers = await Promise.all(
        Array.from({ length: count }, () => call(method, path, method === 'POST' ? {} : undefined)),
      );
      return answers.filter(({ status }) => status === 429).length;
    };

    const refused = [
      await many(13, 'GET', `/headless/imports/${id}/`),
      await many(22, 'POST', '/headless/imports/'),
    ];
    dromo.advance(60_001);

    expect(refused).toEqual([1, 2]);
    expect(await many(1, 'GET', `/headless/imports/${id}/`)).toBe(0);
  });

  it('lets links expire after half an hour, and has retired the old way to the rows', async () => {
    const id = dromo.imported({ rows: [{ a: 1 }] });
    const { body } = await call('GET', `/upload/${id}/url/`);
    const download = async () => (await fetch(String(body['presigned_url']))).status;

    const fresh = await download();
    dromo.advance(1_800_001);

    expect([fresh, await download()]).toEqual([200, 403]);
    expect((await call('GET', `/upload/${id}/data/`)).status).toBe(410);
  });

  it('lists and deletes what it has', async () => {
    const id = dromo.imported({});

    const before = await call('GET', '/uploads/?start=0&end=10');
    const deleted = await call('POST', `/upload/${id}/delete/`);

    expect(before.body).toMatchObject({ total_num_uploads: 1, data: [{ id }] });
    expect(deleted.status).toBe(200);
    expect((await call('GET', `/upload/${id}/metadata/`)).status).toBe(404);
  });
});
