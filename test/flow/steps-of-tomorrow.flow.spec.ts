import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import pg from 'pg';

import { anEmptyPostgresDatabase } from '../kit/databases.js';
import { eventually } from '../kit/eventually.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { aYard, type Yard } from '../kit/yard.js';

/** What a host of tomorrow would have done to the schema. */
const GROW = `
  ALTER TABLE request ADD COLUMN of_tomorrow text;
  ALTER TABLE hook ADD COLUMN of_tomorrow integer NOT NULL DEFAULT 0;
  CREATE TABLE of_tomorrow (seq integer PRIMARY KEY);
  INSERT INTO schema_migration (version, name, at, needs) VALUES (9999, 'of tomorrow', 0, 31);
`;
const CONTRACT = 'UPDATE schema_migration SET needs = 9999 WHERE version = 9999';

describe('a host that is started on a database with a step of tomorrow', () => {
  const cleanUp = new AsyncDisposableStack();
  let yard: Yard;
  let change: (sql: string) => Promise<unknown>;

  beforeAll(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'hookyard-tomorrow-'));
    cleanUp.defer(() => rmSync(dataDir, { recursive: true, force: true }));
    const database = process.env.DB === 'postgres' ? await anEmptyPostgresDatabase() : undefined;
    cleanUp.defer(async () => database?.drop());
    yard = cleanUp.use(await aYard({ dataDir, ...(database ? { databaseUrl: database.url } : {}) }));
    change = (sql) =>
      database ? onServer(database.url, sql) : Promise.resolve(inFile(join(dataDir, 'hookyard.sqlite'), sql));
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  async function through(id: string): Promise<void> {
    await sendShopHook(yard.shop.hookUrl, aShopHook({ topic: 'order/created', id, revision: 1 }));
    await eventually(() => yard.partner.records('orders').some(({ number }) => number === `#${id}`));
  }

  it('works on, where the step only added', async () => {
    await through('7001');
    await yard.host.stop();
    await change(GROW);

    await yard.host.start();

    await through('7002');
    expect(yard.partner.records('orders')).toHaveLength(2);
  }, 90_000);

  it('is refused with what to do, where the step took something away', async () => {
    await yard.host.stop();
    await change(CONTRACT);

    await expect(yard.host.start()).rejects.toThrow(/step 9999[\s\S]*Start that version again/);
  }, 90_000);
});

function inFile(file: string, sql: string): void {
  const database = new Database(file);
  database.exec(sql);
  database.close();
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
