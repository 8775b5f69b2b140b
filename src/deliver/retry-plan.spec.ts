import { nextTryAt } from './retry-plan.js';

const facts = { attempts: 0, now: 1_000, random: 0.5, retryAfterMs: null };

describe('the next try of a delivery', () => {
  it('follows the schedule, spread by a fifth either way', () => {
    expect(nextTryAt([10, 60], facts)).toBe(11_000);
    expect(nextTryAt([10, 60], { ...facts, attempts: 1, random: 0 })).toBe(49_000);
    expect(nextTryAt([10, 60], { ...facts, attempts: 1, random: 0.999_999 })).toBe(73_000);
  });

  it('is no more behind the last wait', () => {
    expect(nextTryAt([10, 60], { ...facts, attempts: 2 })).toBeNull();
    expect(nextTryAt([], facts)).toBeNull();
  });

  it('waits as long as it was asked to where that is longer, up to an hour', () => {
    expect(nextTryAt([10], { ...facts, retryAfterMs: 30_000 })).toBe(31_000);
    expect(nextTryAt([10], { ...facts, retryAfterMs: 1_000 })).toBe(11_000);
    expect(nextTryAt([10], { ...facts, retryAfterMs: 86_400_000 })).toBe(3_601_000);
  });
});
