import { request as httpRequest } from 'node:http';

import { eventually } from '../kit/eventually.js';
import type { FakePartner } from '../kit/fake-partner.js';
import { METERED, startMeter, stopMeter } from '../kit/loop-meter.js';
import { isFull } from '../kit/scale.js';
import { aYard, type Yard } from '../kit/yard.js';

interface Sync {
  readonly id: string;
  readonly key: string | null;
  readonly state: string;
  readonly problem: string | null;
  readonly trackingId: string;
  readonly received: number;
  readonly queued: number;
  readonly folded: number;
  readonly refused: number;
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  readonly progress: { readonly done: number; readonly ended: number; readonly open: number };
}

interface Turn {
  readonly detail: {
    readonly outcome: { readonly kind: string };
    readonly calls: readonly { readonly headers: Record<string, string>; readonly answer: string }[];
    readonly mappings: readonly { readonly fields: string }[];
  };
}

const MANY = isFull ? 100_000 : 3_000;

describe('records synced by their ids', () => {
  let yard: Yard;
  let base: string;

  beforeAll(async () => {
    yard = await aYard();
    base = `/v1/connections/${yard.destination.id}`;
    for (const id of ['o1', 'o2', 'o3']) yard.partner.put('orders', id, { number: id });
  }, 120_000);

  afterAll(async () => {
    await yard[Symbol.asyncDispose]();
  });

  async function sync(
    body: string,
    query = 'type=TRANSACTION',
    headers: Record<string, string> = {},
  ): Promise<{ readonly status: number; readonly body: Sync }> {
    const answer = await fetch(`${yard.host.url}${base}/sync?${query}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${yard.host.adminKey}`,
        'content-type': 'application/json',
        ...headers,
      },
      body,
    });
    return { status: answer.status, body: (await answer.json()) as Sync };
  }

  const progressOf = async ({ id }: Sync): Promise<Sync> => yard.host.admin.get<Sync>(`${base}/syncs/${id}`);
  const settled = (made: Sync): Promise<Sync> =>
    eventually(async () => {
      const now = await progressOf(made);
      return now.progress.done + now.progress.ended === now.queued && now;
    });

  it('are read and brought over, whatever form the list has, and say what became of each id', async () => {
    const array = await sync('["o1", {"id": "o2"}, null]');
    const lines = await sync('o3\nnowhere\n', 'type=TRANSACTION', { 'content-type': 'text/plain' });
    const ended = await settled(array.body);
    // What its system does not have (yet) is asked for again within ten minutes.
    const waiting = await eventually(async () => {
      const now = await progressOf(lines.body);
      return now.progress.done === 1 && now;
    });
    const { items } = await yard.host.admin.get<{ items: unknown[] }>('/v1/records?type=TRANSACTION');
    const listed = await yard.host.admin.get<{ items: Sync[] }>(`${base}/syncs`);

    expect([array.status, lines.status]).toEqual([201, 201]);
    expect(array.body).toMatchObject({ state: 'received', received: 3, queued: 2, refused: 1 });
    expect(array.body.reasons).toMatchObject([{ reason: 'malformed', count: 1, examples: ['null'] }]);
    expect(ended.progress).toMatchObject({ done: 2, ended: 0 });
    expect(waiting.progress).toMatchObject({ done: 1, open: 1 });
    expect(lines.body).toMatchObject({ received: 2, queued: 2 });
    expect(items).toHaveLength(3);
    expect(listed.items.map(({ id }) => id)).toEqual([lines.body.id, array.body.id]);
  });

  it('fold into what waits already, travel from the hub by the ids of its records, and meet the gate', async () => {
    await settled((await sync('["o1"]')).body);
    const { items } = await yard.host.admin.get<{ items: { id: string }[] }>('/v1/records?type=TRANSACTION');
    const record = items[0]?.id ?? '';
    const twice = await sync('["o2", "o2"]');
    const outward = await sync(JSON.stringify([record, 'rec_nobody']), 'type=TRANSACTION&direction=FROM');
    const refused = [
      (await sync('["x"]', 'type=NOTHING_KNOWN')).status,
      (await sync('["x"]', 'type=EMPLOYEE')).status,
      (await sync('["x"]', 'type=TRANSACTION&debug=perhaps')).status,
    ];

    expect(twice.body).toMatchObject({ received: 2, queued: 1, folded: 1 });
    expect(outward.body).toMatchObject({ received: 2, queued: 1, refused: 1 });
    expect(outward.body.reasons).toMatchObject([{ reason: 'unknown-record' }]);
    expect(refused).toEqual([400, 400, 400]);
  });

  it('are the same sync under the same key, which goes on where it broke off and takes no other list', async () => {
    const key = { 'idempotency-key': 'tuesday' };
    const ids = Array.from({ length: 600 }, (_, n) => `n${n}`);
    const text = JSON.stringify(ids);
    const broken = await cutOff(`${base}/sync?type=TRANSACTION`, text.slice(0, 4_000), 'tuesday');
    const before = await eventually(async () => {
      const { items } = await yard.host.admin.get<{ items: Sync[] }>(`${base}/syncs`);
      const found = items.find(({ key: name }) => name === 'tuesday');
      return found?.state === 'broken' && found;
    });
    const other = await sync(JSON.stringify([...ids].reverse()), 'type=TRANSACTION', key);
    const whole = await sync(text, 'type=TRANSACTION', key);
    const again = await sync(text, 'type=TRANSACTION', key);

    expect(broken).toBe('cut');
    expect(before.received).toBeGreaterThan(0);
    expect(before.received).toBeLessThan(600);
    expect(before.queued).toBe(before.received);
    expect(other.status).toBe(409);
    expect(whole.body).toMatchObject({ id: before.id, state: 'received', received: 600 });
    expect(whole.body.queued + whole.body.folded).toBe(600);
    expect(again.body).toMatchObject({ id: before.id, received: 600, queued: whole.body.queued });
  });

  it('run before all else and keep everything they did where somebody debugs', async () => {
    await yard.host.admin.patch(base, { settings: { baseUrl: yard.partner.url, auth: 'bearer' } });
    yard.partner.put('orders', 'o9', { number: 'o9' });
    const made = (await sync('["o9"]', 'type=TRANSACTION&debug=true')).body;
    await settled(made);
    const { items } = await yard.host.admin.get<{ items: { id: string; trackingId: string }[] }>(
      `/v1/transfers?connection=${yard.destination.id}`,
    );
    const transfer = items.find(({ trackingId }) => trackingId === made.trackingId);
    const turns = await yard.host.admin.get<{ items: Turn[] }>(`/v1/transfers/${transfer?.id}/turns`);
    const plain = (await sync('["o2"]')).body;
    await settled(plain);

    const [turn] = turns.items;
    expect(turn?.detail.outcome.kind).toBe('done');
    expect(turn?.detail.calls[0]?.headers).toMatchObject({ authorization: '[redacted]' });
    expect(turn?.detail.calls[0]?.answer).toContain('"number":"o9"');
    expect(turn?.detail.mappings[0]?.fields).toContain('"number":"o9"');
    expect(JSON.stringify(turns)).not.toContain('warehouse-token');
  });

  /** Sends the beginning of a body, and hangs up once the host has kept some of it. */
  function cutOff(path: string, part: string, key: string): Promise<string> {
    return new Promise((resolve) => {
      const sent = httpRequest(`${yard.host.url}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${yard.host.adminKey}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
      });
      sent.on('error', () => resolve('cut'));
      sent.write(part);
      void eventually(async () => {
        const { items } = await yard.host.admin.get<{ items: Sync[] }>(`${base}/syncs`);
        return (items.find(({ key: name }) => name === key)?.received ?? 0) > 0;
      }).then(() => sent.destroy());
    });
  }
});

describe(`${MANY} ids`, () => {
  it('are taken in as they come: memory stays flat and the loop is not held', async () => {
    await using yard = await aYard({ env: METERED });
    answerAll(yard.partner);
    await startMeter(yard.host);
    const answer = await fetch(
      `${yard.host.url}/v1/connections/${yard.destination.id}/sync?type=TRANSACTION`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${yard.host.adminKey}`, 'content-type': 'application/x-ndjson' },
        body: ReadableStream.from(lines()),
        duplex: 'half',
      } as RequestInit,
    );
    const made = (await answer.json()) as Sync;
    const figures = await stopMeter(yard.host);
    process.stdout.write(
      `sync: ${MANY} ids, longest turn ${figures.longestMs.toFixed(1)} ms, p99 ${figures.p99Ms.toFixed(1)} ms, ` +
        `grown ${(figures.grownBytes / 1e6).toFixed(1)} MB\n`,
    );

    expect(made).toMatchObject({ state: 'received', received: MANY, queued: MANY });
    expect(figures.grownBytes).toBeLessThan(24e6);
    expect(figures.longestMs).toBeLessThan(200);
  }, 600_000);

  function* lines(): Generator<Buffer> {
    for (let n = 0; n < MANY; n += 500)
      yield Buffer.from(Array.from({ length: 500 }, (_, at) => `"m${n + at}"\n`).join(''));
  }

  /** The system has none of them: the requests end, and the test is about their coming in. */
  function answerAll(partner: FakePartner): void {
    partner.misbehave(({ path }) => (path.startsWith('/orders/') ? { status: 404, body: {} } : undefined));
  }
});
