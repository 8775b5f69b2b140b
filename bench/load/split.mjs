// `split`: many records in one body until all are at the destination: records per second, memory, event-loop holds.
// Usage: node bench/load/split.mjs [--largest=10000]; run from the root after a build.
import { readFileSync } from 'node:fs';
import { baselinePerSecond, machineFactor } from './baseline.mjs';
import { ended, startHost, startServer, until } from './host.mjs';
import { option, save } from './results.mjs';
import { addDestination, addShop, anOrder, signed } from './shop.mjs';

const results = {};
const before = await baselinePerSecond();
for (const count of [1_000, option('largest', 10_000)]) results[count] = await split(count);
const machine = machineFactor(before, await baselinePerSecond());
for (const result of Object.values(results))
  result.secondsAtReferenceSpeed = Math.round((result.seconds / machine.factor) * 100) / 100;
await save('split', { machineSpeed: machine, results });

async function split(count) {
  const sink = await startServer(['bench/load/sink.mjs']);
  const host = await startHost();
  try {
    const shop = await addShop(host, { elements: true });
    await addDestination(host, sink.url);
    // The first reading of the gauge since the start tells of the start: it is read away.
    await look(host, { peak: 0, hold: 0 });
    const seen = { idle: rss(host.pid), peak: 0, hold: 0 };
    const cpu = cpuMicros(host.pid);
    const watch = setInterval(() => void look(host, seen), 200);
    const hook = signed({ orders: Array.from({ length: count }, (_, at) => anOrder(`split-${at}`, 1)) });
    const began = performance.now();
    const answer = await fetch(shop.hookUrl, { method: 'POST', ...hook });
    const whole = await until(async () => (await arrived(sink)) >= count, 60_000).catch(() => false);
    const seconds = (performance.now() - began) / 1000;
    clearInterval(watch);
    const reached = await arrived(sink);
    return {
      status: answer.status,
      bodyKiB: Math.round(hook.body.length / 1024),
      reached,
      isWhole: whole !== false,
      seconds: Math.round(seconds * 100) / 100,
      recordsPerSecond: Math.round(reached / seconds),
      cpuMicrosPerRecord: Math.round((cpuMicros(host.pid) - cpu) / count),
      rssIdleMiB: Math.round(seen.idle / 1024),
      rssGrowthMiB: Math.round((seen.peak - seen.idle) / 1024),
      longestHoldMs: Math.round(seen.hold * 1000),
    };
  } finally {
    await host.close();
    await ended(sink.child);
  }
}

async function look(host, seen) {
  seen.peak = Math.max(seen.peak, rss(host.pid));
  const text = await fetch(`${host.url}/metrics`).then(
    (answer) => answer.text(),
    () => '',
  );
  const max = /^\w*nodejs_eventloop_lag_max_seconds(?:\{[^}]*\})? (\S+)/m.exec(text);
  seen.hold = Math.max(seen.hold, Number(max?.[1] ?? 0));
}

async function arrived(sink) {
  return (await (await fetch(`${sink.url}/_count`)).json()).arrivals;
}

function rss(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}

/** Linux counts processor time in ticks of 10 ms. */
function cpuMicros(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}
