import { defineConnector, restRecords, unsigned, type RestResource } from '@hookyard/sdk';
import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

type Definition = Partial<RestResource>;

function records(definition: Definition = {}) {
  return restRecords({ path: '/things', ...definition });
}

function system(respond: (call: RecordedCall) => FakeAnswer | undefined, writeKey?: string) {
  const connector = defineConnector({
    name: 'things',
    version: '1.0.0',
    baseUrl: 'https://api.example.com/v1',
    scopes: { changed: ['PRODUCT', 'UPDATED', 'Thing → Product', { source: 'payload' }] },
    webhook: { verify: unsigned('a test'), scope: 'type', externalId: 'id' },
  });
  return fakeContext(connector, { respond, request: { writeKey: writeKey ?? 'wk-1' } });
}

const searchOf = ({ url }: RecordedCall): string => decodeURIComponent(new URL(url).search);

describe('reading one', () => {
  it('takes the record out of its envelope, with every digit of its id', async () => {
    const ctx = system(() => ({ text: '{"thing":{"id":9007199254740995123}}' }));

    expect(await records({ one: 'thing', oneQuery: { expand: 'all' } }).get?.('a/b', ctx)).toEqual({
      id: '9007199254740995123',
    });
    expect(ctx.calls[0]?.url).toBe('https://api.example.com/v1/things/a%2Fb?expand=all');
  });

  it('is asked with the headers of the system', async () => {
    const ctx = system(() => ({ json: {} }));

    await records({ headers: { 'x-version': '3' } }).get?.('1', ctx);

    expect(ctx.calls[0]?.headers).toMatchObject({ 'x-version': '3' });
  });

  it('is null where it is gone, and fails where the system does', async () => {
    const answered = (status: number) =>
      records().get?.(
        '1',
        system(() => ({ status })),
      );

    expect(await answered(404)).toBeNull();
    await expect(answered(503)).rejects.toMatchObject({ failure: 'Unavailable' });
  });

  it('has its own address where the definition says one', async () => {
    const ctx = system(() => ({ json: [{ id: 1 }] }));

    expect(await records({ onePath: (id) => `/thing-${id}.json`, one: '0' }).get?.('1', ctx)).toEqual({
      id: 1,
    });
    expect(ctx.calls[0]?.url).toBe('https://api.example.com/v1/thing-1.json');
  });
});

