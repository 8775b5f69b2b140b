// `isolation`: what it costs that connectors run in processes of their own. The benches `accept` and `through` of a shop
// whose hooks a connector in code reads (resolve, id.normalize), and of the REST destination: on a host that runs both
// connectors in its own process and on one that runs both in workers. Both are there all the time and are loaded in
// turn, so that a busy machine tells on each alike; beside the rates stands the processor time of a hook.
// Usage: node bench/load/isolation.mjs [hooks=4000] [--rounds=5] [--seconds=2]; run from the root after a build.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Pool } from 'undici';
import { writeCodedShop } from './coded-shop.mjs';
import { cpuOf, cpuOfChildren } from './cpu.mjs';
import { ended, startHost, startServer, until } from './host.mjs';
import { option, percentile, save } from './results.mjs';
import { SECRET, addDestination, addShop, anOrder, signed } from './shop.mjs';

/** As in `accept` and `through`. */
const ACCEPT_SENDERS = 64;
const THROUGH_SENDERS = 64;
const REVISIONS = 4;
const ELEMENTS = 20;
const KINDS = ['inProcess', 'worker'];
const hooks = Number(process.argv.find((given) => /^\d+$/.test(given)) ?? 4_000);
const rounds = option('rounds', 5);
const seconds = option('seconds', 2);
const run = promisify(execFile);

const PHASES = {
  accept: accepted,
  through: (side) => through(side, { records: Math.ceil(hooks / REVISIONS), revisions: REVISIONS }),
  throughDistinct: (side) => through(side, { records: hooks, revisions: 1 }),
  elements: (side) => through(side, { records: hooks, revisions: 1, elements: ELEMENTS }),
};
const root = mkdtempSync(join(tmpdir(), 'hookyard-bench-shop-'));
const sides = {};
const runs = Object.fromEntries(Object.keys(PHASES).map((phase) => [phase, []]));
try {
  for (const kind of KINDS) sides[kind] = await sideOf(kind);
  // The first of each is for the compiler.
  for (const kind of KINDS) for (const phase of Object.values(PHASES)) await phase(sides[kind]);
  for (let round = 0; round < rounds; round += 1)
    for (const [phase, measure] of Object.entries(PHASES)) {
      const taken = {};
      for (const kind of round % 2 === 0 ? KINDS : KINDS.toReversed())
        taken[kind] = await measure(sides[kind]);
      runs[phase].push(taken);
    }
} finally {
  for (const { close } of Object.values(sides)) await close();
  rmSync(root, { recursive: true });
}
await save('isolation', {
  hooks,
  rounds,
  secondsOfAccept: seconds,
  revisions: REVISIONS,
  elementsOfABody: ELEMENTS,
  ...Object.fromEntries(Object.entries(runs).map(([phase, taken]) => [phase, summed(taken)])),
  runs,
});

async function sideOf(isolation) {
  const sink = await startServer(['bench/load/sink.mjs']);
  const folders = ['coded-shop', 'coded-list', 'coded-quiet'].map((name) =>
    writeCodedShop(root, name, isolation),
  );
  const host = await startHost({
    HOOKYARD_CONNECTORS_WATCH: folders.join(','),
    HOOKYARD_CONNECTOR_ISOLATION: `*=${isolation}`,
  });
  const pool = new Pool(host.url, { connections: THROUGH_SENDERS });
  const connect = (name) => addShop(host, { name, isCoded: true });
  const [shop, list, quiet] = [
    await connect('coded-shop'),
    await connect('coded-list'),
    await connect('coded-quiet'),
  ];
  await addDestination(host, sink.url);
  const { items } = await host.call('GET', `/v1/connections/${quiet.id}/scopes`);
  for (const { id } of items)
    await host.call('PATCH', `/v1/connections/${quiet.id}/scopes/${id}`, { enabled: false });
  return {
    host,
    sink,
    pool,
    paths: { one: pathOf(shop), many: pathOf(list) },
    quietUrl: quiet.hookUrl,
    next: 1,
    async close() {
      await pool.close();
      await host.close();
      await ended(sink.child);
    },
  };
}

