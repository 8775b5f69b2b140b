// The baselines that `accept` is measured beside, each a bare Fastify server that answers 202:
//   a  nothing else · b  one SQLite commit with synchronous=FULL per event-loop turn · c  = b with the HMAC check, the
//   headers stored, and a unique key on a random delivery id: the honest limit of keeping a signed hook once.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fastify from 'fastify';

const mode = process.argv[2];
const secret = process.argv[3];
const server = fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

const keep = mode === 'a' ? () => Promise.resolve() : groupedInserts();
server.post('/*', async (request, reply) => {
  if (mode === 'c' && !isGenuine(request)) return reply.code(401).send();
  await keep(request);
  return reply.code(202).send();
});
const address = await server.listen({ port: 0, host: '127.0.0.1' });
console.log(`listens on ${address}`);

function isGenuine(request) {
  const given = Buffer.from(String(request.headers['x-signature']), 'hex');
  const expected = createHmac('sha256', secret).update(request.body).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function groupedInserts() {
  const db = new Database(join(mkdtempSync(join(tmpdir(), 'hookyard-bench-')), 'baseline.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE hook (seq INTEGER PRIMARY KEY, head TEXT, body BLOB)');
  db.exec('CREATE TABLE seen (key TEXT PRIMARY KEY) WITHOUT ROWID');
  const insert = db.prepare('INSERT INTO hook (head, body) VALUES (?, ?)');
  const see = db.prepare('INSERT INTO seen (key) VALUES (?) ON CONFLICT DO NOTHING');
  let group = [];
  const commit = () => {
    const items = group;
    group = [];
    db.exec('BEGIN IMMEDIATE');
    for (const { request } of items) {
      const isNew = mode !== 'c' || see.run(request.headers['x-delivery-id']).changes === 1;
      if (isNew) insert.run(mode === 'c' ? JSON.stringify(request.headers) : null, request.body);
    }
    db.exec('COMMIT');
    for (const { done } of items) done();
  };
  return (request) =>
    new Promise((done) => {
      group.push({ request, done });
      if (group.length === 1) setImmediate(commit);
    });
}
