import { eventually } from '../kit/eventually.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { aYard, type Yard } from '../kit/yard.js';

/** Long enough to see a host stop on a busy machine. */
const GRACE_MS = 2_500;
const WITHIN_MS = 1_000;

describe('a host that is asked to stop', () => {
  let yard: Yard;

  beforeAll(async () => {
    yard = await aYard({
      env: { HOOKYARD_STOP_GRACE_MS: String(GRACE_MS), HOOKYARD_STOP_WITHIN_MS: String(WITHIN_MS) },
    });
  }, 60_000);
  afterAll(() => yard[Symbol.asyncDispose]());

  const numbers = (): string[] =>
    yard.partner
      .records('orders')
      .map((order) => String(order['number']))
      .sort();
  const send = (id: string): Promise<number> =>
    sendShopHook(yard.shop.hookUrl, aShopHook({ topic: 'order/created', id }));

  it('says so to load balancers, goes on as before for a while, lets running calls end, and loses nothing', async () => {
    let answer: (() => void) | undefined;
    yard.partner.misbehave(({ method }) => {
      if (method !== 'POST' || answer) return undefined;
      return new Promise((resolve) => {
        answer = () => resolve(undefined);
      });
    });
    await send('1');
    await eventually(() => answer);

    const stopped = yard.host.stop();
    const ready = await eventually(async () => {
      const told = await fetch(`${yard.host.url}/readyz`);
      return told.status === 503 && ((await told.json()) as { code: string });
    });
    const alive = (await fetch(`${yard.host.url}/healthz`)).status;
    const late = await send('2');
    await eventually(() => numbers().includes('#2'));
    answer?.();
    await eventually(() => numbers().includes('#1'));
    const code = await stopped;
    await yard.host.start();

    expect(ready.code).toBe('STOPPING');
    expect([alive, late, code]).toEqual([200, 200, 0]);
    await eventually(async () => (await openTransfers()).length === 0);
    expect(numbers()).toEqual(['#1', '#2']);
    expect(yard.partner.calls.filter(({ isRepeat }) => isRepeat)).toEqual([]);
  }, 60_000);

  it('does not wait for ever for a call: it is cut off, and made again under its key after the start', async () => {
    let isHeld = false;
    yard.partner.misbehave(({ method }) => {
      if (method !== 'POST' || isHeld) return undefined;
      isHeld = true;
      return new Promise(() => undefined);
    });
    await send('3');
    await eventually(() => isHeld);

    const code = await yard.host.stop();
    await yard.host.start();

    await eventually(() => numbers().includes('#3'), 60_000);
    expect(code).toBe(0);
    expect(numbers().filter((number) => number === '#3')).toHaveLength(1);
  }, 90_000);

  async function openTransfers(): Promise<unknown[]> {
    const { items } = await yard.host.admin.get<{ items: { state: string }[] }>('/v1/transfers?limit=100');
    return items.filter(({ state }) => state !== 'done' && state !== 'ended');
  }
});
