// One signed 1 KB JSON hook after another, each with a random delivery id, from a process of its own.
import { createHmac, randomUUID } from 'node:crypto';
import autocannon from 'autocannon';

const [url, secret, connections, pipelining, seconds] = process.argv.slice(2);
const body = Buffer.from(
  JSON.stringify({ topic: 'order/updated', id: '4711', total: '12.50', note: 'x'.repeat(940) }),
);
const signature = createHmac('sha256', secret).update(body).digest('hex');

const result = await autocannon({
  url,
  connections: Number(connections),
  pipelining: Number(pipelining),
  duration: Number(seconds),
  requests: [
    {
      method: 'POST',
      body,
      setupRequest: (request) => ({
        ...request,
        headers: {
          'content-type': 'application/json',
          'x-signature': signature,
          'x-delivery-id': randomUUID(),
        },
      }),
    },
  ],
});
console.log(
  JSON.stringify({
    perSecond: Math.round(result['2xx'] / result.duration),
    ok: result['2xx'],
    other: result.non2xx + result.errors,
    p50: result.latency.p50,
    p99: result.latency.p99,
  }),
);
