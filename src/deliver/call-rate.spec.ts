import fc from 'fast-check';

import { CallRate } from './call-rate.js';

describe('the rate of a subscriber', () => {
  it('lets a burst of a second through, and then one after another', () => {
    const rate = new CallRate(2, 0);
    const waits = [0, 0, 0].map((now) => {
      const wait = rate.waitMs(now);
      if (wait === 0) rate.take(now);
      return wait;
    });

    expect(waits).toEqual([0, 0, 500]);
    expect(rate.waitMs(490)).toBeGreaterThan(0);
    expect(rate.waitMs(500)).toBe(0);
  });

  it('serves less than one a second', () => {
    const rate = new CallRate(0.1, 0);
    rate.take(0);

    expect(rate.waitMs(0)).toBe(10_000);
  });

  it('never lets through more than its rate and one second of it', () => {
    const gaps = fc.array(fc.nat({ max: 400 }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), gaps, (perSecond, moves) => {
        const rate = new CallRate(perSecond, 0);
        let now = 0;
        let taken = 0;
        for (const move of moves) {
          now += move;
          if (rate.waitMs(now) > 0) continue;
          rate.take(now);
          taken += 1;
        }
        expect(taken).toBeLessThanOrEqual(perSecond + (now / 1_000) * perSecond + 1e-6);
      }),
    );
  });
});
