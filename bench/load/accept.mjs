// `accept`: signed 1 KB hooks against the built host, beside bare servers (a, b, c: see baseline-server) in one run.
// Usage: node bench/load/accept.mjs [--seconds=3]; run from the root after a build.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ended, startHost, startServer, until } from './host.mjs';
import { option, save } from './results.mjs';
import { SECRET, addDestination, addShop } from './shop.mjs';

const seconds = option('seconds', 3);
const SHAPES = [
  [1, 1],
  [64, 1],
  [200, 3],
];
const run = promisify(execFile);

async function load(url, [connections, pipelining]) {
  const given = ['bench/load/load.mjs', url, SECRET, connections, pipelining, seconds].map(String);
  return JSON.parse((await run(process.execPath, given)).stdout);
}

async function loads(url) {
  const results = {};
  for (const shape of SHAPES) results[shape.join('×')] = await load(url, shape);
  return results;
}

const readings = {};
for (const kind of ['a', 'b', 'c']) {
  const { url, child } = await startServer(['bench/load/baseline-server.mjs', kind, SECRET]);
  readings[kind] = await loads(`${url}/hook`);
  await ended(child);
}
{
  const host = await startHost();
  const shop = await addShop(host);
  const { items } = await host.call('GET', `/v1/connections/${shop.id}/scopes`);
  for (const { id } of items)
    await host.call('PATCH', `/v1/connections/${shop.id}/scopes/${id}`, { enabled: false });
  readings.hostScopeDisabled = await loads(shop.hookUrl);
  await host.close();
}
{
  const sink = await startServer(['bench/load/sink.mjs']);
  const host = await startHost();
  const shop = await addShop(host);
  await addDestination(host, sink.url);
  const accepted = await load(shop.hookUrl, [64, 1]);
  const atStop = await resolvedHooks(host);
  const began = performance.now();
  const isWhole = await until(async () => (await resolvedHooks(host)) >= accepted.ok, 60_000).catch(
    () => false,
  );
  readings.hostWithTransfers = {
    ...accepted,
    resolvedPerSecond: Math.round(atStop / seconds),
    secondsUntilAllHaveVerdicts: isWhole ? Math.round(performance.now() - began) / 1000 : null,
  };
  await host.close();
  await ended(sink.child);
}

const ratios = Object.fromEntries(
  SHAPES.map((shape) => shape.join('×')).map((shape) => [
    shape,
    Object.fromEntries(
      ['a', 'b', 'c'].map((kind) => [
        `to ${kind}`,
        Math.round((readings.hostScopeDisabled[shape].perSecond / readings[kind][shape].perSecond) * 100) /
          100,
      ]),
    ),
  ]),
);
await save('accept', { secondsEach: seconds, readings, ratios });

/** Every hook here has one element, and an element one verdict. */
async function resolvedHooks(host) {
  const text = await (await fetch(`${host.url}/metrics`)).text();
  return [...text.matchAll(/^hookyard_verdicts_total\{[^}]*\} (\d+)/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
}
