import type pg from 'pg';

import { HostError } from '../../errors/index.js';
import type { Committer } from '../commit-pump.js';
import type { Tx } from '../tx.js';
import { isConnectionLost, isWorthRepeating, postgresFailure } from './postgres-errors.js';
import { type PostgresSession, PostgresTx } from './postgres-session.js';
import type { SessionPool } from './session-pool.js';

const MOST_REPEATS = 3;

/** Transactions on a pool of sessions. A deadlock's victim is tried again, at most three times. */
export class PostgresCommitter implements Committer {
  constructor(private readonly sessions: SessionPool) {}

  async commit<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let repeats = 0; ; repeats += 1) {
      try {
        return await this.sessions.use((session) => inTransaction(session, work));
      } catch (error) {
        if (!isWorthRepeating(error) || repeats === MOST_REPEATS) throw error;
      }
    }
  }
}

async function inTransaction<T>(session: PostgresSession, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await session.connected();
  const tx = new PostgresTx(client, () => session.lose());
  try {
    await begin(client, session);
    const result = await work(tx);
    tx.end();
    await commit(client, session);
    return result;
  } catch (error) {
    tx.end();
    await rollback(client, session);
    throw error;
  }
}

async function begin(client: pg.Client, session: PostgresSession): Promise<void> {
  try {
    await client.query('BEGIN');
  } catch (error) {
    session.lose();
    throw postgresFailure(error);
  }
}

/**
 * Nobody knows what became of a COMMIT whose answer never came. And a COMMIT of a transaction that had failed
 * answers ROLLBACK, without an error.
 */
async function commit(client: pg.Client, session: PostgresSession): Promise<void> {
  if (!session.isConnected()) throw new HostError('STORE_UNAVAILABLE', { detail: 'connection lost' });
  try {
    const { command } = await client.query('COMMIT');
    if (command === 'COMMIT') return;
  } catch (error) {
    if (!isConnectionLost(error)) throw postgresFailure(error);
    session.lose();
    throw new HostError('COMMIT_UNKNOWN', {}, { cause: error });
  }
  throw new HostError('INTERNAL', { detail: 'a writer went on after a statement had failed' });
}

async function rollback(client: pg.Client, session: PostgresSession): Promise<void> {
  if (!session.isConnected()) return;
  try {
    await client.query('ROLLBACK');
  } catch {
    session.lose();
  }
}
