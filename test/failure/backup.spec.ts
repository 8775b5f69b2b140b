import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { CommandLine } from '../kit/command-line.js';
import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { openWork, rowsIn } from '../kit/ledger-facts.js';
import { aShopHook, sendShopHook, type ShopHook } from '../kit/shop.js';
import { aYard, type Yard } from '../kit/yard.js';

const SENDERS = 8;

/** Senders that go on until they are told to stop, each with records of its own. */
class Shop {
  readonly acknowledged: ShopHook[] = [];
  private readonly sending: Promise<void>[];
  private isOpen = true;

  constructor(private readonly hookUrl: string) {
    this.sending = Array.from({ length: SENDERS }, (_, n) => this.send(10_000 + n * 1_000));
  }

  async close(): Promise<void> {
    this.isOpen = false;
    await Promise.all(this.sending);
  }

  private async send(first: number): Promise<void> {
    for (let n = 0; this.isOpen; n += 1) {
      const hook = aShopHook({ topic: 'order/created', id: String(first + n), revision: 1 });
      if ((await sendShopHook(this.hookUrl, hook)) === 200) this.acknowledged.push(hook);
    }
  }
}

async function deliveriesIn(host: HostProcess): Promise<Set<string>> {
  const rows = await rowsIn<{ head: string }>({ host, databaseUrl: undefined }, 'SELECT head FROM hook');
  return new Set(rows.map(({ head }) => (JSON.parse(head) as { deliveryId: string }).deliveryId));
}

/** The number of each order, by its record. */
function recordsIn(dataDir: string): Map<number, string> {
  const database = new Database(join(dataDir, 'hookyard.sqlite'), { fileMustExist: true });
  const rows = database.prepare('SELECT id, data FROM record').all() as { id: number; data: string }[];
  database.close();
  return new Map(rows.map(({ id, data }) => [id, (JSON.parse(data) as { number: string }).number]));
}

const isEmbedded = process.env.DB !== 'postgres';
if (!isEmbedded) process.stderr.write('SKIPPED backups: PostgreSQL has its own\n');

