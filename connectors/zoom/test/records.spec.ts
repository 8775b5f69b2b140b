import { fakeContext, type FakeAnswer, type FakeContext, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';
import { sittingId } from '../src/recordings.js';

const { records = {} } = connector;
const BASE = 'https://api.zoom.us/v2';
const DAY_MS = 86_400_000;
const account = (respond: (call: RecordedCall) => FakeAnswer | undefined, settings = {}) =>
  fakeContext(connector, {
    settings: { accountId: 'account-1', clientId: 'client-1', ...settings },
    secrets: { clientSecret: 's' },
    respond,
  });
const seen = (calls: readonly RecordedCall[]) =>
  calls.map(({ method, url, body }) => [method, url.slice(BASE.length), body]);

/** Walks as the host does, page by page. */
async function walk(
  type: 'x:ZOOM_MEETING' | 'x:ZOOM_RECORDING',
  ctx: FakeContext,
  since?: number,
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 30; pages += 1) {
    const page = await records[type]?.list?.(
      { limit: 2, ...(cursor === undefined ? {} : { cursor }), ...(since === undefined ? {} : { since }) },
      ctx,
    );
    ids.push(...(page?.ids ?? []));
    if (page?.done !== false) return ids;
    ({ cursor } = page);
  }
  throw new Error('the walk has no end');
}

