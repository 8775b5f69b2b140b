// What the calls of one hook take of the processor where the connector runs in a worker, with nothing else around them:
// `resolve` with its ids, and a write with its one call out. Run on the built SDK and host:
//   npm run build && node bench/micro/isolation.bench.mjs
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ConnectorWorkers } from '../../dist/registry/isolation/connector-workers.js';
import { writeCodedShop } from '../load/coded-shop.mjs';
import { cpuOfChildren } from '../load/cpu.mjs';
import { anOrder } from '../load/shop.mjs';

const ROUNDS = 4;
const limits = { processes: 1, heapMb: 256, memoryMb: 512, silentMs: 5_000, idleMs: 60_000, callMs: 30_000 };
const root = mkdtempSync(join(tmpdir(), 'hookyard-bench-shop-'));
const workers = new ConnectorWorkers({ limits, now: Date.now, onLine() {}, onDeath() {} });
/** Workers keep no process from ending. */
const awake = setInterval(() => undefined, 1_000);
try {
  const shop = await opened(join(writeCodedShop(root, 'coded-shop', 'worker'), 'index.mjs'));
  const rest = await opened(resolve('connectors/rest/dist/index.js'));
  for (const together of [64, 1]) await measured('resolve', together, (at) => readHook(shop, at));
  for (const together of [16, 1]) await measured('a write', together, (at) => write(rest, at));
} finally {
  workers.end();
  clearInterval(awake);
  rmSync(root, { recursive: true });
}

async function opened(file) {
  return (await workers.open(pathToFileURL(file).href, file)).connector;
}

async function readHook({ webhook, records }, at) {
  const element = { ...anOrder(at, 1), note: 'x'.repeat(740) };
  const headers = {
    'content-type': 'application/json',
    'x-signature': 'f'.repeat(64),
    'x-delivery-id': `d-${at}`,
  };
  const view = { element, envelope: element, headers, url: '', urlSegments: [], query: {}, settings: {} };
  for (const { externalId } of await webhook.resolve(view))
    await records.TRANSACTION.id.normalize(externalId);
}

function write({ records }, at) {
  const order = anOrder(at, 1);
  const text = JSON.stringify({ ...order, id: `p${at}`, version: 1 });
  const request = async () => {
    await new Promise((answered) => setImmediate(answered));
    return { status: 201, headers: { 'content-type': 'application/json' }, text: () => text };
  };
  return records.TRANSACTION.create(order, {
    http: { request },
    state: {},
    settings: { orderPath: '/orders', idField: 'id', versionField: 'version' },
    connection: { id: 'con_bench', name: 'bench', mode: 'live' },
    scopeFor: () => 'order/created',
    signal: new AbortController().signal,
    deadline: Date.now() + 30_000,
    request: { id: `req_${at}`, writeKey: `w-${at}` },
  });
}

/** The last of some rounds: the first are the compiler's. */
async function measured(name, together, work) {
  const count = together === 1 ? 5_000 : 20_000;
  let [host, worker] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [own, theirs] = [process.threadCpuUsage(), cpuOfChildren(process.pid)];
    let next = 0;
    const oneAfterAnother = async () => {
      while (next < count) await work(round * count + next++);
    };
    await Promise.all(Array.from({ length: together }, oneAfterAnother));
    const { user, system } = process.threadCpuUsage(own);
    [host, worker] = [(user + system) / count, (cpuOfChildren(process.pid) - theirs) / count];
  }
  console.log(
    `${name.padEnd(8)} ${String(together).padStart(3)} at once: host ${host.toFixed(1)} µs (its main thread), worker ${worker.toFixed(1)} µs`,
  );
}
