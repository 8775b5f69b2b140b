// The subscribers of `deliver`: one server, an endpoint for each number in its path. It checks each signature as Standard
// Webhooks has it, notes which event came when, and answers `/slow/…` after ten seconds.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';

const SLOW_MS = 10_000;
const secrets = new Map();
let heard = new Map();
let count = 0;
let forged = 0;

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (request.url === '/_count') return response.end(JSON.stringify({ count }));
  if (request.url === '/_facts') return response.end(JSON.stringify({ forged, heard: [...heard] }));
  if (request.url === '/_secrets') {
    for (const [path, secret] of JSON.parse(body)) secrets.set(path, Buffer.from(secret.slice(6), 'base64'));
    return response.end();
  }
  if (request.url === '/_anew') {
    [heard, count, forged] = [new Map(), 0, 0];
    return response.end();
  }
  const at = Date.now();
  const [id, time, signature] = ['id', 'timestamp', 'signature'].map((name) =>
    String(request.headers[`webhook-${name}`]),
  );
  const key = secrets.get(request.url);
  const expected = key && createHmac('sha256', key).update(`${id}.${time}.`).update(body).digest('base64');
  if (signature !== `v1,${expected}`) forged += 1;
  const arrivals = heard.get(request.url) ?? [];
  arrivals.push([id, at - (Date.parse(JSON.parse(body).time) || at)]);
  heard.set(request.url, arrivals);
  count += 1;
  if (request.url.startsWith('/slow/')) setTimeout(() => response.end('ok'), SLOW_MS);
  else response.end('ok');
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(`listens on http://127.0.0.1:${server.address().port}`));
process.once('SIGTERM', () => process.exit(0));
