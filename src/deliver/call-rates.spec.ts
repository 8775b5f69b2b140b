import { aStore, type TestDatabase } from '../../test/kit/databases.js';
import { SystemClock } from '../clock/index.js';
import type { SubscriberView } from '../registry/index.js';

import { CallRates } from './call-rates.js';

const PER_SECOND = 40;
const CALLS = 100;

describe('the rate of a subscriber', () => {
  const clock = new SystemClock();
  let database: TestDatabase;
  let number = 0;

  beforeAll(async () => {
    database = await aStore();
  });
  afterAll(() => database[Symbol.asyncDispose]());
  beforeEach(() => {
    number += 1;
  });

  const aProcess = (): CallRates => new CallRates({ store: database.store, clock });
  const subscriber = (ratePerSecond: number | null): SubscriberView =>
    ({ number, definition: { ratePerSecond } }) as unknown as SubscriberView;
  const nobody = new AbortController().signal;

  it('is one for all processes: never more calls than it allows for the time and one second', async () => {
    const processes = [aProcess(), aProcess(), aProcess()];
    const begin = performance.now();
    const starts = await Promise.all(
      Array.from({ length: CALLS }, async (_, n) => {
        await processes[n % 3]?.take(subscriber(PER_SECOND), nobody);
        return performance.now() - begin;
      }),
    );

    const tooEarly = starts
      .toSorted((a, b) => a - b)
      .filter((at, index) => index + 1 > PER_SECOND + (at / 1_000) * PER_SECOND + 1);
    expect(tooEarly).toEqual([]);
    expect(Math.max(...starts)).toBeGreaterThanOrEqual(((CALLS - PER_SECOND - 1) / PER_SECOND) * 1_000);
  });

  it('costs nothing where there is none', async () => {
    const rates = new CallRates({ store: { write: () => Promise.reject(new Error('asked')) }, clock });

    expect(await rates.take(subscriber(null), nobody)).toBe(0);
    expect(rates.waitMs(subscriber(null))).toBe(0);
  });

  it('keeps few in slots: what waits long goes, and more do not begin to', async () => {
    const rates = aProcess();
    expect(await rates.take(subscriber(0.1), nobody)).toBe(0);

    const second = await rates.take(subscriber(0.1), nobody);

    expect(second).toBeGreaterThan(5_000);
    expect(second).toBeLessThanOrEqual(10_000);
  });

  it('lets go of what was given up', async () => {
    const rates = aProcess();
    await rates.take(subscriber(1), nobody);
    const gone = new AbortController();
    const waiting = rates.take(subscriber(1), gone.signal);
    expect(rates.waitMs(subscriber(1))).toBeGreaterThan(0);

    gone.abort();

    expect(await waiting).toBeGreaterThan(0);
    expect(rates.waitMs(subscriber(1))).toBe(0);
  });
});
