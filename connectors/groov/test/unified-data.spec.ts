import { fakeContext, type FakeAnswer, type FakeContext } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const payments = connector.records?.['x:GROOV_PAYMENT'];
const ids = (count: number, from = 0): { id: number }[] =>
  Array.from({ length: count }, (_, index) => ({ id: from + index }));

/** Accounts that are due, each active, with pages answered as said. */
function groov(due: readonly string[], answer: (page: number) => FakeAnswer, status = 'Active'): FakeContext {
  return fakeContext(connector, {
    secrets: { apiKey: 'pk-live-1' },
    state: { 'due:payments': due, accounts: ['a', 'b'] },
    respond: ({ url }) =>
      url.includes('/consent/status')
        ? { json: { status } }
        : answer(Number(new URL(url).searchParams.get('page'))),
  });
}

/** Walks as the host does, page by page. */
async function walk(ctx: FakeContext, limit = 2): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 20; pages += 1) {
    const page = await payments?.list?.({ limit, ...(cursor === undefined ? {} : { cursor }) }, ctx);
    found.push(...(page?.ids ?? []));
    if (page?.done !== false) return found;
    ({ cursor } = page);
  }
  throw new Error('the walk has no end');
}

const read = (ctx: FakeContext): string[] =>
  ctx.calls.flatMap(({ url }) => {
    const { pathname, searchParams } = new URL(url);
    return pathname.endsWith('/payments')
      ? [`${searchParams.get('ledgerAccountId')} ${searchParams.get('page')}`]
      : [];
  });

it.each<[string, (page: number) => FakeAnswer]>([
  [
    'pages of Spring',
    (page) => ({ json: { content: ids(page === 1 ? 1 : 2, page * 2), totalPages: 2, number: page } }),
  ],
  ['lists', (page) => ({ json: { object: 'list', data: ids(page === 1 ? 1 : 2, page * 2) } })],
])('reads %s to their end, account after account', async (_, answer) => {
  const ctx = groov(['a', 'b'], answer);

  expect(await walk(ctx)).toEqual(['0', '1', '2', '0', '1', '2']);
  expect(read(ctx)).toEqual(['a 0', 'a 1', 'b 0', 'b 1']);
  expect(await ctx.state.get('due:payments')).toEqual([]);
});

it('reads all it knows where no account is due', async () => {
  const ctx = groov([], () => ({ json: [] }));

  await walk(ctx);

  expect(read(ctx)).toEqual(['a 0', 'b 0']);
});

it('leaves an account due until its last page is queued', async () => {
  const ctx = groov(['a'], () => ({ json: { content: ids(1), totalPages: 1, number: 0 } }));

  const last = await payments?.list?.({ limit: 2 }, ctx);
  const before = await ctx.state.get('due:payments');
  await payments?.list?.({ limit: 2, cursor: last?.cursor }, ctx);

  expect(before).toEqual(['a']);
  expect(await ctx.state.get('due:payments')).toEqual([]);
});

it('brings every spelling of a field under one', async () => {
  const content = [{ Id: 'p1', ledgeraccount_id: 'a', partner_source: 'stripe' }];
  const ctx = groov(['a'], () => ({ json: { content, totalPages: 1, number: 0 } }));

  const page = await payments?.list?.({ limit: 2 }, ctx);

  expect(page?.items).toEqual([{ id: 'p1', ledgerAccountId: 'a', partnerSource: 'stripe' }]);
});

it('leaves out an account whose consent has ended, and one that is refused on the way', async () => {
  const ended = groov(['a'], () => ({ json: [] }), 'Revoked');
  const refused = groov(['a', 'b'], () => ({ status: 403 }));

  expect([await walk(ended), await walk(refused)]).toEqual([[], []]);
  expect(read(ended)).toEqual([]);
  expect(refused.lines.filter(({ level }) => level === 'warn')).toHaveLength(2);
});
