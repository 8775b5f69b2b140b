import { createHmac, randomUUID } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import { SHOP_SECRET, collectionIntoHub, shopConnector } from '../kit/shop.js';
import { type MadeConnection, type Yard, aYard } from '../kit/yard.js';

const DEADLINE_MS = 3_000;
const SHORT_DEADLINE_MS = 150;

/** The shop's sender waits for what its hook brings about. */
function waitingShop(name: string, reply: { deadlineMs: number; only?: string }): Record<string, unknown> {
  const body = '{ "order": BodyJSON.id, "came": Requests.state, "why": Verdicts.verdict }';
  return {
    ...shopConnector,
    name,
    receiver: { ...shopConnector.receiver, reply: { when: 'done', body, ...reply } },
  };
}

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: unknown;
}

describe('an answer that waits for the transfers of its hook', () => {
  let yard: Yard;
  let patient: MadeConnection;
  let hasty: MadeConnection;

  beforeAll(async () => {
    yard = await aYard();
    patient = await connect('patient', { deadlineMs: DEADLINE_MS });
    hasty = await connect('hasty', { deadlineMs: SHORT_DEADLINE_MS });
  }, 60_000);

  afterAll(async () => {
    await yard[Symbol.asyncDispose]();
  });

  it('tells the sender what became of its hook', async () => {
    const answer = await send(patient, { id: '1', topic: 'order/created' });

    expect(answer).toEqual({
      status: 200,
      type: 'application/json',
      body: { order: '1', came: 'done' },
    });
  });

  it('tells why nothing came of it', async () => {
    const answer = await send(patient, { id: '2', topic: 'order/sold' });

    expect(answer).toMatchObject({ status: 200, body: { order: '2', why: 'unknown-scope' } });
  });

  it('is given again to a repeat, also after the host was killed, and nothing runs twice', async () => {
    const deliveryId = randomUUID();
    const order = { id: '3', topic: 'order/created', deliveryId };
    const first = await send(patient, order);
    const again = await send(patient, order);
    await yard.host.kill();
    await yard.host.start();

    const after = await send(patient, order);

    expect(first).toMatchObject({ status: 200, body: { order: '3', came: 'done' } });
    expect([again, after]).toEqual([first, first]);
    expect(await hooksOf(patient, deliveryId)).toHaveLength(1);
  }, 60_000);

  it('is one for 20 copies of a delivery at the same moment', async () => {
    const order = { id: '4', topic: 'order/created', deliveryId: randomUUID() };

    const answers = await Promise.all(Array.from({ length: 20 }, () => send(patient, order)));

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 200, body: { came: 'done' } });
    expect(await hooksOf(patient, order.deliveryId)).toHaveLength(1);
  });

  it('past its deadline is 504; the hook is kept, runs on, and a repeat gets the answer', async () => {
    const { admin } = yard.host;
    const order = { id: '5', topic: 'order/created', deliveryId: randomUUID() };
    await admin.post(`/v1/connections/${hasty.id}/pause`);

    const late = await send(hasty, order);
    await admin.post(`/v1/connections/${hasty.id}/resume`);
    const answer = await eventually(async () => {
      const repeat = await send(hasty, order);
      return repeat.status === 200 && repeat;
    });

    expect(late).toMatchObject({
      status: 504,
      type: 'application/problem+json',
      body: { code: 'REPLY_LATE' },
    });
    expect(answer).toMatchObject({ body: { order: '5', came: 'done' } });
    expect(await hooksOf(hasty, order.deliveryId)).toHaveLength(1);
  });

  it('that waits does not keep the host from stopping', async () => {
    const order = { id: '6', topic: 'order/created', deliveryId: randomUUID() };
    await yard.host.admin.post(`/v1/connections/${patient.id}/pause`);
    const waiting = send(patient, order);
    await eventually(async () => (await hooksOf(patient, order.deliveryId)).length === 1);

    await yard.host.stop();
    const told = await waiting;
    await yard.host.start();
    await yard.host.admin.post(`/v1/connections/${patient.id}/resume`);

    expect(told.status).toBe(504);
    expect(await send(patient, order)).toMatchObject({ status: 200, body: { order: '6', came: 'done' } });
  }, 60_000);

  it('is for those alone whose hooks it is meant for; all others are answered at once', async () => {
    const only = 'BodyJSON.topic = "order/created"';
    const choosy = await connect('choosy', { deadlineMs: SHORT_DEADLINE_MS, only });
    await yard.host.admin.post(`/v1/connections/${choosy.id}/pause`);

    const atOnce = await send(choosy, { id: '7', topic: 'order/updated' });
    const waiting = await send(choosy, { id: '8', topic: 'order/created' });

    expect(atOnce).toEqual({ status: 200, type: null, body: null });
    expect(waiting).toMatchObject({ status: 504, body: { code: 'REPLY_LATE' } });
  });

  async function connect(name: string, reply: Parameters<typeof waitingShop>[1]): Promise<MadeConnection> {
    const { admin } = yard.host;
    await admin.post('/v1/connectors', waitingShop(name, reply));
    const secrets = { webhook: SHOP_SECRET };
    const made = await admin.post<MadeConnection>('/v1/connections', {
      connector: name,
      name,
      mode: 'live',
      secrets,
    });
    await admin.post('/v1/mapping-collections', collectionIntoHub(made.id));
    return made;
  }

  async function hooksOf({ id }: MadeConnection, deliveryId: string): Promise<readonly unknown[]> {
    const { items } = await yard.host.admin.get<{ items: { id: string }[] }>(
      `/v1/hooks?connection=${id}&limit=200`,
    );
    const hooks = await Promise.all(
      items.map((hook) => yard.host.admin.get<{ deliveryId: string }>(`/v1/hooks/${hook.id}`)),
    );
    return hooks.filter((hook) => hook.deliveryId === deliveryId);
  }
});

async function send(
  { hookUrl }: MadeConnection,
  order: { readonly id: string; readonly topic: string; readonly deliveryId?: string },
): Promise<Answer> {
  const { id, topic, deliveryId = randomUUID() } = order;
  const body = JSON.stringify({ topic, id, number: `#${id}`, status: 'paid', revision: 1 });
  const answer = await fetch(hookUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-delivery-id': deliveryId,
      'x-signature': createHmac('sha256', SHOP_SECRET).update(body).digest('hex'),
    },
    body,
  });
  const text = await answer.text();
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    body: text === '' ? null : JSON.parse(text),
  };
}