/** Hooks of a disabled scope: taken, read and refused by the gate. */
async function accepted({ host, quietUrl }) {
  const before = await verdicts(host);
  return measured(host, async () => {
    const given = [quietUrl, SECRET, ACCEPT_SENDERS, 1, seconds, 1];
    const { stdout } = await run(process.execPath, ['bench/load/load.mjs', ...given.map(String)]);
    const { ok, perSecond, p99 } = JSON.parse(stdout);
    await until(async () => (await verdicts(host)) >= before + ok);
    return { count: ok, perSecond, p99 };
  });
}

/** Signed orders through a mapping of ten fields to the destination's receipt. */
async function through(side, { records, revisions, elements = 1 }) {
  const from = side.next;
  side.next += records;
  const wanted = records * revisions;
  return measured(side.host, async () => {
    const began = performance.now();
    await flood(side, { from, records, count: wanted, elements });
    await until(async () => (await newest(side, { from, records, revisions })) >= records, 240_000);
    return { count: wanted, perSecond: Math.round(wanted / ((performance.now() - began) / 1000)) };
  });
}

/** A sender that keeps order sends the next of a record only when the last was taken. */
async function flood({ pool, paths }, { from, records, count, elements }) {
  let next = 0;
  const taken = new Map();
  const path = elements === 1 ? paths.one : paths.many;
  const send = async () => {
    while (next < count) {
      const first = next;
      next += elements;
      const orders = Array.from({ length: Math.min(elements, count - first) }, (_, index) =>
        orderAt(first + index),
      );
      const place = first % records;
      const earlier = taken.get(place);
      let tell = () => undefined;
      taken.set(place, new Promise((resolve) => (tell = resolve)));
      await earlier;
      const answer = await pool.request({
        path,
        method: 'POST',
        ...signed(elements === 1 ? orders[0] : { orders }),
      });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new Error(`a hook was answered ${answer.statusCode}`);
      tell();
    }
  };
  const orderAt = (at) => anOrder(from + (at % records), Math.floor(at / records) + 1);
  await Promise.all(Array.from({ length: THROUGH_SENDERS }, send));
}

async function newest({ sink }, { from, records, revisions }) {
  const answer = await fetch(`${sink.url}/_newest?from=${from}&to=${from + records}&revision=${revisions}`);
  return (await answer.json()).count;
}

/** What a hook takes of the processor: the host with what happens in it, and its workers. */
async function measured({ pid }, work) {
  const before = [cpuOf(pid), cpuOfChildren(pid)];
  const { count, ...rates } = await work();
  const [host, workers] = [cpuOf(pid), cpuOfChildren(pid)].map((now, at) => (now - before[at]) / count);
  return {
    ...rates,
    hostMicros: Math.round(host),
    workerMicros: Math.round(workers),
    bothMicros: Math.round(host + workers),
  };
}

/** Middle of each, the ratio of the middles, and how the ratios of the rounds are spread. */
function summed(taken) {
  const figures = Object.keys(taken[0].worker);
  const middle = (kind) =>
    Object.fromEntries(
      figures.map((figure) => [
        figure,
        percentile(
          taken.map((both) => both[kind][figure]),
          50,
        ),
      ]),
    );
  const [inProcess, worker] = KINDS.map(middle);
  const ratio = (figure) => round(worker[figure] / inProcess[figure]);
  const ratios = taken.map((both) => both.worker.perSecond / both.inProcess.perSecond);
  return {
    inProcess,
    worker,
    ratioOfTheMiddles: {
      perSecond: ratio('perSecond'),
      hostMicros: ratio('hostMicros'),
      bothMicros: ratio('bothMicros'),
    },
    perSecondByRound: {
      least: percentile(ratios, 0),
      middle: percentile(ratios, 50),
      greatest: percentile(ratios, 100),
    },
  };
}

async function verdicts(host) {
  const text = await (await fetch(`${host.url}/metrics`)).text();
  const lines = text.matchAll(/^hookyard_verdicts_total\{[^}]*\} (\d+)/gm);
  return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
}

function pathOf({ hookUrl }) {
  return new URL(hookUrl).pathname;
}

function round(value) {
  return Math.round(value * 100) / 100;
}
