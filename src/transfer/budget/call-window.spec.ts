import fc from 'fast-check';

import { callsIn, slotMsOf, takeCalls, type CountedCalls } from './call-window.js';

const RATE = { most: 10, perMs: 1_000 };

describe('a window of calls', () => {
  it('gives what is left, and says when there is more', () => {
    const first = takeCalls(RATE, {}, { now: 5_000, want: 8 });
    const second = takeCalls(RATE, first.counted, { now: 5_050, want: 8 });
    const third = takeCalls(RATE, second.counted, { now: 5_060, want: 1 });

    expect([first.calls, second.calls, third.calls]).toEqual([8, 2, 0]);
    expect(third.nextAt).toBe(6_200);
    expect(takeCalls(RATE, third.counted, { now: 6_200, want: 99 }).calls).toBe(10);
  });

  it('takes back what was not used, once', () => {
    const first = takeCalls(RATE, {}, { now: 5_000, want: 10 });
    const unused = { slot: first.slot, calls: 4 };

    const second = takeCalls(RATE, first.counted, { now: 5_350, want: 9, unused });

    expect(second.calls).toBe(4);
    expect(callsIn(RATE, second.counted, 5_350)).toBe(10);
  });

  it('counts what was made beyond it, so that what comes next waits longer', () => {
    const full = takeCalls(RATE, {}, { now: 0, want: 10 });
    const forced = takeCalls(RATE, full.counted, { now: 200, want: 1, isForced: true });

    expect(forced.calls).toBe(1);
    expect(takeCalls(RATE, forced.counted, { now: 1_200, want: 99 }).calls).toBe(9);
  });

  it('never grants more than the limit in any stretch of its length, whoever asks when', () => {
    const asks = fc.array(fc.record({ after: fc.nat(400), want: fc.integer({ min: 1, max: 15 }) }), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(
        asks,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 7, max: 3_000 }),
        (all, most, perMs) => {
          let now = 1_000_000;
          let counted: CountedCalls = {};
          const granted: { at: number; until: number; calls: number }[] = [];
          for (const { after, want } of all) {
            now += after;
            const grant = takeCalls({ most, perMs }, counted, { now, want });
            ({ counted } = grant);
            if (grant.calls > 0) granted.push({ at: now, until: grant.slotEndsAt - 1, calls: grant.calls });
          }
          // A granted call is made at any moment of its slot: the first as late, the last as early as can be.
          for (const { until } of granted) {
            const inStretch = granted.filter((one) => one.until >= until && one.at < until + perMs);
            expect(inStretch.reduce((sum, { calls }) => sum + calls, 0)).toBeLessThanOrEqual(most);
          }
        },
      ),
    );
  });

  it('keeps no more slots than reach into it', () => {
    let counted: CountedCalls = {};
    for (let now = 0; now < 100_000; now += slotMsOf(RATE))
      ({ counted } = takeCalls(RATE, counted, { now, want: 1 }));
    expect(Object.keys(counted).length).toBeLessThanOrEqual(12);
  });
});
