import { Webhook } from 'standardwebhooks';

import { CommandLine } from '../kit/command-line.js';
import { eventually } from '../kit/eventually.js';
import { fakeSubscriber, type FakeSubscriber, type SubscriberCall } from '../kit/fake-subscriber.js';
import { HostProcess } from '../kit/host-process.js';
import { aShopHook, sendShopHook, type ShopHook } from '../kit/shop.js';
import { addShop, type MadeConnection } from '../kit/yard.js';

interface Handler {
  readonly id: string;
  readonly state: string;
  readonly shown: readonly { readonly secret: string }[];
}

interface Decision {
  readonly id: string;
  readonly state: string;
  readonly answer: string | null;
  readonly by: string | null;
  readonly reason: string | null;
  readonly attempts: number;
  readonly tookMs: number | null;
  readonly transfer: string;
}

interface HubRecord {
  readonly id: string;
  readonly deletedAt: string | null;
  readonly data: { readonly number: string; readonly city?: string; readonly revision: number };
}

interface Transfer {
  readonly id: string;
  readonly state: string;
  readonly code: string | null;
  readonly result: { readonly reason?: string; readonly decision?: { readonly answer: string } } | null;
}

const QUICK = { retrySeconds: [], timeoutSeconds: 1 };

describe('handlers', () => {
  let host: HostProcess;
  let shop: MadeConnection;
  let asked: FakeSubscriber;
  let revision = 0;
  let count = 0;

  beforeAll(async () => {
    host = await HostProcess.start();
    shop = await addShop(host, 'Shop', 'sandbox');
    asked = await fakeSubscriber();
    await host.admin.post('/v1/mapping-collections', {
      connection: shop.id,
      name: 'Deletes',
      type: 'TRANSACTION',
      direction: 'TO',
      syncType: 'DELETE',
      mappings: [],
    });
    const scopes = `/v1/connections/${shop.id}/scopes`;
    const { items } = await host.admin.get<{ items: { id: string; name: string }[] }>(
      `${scopes}?direction=TO`,
    );
    const deleted = items.find(({ name }) => name === 'order/deleted')?.id ?? '';
    await host.admin.patch(`${scopes}/${deleted}`, { guard: 'delete', settleSeconds: 0 });
  }, 60_000);
  afterAll(async () => {
    await asked[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    asked.answer(undefined);
    asked.calls.length = 0;
  });
  afterEach(async () => {
    const { items } = await host.admin.get<{ items: Handler[] }>('/v1/handlers');
    for (const { id } of items) await host.admin.delete(`/v1/handlers/${id}`);
  });

  const send = async (id: string, topic: ShopHook['topic'] = 'order/updated'): Promise<void> => {
    expect(await sendShopHook(shop.hookUrl, aShopHook({ id, topic, revision: ++revision }))).toBe(200);
  };
  const answers = (answer: unknown): void =>
    asked.answer(() => ({ status: 200, body: typeof answer === 'string' ? answer : JSON.stringify(answer) }));
  const aHandler = async (steps: string[], more: object = {}): Promise<Handler> => {
    const made = await host.admin.post<Handler>('/v1/handlers', {
      url: asked.url,
      mode: 'sandbox',
      steps,
      ...more,
    });
    asked.knows(made.shown[0]?.secret ?? '');
    return made;
  };
  const decisionsOf = async (id: string): Promise<Decision[]> =>
    (await host.admin.get<{ items: Decision[] }>(`/v1/handlers/${id}/decisions`)).items;
  const recordOf = async (id: string): Promise<HubRecord | undefined> => {
    const { items } = await host.admin.get<{ items: HubRecord[] }>('/v1/records?type=TRANSACTION&limit=200');
    return items.find(({ data }) => data.number === `#${id}`);
  };
  const transfersOf = async (id: string): Promise<Transfer[]> =>
    (await host.admin.get<{ items: Transfer[] }>(`/v1/transfers?connection=${shop.id}&recordId=${id}`)).items;
  const lastOf = async (id: string): Promise<Transfer> => {
    const [last] = await transfersOf(id);
    return host.admin.get<Transfer>(`/v1/transfers/${last?.id ?? ''}`);
  };
  const isOver = ({ state }: Transfer): boolean =>
    ['done', 'ended', 'parked', 'parked-block'].includes(state);
  const over = (id: string, transfers = 1): Promise<Transfer> =>
    eventually(async () => {
      const all = await transfersOf(id);
      return all.length >= transfers && all.every(isOver) && lastOf(id);
    });
  const anOrder = async (): Promise<string> => {
    const id = `o${++count}`;
    await send(id, 'order/created');
    await over(id);
    return id;
  };

  it('is asked about a change with what came, what is there and what would change, signed, under one key', async () => {
    const id = await anOrder();
    const before = revision;
    const { id: handler } = await aHandler(['create', 'update'], { name: 'Approvals' });
    answers({ decision: 'proceed' });
    await send(id);
    await over(id, 2);

    const [call, ...more] = asked.events();
    expect(more).toEqual([]);
    expect(call?.isGenuine).toBe(true);
    expect(call?.headers['idempotency-key']).toBe(call?.body.id);
    expect(call?.headers['webhook-id']).toBe(call?.body.id);
    expect(call?.body).toMatchObject({
      id: expect.stringMatching(/^dec_/),
      type: 'handler.update',
      version: 1,
      mode: 'sandbox',
      handler,
      position: 'before',
      attempt: 1,
      cause: { connection: shop.id, trackingId: expect.stringMatching(/^trk_/) },
      data: {
        recordType: 'TRANSACTION',
        externalId: id,
        incoming: { number: `#${id}`, revision: before + 1 },
        record: { id: expect.stringMatching(/^rec_/), version: 1, data: { revision: before } },
        changes: { revision: [before, before + 1] },
      },
    });
    expect((await recordOf(id))?.data.revision).toBe(before + 1);
    expect(await decisionsOf(handler)).toMatchObject([
      {
        id: call?.body.id,
        state: 'decided',
        answer: 'proceed',
        by: 'handler',
        attempts: 0,
        tookMs: expect.any(Number),
      },
    ]);
    expect((await lastOf(id)).result?.decision).toMatchObject({ name: 'Approvals', answer: 'proceed' });
  });

  it.each([
    ['create', 'before', 'proceed', { city: 'Ghent' }, 'done'],
    ['create', 'before', 'replace', { city: 'Bergen' }, 'done'],
    ['create', 'before', 'skip', null, 'skipped'],
    ['create', 'before', 'reject', null, 'rejected'],
    ['create', 'instead', 'proceed', { city: 'Bergen' }, 'done'],
    ['update', 'before', 'proceed', { city: 'Ghent' }, 'done'],
    ['update', 'before', 'replace', { city: 'Bergen' }, 'done'],
    ['update', 'before', 'skip', { city: 'Ghent' }, 'skipped'],
    ['update', 'before', 'reject', { city: 'Ghent' }, 'rejected'],
    ['update', 'instead', 'proceed', { city: 'Bergen' }, 'done'],
    ['update', 'instead', 'reject', { city: 'Ghent' }, 'rejected'],
    ['delete', 'before', 'proceed', { isDeleted: true }, 'done'],
    ['delete', 'before', 'replace', { city: 'Bergen', isDeleted: false }, 'done'],
    ['delete', 'before', 'skip', { isDeleted: false }, 'skipped'],
    ['delete', 'before', 'reject', { isDeleted: false }, 'rejected'],
    ['delete', 'instead', 'proceed', { city: 'Bergen', isDeleted: false }, 'done'],
  ] as const)('%s, asked %s, answered %s', async (step, position, decision, expected, end) => {
    const id = step === 'create' ? `o${++count}` : await anOrder();
    await aHandler([step], { position });
    answers(answerOf(decision, position, id));
    await send(id, `order/${step}d` as ShopHook['topic']);
    const transfer = await over(id, step === 'create' ? 1 : 2);

    expect(asked.events()).toHaveLength(1);
    expect(transfer.code ?? transfer.state).toBe(end);
    if (end === 'rejected') {
      expect(transfer.result?.reason).toMatch(/^handler .* decided reject: too dear$/);
      const told = await host.admin.get<object>(`/v1/explain?transfer=${transfer.id}`);
      expect(JSON.stringify(told)).toContain('decided reject: too dear');
    }
    const found = await recordOf(id);
    expect(found && { city: found.data.city, isDeleted: found.deletedAt !== null }).toEqual(
      expected ? { city: 'Ghent', isDeleted: false, ...expected } : undefined,
    );
  });

  it('holds its record and what comes behind it, while others flow and no slot is taken', async () => {
    const [held, other] = [await anOrder(), await anOrder()];
    const { id: handler } = await aHandler(['update'], {
      condition: `externalId = '${held}'`,
      timeoutSeconds: 20,
    });
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    asked.answer(async () => {
      await gate;
      return { status: 200, body: '{"decision":"proceed"}' };
    });
    await send(held);
    await eventually(() => asked.events().length === 1);
    await send(held);
    await send(other);
    await over(other, 2);
    expect((await transfersOf(held)).map(({ state }) => state).toSorted()).toEqual([
      'awaiting-decision',
      'done',
      'queued',
    ]);
    expect(await decisionsOf(handler)).toMatchObject([{ state: 'waiting' }]);
    release();
    await over(held, 3);

    const revisions = asked.events().map(revisionOf);
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
    expect((await recordOf(held))?.data.revision).toBe(revision - 1);
    expect(asked.events()).toHaveLength(2);
  });

  it.each([
    ['no answer in time', 'hang', /no answer within 1000 ms/],
    ['a broken connection', 'reset', /./],
    ['503', { status: 503, body: 'busy' }, /it answered 503/],
    ['no JSON', { status: 200, body: '<html>' }, /no JSON object/],
    ['an unknown word', { status: 200, body: '{"decision":"maybe"}' }, /names no decision/],
    ['a rejection without a reason', { status: 200, body: '{"decision":"reject"}' }, /without a reason/],
    ['a replacement without a record', { status: 200, body: '{"decision":"replace"}' }, /without a record/],
    [
      'a record its type cannot hold',
      { status: 200, body: '{"decision":"replace","record":{"currency":{}}}' },
      /currency is to hold text, not object/,
    ],
  ] as const)(
    '%s is a failure: updates proceed, deletes are parked, and it is said why',
    async (_, answer, why) => {
      const id = await anOrder();
      const { id: handler } = await aHandler(['update', 'delete'], QUICK);
      asked.answer(() => answer);
      await send(id);
      expect((await over(id, 2)).state).toBe('done');
      expect((await recordOf(id))?.data.revision).toBe(revision);
      await send(id, 'order/deleted');
      const parked = await over(id, 3);

      expect(parked).toMatchObject({ state: expect.stringMatching(/^parked/), code: 'handler-failed' });
      const [ofDelete, ofUpdate] = await decisionsOf(handler);
      expect(ofUpdate).toMatchObject({
        answer: 'proceed',
        by: 'failure',
        reason: expect.stringMatching(why),
      });
      expect(ofDelete).toMatchObject({ state: 'parked', answer: null, reason: expect.stringMatching(why) });
      const { tries } = await host.admin.get<{ tries: { message: string }[] }>(
        `/v1/handlers/${handler}/decisions/${ofDelete?.id ?? ''}`,
      );
      expect(tries).toMatchObject([{ message: expect.stringMatching(why) }]);
    },
  );

  it('what is parked goes on as an operator decides, or asks once more', async () => {
    const ids = [await anOrder(), await anOrder(), await anOrder(), await anOrder()];
    const { id: handler } = await aHandler(['delete'], QUICK);
    asked.answer(() => ({ status: 500 }));
    for (const id of ids) {
      await send(id, 'order/deleted');
      await over(id, 2);
    }
    answers({ decision: 'skip', reason: 'kept' });
    const parked = (await decisionsOf(handler)).toReversed();
    const wishes = ['proceed', 'skip', 'reject', 'ask-again'];
    using line = new CommandLine({ url: host.url, key: host.adminKey });
    const listed = await line.run('handlers', 'decisions', handler);
    expect(listed.out).toMatch(/dec_\S+ +\S+ +delete TRANSACTION +req_\S+ +parked +it answered 500/);
    for (const [index, { id }] of parked.entries())
      await line.run('handlers', 'decide', handler, id, wishes[index] ?? '', '--reason', 'by phone');
    const ends = await eventually(async () => {
      const all = await Promise.all(ids.map(lastOf));
      return all.every(({ state }) => state === 'done' || state === 'ended') && all;
    });

    expect(ends.map(({ state, code }) => code ?? state)).toEqual(['done', 'skipped', 'rejected', 'skipped']);
    expect(ends[2]?.result?.reason).toBe('an operator decided reject: by phone');
    expect((await recordOf(ids[0] ?? ''))?.deletedAt).not.toBeNull();
    const calls = Map.groupBy(asked.events(), ({ body }) => body.id);
    expect([...calls.values()].map((of) => of.length)).toEqual([1, 1, 1, 2]);
    const again = `/v1/handlers/${handler}/decisions/${parked[0]?.id ?? ''}/release`;
    expect((await host.admin.raw('POST', again, { decision: 'skip' })).status).toBe(409);
  });

  it('tries again under the same id, and what waits for it when it is disabled ends by its policy at once', async () => {
    const [id, other] = [await anOrder(), await anOrder()];
    const { id: handler } = await aHandler(['update', 'delete'], { retrySeconds: [300] });
    asked.answer(() => ({ status: 500 }));
    await send(id);
    await send(other, 'order/deleted');
    const areTried = (all: Decision[]): boolean =>
      all.length === 2 && all.every(({ attempts }) => attempts === 1);
    await eventually(async () => areTried(await decisionsOf(handler)));
    await host.admin.post(`/v1/handlers/${handler}/disable`);

    expect((await over(id, 2)).state).toBe('done');
    expect(await over(other, 2)).toMatchObject({ code: 'handler-failed' });
    expect((await decisionsOf(handler)).map(({ reason }) => reason)).toEqual([
      expect.stringContaining('it is disabled: by hand'),
      expect.stringContaining('it is disabled: by hand'),
    ]);
    expect(asked.events()).toHaveLength(2);
  });

  it('of several that fit the one with the lowest priority is asked, by its connections and its condition', async () => {
    const id = await anOrder();
    const other = await addShop(host, 'Other', 'sandbox');
    const late = await aHandler(['update'], { name: 'late', priority: 9 });
    const elsewhere = await aHandler(['update'], { name: 'elsewhere', priority: 1, connections: [other.id] });
    const dear = await aHandler(['update'], {
      name: 'dear',
      priority: 2,
      condition: '$number(incoming.total) > 99',
    });
    const typed = await aHandler(['update'], { name: 'typed', priority: 3, recordTypes: ['CUSTOMER'] });
    answers({ decision: 'proceed' });
    await send(id);
    await over(id, 2);

    const counts = await Promise.all(
      [late, elsewhere, dear, typed].map(async (one) => (await decisionsOf(one.id)).length),
    );
    expect(counts).toEqual([1, 0, 0, 0]);
  });

  it('is named as the cause of what it decided', async () => {
    const hears = await fakeSubscriber();
    const { id: endpoint } = await host.admin.post<{ id: string }>('/v1/endpoints', {
      url: hears.url,
      mode: 'sandbox',
      events: ['record.updated', 'record.deleted', 'record.merged'],
    });
    const [order, winner, loser] = [await anOrder(), await anOrder(), await anOrder()];
    const { id: handler } = await aHandler(['update', 'delete', 'merge']);
    answers({ decision: 'proceed' });
    await send(order);
    await over(order, 2);
    await send(order, 'order/deleted');
    await over(order, 3);
    await merge(winner, loser);
    const causes = await eventually(() => {
      const told = hears.events().map(({ body }) => body as { type: string; cause: object });
      return told.length >= 3 && told.map(({ type, cause }) => ({ type, cause }));
    });
    await host.admin.delete(`/v1/endpoints/${endpoint}`);
    await hears[Symbol.asyncDispose]();

    expect(causes).toMatchObject([
      { type: 'record.updated', cause: { actor: null, connection: shop.id, handler } },
      { type: 'record.deleted', cause: { actor: null, connection: shop.id, handler } },
      { type: 'record.merged', cause: { actor: expect.stringMatching(/^key_/) as unknown, handler } },
    ]);
  });

  const merge = async (winner: string, loser: string) => {
    const [one, other] = [await recordOf(winner), await recordOf(loser)];
    return host.admin.raw('POST', '/v1/merges', { winner: one?.id, losers: [other?.id] });
  };

  it('decides about a merge: what survives, or that nothing is joined', async () => {
    const [winner, loser] = [await anOrder(), await anOrder()];
    const { id } = await aHandler(['merge'], QUICK);
    answers({ decision: 'reject', reason: 'two branches' });
    const rejected = await merge(winner, loser);
    expect(rejected).toMatchObject({
      status: 409,
      body: { code: 'MERGE_REFUSED', detail: expect.stringMatching(/decided reject: two branches/) },
    });
    expect(asked.events()[0]?.body).toMatchObject({
      type: 'handler.merge',
      cause: { connection: null, trackingId: null },
      data: {
        record: { id: (await recordOf(winner))?.id },
        losers: [{ id: (await recordOf(loser))?.id }],
        incoming: { number: `#${winner}` },
      },
    });
    expect(await merge(winner, loser)).toMatchObject({ status: 409 });
    expect(asked.events()).toHaveLength(1);

    const other = await anOrder();
    answers({ decision: 'replace', record: { city: 'Bergen', note: null } });
    expect(await merge(winner, other)).toMatchObject({ status: 201 });
    const merged = await recordOf(winner);
    expect(merged?.data).toMatchObject({ city: 'Bergen', channel: 'web' });
    expect(merged?.data).not.toHaveProperty('note');
    expect((await recordOf(other))?.deletedAt).not.toBeNull();
    expect((await decisionsOf(id)).map(({ answer }) => answer)).toEqual(['replace', 'reject']);
    const { items } = await host.admin.get<{ items: { after: object }[] }>('/v1/audit?action=record.merge');
    expect(items[0]?.after).toMatchObject({ decision: expect.stringMatching(/^dec_/) });
  });

  it('of a merge that fails leaves it to a person, from whose word the same merge goes on', async () => {
    const [winner, loser] = [await anOrder(), await anOrder()];
    const { id } = await aHandler(['merge'], QUICK);
    asked.answer(() => ({ status: 500 }));
    expect(await merge(winner, loser)).toMatchObject({ status: 409, body: { code: 'MERGE_UNDECIDED' } });
    const [decision] = await decisionsOf(id);
    expect(decision?.state).toBe('parked');
    await host.admin.post(`/v1/handlers/${id}/decisions/${decision?.id ?? ''}/release`, {
      decision: 'proceed',
    });
    expect(await merge(winner, loser)).toMatchObject({ status: 201 });
    expect(asked.events()).toHaveLength(1);
  });

  it('a live one takes https alone, and is asked nothing before it has proven its address', async () => {
    const plain = await host.admin.raw('POST', '/v1/handlers', {
      url: asked.url,
      mode: 'live',
      steps: ['update'],
    });
    expect(plain).toMatchObject({ status: 400, body: { errors: [{ field: 'url' }] } });
    const live = await aHandler(['update'], { url: 'https://127.0.0.1:9/x', mode: 'live' });
    expect(live.state).toBe('unverified');
  });

  it('is tried by hand: the request and the answer are shown, and no step waits', async () => {
    const { id, shown } = await aHandler(['update']);
    answers({ decision: 'replace', record: { currency: [] } });
    const bad = await host.admin.post<object>(`/v1/handlers/${id}/test`, { recordType: 'TRANSACTION' });
    answers({ decision: 'skip' });
    const good = await host.admin.post<{ sent: string }>(`/v1/handlers/${id}/test`);

    expect(bad).toMatchObject({ outcome: 'failed', status: 200, message: expect.stringMatching(/currency/) });
    expect(good).toMatchObject({ outcome: 'answered', decision: 'skip', answer: '{"decision":"skip"}' });
    const [, call] = asked.events();
    expect(call?.text).toBe(good.sent);
    expect(new Webhook(shown[0]?.secret ?? '').verify(good.sent, call?.headers ?? {})).toMatchObject({
      id: 'dec_test',
    });
    expect(await decisionsOf(id)).toEqual([]);
  });

  it('are counted: by what was answered, by what became of failures, how long it took, and what waits', async () => {
    const figures = await (await fetch(`${host.url}/metrics`)).text();
    const lines = figures.split('\n');
    const figure = (name: string): number =>
      Number(lines.find((line) => line.startsWith(`${name} `))?.slice(name.length));

    for (const answer of ['proceed', 'replace', 'skip', 'reject'])
      expect(figure(`hookyard_decisions_total{answer="${answer}"}`)).toBeGreaterThan(0);
    for (const policy of ['proceed', 'park'])
      expect(figure(`hookyard_decisions_failed_total{policy="${policy}"}`)).toBeGreaterThan(0);
    expect(figure('hookyard_decision_seconds_count')).toBeGreaterThan(10);
    expect(figure('hookyard_decisions_waiting')).toBeGreaterThanOrEqual(0);
  });
});

function answerOf(decision: string, position: string, id: string): object {
  const hasRecord = decision === 'replace' || (decision === 'proceed' && position === 'instead');
  const record = { number: `#${id}`, city: 'Bergen', revision: 7 };
  return { decision, reason: 'too dear', ...(hasRecord ? { record } : {}) };
}

function revisionOf({ body }: SubscriberCall): number {
  return Number(body.data.incoming.revision);
}
