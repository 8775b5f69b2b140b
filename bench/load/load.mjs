// One signed 1 KB JSON hook after another, each with a random delivery id, from a process of its own.
// Arguments: url, secret, connections, pipelining, seconds, records (over how many record ids; default 1), and `fresh`
// for a connection of its own for each hook.
import { createHmac, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import autocannon from 'autocannon';
import { percentile } from './results.mjs';

const [url, secret, connections, pipelining, seconds, records = 1, fresh] = process.argv.slice(2);
const hooks = Array.from({ length: Number(records) }, (_, n) => signed(4711 + n));
let next = 0;

console.log(JSON.stringify(fresh === 'fresh' ? await freshConnections() : await keptConnections()));

async function keptConnections() {
  const result = await autocannon({
    url,
    connections: Number(connections),
    pipelining: Number(pipelining),
    duration: Number(seconds),
    requests: [
      {
        method: 'POST',
        body: hooks[0].body,
        setupRequest: (before) => {
          const { body, headers } = hookToSend();
          return { ...before, body, headers };
        },
      },
    ],
  });
  return {
    perSecond: Math.round(result['2xx'] / result.duration),
    ok: result['2xx'],
    other: result.non2xx + result.errors,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

/** As most senders do it: each hook on a connection of its own. autocannon cannot. */
async function freshConnections() {
  const began = performance.now();
  const waits = [];
  let other = 0;
  const sendOneAfterAnother = async () => {
    while (performance.now() - began < seconds * 1_000) {
      const sentAt = performance.now();
      if ((await statusOfOne()) === 200) waits.push(performance.now() - sentAt);
      else other += 1;
    }
  };
  await Promise.all(Array.from({ length: Number(connections) }, sendOneAfterAnother));
  return {
    perSecond: Math.round((waits.length / (performance.now() - began)) * 1_000),
    ok: waits.length,
    other,
    p50: percentile(waits, 50),
    p99: percentile(waits, 99),
  };
}

function statusOfOne() {
  const { body, headers } = hookToSend();
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', headers, agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode === 202 ? 200 : answer.statusCode));
    });
    sent.on('error', () => resolve(0));
    sent.end(body);
  });
}

function hookToSend() {
  const { body, signature } = hooks[next++ % hooks.length];
  const headers = {
    'content-type': 'application/json',
    'x-signature': signature,
    'x-delivery-id': randomUUID(),
  };
  return { body, headers };
}

function signed(id) {
  const order = { topic: 'order/updated', id: String(id), total: '12.50', note: 'x'.repeat(940) };
  const body = Buffer.from(JSON.stringify(order));
  return { body, signature: createHmac('sha256', secret).update(body).digest('hex') };
}
