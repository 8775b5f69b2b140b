import { fakeContext, type FakeAnswer, type FakeContext, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { subscriptions } = connector.webhook;
const HOOKS = 'https://hooks.example/hooks/hk_1';
const AUTHORISED = 'authorisation.enabled';
const LOADED = 'ledger_alldata.primary_sync.complete';
const WANTED = { url: HOOKS, topics: [AUTHORISED], secret: 'w/rd' };

interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
}

/** Groov's endpoints of one environment, and a connection to it. */
function groov(
  apiKey = 'pk-live-1',
  mode: 'live' | 'sandbox' = 'live',
): FakeContext & { endpoints: Endpoint[] } {
  const endpoints: Endpoint[] = [];
  const respond = ({ method, url, body }: RecordedCall): FakeAnswer | undefined => {
    const id = new URL(url).pathname.split('/')[4];
    const place = endpoints.findIndex((endpoint) => endpoint.id === id);
    if (id !== undefined && place < 0) return undefined;
    switch (`${method} ${id === undefined ? 'all' : 'one'}`) {
      case 'POST all':
        endpoints.push({ ...(body as Endpoint), id: `wh${endpoints.length + 1}` });
        return { status: 201, json: endpoints.at(-1) };
      case 'PUT one':
        endpoints[place] = { ...(body as Endpoint), id: id ?? '' };
        return { json: endpoints[place] };
      case 'DELETE one':
        endpoints.splice(place, 1);
        return { status: 204 };
      default:
        return { json: id === undefined ? { object: 'list', data: endpoints } : endpoints[place] };
    }
  };
  const ctx = fakeContext(connector, { secrets: { apiKey, webhook: 'w/rd' }, mode, respond });
  return Object.assign(ctx, { endpoints });
}

it('registers one endpoint for all its events, edits it as they come and go, and deletes it', async () => {
  const ctx = groov();

  const made = await subscriptions?.create(WANTED, ctx);
  const registered = structuredClone(ctx.endpoints);
  await subscriptions?.update?.(made?.id ?? '', { ...WANTED, topics: [AUTHORISED, LOADED] }, ctx);
  const edited = structuredClone(ctx.endpoints);
  await subscriptions?.remove(made?.id ?? '', ctx);

  expect(registered).toMatchObject([{ url: `${HOOKS}/w%2Frd`, events: [AUTHORISED] }]);
  expect(edited).toMatchObject([{ url: `${HOOKS}/w%2Frd`, events: [AUTHORISED, LOADED] }]);
  expect(ctx.endpoints).toEqual([]);
});

it('lists what is registered, under the address without its word, and with any other one', async () => {
  const ctx = groov();
  ctx.endpoints.push({ id: 'wh9', url: 'https://elsewhere.example/x', events: [LOADED] });
  await subscriptions?.create(WANTED, ctx);
  await subscriptions?.create({ ...WANTED, secret: 'former' }, ctx);

  expect(await subscriptions?.list(ctx)).toEqual([
    { id: 'wh9', topics: [LOADED], url: 'https://elsewhere.example/x' },
    { id: 'wh2', topics: [AUTHORISED], url: HOOKS },
    { id: 'wh3', topics: [AUTHORISED], url: `${HOOKS}/former` },
  ]);
});

it('says NotFound of an endpoint that is gone', async () => {
  const ctx = groov();

  await expect(subscriptions?.update?.('wh1', WANTED, ctx)).rejects.toMatchObject({ failure: 'NotFound' });
  await expect(subscriptions?.remove('wh1', ctx)).rejects.toMatchObject({ failure: 'NotFound' });
});

it.each([
  ['pk-test-1', 'live'],
  ['pk-live-1', 'sandbox'],
] as const)('registers nothing with the key %s for a connection that is %s', async (key, mode) => {
  const ctx = groov(key, mode);

  await expect(subscriptions?.create(WANTED, ctx)).rejects.toMatchObject({ failure: 'BadConfig' });
  expect(ctx.calls).toEqual([]);
});
