// What an ordinary small hook costs on its way from its bytes to a gated request, beside JSON.parse of the same bytes.
// Run on the built host:
//   npm run build && node bench/micro/resolve.bench.mjs
import { Bench } from 'tinybench';

import { judgeAtOnce } from '../../dist/gate/index.js';
import { compileReceiver, declaredScopes } from '../../dist/registry/index.js';
import { createResolver } from '../../dist/resolve/index.js';

const order = (id) => ({
  topic: 'order/updated',
  id,
  number: `#${id}`,
  status: 'paid',
  total: '12.50',
  customer: { name: 'Ann Example', email: 'ann@example.com', city: 'Ghent' },
  lines: Array.from({ length: 8 }, (_, at) => ({ sku: `SKU-${at}`, quantity: at, price: '1.25', tax: 0.21 })),
  note: 'leave at the door '.repeat(22),
});

const directory = aDirectory({ scope: 'topic', externalId: 'id' });
const list = aDirectory({ scope: 'topic', externalId: 'id', multiple: 'orders' });
// The bench never gives the loop back: by this clock its one turn is never spent.
const clock = { now: () => 1_700_000_000_000, monotonic: () => 0 };
const one = aHook(order(820982911946154));
const ten = aHook({ orders: Array.from({ length: 10 }, (_, at) => order(at)) });

const bench = new Bench({ time: 1_000, warmupTime: 300 });
bench.add('JSON.parse', () => JSON.parse(one.body.toString()));
await add('1 KB, one element', one, directory);
await add('10 KB, ten elements', ten, list);
await bench.run();

const micros = bench.tasks.map((task) => [task.name, task.result.latency.p50 * 1_000]);
const base = micros[0][1];
console.log(`µs a hook (median) of ${one.body.length} bytes, and how many times JSON.parse`);
for (const [name, value] of micros) {
  console.log(
    `${name.padEnd(44)} ${value.toFixed(2).padStart(8)} ${(value / base).toFixed(2).padStart(8)} ×`,
  );
}

async function add(name, hook, source) {
  const resolver = createResolver({ directory: source, clock });
  const options = { directory: source, now: clock.now(), owner: hook.owner };
  const [{ drafts }] = await slicesOf(resolver, hook);
  bench
    .add(`${name}: resolved in slices`, async () => slicesOf(resolver, hook))
    .add(`${name}: resolved at once`, () => resolver.resolveWhole(hook))
    .add(`${name}: judged`, () => judgeAtOnce(drafts, options));
}

async function slicesOf(resolver, hook) {
  const slices = [];
  for await (const slice of resolver.resolveHook(hook)) slices.push(slice);
  return slices;
}

function aHook(value) {
  return {
    seq: 1,
    owner: 2,
    receivedAt: 1_700_000_000_000,
    head: {
      method: 'POST',
      path: '',
      query: '',
      headers: { 'content-type': 'application/json', 'x-delivery-id': 'd1', 'user-agent': 'shop' },
      scheme: 'hmac',
      secretId: 'a',
      connection: 1,
      mode: null,
      deliveryId: 'd1',
    },
    body: Buffer.from(JSON.stringify(value)),
    cursor: 0,
    plan: null,
    attempts: 0,
  };
}

/** One connection at its own address, of a connector made of data: nothing of it is trusted. */
function aDirectory(webhook) {
  const definition = {
    name: 'bench',
    version: '1.0.0',
    scopes: {
      'order/updated': { type: 'TRANSACTION', action: 'UPDATED', source: 'payload', description: '' },
    },
    webhook: { verify: { kind: 'unsigned', reason: 'a bench' }, ...webhook },
  };
  const connector = { id: 'bench@1.0.0', definition, form: 'data', tenant: 1 };
  const scopes = declaredScopes(definition).map((scope) => [
    scope.name,
    {
      ...scope,
      record: undefined,
      version: undefined,
      id: `scp_${scope.name}`,
      direction: 'TO',
      guard: 'off',
    },
  ]);
  const connection = {
    number: 1,
    id: 'con_1',
    tenant: 1,
    name: 'Bench',
    mode: 'live',
    state: 'active',
    connector,
    settings: {},
    account: null,
    secrets: {},
    scopes: { TO: new Map(scopes), FROM: new Map() },
    collections: [],
    queues: { TO: 10, FROM: 11 },
    configVersion: 1,
  };
  const point = {
    owner: 2,
    tenant: 1,
    connector,
    receiver: compileReceiver(definition.webhook, false),
    connection,
    secrets: {},
    publicUrl: 'https://hooks.example/hooks/key',
    ratePerSecond: 0,
  };
  const directory = {
    version: 1,
    current: () => directory,
    pointOf: (owner) => (owner === 2 ? point : undefined),
    connection: (number) => (number === 1 ? connection : undefined),
  };
  return directory;
}