describe('lists', () => {
  const rows = (...ids: readonly number[]) => ids.map((id) => ({ id }));

  async function walk(definition: Definition, respond: (call: RecordedCall) => FakeAnswer, since?: number) {
    const ctx = system(respond);
    const handlers = records(definition);
    const ids: string[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 9; pages += 1) {
      const ask = {
        limit: 2,
        ...(cursor === undefined ? {} : { cursor }),
        ...(since === undefined ? {} : { since }),
      };
      const page = await handlers.list?.(ask, ctx);
      ids.push(...(page?.ids ?? []));
      if (page?.done !== false) return { ids, asked: ctx.calls.map(searchOf), total: page?.total };
      cursor = page.cursor;
    }
    throw new Error('the walk does not end');
  }

  it('go on by the query of the Link header, wherever its address points', async () => {
    const link =
      '<https://elsewhere.example/x?page=1&k=a>; rel="prev", <https://elsewhere.example/x?page=2&k=a>; rel="next"';

    const walked = await walk(
      {
        list: {
          pages: { kind: 'link', size: 'per_page' },
          most: 100,
          query: { state: 'all' },
          since: { query: 'since' },
        },
      },
      ({ url }) =>
        url.startsWith('https://api.example.com/') && url.includes('?page=2')
          ? { json: rows(3) }
          : { json: rows(1, 2), headers: { link } },
      0,
    );

    expect(walked).toMatchObject({
      ids: ['1', '2', '3'],
      asked: ['?state=all&since=1970-01-01T00:00:00.000Z&per_page=2', '?page=2&k=a'],
    });
  });

  it('count pages until one is not full', async () => {
    const walked = await walk(
      {
        many: 'rows',
        list: {
          pages: { kind: 'page', size: 'size', page: 'page' },
          most: 100,
          total: { header: 'x-total' },
        },
      },
      ({ url }) => ({
        json: { rows: url.includes('page=2') ? rows(3) : rows(1, 2) },
        headers: { 'x-total': '3' },
      }),
    );

    expect(walked).toEqual({ ids: ['1', '2', '3'], asked: ['?size=2&page=1', '?size=2&page=2'], total: 3 });
  });

  it('keep the size of their first page, for one of another size begins elsewhere', async () => {
    const ctx = system(() => ({ json: rows(1, 2) }));
    const things = records({
      list: { pages: { kind: 'offset', size: 'limit', offset: 'skip' }, most: 100 },
    });

    const first = await things.list?.({ limit: 2 }, ctx);
    await things.list?.({ limit: 50, ...(first?.cursor === undefined ? {} : { cursor: first.cursor }) }, ctx);

    expect(ctx.calls.map(searchOf)).toEqual(['?limit=2&skip=0', '?limit=2&skip=2']);
  });

  it('go on by a cursor in the answer, and ask for changes with each page', async () => {
    const walked = await walk(
      {
        many: 'data',
        list: {
          pages: { kind: 'cursor', size: 'limit', cursor: 'after', next: 'paging.next' },
          most: 1,
          since: { query: 'since', as: 's' },
        },
      },
      ({ url }) =>
        url.includes('after=n2')
          ? { json: { data: rows(2), paging: { next: null } } }
          : { json: { data: rows(1), paging: { next: 'n2' } } },
      61_500,
    );

    expect(walked.asked).toEqual(['?since=61&limit=1', '?since=61&limit=1&after=n2']);
    expect(walked.ids).toEqual(['1', '2']);
  });

  it('go on behind their last record while there is more', async () => {
    const walked = await walk(
      {
        many: 'data',
        list: {
          pages: { kind: 'last', size: 'limit', after: 'starting_after', more: 'has_more' },
          most: 100,
          since: { header: 'if-modified-since', as: 'http' },
        },
      },
      ({ url, headers }) => ({
        json: {
          data: url.includes('starting_after') ? rows(3) : rows(1, 2),
          has_more: !url.includes('starting_after'),
        },
        ...(headers['if-modified-since'] === 'Thu, 01 Jan 1970 00:00:00 GMT' ? {} : { status: 500 }),
      }),
      0,
    );

    expect(walked).toMatchObject({ ids: ['1', '2', '3'], asked: ['?limit=2', '?limit=2&starting_after=2'] });
  });

  it.each([
    ['names no list', { message: 'try later' }],
    ['holds something else there', { rows: { message: 'no rows' } }],
    ['has something else than records in it', { rows: ['a'] }],
    ['is none at all', 'busy'],
  ])('are not empty where the answer %s: it is asked for again', async (_, json) => {
    const whole = { many: 'rows', list: { pages: { kind: 'whole' }, most: 1 } } as const;

    await expect(walk(whole, () => ({ json }))).rejects.toMatchObject({ failure: 'RetryLater' });
    await expect(
      records({ ...whole, lookup: { email: 'email' } }).lookup?.(
        { email: 'a@b.c' },
        system(() => ({ json })),
      ),
    ).rejects.toMatchObject({ failure: 'RetryLater' });
  });

  it('are empty where the system leaves out a list without records', async () => {
    const list = { pages: { kind: 'whole' }, most: 1, omitsEmpty: true } as const;
    const answered = (json: unknown) => walk({ many: 'rows', list }, () => ({ json }));

    expect(await answered({})).toMatchObject({ ids: [] });
    expect(await answered({ rows: null })).toMatchObject({ ids: [] });
    await expect(answered('busy')).rejects.toMatchObject({ failure: 'RetryLater' });
  });

  it('fail where a record has no id', async () => {
    await expect(
      walk({ list: { pages: { kind: 'whole' }, most: 1 } }, () => ({ json: [{}] })),
    ).rejects.toMatchObject({
      failure: 'RetryLater',
    });
  });
});

