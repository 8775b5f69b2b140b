// `accept`: signed 1 KB hooks against the built host, beside bare servers (a, b, c: see baseline-server) in one run. All
// run at the same time and are loaded in turn, round after round, so that a busy machine tells on each alike.
// Usage: node bench/load/accept.mjs [--seconds=2] [--rounds=3]; run from the root after a build.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { cpuOf } from './cpu.mjs';
import { ended, startHost, startServer, until } from './host.mjs';
import { option, percentile, save } from './results.mjs';
import { SECRET, addDestination, addShop } from './shop.mjs';

const seconds = option('seconds', 2);
const rounds = option('rounds', 3);
const BASELINES = ['a', 'b', 'c'];
const HOST = 'hostScopeDisabled';
const RECORDS = 2_000;
const TRANSFER_SECONDS = 10;
const SHAPES = {
  '1×1': { connections: 1, pipelining: 1 },
  '64×1': { connections: 64, pipelining: 1 },
  '200×3': { connections: 200, pipelining: 3 },
  '64×1, a connection for each hook': { connections: 64, pipelining: 1, isFresh: true },
};
const run = promisify(execFile);

const servers = new Map();
for (const kind of BASELINES) {
  const { url, child } = await startServer(['bench/load/baseline-server.mjs', kind, SECRET]);
  servers.set(kind, { url: `${url}/hook`, pid: child.pid, close: () => ended(child) });
}
servers.set(HOST, await hostWithDisabledScope());
const taken = {};
for (const [shape, how] of Object.entries(SHAPES)) {
  taken[shape] = Object.fromEntries([...servers.keys()].map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const [name, server] of servers) taken[shape][name].push(await load(server, how));
}
for (const { close } of servers.values()) await close();

await save('accept', {
  secondsEach: seconds,
  rounds,
  readings: mapped(taken, (of) => mapped(of, middleOf)),
  hostWithTransfers: await withTransfers(),
  ratios: mapped(taken, (of) =>
    Object.fromEntries(BASELINES.map((kind) => [`to ${kind}`, ratioOf(of[HOST], of[kind])])),
  ),
});

async function load(
  { url, pid },
  { connections, pipelining, isFresh = false, records = 1, forSeconds = seconds },
) {
  const given = [url, SECRET, connections, pipelining, forSeconds, records, isFresh ? 'fresh' : ''];
  const before = cpuOf(pid);
  const { stdout } = await run(process.execPath, ['bench/load/load.mjs', ...given.map(String)]);
  const result = JSON.parse(stdout);
  const used = before === null ? null : cpuOf(pid) - before;
  return { ...result, cpuMicrosecondsPerHook: used === null ? null : Math.round(used / result.ok) };
}

async function hostWithDisabledScope() {
  const host = await startHost();
  const shop = await addShop(host);
  const { items } = await host.call('GET', `/v1/connections/${shop.id}/scopes`);
  for (const { id } of items)
    await host.call('PATCH', `/v1/connections/${shop.id}/scopes/${id}`, { enabled: false });
  return { url: shop.hookUrl, pid: host.pid, close: () => host.close() };
}

async function withTransfers() {
  const sink = await startServer(['bench/load/sink.mjs']);
  const host = await startHost();
  const shop = await addShop(host);
  await addDestination(host, sink.url);
  const target = { url: shop.hookUrl, pid: host.pid };
  const stopWatching = watch(host);
  const accepted = await load(target, { ...SHAPES['64×1'], records: RECORDS, forSeconds: TRANSFER_SECONDS });
  const slowest = await stopWatching();
  const atStop = await resolvedHooks(host);
  const began = performance.now();
  const isWhole = await until(async () => (await resolvedHooks(host)) >= accepted.ok, 60_000).catch(
    () => false,
  );
  const waited = performance.now() - began;
  await host.close();
  await ended(sink.child);
  return {
    ...accepted,
    records: RECORDS,
    seconds: TRANSFER_SECONDS,
    resolvedPerSecond: Math.round(atStop / TRANSFER_SECONDS),
    ...slowest,
    secondsUntilAllHaveVerdicts: isWhole ? Math.round(waited) / 1000 : null,
  };
}

/** The slowest second of each while hooks came in: neither way may starve the other. */
function watch(host) {
  const seen = [];
  const timer = setInterval(async () => {
    seen.push({ accepted: await countOf(host, 'hooks'), resolved: await resolvedHooks(host) });
  }, 1_000);
  return async () => {
    clearInterval(timer);
    // the load's first second and its last look are no whole seconds
    const steps = seen.slice(1, -1).map((now, at) => ({
      accepted: now.accepted - seen[at].accepted,
      resolved: now.resolved - seen[at].resolved,
    }));
    return {
      slowestSecondAccepted: Math.min(...steps.map(({ accepted }) => accepted)),
      slowestSecondResolved: Math.min(...steps.map(({ resolved }) => resolved)),
    };
  };
}

/** Every hook here has one element, and an element one verdict. */
function resolvedHooks(host) {
  return countOf(host, 'verdicts');
}

async function countOf(host, what) {
  const text = await (await fetch(`${host.url}/metrics`)).text();
  const lines = text.matchAll(new RegExp(`^hookyard_${what}_total\\{[^}]*\\} (\\d+)`, 'gm'));
  return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Of each figure the middle one of the rounds. */
function middleOf(results) {
  return mapped(results[0], (_, figure) =>
    percentile(
      results.map((result) => result[figure]),
      50,
    ),
  );
}

/** Round by round: the middle one, and the least and the greatest. */
function ratioOf(ours, theirs) {
  const ratios = ours.map(({ perSecond }, round) => perSecond / theirs[round].perSecond);
  return { middle: percentile(ratios, 50), least: percentile(ratios, 0), greatest: percentile(ratios, 100) };
}

function mapped(object, make) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, make(value, key)]));
}
