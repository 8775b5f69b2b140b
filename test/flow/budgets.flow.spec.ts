import { randomBytes } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { aYard, type Yard } from '../kit/yard.js';

const CALLS = 20;
const AT_ONCE = 3;
/** On a busy machine; a quiet one needs a few seconds. */
const WITHIN_MS = 60_000;
const ORDERS = 30;
/** Calls the partner allows in a second, and tells of. */
const WINDOW = 8;
/** Calls are counted when they are made, and here when they come in. */
const JITTER_MS = 100;
/** Longer than a turn of the loop, so that calls overlap if they may. */
const ANSWER_MS = 60;

interface Budget {
  readonly direction: string;
  readonly limit: Readonly<Record<string, number>>;
  readonly calls: number | null;
  readonly quota: { readonly remaining: number } | null;
  readonly estimates: Readonly<Record<string, number>>;
  readonly hold: { readonly code: string; readonly until: string } | null;
}

/** On PostgreSQL a second process works beside the first: the limits are those of both together. */
describe('what a connection may call', () => {
  const cleanUp = new AsyncDisposableStack();
  let yard: Yard;

  beforeAll(async () => {
    const env = { HOOKYARD_MASTER_KEY: randomBytes(32).toString('base64') };
    yard = cleanUp.use(await aYard({ env }));
    const { databaseUrl } = yard;
    if (databaseUrl)
      cleanUp.use(await HostProcess.start({ databaseUrl, env: { ...env, HOOKYARD_ROLE: 'work' } }));
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  const setLimits = (limits: unknown): Promise<unknown> =>
    yard.host.admin.patch(`/v1/connections/${yard.destination.id}`, { limits });
  const outbound = async (): Promise<Budget | undefined> => {
    const both = await yard.host.admin.get<Budget[]>(`/v1/connections/${yard.destination.id}/budgets`);
    return both.find(({ direction }) => direction === 'FROM');
  };
  const sendOrders = (from: number, count: number): Promise<number[]> =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        sendShopHook(yard.shop.hookUrl, aShopHook({ topic: 'order/created', id: String(from + index) })),
      ),
    );
  const arrived = (): number => yard.partner.records('orders').length;

  it(
    'is never exceeded in any second, nor at once, by all processes together, and everything arrives',
    async () => {
      await setLimits({ FROM: { calls: CALLS, perSeconds: 1, concurrency: AT_ONCE } });
      const times: number[] = [];
      let running = 0;
      let most = 0;
      yard.partner.misbehave(async () => {
        times.push(performance.now());
        running += 1;
        most = Math.max(most, running);
        await new Promise((answer) => setTimeout(answer, ANSWER_MS));
        running -= 1;
        return undefined;
      });

      await sendOrders(1_000, ORDERS);
      await eventually(() => arrived() >= ORDERS, WITHIN_MS);

      const busiest = Math.max(
        ...times.map((at) => times.filter((one) => one >= at && one < at + 1_000 - JITTER_MS).length),
      );
      expect(busiest).toBeLessThanOrEqual(CALLS);
      expect(most).toBeLessThanOrEqual(AT_ONCE);
      expect(await outbound()).toMatchObject({
        limit: { calls: CALLS, perSeconds: 1, concurrency: AT_ONCE },
      });
    },
    WITHIN_MS + 10_000,
  );

  it(
    'a quota that is spent is waited for exactly, and whoever asks is told why nothing goes',
    async () => {
      await setLimits(null);
      const before = arrived();
      const refusedAt: number[] = [];
      const calledAt: number[] = [];
      yard.partner.misbehave(() => {
        calledAt.push(performance.now());
        if (refusedAt.length > 0) return undefined;
        refusedAt.push(performance.now());
        return { status: 429, headers: { 'retry-after': '2' } };
      });

      await sendOrders(2_000, 1);
      await eventually(async () => (await outbound())?.hold?.code === 'rate-limited');
      await sendOrders(2_001, 10);
      await eventually(() => arrived() >= before + 11, WITHIN_MS);

      const [refused = 0] = refusedAt;
      expect(calledAt.filter((at) => at > refused && at < refused + 1_990)).toEqual([]);
      expect((await outbound())?.hold).toBeNull();
    },
    WITHIN_MS + 10_000,
  );

  it(
    'what its answers say is left is kept to before it is spent',
    async () => {
      const before = arrived();
      let left = WINDOW;
      let resetsAt = 0;
      let refusals = 0;
      yard.partner.misbehave(() => {
        if (Date.now() >= resetsAt) {
          left = WINDOW;
          resetsAt = Date.now() + 1_000;
        }
        if (left > 0) left -= 1;
        else refusals += 1;
        return undefined;
      });
      yard.partner.answerWith(() => ({
        'x-ratelimit-remaining': String(left),
        'x-ratelimit-reset': String(Math.ceil(resetsAt / 1_000)),
      }));

      let sent = 0;
      await eventually(async () => {
        sent += 1;
        await sendOrders(3_000 + sent, 1);
        await eventually(() => arrived() >= before + sent);
        return (await outbound())?.quota;
      }, WITHIN_MS);
      await sendOrders(4_000, 12);
      await eventually(() => arrived() >= before + sent + 12, WITHIN_MS);

      expect(refusals).toBe(0);
    },
    WITHIN_MS + 10_000,
  );
});
