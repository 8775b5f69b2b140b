// `deliver`: changes of records to those who hear of them, signed, over HTTP. First how many a second reach ten endpoints
// and that none is lost, beside a bare sender that signs and posts the same bodies to the same server; then what an
// endpoint that answers after ten seconds does to 99 others: how long after its change an event reaches them, without and
// with it.
// Usage: node bench/load/deliver.mjs [changes=1000] [--endpoints=10] [--seconds=20] [--rate=5]; from the root, after a build.
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { cpuOf } from './cpu.mjs';
import { ended, startHost, startServer, until } from './host.mjs';
import { option, percentile, save } from './results.mjs';
import { addShop, anOrder, signed } from './shop.mjs';

const SENDERS = 64;
const changes = Number(process.argv.find((given) => /^\d+$/.test(given)) ?? 1_000);
const endpoints = option('endpoints', 10);
const seconds = option('seconds', 20);
/** Changes a second; each goes to a hundred endpoints. */
const rate = option('rate', 5);
const CROWD = 100;

const sustained = await delivered();
const alone = await beside(0);
const withSlow = await beside(1);
const p99Ratio = round(withSlow.p99Ms / alone.p99Ms);
await save('deliver', { changes, endpoints, sustained, crowd: { rate, seconds, alone, withSlow, p99Ratio } });
process.exitCode = [sustained, alone, withSlow].some(({ wrong, forged }) => wrong + forged > 0) ? 1 : 0;

async function delivered() {
  return withSubscribers(endpoints, 0, async ({ host, sink, shop, ask }) => {
    const cpu = cpuOf(host.pid);
    const began = performance.now();
    await send(shop.hookUrl, changes);
    const wanted = changes * endpoints;
    await until(async () => (await ask('/_count')).count >= wanted, 600_000);
    const took = (performance.now() - began) / 1_000;
    const spent = cpu === null ? null : cpuOf(host.pid) - cpu;
    const facts = await ask('/_facts');
    const perSecond = wanted / took;
    await ask('/_anew');
    const bare = await bareSender(sink.url, wanted);
    return {
      deliveries: wanted,
      perSecond: Math.round(perSecond),
      cpuMicrosPerDelivery: spent === null ? null : Math.round(spent / wanted),
      bareSenderPerSecond: Math.round(bare),
      toBareSender: round(perSecond / bare),
      ...wrongIn(facts, changes),
    };
  });
}

/** How long after its change an event is heard by those who answer at once, at a rate all keep up with. */
async function beside(slow) {
  return withSubscribers(CROWD - slow, slow, async ({ shop, ask }) => {
    const count = rate * seconds;
    await sendAt(shop.hookUrl, count);
    const wanted = count * (CROWD - slow);
    const fast = async () => (await ask('/_facts')).heard.filter(([path]) => !path.startsWith('/slow/'));
    await until(async () => (await fast()).reduce((sum, [, all]) => sum + all.length, 0) >= wanted, 120_000);
    const heard = await fast();
    const waits = heard.flatMap(([, all]) => all.map(([, ms]) => ms));
    const { forged } = await ask('/_facts');
    return {
      fast: CROWD - slow,
      slow,
      p50Ms: percentile(waits, 50),
      p99Ms: percentile(waits, 99),
      ...wrongIn({ forged, heard }, count),
    };
  });
}

async function withSubscribers(fast, slow, work) {
  const sink = await startServer(['bench/load/heard.mjs']);
  const host = await startHost();
  const ask = async (path, body) => {
    const answer = await fetch(sink.url + path, body ? { method: 'POST', body: JSON.stringify(body) } : {});
    const text = await answer.text();
    return text === '' ? undefined : JSON.parse(text);
  };
  try {
    const shop = await addShop(host, { mode: 'sandbox' });
    const paths = [
      ...Array.from({ length: fast }, (_, at) => `/fast/${at}`),
      ...Array.from({ length: slow }, (_, at) => `/slow/${at}`),
    ];
    const secrets = [];
    for (const path of paths) {
      const made = await host.call('POST', '/v1/endpoints', {
        url: sink.url + path,
        mode: 'sandbox',
        events: ['record.*'],
        timeoutSeconds: 15,
      });
      secrets.push([path, made.shown[0].secret]);
    }
    await ask('/_secrets', secrets);
    return await work({ host, sink, shop, ask });
  } finally {
    await host.close();
    await ended(sink.child);
  }
}

async function send(hookUrl, count) {
  let next = 0;
  await withPool(hookUrl, async (post) => {
    const sender = async () => {
      while (next < count) await post(signed(anOrder(next++, 1)));
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));
  });
}

async function sendAt(hookUrl, count) {
  await withPool(hookUrl, async (post) => {
    const began = performance.now();
    const posts = [];
    for (let at = 0; at < count; at += 1) {
      const due = began + (at * 1_000) / rate - performance.now();
      if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
      posts.push(post(signed(anOrder(at, 1))));
    }
    await Promise.all(posts);
  });
}

async function withPool(hookUrl, work) {
  const { origin, pathname } = new URL(hookUrl);
  const pool = new Pool(origin, { connections: SENDERS });
  await work(async (hook) => {
    const answer = await pool.request({ path: pathname, method: 'POST', ...hook });
    await answer.body.dump();
    if (answer.statusCode >= 300) throw new Error(`a hook was answered ${answer.statusCode}`);
  });
  await pool.close();
}

/** Signs and posts, and keeps nothing: what the same machine gives without a queue. */
async function bareSender(url, count) {
  const key = randomBytes(32);
  const pool = new Pool(url, { connections: SENDERS });
  const body = JSON.stringify({
    type: 'record.created',
    time: new Date().toISOString(),
    data: anOrder(1, 1),
  });
  let next = 0;
  const began = performance.now();
  const sender = async () => {
    while (next < count) {
      const [id, time] = [randomUUID(), String(Math.floor(Date.now() / 1_000))];
      const signature = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
      const path = `/bare/${next++ % endpoints}`;
      const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': time,
        'webhook-signature': `v1,${signature}`,
      };
      const answer = await pool.request({ path, method: 'POST', headers, body });
      await answer.body.dump();
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  await pool.close();
  return (count / (performance.now() - began)) * 1_000;
}

/** Events that an endpoint did not hear exactly once. */
function wrongIn({ forged, heard }, count) {
  const wrong = heard.map(
    ([, all]) => Math.abs(count - new Set(all.map(([id]) => id)).size) + all.length - count,
  );
  return { forged, wrong: wrong.reduce((sum, one) => sum + Math.abs(one), 0) };
}

function round(value) {
  return Math.round(value * 100) / 100;
}
