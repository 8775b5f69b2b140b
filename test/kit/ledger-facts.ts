import { join } from 'node:path';

import Database from 'better-sqlite3';
import pg from 'pg';

import type { Yard } from './yard.js';

/** What the tables say, read from outside the host. */
export interface LedgerFacts {
  readonly hooks: number;
  readonly requests: number;
  /** Hooks still to resolve and requests still open. */
  readonly open: number;
  /** Delivery ids of the kept hooks of the shop, sorted. */
  readonly deliveries: readonly string[];
  /** Hooks of the shop that did not become exactly one request. */
  readonly hooksWithoutOneRequest: readonly number[];
}

const HEADS = `SELECT seq, head FROM hook`;
const PER_HOOK = `SELECT hook, count(*) AS requests FROM request WHERE hook IS NOT NULL AND root = 0 OR root = seq GROUP BY hook`;
const OPEN = `SELECT (SELECT count(*) FROM open_hook) + (SELECT count(*) FROM request WHERE state < 100) AS open,
  (SELECT count(*) FROM request) AS requests`;

export async function readLedger(yard: Yard): Promise<LedgerFacts> {
  const query = await openQuery(yard);
  try {
    const heads = await query<{ seq: number; head: string }>(HEADS);
    const perHook = await query<{ hook: number; requests: number }>(PER_HOOK);
    const [totals] = await query<{ open: number; requests: number }>(OPEN);
    const counts = new Map(perHook.map(({ hook, requests }) => [Number(hook), Number(requests)]));
    const deliveries = heads.map(
      ({ head }) => (JSON.parse(head) as { deliveryId: string | null }).deliveryId ?? '',
    );
    return {
      hooks: heads.length,
      requests: Number(totals?.requests),
      open: Number(totals?.open),
      deliveries: deliveries.sort(),
      hooksWithoutOneRequest: heads.map(({ seq }) => Number(seq)).filter((seq) => counts.get(seq) !== 1),
    };
  } finally {
    await query.end();
  }
}

type Query = (<Row>(sql: string) => Promise<Row[]>) & { end(): Promise<void> };

async function openQuery(yard: Yard): Promise<Query> {
  if (yard.databaseUrl === undefined) {
    const database = new Database(join(yard.host.dataDir, 'hookyard.sqlite'), {
      readonly: true,
      fileMustExist: true,
    });
    const query = (sql: string): Promise<unknown[]> => Promise.resolve(database.prepare(sql).all());
    return Object.assign(query, { end: () => Promise.resolve(void database.close()) }) as Query;
  }
  const client = new pg.Client({ connectionString: yard.databaseUrl });
  await client.connect();
  const query = async (sql: string): Promise<unknown[]> => (await client.query(sql)).rows as unknown[];
  return Object.assign(query, { end: () => client.end() }) as Query;
}
