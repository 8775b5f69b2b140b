// `soak`: signed hooks at a steady rate for minutes, each through a ten-field mapping to the destination's receipt: what
// the host holds after all garbage is collected, and how long it takes, must stay where they are. The rate is half of
// what the same machine accepted just before; where hooks get through slower than that, it is what they get through at,
// less a margin, and the result says so.
// Usage: node bench/load/soak.mjs [--minutes=10] [--rate=0] [--records=5000] [--burst=3000]; run from the root after a build.
import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Pool } from 'undici';
import { flatness } from '../../test/kit/flat.ts';
import { cpuOf } from './cpu.mjs';
import { ended, startHost, startServer, until } from './host.mjs';
import { option, percentile, save } from './results.mjs';
import { SECRET, addDestination, addShop, anOrder, signed } from './shop.mjs';

const MiB = 1024 * 1024;
/** All garbage is collected for it, which holds the loop for 100 ms: seldom enough to stay out of a 99th percentile. */
const LOOK_MS = 20_000;
/** How often what is due is sent. */
const TICK_MS = 20;
/** Of what got through in a burst: a backlog of the machine's bad moments must be able to shrink again. */
const MARGIN = 0.7;
const BURST = option('burst', 3_000);

const run = promisify(execFile);
const minutes = option('minutes', 10);
const records = option('records', 5_000);

