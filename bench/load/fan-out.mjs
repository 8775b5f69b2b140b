// `fan-out`: one change of the hub to ten connections, from the POST of a signed hook to the receipt of the last of ten
// writes over HTTP; beside the same change to one connection, and baseline c. First every order is new (ten creates),
// then each is changed once (ten updates); no two hooks are of one record, so that nothing folds.
// Usage: node bench/load/fan-out.mjs [changes=1000] [--connections=10]; run from the root after a build.
import { Pool } from 'undici';
import { baselinePerSecond, machineFactor } from './baseline.mjs';
import { cpuOf } from './cpu.mjs';
import { ended, startHost, startServer } from './host.mjs';
import { option, save } from './results.mjs';
import { addDestination, addShop, anOrder, signed } from './shop.mjs';

const SENDERS = 64;
const changes = Number(process.argv.find((given) => /^\d+$/.test(given)) ?? 1_000);
const many = option('connections', 10);

const before = await baselinePerSecond();
const one = await fannedOut(1);
const all = await fannedOut(many);
const machine = machineFactor(before, await baselinePerSecond());
for (const { create, update } of [one, all]) {
  for (const figures of [create, update])
    figures.deliveriesPerSecondAtReferenceSpeed = Math.round(figures.deliveriesPerSecond * machine.factor);
}
const ratios = Object.fromEntries(
  ['create', 'update'].map((shape) => [
    shape,
    round(all[shape].deliveriesPerSecond / one[shape].deliveriesPerSecond),
  ]),
);
await save('fan-out', { changes, machineSpeed: machine, one, many: all, deliveriesManyToOne: ratios });
process.exitCode = [one, all].some(({ wrong }) => wrong > 0) ? 1 : 0;

async function fannedOut(connections) {
  const sink = await startServer(['bench/load/sink.mjs']);
  const host = await startHost();
  try {
    const shop = await addShop(host);
    for (let at = 0; at < connections; at += 1) await addDestination(host, sink.url, `Warehouse ${at + 1}`);
    const figures = { connections };
    for (const [at, shape] of ['create', 'update'].entries())
      figures[shape] = await changed({ host, sink, shop, connections }, at + 1);
    const { arrivals } = await asked(sink, '/_facts');
    figures.wrong = wrongIn(arrivals, connections);
    return figures;
  } finally {
    await host.close();
    await ended(sink.child);
  }
}

async function changed({ host, sink, shop, connections }, revision) {
  const cpu = cpuOf(host.pid);
  const began = now();
  await send(shop.hookUrl, revision);
  const sent = now();
  const wanted = changes * connections * revision;
  const last = await arrived(sink, wanted);
  const seconds = (last - began) / 1_000;
  return {
    seconds: round(seconds),
    acceptedPerSecond: Math.round(changes / ((sent - began) / 1_000)),
    changesPerSecond: round(changes / seconds),
    deliveriesPerSecond: Math.round((changes * connections) / seconds),
    cpuMicrosPerDelivery: cpu === null ? null : Math.round((cpuOf(host.pid) - cpu) / (changes * connections)),
  };
}

async function send(hookUrl, revision) {
  const { origin, pathname } = new URL(hookUrl);
  const pool = new Pool(origin, { connections: SENDERS });
  let next = 0;
  const sender = async () => {
    while (next < changes) {
      const hook = signed(anOrder(next++, revision));
      const answer = await pool.request({ path: pathname, method: 'POST', ...hook });
      await answer.body.dump();
      if (answer.statusCode >= 300) throw new Error(`a hook was answered ${answer.statusCode}`);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  await pool.close();
}

/** When the last of so many writes took effect. */
async function arrived(sink, wanted) {
  const end = now() + 600_000;
  while (now() < end) {
    if ((await asked(sink, '/_count')).arrivals >= wanted)
      return (await asked(sink, '/_facts')).arrivals[wanted - 1][2];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`fewer than ${wanted} writes arrived`);
}

/** Revisions that a connection did not get exactly once. */
function wrongIn(arrivals, connections) {
  const times = new Map();
  for (const [number, revision] of arrivals) {
    const key = `${number}/${revision}`;
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  return 2 * changes - [...times.values()].filter((count) => count === connections).length;
}

async function asked(sink, path) {
  return (await fetch(sink.url + path)).json();
}

function now() {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}

function round(value) {
  return Math.round(value * 100) / 100;
}