(isEmbedded ? describe : describe.skip)('a backup of the embedded database', () => {
  const cleanUp = new AsyncDisposableStack();
  let yard: Yard;
  let cli: CommandLine;
  let file: string;
  let place: string;

  beforeAll(async () => {
    yard = cleanUp.use(await aYard());
    cli = cleanUp.use(new CommandLine({ url: yard.host.url }));
    file = cli.file('backup.sqlite');
    place = await mkdtemp(join(tmpdir(), 'hookyard-restored-'));
    cleanUp.defer(() => rm(place, { recursive: true, force: true }));
  });
  afterAll(() => cleanUp.disposeAsync());

  const here = (dataDir: string, ...args: readonly string[]) =>
    cli.spawnWith({ HOOKYARD_DATA_DIR: dataDir }, ...args);

  it('made under load, it holds what was acknowledged before, and its host goes on without doubling', async () => {
    const { host, partner, shop } = yard;
    const senders = new Shop(shop.hookUrl);
    await eventually(() => senders.acknowledged.length > 200, 60_000);
    const before = senders.acknowledged.map(({ deliveryId }) => deliveryId);

    const made = await here(host.dataDir, 'backup', file, '--json');

    const during = senders.acknowledged.length;
    await eventually(() => senders.acknowledged.length > during + 50, 60_000);
    await senders.close();
    await host.kill();
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(made.out)).toMatchObject({ file, keepToo: join(host.dataDir, 'master.key') });
    const restored = await here(place, 'restore', file, '--json');
    expect(restored).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(restored.out)).toMatchObject({ pending: 0, putAside: null, hasMasterKey: false });
    copyFileSync(join(host.dataDir, 'master.key'), join(place, 'master.key'));

    const records = recordsIn(place);
    await using again = await HostProcess.start({ dataDir: place });
    const there = await deliveriesIn(again);
    // Senders send again what they heard nothing of since; here all of it.
    const hookUrl = shop.hookUrl.replace(host.url, again.url);
    for (let from = 0; from < senders.acknowledged.length; from += 32) {
      const some = senders.acknowledged.slice(from, from + 32);
      await Promise.all(
        some.map((hook) => eventually(async () => (await sendShopHook(hookUrl, hook)) === 200, 30_000)),
      );
    }
    await eventually(async () => (await openWork(again)) === 0, 120_000);
    await eventually(() => partner.records('orders').length >= senders.acknowledged.length, 60_000);

    expect(before.filter((delivery) => !there.has(delivery))).toEqual([]);
    expect(there.size).toBeLessThan(senders.acknowledged.length);
    expect(new Set([...there, ...senders.acknowledged.map(({ deliveryId }) => deliveryId)])).toEqual(
      await deliveriesIn(again),
    );
    const names = partner.records('orders').map(({ number }) => String(number));
    const known = new Set(senders.acknowledged.map(({ id }) => `#${id}`));
    // What the first host wrote after the backup is a record that the second does not know: written once more, under
    // another key (docs/guides/keeping-data.md). Never is one record taken for another.
    expect(new Set(names)).toEqual(known);
    const after = recordsIn(place);
    const numbers = [...after.keys()].filter((id) => !records.has(id));
    expect(Math.min(...numbers)).toBeGreaterThan(1_000_000_000);
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    process.stdout.write(
      `backup: ${before.length} hooks before, ${there.size} and ${records.size} records in it, ` +
        `${names.length} orders for ${known.size}\n`,
    );
    expect(twice.filter((name) => [...records.values()].includes(name))).toEqual([]);
    expect(await rowsIn({ host: again, databaseUrl: undefined }, 'PRAGMA integrity_check')).toEqual([
      { integrity_check: 'ok' },
    ]);

    const running = await here(place, 'restore', file, '--force');
    expect(running).toMatchObject({ code: 1, err: expect.stringContaining('Another process') as string });
  }, 400_000);

  it('is never written over anything: not over a file, a database, or without being asked', async () => {
    const taken = await here(yard.host.dataDir, 'backup', file);
    const full = await here(place, 'restore', file);
    const forced = await here(place, 'restore', file, '--force', '--json');

    expect(taken).toMatchObject({ code: 1, err: expect.stringContaining('--force') as string });
    expect(full).toMatchObject({ code: 1, err: expect.stringContaining('--force puts it aside') as string });
    expect(forced).toMatchObject({ code: 0, err: '' });
    const { putAside } = JSON.parse(forced.out) as { putAside: string };
    expect(existsSync(putAside)).toBe(true);
    expect(readdirSync(place).filter((name) => name.endsWith('.part'))).toEqual([]);
  }, 120_000);

  it('is refused when it is damaged, newer than the host, or no backup', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'hookyard-restored-'));
    cleanUp.defer(() => rm(empty, { recursive: true, force: true }));
    const [newer, broken, other] = ['newer', 'broken', 'other'].map((name) => cli.file(`${name}.sqlite`));
    copyFileSync(file, newer as string);
    const database = new Database(newer);
    database.exec("INSERT INTO schema_migration (version, name, at) VALUES (9999, 'to come', 0)");
    database.close();
    await writeFile(broken as string, 'no database at all, but long enough to be taken for one'.repeat(100));
    new Database(other).exec('CREATE TABLE meta (key, value)').close();

    const answers = [];
    for (const one of [newer, broken, other]) answers.push(await here(empty, 'restore', one as string));

    expect(answers.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(
      answers.map(({ err }) => err.split('\n').find((line) => line.startsWith('It was not done'))),
    ).toEqual([
      expect.stringContaining('newer version'),
      expect.stringContaining('damaged'),
      expect.stringContaining('no backup made by'),
    ]);
    expect(existsSync(join(empty, 'hookyard.sqlite'))).toBe(false);
  }, 120_000);

  it('a file that does not shrink is said, and compacted', async () => {
    const old = await mkdtemp(join(tmpdir(), 'hookyard-old-'));
    cleanUp.defer(() => rm(old, { recursive: true, force: true }));
    const database = new Database(join(old, 'hookyard.sqlite'));
    database.exec('CREATE TABLE t (b BLOB)');
    database.exec(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
        INSERT INTO t SELECT randomblob(8000) FROM n`,
    );
    database.exec('DELETE FROM t');
    database.close();

    const compacted = await here(old, 'compact', '--json');

    expect(compacted).toMatchObject({ code: 0, err: '' });
    const { before, after } = JSON.parse(compacted.out) as Record<
      'after' | 'before',
      { bytes: number; shrinks: boolean }
    >;
    expect([before.shrinks, after.shrinks]).toEqual([false, true]);
    expect(after.bytes).toBeLessThan(before.bytes / 10);
  }, 60_000);
});