describe('writes', () => {
  const writing: Definition = {
    version: 'meta.version',
    create: {},
    update: {},
    delete: { query: { force: true } },
    writeKey: { header: 'idempotency-key' },
  };

  it('carry the write key in the body of creates alone, where that is its place', async () => {
    const ctx = system(() => ({ json: { id: 5 } }));
    const things = records({
      ...writing,
      create: { body: (thing) => ({ thing }) },
      writeKey: { body: 'idempotency_key' },
    });

    await things.create?.({ sku: 'X' }, ctx);
    await things.update?.('5', { sku: 'Y' }, { changed: ['sku'], before: undefined }, ctx);

    expect(ctx.calls.map(({ body }) => body)).toEqual([
      { idempotency_key: 'wk-1', thing: { sku: 'X' } },
      { sku: 'Y' },
    ]);
  });

  it('carry the write key, and updates only what changed', async () => {
    const ctx = system(({ method }) =>
      method === 'DELETE' ? {} : { json: { id: 5, meta: { version: 2 } } },
    );
    const things = records(writing);

    expect(things.honoursKey).toBe(true);
    expect(await things.create?.({ sku: 'X' }, ctx)).toMatchObject({
      id: '5',
      version: 2,
      record: { id: 5 },
    });
    await things.update?.('5', { sku: 'X', name: 'Bell' }, { changed: ['name'], before: undefined }, ctx);
    await things.delete?.('5', ctx);

    expect(
      ctx.calls.map(({ method, url, body, headers }) => [method, url, body, headers['idempotency-key']]),
    ).toEqual([
      ['POST', 'https://api.example.com/v1/things', { sku: 'X' }, 'wk-1'],
      ['PATCH', 'https://api.example.com/v1/things/5', { name: 'Bell' }, 'wk-1'],
      ['DELETE', 'https://api.example.com/v1/things/5?force=true', undefined, 'wk-1'],
    ]);
  });

  it('are sent as a form with nested names where the system takes those', async () => {
    const ctx = system(() => ({ json: { id: 'c_1' } }));

    await records({ create: { as: 'form' } }).create?.(
      { name: 'Ada', address: { city: 'Bern', line2: null }, tags: ['a', 'b'], active: true },
      ctx,
    );

    expect(decodeURIComponent(String(ctx.calls[0]?.body))).toBe(
      'name=Ada&address[city]=Bern&address[line2]=&tags[0]=a&tags[1]=b&active=true',
    );
  });

  it('answer no record where the system answers a part of it, or nothing', async () => {
    const things = records({
      create: { answers: 'part' },
      update: { send: 'whole', method: 'PUT' },
    });

    expect(
      await things.create?.(
        {},
        system(() => ({ json: { id: 7 } })),
      ),
    ).toEqual({ id: '7' });
    expect(
      await things.update?.(
        '7',
        { a: 1 },
        { changed: ['a'], before: {} },
        system(() => ({ status: 204 })),
      ),
    ).toEqual({});
  });

  it('that meet a record say which, where the answer does', async () => {
    const things = records({
      create: {
        taken: {
          statuses: [400, 409],
          existing: (body) => (body as { readonly id?: string }).id,
        },
      },
    });
    const answered = (status: number, json: object) =>
      things.create?.(
        { sku: 'X' },
        system(() => ({ status, json })),
      );

    await expect(answered(400, { id: '12' })).rejects.toMatchObject({
      failure: 'Conflict',
      existingId: '12',
    });
    await expect(answered(409, {})).rejects.toMatchObject({ failure: 'Conflict', existingId: undefined });
    await expect(answered(400, { message: 'no name' })).rejects.toMatchObject({ failure: 'Invalid' });
    await expect(answered(503, {})).rejects.toMatchObject({ failure: 'Unavailable' });
  });
});

describe('look-ups', () => {
  it('ask for all keys at once, and for none the system does not know', async () => {
    const ctx = system(() => ({ json: { rows: [{ uid: 'u1' }] } }));
    const things = records({ many: 'rows', id: 'uid', lookup: { email: 'mail', sku: 'code' } });

    expect(await things.lookup?.({ email: 'a@b.c', sku: 'X' }, ctx)).toEqual(['u1']);
    expect(await things.lookup?.({ email: 'a@b.c', name: 'Ada' }, ctx)).toEqual([]);
    expect(await things.lookup?.({}, ctx)).toEqual([]);
    expect(ctx.calls.map(searchOf)).toEqual(['?mail=a@b.c&code=X']);
  });
});

it('what a definition leaves out, the handlers do not have', () => {
  expect(Object.keys(records())).toEqual(['get']);
  expect(Object.keys(records({ get: false, list: { pages: { kind: 'whole' }, most: 1 } }))).toEqual(['list']);
});
