// `through`: from the POST of a signed hook, through a ten-field mapping, to the destination's receipt over HTTP.
// Each record gets several revisions, of which a later one may take an earlier one along (S3.7); with --revisions=1
// every hook is a record of its own and reaches the destination by itself.
// Usage: node bench/load/through.mjs [hooks=20000] [--revisions=4] [--outage=30] [--light=10] [--wait=240]; run from the
// root after a build.
import { Pool } from 'undici';
import { baselinePerSecond, machineFactor } from './baseline.mjs';
import { ended, startHost, startServer, until } from './host.mjs';
import { percentile, option, save } from './results.mjs';
import { addDestination, addShop, anOrder, signed } from './shop.mjs';

const SENDERS = 64;
const hooks = Number(process.argv.find((given) => /^\d+$/.test(given)) ?? 20_000);
const outageSeconds = option('outage', 0);
const lightSeconds = option('light', 10);
const waitSeconds = option('wait', 240);
const revisions = option('revisions', 4);
const records = Math.max(100, Math.floor(hooks / revisions));

const baselineBefore = await baselinePerSecond();
const sink = await startServer(['bench/load/sink.mjs']);
const host = await startHost();
try {
  const shop = await addShop(host);
  await addDestination(host, sink.url);
  const target = new URL(shop.hookUrl);
  const pool = new Pool(host.url, { connections: SENDERS });
  const ask = async (path) => (await fetch(sink.url + path)).json();

  const started = now();
  const outage = outageSeconds > 0 ? playOutage() : Promise.resolve();
  const sent = await flood();
  await outage;
  const after = now();
  const isWhole = await settled();
  const facts = await ask('/_facts');
  const last = facts.arrivals.at(-1)?.[2] ?? started;
  const light = await sendLightly();
  const machine = machineFactor(baselineBefore, await baselinePerSecond());
  const hooksPerSecond = hooks / ((last - started) / 1000);
  const result = {
    hooks,
    records,
    hooksPerSecond: Math.round(hooksPerSecond),
    hooksPerSecondAtReferenceSpeed: Math.round(hooksPerSecond * machine.factor),
    machineSpeed: machine,
    outageSeconds,
    acceptedPerSecond: Math.round(hooks / (sent.took / 1000)),
    refusedAtTheDoor: sent.refused,
    heldBackBySender: sent.overlaps,
    arrivalsPerSecond: Math.round(facts.arrivals.length / ((last - started) / 1000)),
    secondsUntilAll: round((last - started) / 1000),
    secondsAfterOutage: outageSeconds > 0 ? round((last - after) / 1000) : undefined,
    isWhole,
    ...judged(facts.arrivals, isWhole),
    repeatsWithAKnownKey: facts.repeats,
    refusedByTheSink: facts.refused,
    connectionsToTheSink: facts.sockets,
    light,
  };
  const name = outageSeconds > 0 ? 'through-outage' : revisions === 1 ? 'through-distinct' : 'through';
  await save(name, result);
  process.exitCode = result.lost + result.doubled + result.reordered > 0 ? 1 : 0;
  await pool.close();

  async function flood() {
    let next = 0;
    let refused = 0;
    let overlaps = 0;
    const taken = new Map();
    const begin = now();
    const send = async () => {
      while (next < hooks) {
        const at = next++;
        // a sender that keeps order sends the next of a record only when the last was taken
        const earlier = taken.get(at % records);
        if (earlier && !earlier.isTaken) overlaps += 1;
        let tell = () => undefined;
        const own = { isTaken: false, done: new Promise((resolve) => (tell = resolve)) };
        taken.set(at % records, own);
        await earlier?.done;
        const hook = signed(anOrder(at % records, Math.floor(at / records) + 1));
        const answer = await pool.request({ path: target.pathname, method: 'POST', ...hook });
        await answer.body.dump();
        if (answer.statusCode >= 300) refused += 1;
        own.isTaken = true;
        tell();
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, send));
    return { took: now() - begin, refused, overlaps };
  }

  /** Everything arrived, or nothing came for 15 s (then it is lost); false: it was still coming when we left. */
  async function settled() {
    const end = now() + waitSeconds * 1000;
    let last = { count: -1, at: now() };
    while (now() < end) {
      const count = (await ask('/_count')).arrivals;
      if (count >= hooks) return true;
      if (count > last.count) last = { count, at: now() };
      else if (now() - last.at > 15_000) return true;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return false;
  }

  async function playOutage() {
    const set = (down) => fetch(`${sink.url}/_mode`, { method: 'POST', body: JSON.stringify({ down }) });
    await until(async () => (await ask('/_count')).arrivals >= hooks / 10);
    await set(true);
    await new Promise((resolve) => setTimeout(resolve, outageSeconds * 1000));
    await set(false);
  }

  async function sendLightly() {
    const sentAt = new Map();
    const count = lightSeconds * 20;
    for (let at = 0; at < count; at += 1) {
      sentAt.set(`#light-${at}`, now());
      const hook = signed(anOrder(`light-${at}`, 1));
      void pool.request({ path: target.pathname, method: 'POST', ...hook }).then(({ body }) => body.dump());
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await until(async () => (await ask('/_count')).arrivals >= facts.arrivals.length + count, 30_000).catch(
      () => undefined,
    );
    const took = (await ask('/_facts')).arrivals
      .filter(([number]) => sentAt.has(number))
      .map(([number, , arrived]) => arrived - sentAt.get(number));
    return { sent: count, arrived: took.length, p50Ms: percentile(took, 50), p99Ms: percentile(took, 99) };
  }
} finally {
  await host.close();
  await ended(sink.child);
}

/**
 * A record whose last revision never arrived is lost, a revision that took effect twice is doubled, one after a later
 * one is reordered. An earlier revision may be folded into a later one (S3.7) and is counted apart.
 */
function judged(arrivals, isWhole) {
  const times = new Map();
  const newest = new Map();
  let reordered = 0;
  const late = [];
  for (const [number, revision] of arrivals) {
    const key = `${number}/${revision}`;
    times.set(key, (times.get(key) ?? 0) + 1);
    if (revision < (newest.get(number) ?? 0)) {
      reordered += 1;
      late.push(`${key} after ${newest.get(number)}`);
    }
    newest.set(number, Math.max(revision, newest.get(number) ?? 0));
  }
  const doubled = [...times.values()].filter((count) => count > 1).length;
  const lastOf = (record) => Math.floor((hooks - 1 - record) / records) + 1;
  const missing = Array.from({ length: Math.min(records, hooks) }, (_, record) => record).filter(
    (record) => newest.get(`#${record}`) !== lastOf(record),
  ).length;
  return {
    lost: isWhole ? missing : null,
    notArrivedOrFolded: hooks - times.size,
    doubled,
    reordered,
    late: late.slice(0, 20),
  };
}

function now() {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}

function round(value) {
  return Math.round(value * 100) / 100;
}
