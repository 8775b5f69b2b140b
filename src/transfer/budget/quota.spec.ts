import fc from 'fast-check';

import { presentQuota, takeQuota, toldQuota, UNSAID_END_MS } from './quota.js';
import type { Quota } from './rate-headers.js';

const NOW = 1_000_000;

describe('a quota', () => {
  it('is known by its newest answer, which within one window is the smallest number', () => {
    const known = { limit: 10, remaining: 4, resetAt: NOW + 5_000 };

    expect(toldQuota(known, { limit: 10, remaining: 6, resetAt: NOW + 5_400 }).remaining).toBe(4);
    expect(toldQuota(known, { limit: 10, remaining: 9, resetAt: NOW + 9_000 }).remaining).toBe(9);
  });

  it('whose limit nobody names has at least what was left once', () => {
    const first = toldQuota(null, { limit: null, remaining: 7, resetAt: NOW + 1_000 });
    const later = toldQuota(first, { limit: null, remaining: 2, resetAt: NOW + 9_000 });

    expect([first.limit, later.limit]).toEqual([8, 8]);
  });

  it('is full again behind its end, also one that never said when that is', () => {
    const silent = presentQuota({ limit: 3, remaining: 0, resetAt: null }, NOW);

    expect(silent).toEqual({ limit: 3, remaining: 0, resetAt: NOW + UNSAID_END_MS });
    expect(presentQuota(silent, NOW + UNSAID_END_MS)).toEqual({ limit: 3, remaining: 3, resetAt: null });
  });

  it('gives out no more than was told until it ends, whatever is asked', () => {
    const known: Quota = { limit: 50, remaining: 20, resetAt: NOW + 10_000 };
    fc.assert(
      fc.property(fc.array(fc.nat(9)), (wants) => {
        let kept: Quota | null = known;
        let given = 0;
        for (const want of wants) {
          const taken = takeQuota(kept, { want, now: NOW });
          ({ kept } = taken);
          given += taken.calls;
        }
        expect(given).toBeLessThanOrEqual(20);
      }),
    );
  });
});
