import type pg from 'pg';

import { HostError } from '../../errors/index.js';

/**
 * Without `enable_seqscan=off` plans made while the tables were empty stay: settling rose from 3.9 to 12.4 ms within
 * 12 s. For the same reason every join is a loop of index look-ups: on an empty table a hash over the whole of it looks
 * as cheap. Compiling such short statements costs more than running them.
 */
const WORK_SETTINGS = `
SET jit = off; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_bitmapscan = off;
SET statement_timeout = '10s'; SET lock_timeout = '2s';
SET idle_in_transaction_session_timeout = '10s'; SET default_transaction_isolation = 'read committed';
SET bytea_output = 'hex'; SET client_min_messages = 'warning'`;

const READ_SETTINGS = `
SET jit = off; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_bitmapscan = off;
SET statement_timeout = '5s'; SET lock_timeout = '2s';
SET idle_in_transaction_session_timeout = '10s'; SET default_transaction_read_only = on; SET bytea_output = 'hex'`;

const OLDEST_SERVER = 150_000;

/** A committing connection: refused when the server would lose what it acknowledged. */
export async function prepareWorkSession(client: pg.Client): Promise<void> {
  await checkSafe(client);
  await client.query(WORK_SETTINGS);
}

export async function prepareReadSession(client: pg.Client): Promise<void> {
  await client.query(READ_SETTINGS);
}

/** Read at every connect: after a fail-over it may be another server. */
async function checkSafe(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    `SELECT name, setting FROM pg_settings
      WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'server_version_num')
     UNION ALL SELECT 'in_recovery', pg_is_in_recovery()::text`,
  );
  const settings = new Map(rows.map(({ name, setting }) => [name, setting]));
  if (settings.get('in_recovery') === 'true') {
    throw new HostError('STORE_UNAVAILABLE', { detail: 'the database server is a standby' });
  }
  const version = Number(settings.get('server_version_num'));
  if (version < OLDEST_SERVER) {
    throw new HostError('DATABASE_UNSAFE', {
      subject: 'server_version',
      detail: `${version}; 15 or newer is needed`,
    });
  }
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    if (settings.get(name) === 'off')
      throw new HostError('DATABASE_UNSAFE', { subject: name, detail: 'it is off' });
  }
}
