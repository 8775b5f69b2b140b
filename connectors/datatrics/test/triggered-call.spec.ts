import type { PrerequisiteRequest } from '@hookyard/sdk';
import { fakeContext, type FakeContext } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const call: PrerequisiteRequest = {
  id: 'req_1',
  trackingId: 'trk_1',
  type: 'CUSTOMER',
  action: 'UPDATED',
  scope: 'profile/triggered',
  externalId: 'p1',
  direction: 'TO',
  ageMs: 0,
  headers: { 'content-type': 'application/json' },
  payload: { profileid: 'p1', email: 'a@b.c' },
};
const project = (status = 200, settings: object = {}) =>
  fakeContext(connector, {
    settings: { projectId: '310001', ...settings },
    secrets: { apiKey: 'key' },
    respond: () => ({ status, json: {} }),
  });
const check = async (request: Partial<PrerequisiteRequest>, ctx: FakeContext): Promise<unknown> =>
  connector.handlePrerequisite?.({ ...call, ...request }, ctx);

it('skips the same call of a profile, whatever the order of its fields; its own retry passes', async () => {
  const ctx = project();

  await check({}, ctx);
  await check({}, ctx);
  const repeat = check({ id: 'req_2', payload: { email: 'a@b.c', profileid: 'p1' } }, ctx);

  await expect(repeat).rejects.toMatchObject({ failure: 'Skip' });
  expect(await check({ id: 'req_3', payload: { profileid: 'p1', automationid: '7' } }, ctx)).toBeUndefined();
});

it('remembers a call for the window of its connection, and not at all for 0', async () => {
  const times: (number | undefined)[] = [];
  const remembering = (minutes: number): FakeContext => ({
    ...project(200, { repeatMinutes: minutes }),
    state: {
      get: async () => undefined,
      set: async (_key, _value, options) => void times.push(options?.ttlMs),
      compareAndSet: async () => true,
    },
  });

  await check({}, remembering(30));
  await check({}, remembering(0));

  expect(times).toEqual([1_800_000]);
});

it('skips a profile that Datatrics does not have, unless it is not to ask', async () => {
  await expect(check({}, project(404))).rejects.toMatchObject({ failure: 'Skip' });
  const trusting = project(404, { knownOnly: false });

  expect(await check({}, trusting)).toBeUndefined();
  expect(trusting.calls).toEqual([]);
});

it('passes what was listed, and what goes out', async () => {
  const ctx = project(404);

  expect(await check({ headers: {} }, ctx)).toBeUndefined();
  expect(await check({ direction: 'FROM' }, ctx)).toBeUndefined();
});