const acceptedPerSecond = await acceptRate();
const sink = await startServer(['bench/load/sink.mjs']);
const host = await startHost({
  NODE_OPTIONS: `--import ${pathToFileURL('test/kit/vitals-preload.ts').href}`,
});
try {
  const shop = await addShop(host);
  await addDestination(host, sink.url);
  const path = new URL(shop.hookUrl).pathname;
  const pool = new Pool(host.url, { connections: 64, pipelining: 1 });
  const ask = async (what) => (await fetch(sink.url + what)).json();
  const sentAt = new Map();
  const accepts = [];
  const looks = [];
  let refused = 0;

  const throughPerSecond = await burst();
  const half = acceptedPerSecond / 2;
  const rate = option('rate', 0) || Math.floor(Math.min(half, throughPerSecond * MARGIN));
  console.log(`accepts ${acceptedPerSecond}/s, through ${throughPerSecond}/s in a burst; soaks at ${rate}/s`);
  const began = now();
  const cpuBefore = cpuOf(host.pid);
  const sizeBefore = bytesIn(host.dataDir);
  await soak(rate);
  const cpu = cpuOf(host.pid) - cpuBefore;
  const sent = accepts.length;
  await until(async () => (await ask('/_count')).arrivals >= BURST + sent * 0.98, 120_000).catch(
    () => undefined,
  );
  await settled();
  const arrived = (await ask('/_facts')).arrivals.filter(([number, revision]) =>
    sentAt.has(`${number}/${revision}`),
  );
  const perMinute = table(arrived);
  const later = perMinute.slice(0, minutes);
  const judged = {
    live: flatness(
      looks.map(({ live }) => live),
      (middle) => Math.max(4 * MiB, middle * 0.1),
    ),
    rss: flatness(
      looks.map(({ rss }) => rss),
      (middle) => Math.max(16 * MiB, middle * 0.1),
    ),
    acceptP50: flatness(
      later.map(({ acceptP50Ms }) => acceptP50Ms),
      (middle) => Math.max(5, middle * 0.5),
    ),
    endToEndP50: flatness(
      later.map(({ endToEndP50Ms }) => endToEndP50Ms),
      (middle) => Math.max(10, middle * 0.5),
    ),
    backlog: flatness(
      looks.map(({ open }) => open),
      () => rate,
    ),
  };
  const hooks = sent - refused;
  await save('soak', {
    minutes,
    acceptedPerSecondAtStart: acceptedPerSecond,
    halfOfIt: Math.round(half),
    throughPerSecondInABurst: throughPerSecond,
    hooksPerSecond: rate,
    whyNotHalf: rate < Math.floor(half) ? 'hooks get through slower than half of what is accepted' : null,
    sent,
    refused,
    arrived: arrived.length,
    takenAlong: hooks - arrived.length,
    cpuMicrosecondsPerHook: Math.round(cpu / hooks),
    databaseBytesPerHook: Math.round((bytesIn(host.dataDir) - sizeBefore) / hooks),
    judged,
    perMinute,
    looks,
    loadAverageAfter: Math.round(loadavg()[0] * 100) / 100,
  });
  console.table(perMinute);
  console.table(judged);
  process.exitCode = Object.values(judged).every(({ isFlat }) => isFlat) && refused === 0 ? 0 : 1;
  await pool.close();

  /** What gets through at once, and the warm-up of the rest. */
  async function burst() {
    const from = now();
    let next = 0;
    const send = async () => {
      while (next < BURST) await post(anOrder(`burst-${next++}`, 1));
    };
    await Promise.all(Array.from({ length: 64 }, send));
    await until(async () => (await ask('/_count')).arrivals >= BURST, 180_000);
    accepts.length = 0;
    sentAt.clear();
    return Math.round(BURST / ((now() - from) / 1000));
  }

  /** Sends what is due, whether the last was answered or not: a slow host does not slow its senders. */
  async function soak(perSecond) {
    let count = 0;
    let lookAt = LOOK_MS / 2;
    for (;;) {
      const passed = now() - began;
      if (passed >= minutes * 60_000) break;
      for (const due = (passed / 1000) * perSecond; count < due; count += 1) {
        const order = anOrder(count % records, Math.floor(count / records) + 1);
        void post(order);
      }
      if (passed >= lookAt) {
        lookAt += LOOK_MS;
        void look(passed);
      }
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
  }

  async function post(order) {
    const at = now();
    sentAt.set(`${order.number}/${order.revision}`, at);
    const answer = await pool.request({ path, method: 'POST', ...signed(order) });
    await answer.body.dump();
    if (answer.statusCode >= 300) refused += 1;
    accepts.push([at, now() - at]);
  }

  async function look(passed) {
    const port = host.lines.map((line) => /^vitals at (\d+)$/.exec(line)?.[1]).findLast(Boolean);
    const { arrivals } = await ask('/_count');
    const open = accepts.length - (arrivals - BURST);
    const { heapUsed, external, rss, longestHoldMs } = await (
      await fetch(`http://127.0.0.1:${port}/`)
    ).json();
    const row = {
      second: Math.round(passed / 1000),
      live: heapUsed + external,
      rss,
      longestHoldMs: Math.round(longestHoldMs),
      open,
      databaseBytes: bytesIn(host.dataDir),
      load: Math.round(loadavg()[0] * 10) / 10,
    };
    looks.push(row);
    console.log(JSON.stringify(row));
  }

  /** Nothing came any more for five seconds. */
  async function settled() {
    let last = -1;
    await until(async () => {
      const { arrivals } = await ask('/_count');
      const isSettled = arrivals === last;
      last = arrivals;
      if (!isSettled) await new Promise((resolve) => setTimeout(resolve, 5_000));
      return isSettled;
    }, 120_000).catch(() => undefined);
  }

  function table(arrived) {
    return Array.from({ length: minutes }, (_, minute) => {
      const isIn = (at) => Math.floor((at - began) / 60_000) === minute;
      const took = accepts.filter(([at]) => isIn(at)).map(([, ms]) => ms);
      const through = arrived
        .map(([number, revision, at]) => [sentAt.get(`${number}/${revision}`), at])
        .filter(([at]) => isIn(at))
        .map(([at, arrivedAt]) => arrivedAt - at);
      const seen = looks.filter(({ second }) => Math.floor(second / 60) === minute);
      const last = seen.at(-1);
      return {
        minute: minute + 1,
        hooks: took.length,
        acceptP50Ms: percentile(took, 50),
        acceptP99Ms: percentile(took, 99),
        endToEndP50Ms: percentile(through, 50),
        endToEndP99Ms: percentile(through, 99),
        liveMiB: last && Math.round((last.live / MiB) * 10) / 10,
        rssMiB: last && Math.round(last.rss / MiB),
        databaseMiB: last && Math.round(last.databaseBytes / MiB),
        load: last?.load,
      };
    });
  }
} finally {
  await host.close();
  await ended(sink.child);
}

/** A host of its own, with nothing behind the door: as `accept` measures it, at 64 connections. */
async function acceptRate() {
  const alone = await startHost();
  try {
    const shop = await addShop(alone);
    const { items } = await alone.call('GET', `/v1/connections/${shop.id}/scopes`);
    for (const { id } of items)
      await alone.call('PATCH', `/v1/connections/${shop.id}/scopes/${id}`, { enabled: false });
    const given = [shop.hookUrl, SECRET, 64, 1, 5].map(String);
    const { stdout } = await run(process.execPath, ['bench/load/load.mjs', ...given]);
    return JSON.parse(stdout).perSecond;
  } finally {
    await alone.close();
  }
}

function bytesIn(folder) {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

function now() {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}
