// `isolation`: what it costs that connectors run in processes of their own. The same hooks, of a source in code (resolve,
// id.normalize) through a mapping to a REST destination in code, with both connectors in the host's process and with both
// in workers, alternating in one run.
// Usage: node bench/load/isolation.mjs [hooks=4000] [--rounds=3]; run from the root after a build.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { ended, startHost, startServer, until } from './host.mjs';
import { option, save } from './results.mjs';
import { FIELDS, addDestination, anOrder } from './shop.mjs';

const SENDERS = 32;
const ELEMENTS = 20;
const hooks = Number(process.argv.find((given) => /^\d+$/.test(given)) ?? 4_000);
const rounds = option('rounds', 3);
const root = mkdtempSync(join(tmpdir(), 'hookyard-bench-shop-'));
writeShop(join(root, 'coded-shop'));

const KINDS = { inProcess: '*=inProcess', worker: '*=worker' };
const runs = { inProcess: [], worker: [] };
try {
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? ['inProcess', 'worker'] : ['worker', 'inProcess'];
    for (const kind of order) runs[kind].push(await measured(KINDS[kind]));
  }
} finally {
  rmSync(root, { recursive: true });
}
const middle = (kind, figure) => {
  const sorted = runs[kind].map((run) => run[figure]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
};
const figures = ['acceptedPerSecond', 'throughPerSecond', 'elementsPerSecond', 'hostMicrosPerHook'];
await save('isolation', {
  hooks,
  rounds,
  elementsOfABody: ELEMENTS,
  inProcess: Object.fromEntries(figures.map((figure) => [figure, middle('inProcess', figure)])),
  worker: Object.fromEntries(figures.map((figure) => [figure, middle('worker', figure)])),
  ratios: Object.fromEntries(
    figures.map((figure) => [figure, round2(middle('worker', figure) / middle('inProcess', figure))]),
  ),
  runs,
});

async function measured(isolation) {
  const sink = await startServer(['bench/load/sink.mjs']);
  const host = await startHost({
    HOOKYARD_CONNECTORS_WATCH: join(root, 'coded-shop'),
    HOOKYARD_CONNECTOR_ISOLATION: isolation,
  });
  const pool = new Pool(host.url, { connections: SENDERS });
  try {
    const shop = await addShop(host);
    await addDestination(host, sink.url);
    const path = new URL(shop.hookUrl).pathname;
    await flood(pool, path, { count: 200, from: 0 });
    await arrived(sink.url, 200);

    // What is taken alone: its direction waits meanwhile.
    await host.call('POST', `/v1/connections/${shop.id}/pause`);
    const accepting = await flood(pool, path, { count: hooks, from: 1_000 });
    await host.call('POST', `/v1/connections/${shop.id}/resume`);
    await arrived(sink.url, 200 + hooks);

    const cpu = cpuMs(host.pid);
    const begin = now();
    await flood(pool, path, { count: hooks, from: 1_000_000 });
    await arrived(sink.url, 200 + 2 * hooks);
    const through = now() - begin;
    const spent = cpuMs(host.pid) - cpu;

    const bodies = Math.ceil(hooks / ELEMENTS);
    const from = now();
    await flood(pool, path, { count: bodies, from: 2_000_000, elements: ELEMENTS });
    await arrived(sink.url, 200 + 2 * hooks + bodies * ELEMENTS);
    return {
      acceptedPerSecond: Math.round(hooks / (accepting / 1000)),
      throughPerSecond: Math.round(hooks / (through / 1000)),
      elementsPerSecond: Math.round((bodies * ELEMENTS) / ((now() - from) / 1000)),
      hostMicrosPerHook: Math.round((spent * 1000) / hooks),
    };
  } finally {
    await pool.close();
    await host.close();
    await ended(sink.child);
  }
}

async function flood(pool, path, { count, from, elements = 1 }) {
  let next = 0;
  const begin = now();
  const send = async () => {
    while (next < count) {
      const at = from + elements * next++;
      const orders = Array.from({ length: elements }, (_, index) => anOrder(at + index, 1));
      const body = JSON.stringify({ orders });
      const headers = { 'content-type': 'application/json' };
      const answer = await pool.request({ path, method: 'POST', body, headers });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new Error(`a hook was answered ${answer.statusCode}`);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
  return now() - begin;
}

function arrived(sink, count) {
  return until(async () => (await (await fetch(`${sink}/_count`)).json()).arrivals >= count, 240_000);
}

async function addShop(host) {
  const connection = await host.call('POST', '/v1/connections', {
    connector: 'coded-shop',
    name: 'coded-shop',
    mode: 'live',
    settings: {},
  });
  await host.call('POST', '/v1/mapping-collections', {
    connection: connection.id,
    name: 'Shop order → Transaction',
    type: 'TRANSACTION',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: FIELDS.map((field) => ({ kind: 'field', target: field, source: field })),
  });
  return connection;
}

function writeShop(folder) {
  mkdirSync(folder);
  const hookyard = { connector: './index.mjs', host: '^1.0.0' };
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'coded-shop', version: '1.0.0', hookyard }),
  );
  writeFileSync(
    join(folder, 'index.mjs'),
    `export const connector = {
  name: 'coded-shop', version: '1.0.0',
  scopes: { 'order/created': ['TRANSACTION', 'CREATED', 'Order → Transaction', { source: 'payload' }] },
  webhook: {
    verify: { kind: 'unsigned', reason: 'a bench' },
    multiple: 'orders',
    resolve: ({ element }) => [{ scope: element.topic, externalId: element.id, payload: element }],
  },
  records: { TRANSACTION: { id: { normalize: (raw) => raw.trim().toLowerCase() } } },
};
`,
  );
}

/** Of the host's own process, in milliseconds: what its workers take is not in it. */
function cpuMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function round2(value) {
  return Math.round(value * 100) / 100;
}

function now() {
  return performance.now();
}
