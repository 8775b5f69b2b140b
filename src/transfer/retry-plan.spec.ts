import fc from 'fast-check';

import { RETRY_POLICIES } from '../flow/index.js';

import { retryAt } from './retry-plan.js';

const MINUTE = 60_000;
const { standard, field } = RETRY_POLICIES;

describe('when a failed request is tried again', () => {
  it('`field` waits 10·n·(n+1) minutes: at once, then 20, 60, 120 …', () => {
    expect(field.waits.slice(0, 5).map((wait) => wait / MINUTE)).toEqual([0, 20, 60, 120, 200]);
    expect(field.waits).toHaveLength(standard.waits.length);
  });

  it('no policy returns before its wait less a fifth or later than a fifth more, and each comes to an end', () => {
    const policies = fc.oneof(
      fc.constantFrom(standard.waits, field.waits),
      fc.array(fc.nat(1e9), { minLength: 1, maxLength: 50 }),
    );
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(policies, random, fc.nat(), (waits, spread, now) => {
        const times = waits.map((_, attempts) => retryAt(waits, { attempts, now, random: spread }));
        expect(retryAt(waits, { attempts: waits.length, now, random: spread })).toBeNull();
        for (const [attempts, at] of times.entries()) {
          const wait = waits[attempts] as number;
          expect(at).toBeGreaterThanOrEqual(now + Math.floor(wait * 0.8));
          expect(at).toBeLessThanOrEqual(now + Math.ceil(wait * 1.2));
        }
      }),
    );
  });

  it('what failed together does not return together', () => {
    const facts = { attempts: 0, now: 0 };
    expect(retryAt(standard.waits, { ...facts, random: 0 })).toBe(4_000);
    expect(retryAt(standard.waits, { ...facts, random: 0.9999 })).toBe(6_000);
  });
});
