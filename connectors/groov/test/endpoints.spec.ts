import { fakeContext, type FakeAnswer, type FakeContext, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { subscriptions } = connector.webhook;
const HOOKS = 'https://hooks.example/hooks/hk_1';
const AUTHORISED = 'authorisation.enabled';
const LOADED = 'ledger_alldata.primary_sync.complete';

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

it('registers one endpoint for all its events, edits it as they come and go, and deletes it with the last', async () => {
  const ctx = groov();

  const first = await subscriptions?.create(AUTHORISED, HOOKS, ctx);
  const second = await subscriptions?.create(LOADED, HOOKS, ctx);
  const registered = structuredClone(ctx.endpoints);
  await subscriptions?.remove(first?.id ?? '', ctx);
  const edited = structuredClone(ctx.endpoints);
  await subscriptions?.remove(second?.id ?? '', ctx);

  expect(registered).toMatchObject([{ url: `${HOOKS}/w%2Frd`, events: [AUTHORISED, LOADED] }]);
  expect(edited).toMatchObject([{ events: [LOADED] }]);
  expect(ctx.endpoints).toEqual([]);
});

it('lists what is registered, event by event, under the address without its word', async () => {
  const ctx = groov();
  ctx.endpoints.push({ id: 'wh9', url: 'https://elsewhere.example/x', events: [LOADED] });
  await subscriptions?.create(AUTHORISED, HOOKS, ctx);

  expect(await subscriptions?.list(ctx)).toEqual([
    { id: `wh9 ${LOADED}`, scope: LOADED, url: 'https://elsewhere.example/x' },
    { id: `wh2 ${AUTHORISED}`, scope: AUTHORISED, url: HOOKS },
  ]);
});

it('does the same twice with the same outcome', async () => {
  const ctx = groov();

  const made = [
    await subscriptions?.create(LOADED, HOOKS, ctx),
    await subscriptions?.create(LOADED, HOOKS, ctx),
  ];
  await subscriptions?.remove(made[0]?.id ?? '', ctx);
  await subscriptions?.remove(made[0]?.id ?? '', ctx);

  expect(made[0]).toEqual(made[1]);
  expect(ctx.endpoints).toEqual([]);
});

it.each([
  ['pk-test-1', 'live'],
  ['pk-live-1', 'sandbox'],
] as const)('registers nothing with the key %s for a connection that is %s', async (key, mode) => {
  const ctx = groov(key, mode);

  await expect(subscriptions?.create(LOADED, HOOKS, ctx)).rejects.toMatchObject({ failure: 'BadConfig' });
  expect(ctx.calls).toEqual([]);
});
