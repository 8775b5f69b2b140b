// The destination of the benches, as a process of its own: a small JSON/REST store that honours idempotency keys and
// notes when each revision of each order took effect. `POST /_mode {"down": true}` makes it answer 503 to every write.
import { createServer } from 'node:http';

const records = new Map();
const answersByKey = new Map();
const arrivals = [];
const newest = new Map();
const seen = { calls: 0, repeats: 0, refused: 0, sockets: 0 };
let isDown = false;
let nextId = 1;

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => answer(request, Buffer.concat(chunks).toString(), response));
});
server.on('connection', () => (seen.sockets += 1));
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(`listens on http://127.0.0.1:${server.address().port}`));

function answer(request, body, response) {
  if (request.url === '/_mode') {
    isDown = JSON.parse(body).down;
    return send(response, 200, {});
  }
  if (request.url === '/_facts') return send(response, 200, { ...seen, arrivals });
  if (request.url === '/_count') return send(response, 200, { ...seen, arrivals: arrivals.length });
  if (request.url.startsWith('/_newest')) return send(response, 200, { count: countNewest(request.url) });
  seen.calls += 1;
  if (isDown) {
    seen.refused += 1;
    return send(response, 503, { error: 'down' });
  }
  const id = request.url.split('/')[2];
  if (request.method === 'GET') return send(response, records.has(id) ? 200 : 404, records.get(id) ?? {});
  const key = request.headers['idempotency-key'];
  const known = key === undefined ? undefined : answersByKey.get(key);
  if (known) {
    seen.repeats += 1;
    return send(response, 200, known);
  }
  return write({ id, key, body, response });
}

function write({ id, key, body, response }) {
  const data = JSON.parse(body);
  const at = id ?? `p${nextId++}`;
  const before = records.get(at);
  const made = { ...before, ...data, id: at, version: (before?.version ?? 0) + 1 };
  records.set(at, made);
  if (key !== undefined) answersByKey.set(key, { id: made.id, version: made.version });
  newest.set(made.number, made.revision);
  arrivals.push([made.number, made.revision, monotonicMs()]);
  return send(response, before ? 200 : 201, made);
}

/** How many of the orders `#from` to before `#to` have this revision. */
function countNewest(url) {
  const [from, to, revision] = ['from', 'to', 'revision'].map((name) =>
    Number(new URL(url, 'http://sink').searchParams.get(name)),
  );
  let count = 0;
  for (let at = from; at < to; at += 1) if (newest.get(`#${at}`) === revision) count += 1;
  return count;
}

function monotonicMs() {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}

function send(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