describe('meetings', () => {
  const respond = ({ url }: RecordedCall): FakeAnswer | undefined => {
    const { pathname, searchParams } = new URL(url);
    const token = searchParams.get('next_page_token');
    if (pathname === '/v2/users')
      return token === 'U2'
        ? { json: { users: [{ id: 'c' }], next_page_token: '' } }
        : { json: { users: [{ id: 'a' }, { id: 'b' }], next_page_token: 'U2' } };
    if (pathname.includes('/b/')) return { status: 404 };
    if (pathname.includes('/c/')) return { json: { meetings: [{ id: 3 }] } };
    return token === 'M2'
      ? { json: { meetings: [{ id: 2 }], next_page_token: '' } }
      : { json: { meetings: [{ id: 1 }], next_page_token: 'M2' } };
  };

  it('are listed user by user, page by page, without those of users that are gone', async () => {
    const ctx = account(respond);

    expect(await walk('x:ZOOM_MEETING', ctx)).toEqual(['1', '2', '3']);
    expect(ctx.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it('are listed for the hosts of the settings alone', async () => {
    const ctx = account(respond, { hosts: ['c'] });

    expect(await walk('x:ZOOM_MEETING', ctx)).toEqual(['3']);
    expect(ctx.calls).toHaveLength(1);
  });

  it('are not listed where Zoom fails', async () => {
    const ctx = account(() => ({ status: 503 }), { hosts: ['c'] });

    await expect(walk('x:ZOOM_MEETING', ctx)).rejects.toMatchObject({ failure: 'Unavailable' });
  });

  it('are made for a host, and changed by their number', async () => {
    const ctx = account(({ method }) =>
      method === 'POST' ? { json: { id: 85312345678 } } : { status: 204 },
    );
    const { 'x:ZOOM_MEETING': meetings } = records;

    expect(await meetings?.create?.({ host_id: 'ada@b.example', topic: 'Sprint' }, ctx)).toEqual({
      id: '85312345678',
      record: { id: 85312345678 },
    });
    await expect(meetings?.create?.({ topic: 'Sprint' }, ctx)).rejects.toMatchObject({ failure: 'Invalid' });
    expect(
      await meetings?.update?.('85312345678', { topic: 'X' }, { changed: [], before: undefined }, ctx),
    ).toEqual({});

    expect(meetings?.id?.normalize('853 1234 5678')).toBe('85312345678');
    expect(seen(ctx.calls)).toEqual([
      ['POST', '/users/ada%40b.example/meetings', { topic: 'Sprint' }],
      ['PATCH', '/meetings/85312345678', { topic: 'X' }],
    ]);
  });
});

describe('recordings', () => {
  it.each([
    ['4444AAAiAAAAAiAiAiiAii==', '4444AAAiAAAAAiAiAiiAii%3D%3D'],
    ['/444AAAiAA==', '%252F444AAAiAA%253D%253D'],
    ['44//AAAiAA==', '44%252F%252FAAAiAA%253D%253D'],
    ['44/AAAiAA==', '44%2FAAAiAA%3D%3D'],
  ])('of the sitting %s are at %s', (id, path) => {
    expect(sittingId(id)).toBe(path);
  });

  it('are listed month by month until now', async () => {
    const ctx = account(({ url }) => ({
      json: { meetings: url.includes('token=') ? [] : [{ uuid: url.slice(-10) }], next_page_token: '' },
    }));

    const ids = await walk('x:ZOOM_RECORDING', ctx, ctx.deadline - 65 * DAY_MS);

    expect(ids).toHaveLength(3);
    const spans = ctx.calls.map(({ url }) => {
      const { searchParams } = new URL(url);
      return Date.parse(searchParams.get('to') ?? '') - Date.parse(searchParams.get('from') ?? '');
    });
    expect(new Set(spans)).toEqual(new Set([30 * DAY_MS]));
  });

  it('go to the trash', async () => {
    const ctx = account(() => ({ status: 204 }));

    await records['x:ZOOM_RECORDING']?.delete?.('44==', ctx);

    expect(seen(ctx.calls)).toEqual([['DELETE', '/meetings/44%3D%3D/recordings?action=trash', undefined]]);
  });
});

describe('users', () => {
  const { EMPLOYEE: users } = records;

  it('say who has the address already', async () => {
    const ctx = account(({ method }) =>
      method === 'POST' ? { status: 409, json: { code: 1005 } } : { json: { id: 'u1' } },
    );

    await expect(users?.create?.({ email: 'a@b.example' }, ctx)).rejects.toMatchObject({
      failure: 'Conflict',
      existingId: 'u1',
    });
    expect(ctx.calls[0]?.body).toEqual({ action: 'create', user_info: { email: 'a@b.example' } });
  });

  it('are found by e-mail, and let go of', async () => {
    const ctx = account(({ method, url }) => {
      if (method === 'DELETE') return { status: 204 };
      return url.endsWith('a%40b.example') ? { json: { id: 'u1' } } : undefined;
    });

    expect(await users?.lookup?.({ email: 'a@b.example' }, ctx)).toEqual(['u1']);
    expect(await users?.lookup?.({ email: 'nobody@b.example' }, ctx)).toEqual([]);
    await users?.delete?.('u1', ctx);

    expect(ctx.calls.at(-1)?.url).toBe(`${BASE}/users/u1?action=disassociate`);
  });
});

it('registers for a meeting, and takes it back', async () => {
  const ctx = account(({ method }) =>
    method === 'DELETE' ? { status: 204 } : { json: { registrant_id: 'r1', join_url: 'https://z/j' } },
  );
  const { 'x:ZOOM_REGISTRANT': registrants } = records;

  expect(await registrants?.create?.({ meeting_id: '853', email: 'a@b.example' }, ctx)).toMatchObject({
    id: '853|r1',
    record: { email: 'a@b.example', join_url: 'https://z/j', meeting_id: '853' },
  });
  await registrants?.delete?.('853|r1', ctx);

  expect(seen(ctx.calls)).toEqual([
    ['POST', '/meetings/853/registrants', { email: 'a@b.example' }],
    ['DELETE', '/meetings/853/registrants/r1', undefined],
  ]);
});

it('asks for tokens as a server of its account', () => {
  const { auth } = connector;

  expect(
    typeof auth === 'function' && auth({ accountId: 'account-1', authAddress: 'https://zoom.us' } as never),
  ).toMatchObject({
    flow: 'client_credentials',
    tokenParameters: { grant_type: 'account_credentials', account_id: 'account-1' },
  });
});

it('is checked by reading whose app it is', async () => {
  const ctx = account(() => ({ json: { account_id: 'account-1', email: 'admin@b.example' } }));

  expect(await connector.check?.(ctx)).toEqual({
    ok: true,
    message: 'admin@b.example',
    account: 'account-1',
  });
});
