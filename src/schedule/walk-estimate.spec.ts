import { estimateEnd, type WalkFacts } from './walk-estimate.js';

const NOW = 1_000_000;

/** 400 of 1,000 records listed in the last 40 s, half of them changed, half of those over. */
const HALF_WAY: WalkFacts = {
  listed: 400,
  total: 1_000,
  isListed: false,
  queued: 200,
  marks: [{ at: NOW - 40_000, listed: 0 }],
  startedAt: NOW - 40_000,
  finished: 100,
  open: 100,
};

describe('when a walk will be over', () => {
  it('is the end of its work where that takes longer than the list', () => {
    // 10 records a second are listed: 60 s more. 2.5 are done a second, 100 are open and 300 will come: 160 s.
    expect(estimateEnd(HALF_WAY, NOW)).toBe(NOW + 160_000);
  });

  it('is the end of its list where the work keeps up', () => {
    expect(estimateEnd({ ...HALF_WAY, queued: 0, finished: 0, open: 0 }, NOW)).toBe(NOW + 60_000);
  });

  it('goes by the last marks, not by an hour that stood still before them', () => {
    const marks = [{ at: NOW - 10_000, listed: 300 }];
    const facts = { ...HALF_WAY, startedAt: NOW - 3_600_000, marks, queued: 0, finished: 0, open: 0 };
    expect(estimateEnd(facts, NOW)).toBe(NOW + 60_000);
  });

  it('is known of the work alone once all is listed, whatever the connector can tell', () => {
    expect(estimateEnd({ ...HALF_WAY, isListed: true, total: null }, NOW)).toBe(NOW + 40_000);
  });

  it.each([
    ['the connector does not say how many there are', { total: null }],
    ['nothing has ended yet', { finished: 0 }],
    ['nothing moves', { marks: [{ at: NOW - 10_000, listed: 400 }] }],
    ['it is over', { isListed: true, open: 0 }],
  ])('is told to nobody where %s', (_why, more) => {
    expect(estimateEnd({ ...HALF_WAY, ...more }, NOW)).toBeNull();
  });
});
