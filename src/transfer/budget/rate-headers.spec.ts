import { quotaIn } from './rate-headers.js';

const NOW = 1_800_000_000_000;

describe('the quota of an answer', () => {
  it.each([
    [
      'the draft of the IETF',
      { 'ratelimit-limit': '100, 100;w=60', 'ratelimit-remaining': '7', 'ratelimit-reset': '12' },
      7,
      100,
      12_000,
    ],
    ['the newer draft', { ratelimit: '"default";r=50;t=30' }, 50, null, 30_000],
    ['one field', { ratelimit: 'limit=10, remaining=0, reset=5' }, 0, 10, 5_000],
    ['seconds from now', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3' }, 0, null, 3_000],
    [
      'seconds since 1970',
      { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '1800000009' },
      1,
      null,
      9_000,
    ],
    [
      'milliseconds since 1970',
      { 'x-rate-limit-remaining': '1', 'x-rate-limit-reset': '1800000009500' },
      1,
      null,
      9_500,
    ],
    [
      'a date',
      { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': new Date(NOW + 60_000).toUTCString() },
      1,
      null,
      60_000,
    ],
  ])('is read from %s', (_name, headers, remaining, limit, after) => {
    expect(quotaIn(headers as unknown as Record<string, string>, NOW)).toEqual({
      remaining,
      limit,
      resetAt: NOW + after,
    });
  });

  it('is read where the connector says it is', () => {
    expect(quotaIn({ 'x-bucket': '38/40' }, NOW, { usedOfLimit: 'X-Bucket' })).toEqual({
      remaining: 2,
      limit: 40,
      resetAt: null,
    });
    expect(quotaIn({ left: '4', again: '2' }, NOW, { remaining: 'Left', reset: 'Again' })).toEqual({
      remaining: 4,
      limit: null,
      resetAt: NOW + 2_000,
    });
  });

  it.each([
    ['nothing', {}],
    ['words', { 'x-ratelimit-remaining': 'many' }],
    ['a negative number', { 'ratelimit-remaining': '-1' }],
    ['a pair of other things', { 'x-bucket': 'a/b' }],
  ])('is none in %s', (_name, headers) => {
    const declared = 'x-bucket' in headers ? { usedOfLimit: 'x-bucket' } : undefined;
    expect(quotaIn(headers as Record<string, string>, NOW, declared)).toBeNull();
  });

  it('puts nobody off for more than a day', () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '99999999' };
    expect(quotaIn(headers, NOW)?.resetAt).toBe(NOW + 86_400_000);
  });
});
