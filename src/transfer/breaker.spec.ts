import fc from 'fast-check';

import { Breaker } from './breaker.js';

const SECOND = 1_000;

describe('the breaker', () => {
  it('lets everything through while the system answers', () => {
    const breaker = new Breaker();
    breaker.succeeded(0);

    expect(breaker.admit(0)).toEqual({ isAdmitted: true });
    expect(breaker.allowance(0)).toBe(Infinity);
    expect(breaker.hold(0)).toBeNull();
  });

  it('closes the queue at the first sign of an outage and asks after 1, 2, 5, 10 s, then every 10, later 30 s', () => {
    const breaker = new Breaker();
    const probes: number[] = [];
    let now = 0;
    for (let count = 0; count < 12; count += 1) {
      now = breaker.unavailable(now);
      probes.push(now / SECOND);
      breaker.admit(now);
    }

    expect(probes).toEqual([1, 2, 5, 10, 20, 30, 40, 50, 60, 90, 120, 150]);
  });

  it('lets one request probe at a time', () => {
    const breaker = new Breaker();
    breaker.unavailable(0);

    expect(breaker.admit(999)).toEqual({ isAdmitted: false, until: SECOND });
    expect(breaker.allowance(SECOND)).toBe(1);
    expect(breaker.admit(SECOND)).toEqual({ isAdmitted: true });
    expect(breaker.admit(SECOND)).toEqual({ isAdmitted: false, until: 2 * SECOND });
    breaker.undecided();
    expect(breaker.admit(SECOND)).toEqual({ isAdmitted: true });
  });

  it('forgets a probe that never reported', () => {
    const breaker = new Breaker();
    breaker.unavailable(0);
    breaker.admit(SECOND);

    expect(breaker.admit(62 * SECOND)).toEqual({ isAdmitted: true });
  });

  it('doubles the rate each second once a probe succeeded, and is open for all within six', () => {
    const breaker = new Breaker();
    breaker.unavailable(0);
    breaker.admit(SECOND);
    breaker.succeeded(SECOND);

    const admitted = [0, 1, 2, 3, 4, 5].map((second) => startsIn(breaker, SECOND + second * SECOND));

    expect(admitted).toEqual([64, 128, 256, 512, 1_024, 2_048]);
    expect(breaker.allowance(7 * SECOND)).toBe(Infinity);
  });

  it('opens again when the system fails in the ramp', () => {
    const breaker = new Breaker();
    breaker.unavailable(0);
    breaker.admit(SECOND);
    breaker.succeeded(SECOND);
    breaker.unavailable(1_500);

    expect(breaker.hold(1_600)).toEqual({ until: 2_500, code: 'unavailable' });
  });

  it('what had begun before the outage does not move its next probe', () => {
    const breaker = new Breaker();
    breaker.unavailable(0);

    expect(breaker.unavailable(900)).toBe(SECOND);
  });

  it('believes a system that says when it will be back, within a quarter of an hour', () => {
    expect(new Breaker().unavailable(0, 20 * SECOND)).toBe(20 * SECOND);
    expect(new Breaker().unavailable(0, 24 * 3_600_000)).toBe(900 * SECOND);
  });

  it('opens after five failed requests in a row over three lanes', () => {
    const breaker = new Breaker();

    expect([1, 2, 3, 1, 2].map((lane) => breaker.failed(lane, 0))).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
    expect(breaker.admit(0)).toMatchObject({ isAdmitted: false });
  });

  it('does not open for one bad record, nor when answers come between', () => {
    const breaker = new Breaker();
    for (let count = 0; count < 20; count += 1) expect(breaker.failed(7, 0)).toBe(false);
    for (let lane = 0; lane < 20; lane += 1) {
      expect(breaker.failed(lane, 0)).toBe(false);
      breaker.succeeded(0);
    }
  });

  it('a probe that fails with a 500 keeps it open', () => {
    const breaker = new Breaker();
    breaker.unavailable(0);
    breaker.admit(SECOND);

    expect(breaker.failed(1, SECOND)).toBe(true);
    expect(breaker.admit(SECOND)).toMatchObject({ isAdmitted: false });
  });

  it('waits for a quota until it opens', () => {
    const breaker = new Breaker();
    breaker.limited(0, 30 * SECOND);

    expect(breaker.hold(0)).toEqual({ until: 30 * SECOND, code: 'rate-limited' });
    expect(breaker.admit(30 * SECOND)).toEqual({ isAdmitted: true });
  });

  it('whatever happens, it lets somebody in again within a quarter of an hour of silence', () => {
    const events = fc.array(
      fc.tuple(
        fc.constantFrom('failed', 'unavailable', 'succeeded', 'undecided', 'admit'),
        fc.nat(5),
        fc.nat(20_000),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(events, (all) => {
        const breaker = new Breaker();
        let now = 0;
        for (const [event, lane, later] of all) {
          now += later;
          if (event === 'failed') breaker.failed(lane, now);
          else if (event === 'unavailable') breaker.unavailable(now, lane * 1_000);
          else if (event === 'admit') breaker.admit(now);
          else breaker[event](now);
        }
        return breaker.admit(now + 15 * 60 * SECOND).isAdmitted;
      }),
    );
  });
});

function startsIn(breaker: Breaker, now: number): number {
  let count = 0;
  while (count < 5_000 && breaker.admit(now).isAdmitted) count += 1;
  return count;
}
