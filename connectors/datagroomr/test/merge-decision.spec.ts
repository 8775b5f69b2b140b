import type { PrerequisiteRequest } from '@hookyard/sdk';
import { fakeContext, type FakeAnswer, type FakeContext } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const asked: PrerequisiteRequest = {
  id: 'req_1',
  trackingId: 'trk_1',
  type: 'x:DATAGROOMR_MERGE',
  action: 'CREATED',
  scope: 'Merge',
  externalId: 'c1/0',
  direction: 'TO',
  ageMs: 20,
  headers: {},
  payload: { asked: true, object: 'Account', master: '0015e00000AbCdEFGH', merged: ['0015e00000AbCdXYZW'] },
};

interface Ways {
  readonly answer?: FakeAnswer;
  readonly settings?: Readonly<Record<string, unknown>>;
}

function service({ answer = { json: [{ success: true }] }, settings = {} }: Ways = {}): FakeContext {
  return fakeContext(connector, {
    settings: { mergeUrl: 'https://merge.example/accounts', ...settings },
    secrets: { apiKey: 'key' },
    respond: () => answer,
  });
}

const decide = async (ctx: FakeContext, request: Partial<PrerequisiteRequest> = {}) =>
  connector.handlePrerequisite?.({ ...asked, ...request }, ctx);

it('lets a merge through once the service has done it', async () => {
  const ctx = service();

  expect(await decide(ctx)).toEqual({ children: [], then: 'continue' });
  expect(ctx.calls).toMatchObject([{ method: 'POST', url: 'https://merge.example/accounts' }]);
});

it('leaves alone what only tells, and what goes out', async () => {
  const ctx = service();

  expect(await decide(ctx, { payload: { asked: false } })).toBeUndefined();
  expect(await decide(ctx, { direction: 'FROM' })).toBeUndefined();
  expect(ctx.calls).toEqual([]);
});

it.each<[string, Ways, Partial<PrerequisiteRequest>, RegExp]>([
  ['without a service', { settings: { mergeUrl: undefined } }, {}, /set mergeUrl/],
  ['of an object that is not let through', { settings: { mergeObjects: ['Lead'] } }, {}, /merges of Account/],
  [
    'of too many',
    { settings: { mostMerged: 1 } },
    { payload: { ...(asked.payload as object), merged: ['0015e00000AbCdXYZW', '0015e00000AbCeXYZW'] } },
    /at most 1/,
  ],
  ['of nothing', {}, { payload: { ...(asked.payload as object), merged: [] } }, /names no record/],
  ['that nobody waits for', {}, { ageMs: 9_600 }, /nobody waits/],
])('refuses a merge %s, and calls nobody', async (_, ways, request, why) => {
  const ctx = service(ways);

  expect(await decide(ctx, request)).toMatchObject({ unresolved: expect.stringMatching(why) });
  expect(ctx.calls).toEqual([]);
});

it('begins no merge a second time after it broke off', async () => {
  const ctx = service();

  await decide(ctx);
  const again = await decide(ctx);

  expect(again).toMatchObject({ unresolved: expect.stringMatching(/whether it was merged is not known/) });
  expect(ctx.calls).toHaveLength(1);
});

it('waits for a wrong setting to be put right', async () => {
  const ctx = service({ settings: { mergeAuth: 'bearer' } });

  await expect(decide(ctx)).rejects.toMatchObject({ failure: 'BadConfig' });
});
