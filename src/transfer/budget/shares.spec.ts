import fc from 'fast-check';

import { divideShares, type Shares } from './shares.js';

const ask = { now: 0, running: 0, isAlone: false };

describe('shares of what may run at once', () => {
  it('are what is free, for whoever comes first', () => {
    const first = divideShares(4, {}, { ...ask, process: 'a', wants: 3 });
    const second = divideShares(4, first.shares, { ...ask, process: 'b', wants: 3 });

    expect([first.has, second.has]).toEqual([3, 1]);
  });

  it('become even while somebody waits for more', () => {
    const first = divideShares(4, {}, { ...ask, process: 'a', wants: 4 });
    const second = divideShares(4, first.shares, { ...ask, process: 'b', wants: 4 });
    const again = divideShares(4, second.shares, { ...ask, process: 'a', wants: 4 });

    expect([first.has, second.has, again.has]).toEqual([4, 0, 2]);
    expect(divideShares(4, again.shares, { ...ask, process: 'b', wants: 4 }).has).toBe(2);
  });

  it('of a process that was killed end with their lease, and at once where no other process is possible', () => {
    const { shares } = divideShares(2, {}, { ...ask, process: 'killed', wants: 2 });

    expect(divideShares(2, shares, { ...ask, now: 5_999, process: 'b', wants: 2 }).has).toBe(0);
    expect(divideShares(2, shares, { ...ask, now: 6_000, process: 'b', wants: 2 }).has).toBe(2);
    expect(divideShares(2, shares, { ...ask, process: 'b', wants: 2, isAlone: true }).has).toBe(2);
  });

  it('together are never above the limit, and nobody loses what runs', () => {
    const asks = fc.array(
      fc.record({
        process: fc.constantFrom('a', 'b', 'c'),
        wants: fc.nat(9),
        ends: fc.nat(9),
        after: fc.nat(999),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(asks, fc.integer({ min: 1, max: 8 }), (all, most) => {
        let shares: Shares = {};
        let now = 0;
        const running = new Map<string, number>();
        for (const { process, wants, ends, after } of all) {
          now += after;
          // Renewed in time by everybody: a third of the lease is what a budget keeps.
          for (const [name, share] of Object.entries(shares))
            shares = { ...shares, [name]: { ...share, until: now + 1 } };
          const still = Math.max(0, (running.get(process) ?? 0) - ends);
          const divided = divideShares(most, shares, { process, now, running: still, wants, isAlone: false });
          ({ shares } = divided);
          expect(divided.has).toBeGreaterThanOrEqual(still);
          running.set(process, divided.has);
          expect([...running.values()].reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(most);
        }
      }),
    );
  });
});
