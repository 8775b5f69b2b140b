// `traces`: what telling traces costs accepting and resolving. Hosts with traces off, for every trace, and for one in
// ten run at the same time and are loaded in turn, round after round; the collector takes everything and keeps nothing.
// Usage: node bench/load/traces.mjs [--seconds=2] [--rounds=5]; run from the root after a build.
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { cpuOf } from './cpu.mjs';
import { startHost } from './host.mjs';
import { option, percentile, save } from './results.mjs';
import { SECRET, addShop } from './shop.mjs';

const seconds = option('seconds', 2);
const rounds = option('rounds', 5);
const CONNECTIONS = 64;
const run = promisify(execFile);

const collector = createServer((request, response) => {
  request.resume().on('end', () => response.end());
});
await new Promise((resolve) => collector.listen(0, '127.0.0.1', resolve));
const ON = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.address().port}` };
const hosts = {
  off: await hostWithDisabledScope({}),
  on: await hostWithDisabledScope(ON),
  'one in ten': await hostWithDisabledScope({
    ...ON,
    OTEL_TRACES_SAMPLER: 'traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.1',
  }),
};
const taken = Object.fromEntries(Object.keys(hosts).map((name) => [name, []]));
for (let round = 0; round <= rounds; round += 1)
  for (const [name, host] of Object.entries(hosts)) {
    const reading = await load(host);
    if (round > 0) taken[name].push(reading);
  }
const spans = await (await fetch(`${hosts.on.url}/metrics`)).text();
for (const host of Object.values(hosts)) await host.close();
collector.close();

const middle = (name, figure) =>
  percentile(
    taken[name].map((one) => one[figure]),
    50,
  );
const names = Object.keys(hosts);
await save('traces', {
  secondsEach: seconds,
  rounds,
  connections: CONNECTIONS,
  perSecond: Object.fromEntries(names.map((name) => [name, middle(name, 'perSecond')])),
  cpuMicrosecondsPerHook: Object.fromEntries(names.map((name) => [name, middle(name, 'cpu')])),
  ratiosToOff: Object.fromEntries(
    names.map((name) => [
      name,
      taken[name].map(({ perSecond }, at) => Math.round((100 * perSecond) / taken.off[at].perSecond) / 100),
    ]),
  ),
  spans: Object.fromEntries(
    [...spans.matchAll(/hookyard_spans_total\{end="(\w+)"\} (\d+)/g)].map(([, end, count]) => [
      end,
      Number(count),
    ]),
  ),
});

async function hostWithDisabledScope(env) {
  const host = await startHost(env);
  const shop = await addShop(host);
  const { items } = await host.call('GET', `/v1/connections/${shop.id}/scopes`);
  for (const { id } of items)
    await host.call('PATCH', `/v1/connections/${shop.id}/scopes/${id}`, { enabled: false });
  return { ...host, target: shop.hookUrl };
}

async function load({ target, pid }) {
  const before = cpuOf(pid);
  const given = [target, SECRET, CONNECTIONS, 1, seconds, 1, ''];
  const { stdout } = await run(process.execPath, ['bench/load/load.mjs', ...given.map(String)]);
  const { ok, perSecond } = JSON.parse(stdout);
  return { perSecond, cpu: Math.round((cpuOf(pid) - before) / ok) };
}
