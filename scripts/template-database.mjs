// Jest's globalSetup for DB=postgres: one database of this schema, which those of tests are copies of. To take all
// steps anew for each of some hundred took a third of a second.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../dist/store/index.js';

export default async function makeTemplate() {
  const server = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  const name = `hookyard_test_template_${randomBytes(4).toString('hex')}`;
  // Without a server each suite says itself that there is none.
  const made = await onServer(server, `CREATE DATABASE ${name}`).then(
    () => true,
    () => false,
  );
  if (!made) return;
  const url = new URL(server);
  url.pathname = name;
  await migrate({ engine: 'postgres', url: url.href, now: Date.now() });
  process.env.TEMPLATE_DATABASE = name;
  globalThis.dropTemplate = () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

async function onServer(connectionString, statement) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
