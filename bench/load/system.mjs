// A system that holds products and sends a signed hook for every write of them, the host's own included; its people
// change them by `edit`. It tells when a value that was said elsewhere has come.
import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Pool } from 'undici';

const SECRET = 'a-signing-secret-of-benched-systems';
const SENDERS = 8;

export async function startSystem(host, name, onWritten) {
  const records = new Map();
  const answersByKey = new Map();
  const waiting = [];
  const seen = { hooks: 0, writes: 0, reads: 0 };
  let sending = 0;
  let nextId = 1;
  let isClosed = false;

  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => answer(request, Buffer.concat(chunks).toString(), response));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const made = await host.call('POST', '/v1/connections', {
    connector: 'rest',
    name,
    mode: 'live',
    settings: { baseUrl: `http://127.0.0.1:${server.address().port}` },
    secrets: { webhook: SECRET, api: 'token' },
    defaults: true,
  });
  const { items } = await host.call('GET', `/v1/mapping-collections?connection=${made.id}&limit=100`);
  for (const { id, type } of items)
    if (type === 'PRODUCT') await host.call('PATCH', `/v1/mapping-collections/${id}`, { match: ['sku'] });
  const hookUrl = new URL(made.hookUrl);
  const pool = new Pool(hookUrl.origin, { connections: SENDERS });

  return {
    records,
    seen,
    pending: () => waiting.length + sending,
    create: (id, fields) => put(id, fields),
    edit: (id, fields) => put(id, { ...records.get(id)?.data, ...fields }),
    async close() {
      isClosed = true;
      await pool.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function put(id, data) {
    const record = { id, version: (records.get(id)?.version ?? 0) + 1, data };
    records.set(id, record);
    waiting.push(record);
    send();
    return record;
  }

  function answer(request, body, response) {
    const url = new URL(request.url, 'http://system');
    const id = url.pathname.split('/')[2];
    if (request.method === 'GET') {
      seen.reads += 1;
      if (id === undefined) return reply(response, 200, { items: searched(url.searchParams) });
      const known = records.get(id);
      return known ? reply(response, 200, view(known)) : reply(response, 404, {});
    }
    const key = request.headers['idempotency-key'];
    const known = answersByKey.get(key);
    if (known) return reply(response, 200, known);
    const fields = JSON.parse(body);
    seen.writes += 1;
    onWritten(fields);
    const written = view(put(id ?? `${name}-${nextId++}`, { ...records.get(id)?.data, ...fields }));
    if (key !== undefined) answersByKey.set(key, written);
    return reply(response, id === undefined ? 201 : 200, written);
  }

  function searched(query) {
    const asked = [...query].filter(([field]) => field === 'sku');
    return [...records.values()]
      .filter(({ data }) => asked.every(([field, value]) => data[field] === value))
      .map(view);
  }

  function send() {
    while (sending < SENDERS && waiting.length > 0) {
      sending += 1;
      void deliver(waiting.shift()).finally(() => {
        sending -= 1;
        send();
      });
    }
  }

  async function deliver({ id, version, data }) {
    const topic = version === 1 ? 'product/created' : 'product/updated';
    const body = JSON.stringify({ topic, id, version, data });
    const headers = {
      'content-type': 'application/json',
      'x-hookyard-signature': createHmac('sha256', SECRET).update(body).digest('hex'),
      'x-hookyard-delivery': randomUUID(),
    };
    while (!isClosed) {
      const given = await pool.request({ path: hookUrl.pathname, method: 'POST', headers, body });
      await given.body.dump();
      if (given.statusCode < 300) {
        seen.hooks += 1;
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function view({ id, version, data }) {
  return { ...data, id, version };
}

function reply(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
