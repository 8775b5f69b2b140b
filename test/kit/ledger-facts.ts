import { join } from 'node:path';

import Database from 'better-sqlite3';
import pg from 'pg';

import type { HostProcess } from './host-process.js';
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

/** Rows of the host's database, read from outside. */
export async function rowsIn<Row>(yard: Pick<Yard, 'host' | 'databaseUrl'>, sql: string): Promise<Row[]> {
  const query = await openQuery(yard);
  try {
    return await query<Row>(sql);
  } finally {
    await query.end();
  }
}

/** Changes the database of a host that is down. */
export async function changeIn(yard: Pick<Yard, 'host' | 'databaseUrl'>, sql: string): Promise<void> {
  if (yard.databaseUrl === undefined) {
    new Database(join(yard.host.dataDir, 'hookyard.sqlite')).exec(sql).close();
    return;
  }
  const client = new pg.Client({ connectionString: yard.databaseUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** How many hooks are still to be resolved and requests still open. */
export async function openWork(host: HostProcess): Promise<number> {
  const [totals] = await rowsIn<{ open: number }>({ host, databaseUrl: host.databaseUrl }, OPEN);
  return Number(totals?.open);
}

/** The hub's records and their live links. */
export interface HubFacts {
  readonly records: ReadonlyMap<number, Readonly<Record<string, unknown>>>;
  readonly links: readonly { readonly record: number; readonly externalId: string }[];
}

export async function readHub(host: HostProcess): Promise<HubFacts> {
  const yard = { host, databaseUrl: host.databaseUrl };
  const records = await rowsIn<{ id: number; data: string }>(
    yard,
    'SELECT id, data FROM record WHERE deleted_at IS NULL',
  );
  const links = await rowsIn<{ record: number; external_id: string }>(
    yard,
    "SELECT record, external_id FROM link WHERE state = 'live'",
  );
  return {
    records: new Map(
      records.map(({ id, data }) => [Number(id), JSON.parse(data) as Record<string, unknown>]),
    ),
    links: links.map(({ record, external_id }) => ({ record: Number(record), externalId: external_id })),
  };
}

/** One change of a record, as its history keeps it. */
export interface HubChangeFact {
  readonly version: number;
  readonly connection: number | null;
  readonly changed: Readonly<Record<string, readonly [unknown, unknown]>>;
}

/** The history of every record, oldest first. */
export async function readHistory(host: HostProcess): Promise<ReadonlyMap<number, readonly HubChangeFact[]>> {
  const rows = await rowsIn<{ record: number; version: number; connection: number | null; changed: string }>(
    { host, databaseUrl: host.databaseUrl },
    'SELECT record, version, connection, changed FROM record_change ORDER BY record, version',
  );
  const byRecord = new Map<number, HubChangeFact[]>();
  for (const { record, version, connection, changed } of rows) {
    const known = byRecord.get(Number(record)) ?? [];
    byRecord.set(Number(record), known);
    known.push({
      version: Number(version),
      connection: connection === null ? null : Number(connection),
      changed: JSON.parse(changed) as HubChangeFact['changed'],
    });
  }
  return byRecord;
}

type Query = (<Row>(sql: string) => Promise<Row[]>) & { end(): Promise<void> };

async function openQuery(yard: Pick<Yard, 'host' | 'databaseUrl'>): Promise<Query> {
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
