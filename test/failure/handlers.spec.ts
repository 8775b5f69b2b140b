import { spawn } from 'node:child_process';
import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from '../kit/eventually.js';
import { fakeSubscriber } from '../kit/fake-subscriber.js';
import { HostProcess } from '../kit/host-process.js';
import { scaled } from '../kit/scale.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { addShop } from '../kit/yard.js';

/** Between a handler's answer and what comes of it: not stored yet, stored, its transfer woken, about to write, written. */
const POINTS = ['answered', 'stored', 'woken', 'writing', 'written'] as const;
const KILLS = scaled(200, 5);
/** Stories beside each other, so that the whole of it takes a few minutes. */
const STORIES = scaled(2, 1);

interface HubRecord {
  readonly version: number;
  readonly data: { readonly number: string; readonly city: string };
}

describe('kill −9 between the answer of a handler and its effect', () => {
  it(`${KILLS} times: whatever was stored is never asked again, and takes effect once`, async () => {
    await Promise.all(Array.from({ length: STORIES }, () => killed(KILLS / STORIES)));
  }, 900_000);
});

async function killed(kills: number): Promise<void> {
  const orders = kills + POINTS.length;
  // Embedded: what a killed process held is free at once, and 200 lives take no leases' time.
  using folder = mkdtempDisposableSync(join(tmpdir(), 'hookyard-decided-'));
  await using host = await HostProcess.start({ dataDir: folder.path });
  await using asked = await fakeSubscriber();
  const shop = await addShop(host, 'Shop', 'sandbox');
  const limits = { timeoutSeconds: 30, concurrency: 1, retrySeconds: [1, 1, 1, 1, 1] };
  await host.admin.post('/v1/handlers', { url: asked.url, mode: 'sandbox', steps: ['create'], ...limits });
  asked.answer(() => 'hang');
  for (let order = 0; order < orders; order += 1) {
    const hook = aShopHook({ topic: 'order/created', id: String(order) });
    expect(await sendShopHook(shop.hookUrl, hook)).toBe(200);
  }
  await eventually(async () => (await waiting(host)) === orders, 60_000);
  await host.kill();
  asked.calls.length = 0;

  let life = 0;
  const lives: { readonly id: string; readonly life: number }[] = [];
  asked.answer(({ body }) => {
    lives.push({ id: body.id, life });
    const record = { ...body.data.incoming, city: `Bergen ${body.data.externalId}` };
    return { status: 200, body: JSON.stringify({ decision: 'replace', record }) };
  });
  const storedIn = new Map<string, number>();
  for (; life < kills; life += 1) {
    const { isKilled, stored } = await aLife(host, POINTS[life % POINTS.length] as string);
    expect([life, isKilled]).toEqual([life, true]);
    for (const id of stored) storedIn.set(id, life);
  }
  await host.start();
  await eventually(async () => (await waiting(host)) === 0, 60_000);
  const callsOf = Map.groupBy(lives, ({ id }) => id);
  expect(callsOf.size).toBe(orders);
  for (const [id, calls] of callsOf) {
    const where = calls.map((call) => call.life);
    expect([id, where]).toEqual([id, [...new Set(where)]]);
    expect(Math.max(...where)).toBeLessThanOrEqual(storedIn.get(id) ?? kills);
  }
  expect(storedIn.size).toBeGreaterThanOrEqual(kills / POINTS.length);
  const records = await eventually(async () => {
    const all = await recordsOf(host);
    return all.length === orders && all;
  }, 30_000);
  expect(records.map(({ version }) => version)).toEqual(Array.from({ length: orders }, () => 1));
  for (const { data } of records) expect(data.city).toBe(`Bergen ${data.number.slice(1)}`);
}

/** A process that works on the host's data until it comes to the point. */
async function aLife(
  { dataDir }: HostProcess,
  point: string,
): Promise<{ readonly isKilled: boolean; readonly stored: readonly string[] }> {
  const env = {
    PATH: process.env['PATH'],
    HOOKYARD_DATA_DIR: dataDir,
    HOOKYARD_EGRESS_ALLOW: '127.0.0.0/8',
    HOOKYARD_LEASE_MS: '3000',
    // Most of a life is reading its code.
    NODE_COMPILE_CACHE: join(dataDir, 'compiled'),
  };
  const child = spawn(process.execPath, ['test/failure/deciding-child.mjs', point], { env });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  const signal = await new Promise((resolve) => {
    child.once('close', (_code, by) => resolve(by));
  });
  const stored = [...text.matchAll(/^stored (\S+)$/gm)].map(([, id = '']) => id);
  return { isKilled: signal === 'SIGKILL' && text.includes('killed'), stored };
}

async function waiting(host: HostProcess): Promise<number> {
  let count = 0;
  for (const state of ['awaiting-decision', 'queued', 'waiting-retry'])
    for (let next = ''; next !== 'end';) {
      const path = `/v1/transfers?state=${state}&limit=200${next === '' ? '' : `&cursor=${next}`}`;
      const page = await host.admin.get<{ items: object[]; next: string | null }>(path);
      count += page.items.length;
      next = page.next ?? 'end';
    }
  return count;
}

async function recordsOf(host: HostProcess): Promise<HubRecord[]> {
  const all: HubRecord[] = [];
  for (let next: string | null = ''; next !== null;) {
    const path = `/v1/records?type=TRANSACTION&limit=200${next === '' ? '' : `&cursor=${next}`}`;
    const page: { items: HubRecord[]; next: string | null } = await host.admin.get(path);
    all.push(...page.items);
    next = page.next;
  }
  return all;
}
