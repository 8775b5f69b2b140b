import type { SubscriberView } from '../registry/index.js';
import { Health } from './health.js';

const HOUR = 3_600_000;
const view = { number: 7, definition: { disableAfterHours: 2 } } as unknown as SubscriberView;

/** Marks as the database keeps them, and a clock that only the test moves. */
function aHealth() {
  const marks = new Map<number, number>();
  const disabled: string[] = [];
  const writes: string[] = [];
  let now = 1_000_000;
  const store = {
    failed: async (number: number, at: number) => {
      writes.push('failed');
      marks.set(number, marks.get(number) ?? at);
      return marks.get(number) ?? at;
    },
    well: async (number: number) => {
      writes.push('well');
      marks.delete(number);
    },
    failing: async () => new Map(marks),
  };
  const health = new Health({
    store,
    clock: { now: () => now, monotonic: () => now },
    disable: async (_, reason) => void disabled.push(reason),
  });
  return { health, marks, disabled, writes, wait: (ms: number) => void (now += ms) };
}

describe('the health of a subscriber', () => {
  it('costs nothing while it is well', async () => {
    const { health, writes } = aHealth();
    for (let n = 0; n < 100; n += 1) await health.delivered(view);

    expect(writes).toEqual([]);
  });

  it('is written where it begins to fail, and where that ends', async () => {
    const { health, writes, marks } = aHealth();
    for (let n = 0; n < 50; n += 1) await health.failed(view, 'refused');
    expect([writes, marks.size]).toEqual([['failed'], 1]);
    await health.delivered(view);

    expect([writes, marks.size]).toEqual([['failed', 'well'], 0]);
  });

  it('ends in its being disabled where nothing arrived for as long as it says, and not before', async () => {
    const { health, disabled, wait } = aHealth();
    await health.failed(view, 'refused');
    wait(2 * HOUR - 1);
    await health.failed(view, 'refused');
    expect(disabled).toEqual([]);
    wait(1_000);
    await health.failed(view, 'the last one');

    expect(disabled).toEqual(['nothing was delivered for 2 hours; last: the last one']);
  });

  it('starts anew with every delivery in between', async () => {
    const { health, disabled, wait } = aHealth();
    for (let n = 0; n < 10; n += 1) {
      await health.failed(view, 'refused');
      wait(HOUR);
      await health.delivered(view);
    }

    expect(disabled).toEqual([]);
  });

  it('of one that failed elsewhere is mended by a delivery here', async () => {
    const { health, marks, wait } = aHealth();
    await health.delivered(view);
    marks.set(view.number, 1);
    wait(10_000);
    await health.delivered(view);

    expect(marks.size).toBe(0);
  });
});
