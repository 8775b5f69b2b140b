import fc from 'fast-check';

import { brakeOf, overBrake } from './delete-brake.js';

const live = (count: number) => (most: number) => Promise.resolve(Math.min(count, most));

describe('the brake of deletes', () => {
  it('trips above its number', async () => {
    expect(await overBrake({ most: 25, percent: null }, 25, live(1e6))).toBeNull();
    expect(await overBrake({ most: 25, percent: null }, 26, live(1e6))).toBe('more than 25');
    expect(await overBrake({ most: 0, percent: null }, 1, live(1e6))).toBe('more than 0');
  });

  it('trips above its share of what is linked, and not for a handful', async () => {
    const brake = { most: null, percent: 5 };
    expect(await overBrake(brake, 5, live(100))).toBeNull();
    expect(await overBrake(brake, 6, live(100))).toBe('more than 5 % of 100');
    expect(await overBrake(brake, 4, live(4))).toBeNull();
    expect(await overBrake(brake, 5, live(0))).toBe('more than 5 % of 0');
  });

  it('trips by its share exactly where the share is exceeded, counting no further than it must', async () => {
    const cases = fc.record({
      percent: fc.integer({ min: 1, max: 99 }),
      waiting: fc.integer({ min: 5, max: 5_000 }),
      linked: fc.integer({ min: 0, max: 200_000 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ percent, waiting, linked }) => {
        const asked: number[] = [];
        const over = await overBrake({ most: null, percent }, waiting, (most) => {
          asked.push(most);
          return live(linked)(most);
        });

        expect(over !== null).toBe(waiting * 100 > percent * linked);
        expect(asked).toEqual([Math.ceil((waiting * 100) / percent)]);
      }),
    );
  });

  it('is the strictest of the scopes that delete records of the type', () => {
    const scope = (over: object) => ({
      action: 'DELETED' as const,
      type: 'PRODUCT' as const,
      guard: 'delete' as const,
      brake: { most: 50, percent: null },
      ...over,
    });

    const brake = brakeOf(
      [
        scope({}),
        scope({ brake: { most: 10, percent: 20 } }),
        scope({ guard: 'off', brake: { most: 1, percent: 1 } }),
        scope({ type: 'CUSTOMER', brake: { most: 1, percent: 1 } }),
        scope({ action: 'UPDATED', brake: { most: 1, percent: 1 } }),
      ],
      'PRODUCT',
    );

    expect(brake).toEqual({ most: 10, percent: 20 });
  });
});
