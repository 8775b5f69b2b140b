// `sync`: two systems that hold the same products and send a hook for every write, the host's own included. People of
// both change them at a steady rate, which rises by a quarter until more changes are under way at its end than at its
// middle. A change is over when the other system holds it; each costs two hooks, a read and a write.
// Usage: node bench/load/sync.mjs [--products=3000] [--from=300] [--seconds=10]; run from the root after a build.
import { baselinePerSecond, machineFactor } from './baseline.mjs';
import { cpuOf } from './cpu.mjs';
import { startHost, until } from './host.mjs';
import { option, percentile, save } from './results.mjs';
import { startSystem } from './system.mjs';

const products = option('products', 3_000);
const seconds = option('seconds', 10);
const RISE = 1.25;
/** Twenty-one rewrites of one product in ten minutes would be taken for a loop. */
const MOST_CHANGES = 19 * products;
const SAMPLE_MS = 100;

const before = await baselinePerSecond();
const host = await startHost();
/** By field and product, what was said last, and since when the other system has not heard of it. */
const underWay = new Map();
const lags = [];
const systems = [];
let said = 0;
try {
  for (const name of ['East', 'West']) systems.push(await startSystem(host, name, heard));
  const [east, west] = systems;
  for (let n = 0; n < products; n += 1) east.create(`first-${n}`, { sku: `sku-${n}`, name: `Product ${n}` });
  await until(() => Promise.resolve(west.records.size === products && isQuiet()), 600_000);

  const steps = [];
  for (let rate = option('from', 300); said + rate * seconds < MOST_CHANGES; rate *= RISE) {
    const step = await tried(Math.round(rate));
    if (!step.isSteady) break;
  }
  /** Others that take the machine for a moment do not end it: a rate is steady if one of three tries is. */
  async function tried(rate) {
    for (let tries = 1; ; tries += 1) {
      const step = await atRate(rate);
      steps.push(step);
      if (step.isSteady || tries === 3) return step;
    }
  }
  const machine = machineFactor(before, await baselinePerSecond());
  const best = steps.filter(({ isSteady }) => isSteady).at(-1);
  const differing = differences();
  await save('sync', {
    products,
    secondsOfEach: seconds,
    changesPerSecond: best?.given ?? null,
    changesPerSecondAtReferenceSpeed: best ? Math.round(best.given * machine.factor) : null,
    toBaseline: best ? Math.round((best.given / machine.baselineBefore) * 1_000) / 1_000 : null,
    machineSpeed: machine,
    steps,
    differing,
  });
  process.exitCode = differing > 0 ? 1 : 0;
} finally {
  await host.close();
  for (const system of systems) await system.close();
}

async function atRate(rate) {
  lags.length = 0;
  const backlog = [];
  const cpu = cpuOf(host.pid);
  const began = performance.now();
  const watch = setInterval(() => backlog.push(underWay.size), SAMPLE_MS);
  const count = rate * seconds;
  for (let made = 0; made < count; made += 1) {
    say();
    const ahead = (made * 1_000) / rate - (performance.now() - began);
    if (ahead > 5) await new Promise((resolve) => setTimeout(resolve, ahead));
  }
  const took = (performance.now() - began) / 1_000;
  clearInterval(watch);
  await until(() => Promise.resolve(isQuiet()), 300_000);
  const spent = cpuOf(host.pid);
  const [middle, end] = [mean(quarter(backlog, 1)), mean(quarter(backlog, 3))];
  return {
    rate,
    given: Math.round((count / took) * 10) / 10,
    underWayAtMiddle: Math.round(middle),
    underWayAtEnd: Math.round(end),
    // a tenth of a second of changes more is noise
    isSteady: end <= 1.5 * middle + rate / 10 && count / took > 0.95 * rate,
    p50Ms: percentile(lags, 50),
    p95Ms: percentile(lags, 95),
    secondsUntilRest: Math.round((performance.now() - began - took * 1_000) / 10) / 100,
    hostCpuMicrosPerChange: cpu === null ? null : Math.round((spent - cpu) / count),
  };
}

/** Somebody of one system says something new of the product whose turn it is: each system has a field of its own. */
function say() {
  said += 1;
  const system = systems[said % 2];
  const own = said % 2 === 0 ? 'name' : 'description';
  const ids = (system.ids ??= [...system.records.keys()]);
  const at = Math.floor(said / 2) % ids.length;
  const place = `${own} ${at}`;
  const value = `${place} ${said}`;
  underWay.set(place, { value, since: underWay.get(place)?.since ?? performance.now() });
  system.edit(ids[at], { [own]: value });
}

function heard(fields) {
  for (const value of [fields.name, fields.description]) {
    const place = String(value).replace(/ \d+$/, '');
    const known = underWay.get(place);
    if (known === undefined || known.value !== value) continue;
    underWay.delete(place);
    lags.push(performance.now() - known.since);
  }
}

function isQuiet() {
  return underWay.size === 0 && systems.every(({ pending }) => pending() === 0);
}

/** Products of which the systems do not say the same. */
function differences() {
  const [east, west] = systems.map(
    ({ records }) => new Map([...records.values()].map(({ data }) => [data.sku, data])),
  );
  return [...east].filter(([sku, { name, description }]) => {
    const other = west.get(sku);
    return other?.name !== name || other?.description !== description;
  }).length;
}

function quarter(values, at) {
  const size = Math.floor(values.length / 4);
  return values.slice(at * size, (at + 1) * size);
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
