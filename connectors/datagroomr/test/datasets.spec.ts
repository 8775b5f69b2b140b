import { fakeContext, type FakeAnswer, type FakeContext, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { CUSTOMER: customers, 'x:DATAGROOMR_DATASET': datasets } = connector.records ?? {};

/** The Ingestion API: a dataset `ds1`, whose look is answered as said. */
function api(
  look: FakeAnswer = {},
  run = 'import',
  more?: (call: RecordedCall) => FakeAnswer | undefined,
): FakeContext {
  return fakeContext(connector, {
    settings: { ingestionUrl: 'https://ingest.example', run },
    secrets: { apiKey: 'key' },
    respond: (call) => {
      const own = more?.(call);
      if (own) return own;
      if (call.method === 'GET') return look;
      return call.url.endsWith('/datasets') ? { status: 201, json: { id: 'ds1' } } : { status: 202 };
    },
  });
}

const told = (ctx: FakeContext): string[] =>
  ctx.calls.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
const look = (status: string, counts: object = {}): FakeAnswer => ({
  json: { status, total: 2, matched: 1, unmatched: 1, failed: 0, ...counts },
});
const poll = async (ctx: FakeContext) => (await datasets?.list?.({ limit: 100 }, ctx))?.items ?? [];

it('makes a dataset for the first rows, and sends the next into it', async () => {
  const ctx = api();

  const outcomes = await customers?.writeMany?.(
    [
      { op: 'create', key: 'k1', record: { Email: 'a@b.c' } },
      {
        op: 'update',
        key: 'k2',
        id: 'row-k0',
        record: { Email: 'd@e.f' },
        changed: ['Email'],
        before: undefined,
      },
    ],
    ctx,
  );
  await customers?.create?.({ Email: 'g@h.i' }, ctx);

  expect(outcomes?.map(({ id }) => id)).toEqual(['row-k1', 'row-k0']);
  expect(told(ctx)).toEqual(['POST /datasets', 'POST /datasets/ds1/records', 'POST /datasets/ds1/records']);
  expect(ctx.calls[1]).toMatchObject({
    headers: { token: 'key' },
    body: {
      records: [
        { rowId: 'row-k1', Email: 'a@b.c' },
        { rowId: 'row-k0', Email: 'd@e.f' },
      ],
    },
  });
});

it('begins another dataset where the open one takes no rows any more', async () => {
  let made = 0;
  const ctx = api({}, 'import', ({ url }) => {
    if (url.endsWith('/datasets')) return { status: 201, json: { id: `ds${(made += 1)}` } };
    return url.includes('ds1/') ? { status: 409 } : undefined;
  });

  await customers?.create?.({ Email: 'a@b.c' }, ctx);

  expect(told(ctx).slice(-2)).toEqual(['POST /datasets', 'POST /datasets/ds2/records']);
});

it('imports what is new and updates what is known, one step with each poll', async () => {
  let answer = look('LOADING');
  const ctx = api({}, 'import', ({ method }) => (method === 'GET' ? answer : undefined));
  await customers?.create?.({ Email: 'a@b.c' }, ctx);

  const steps: unknown[] = [];
  for (const status of ['LOADING', 'ANALYZING', 'READY', 'IMPORTING', 'DONE', 'DONE']) {
    answer = look(status);
    steps.push((await poll(ctx)).map(({ step }) => step)[0]);
  }

  expect(steps).toEqual(['analyzing', 'analyzing', 'importing', 'importing', 'updating', 'updating']);
  expect(told(ctx).filter((call) => /analyze|import|update/.test(call))).toEqual([
    'POST /datasets/ds1/analyze',
    'POST /datasets/ds1/import',
    'POST /datasets/ds1/update',
  ]);
  expect(await poll(ctx)).toEqual([]);
});

it.each([
  ['ANALYZING', 'sent', []],
  ['READY', 'importing', ['POST /datasets/ds1/import']],
  ['DONE', 'updating', ['POST /datasets/ds1/update']],
])('goes on from a dataset that is %s, whatever it remembers of it', async (status, step, calls) => {
  const ctx = fakeContext(connector, {
    settings: { run: 'import' },
    secrets: { apiKey: 'key' },
    state: { 'datasets:running': [{ id: 'ds1', type: 'CUSTOMER', step: 'sent' }] },
    respond: ({ method }) => (method === 'GET' ? look(status) : { status: 202 }),
  });

  expect((await poll(ctx)).map((shown) => shown.step)).toEqual([step]);
  expect(
    told(ctx)
      .filter((call) => call.startsWith('POST'))
      .map((call) => call.replace('/api/ingestion/v1', '')),
  ).toEqual(calls);
});

it('leaves import and update to a person where it is only to analyse', async () => {
  let answer = look('LOADING');
  const ctx = api({}, 'analyze', ({ method }) => (method === 'GET' ? answer : undefined));
  await customers?.create?.({ Email: 'a@b.c' }, ctx);

  await poll(ctx);
  answer = look('READY');
  const [shown] = await poll(ctx);

  expect(shown).toMatchObject({ id: 'ds1', status: 'READY', matched: 1, unmatched: 1 });
  expect(told(ctx).filter((call) => /import|update$/.test(call))).toEqual([]);
  expect(await poll(ctx)).toEqual([]);
});

it('goes on with the next poll where the quota is spent, and forgets a dataset that failed or is gone', async () => {
  let answer: FakeAnswer = { status: 429 };
  const ctx = api({}, 'import', ({ method }) => (method === 'GET' ? answer : undefined));
  await customers?.create?.({ Email: 'a@b.c' }, ctx);

  const spent = await poll(ctx);
  answer = look('FAILED');
  const failed = await poll(ctx);

  expect(spent).toEqual([]);
  expect(failed).toMatchObject([{ id: 'ds1', status: 'FAILED' }]);
  expect(await poll(ctx)).toEqual([]);
});
