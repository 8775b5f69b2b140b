import type { Clock } from '../clock/index.js';
import type { Directory, DirectorySource, ReceivingPoint } from '../registry/index.js';

import { OwnerLimits } from './owner-limits.js';

describe('the pace of an address', () => {
  it('takes one second of hooks at once and then its rate', () => {
    const { limits, time } = setUp();
    const point = pointOf(2, 5);

    const burst = Array.from({ length: 6 }, () => limits.takeHook(point));
    time.now = 200;

    expect(burst).toEqual([0, 0, 0, 0, 0, 1]);
    expect([limits.takeHook(point), limits.takeHook(point)]).toEqual([0, 1]);
  });

  it('says how long to wait at less than one a second', () => {
    const { limits } = setUp();
    const point = pointOf(2, 0.1);

    expect([limits.takeHook(point), limits.takeHook(point)]).toEqual([0, 10]);
  });

  it('without a rate there is no limit', () => {
    const { limits } = setUp();

    expect(
      Array.from({ length: 10_000 }, () => limits.takeHook(pointOf(2, 0))).every((wait) => wait === 0),
    ).toBe(true);
  });

  it('keeps one rejection of an address in 10 ms, and forgets addresses that are gone', () => {
    const { limits, time, change } = setUp();

    const first = [limits.takeRejection(pointOf(2, 0)), limits.takeRejection(pointOf(2, 0))];
    const other = limits.takeRejection(pointOf(4, 0));
    time.now = 10;
    const later = limits.takeRejection(pointOf(2, 0));
    change([4]);

    expect([...first, other, later]).toEqual([true, false, true, true]);
    expect(limits.takeRejection(pointOf(2, 0))).toBe(true);
  });
});

function setUp(): {
  limits: OwnerLimits;
  time: { now: number };
  change: (owners: readonly number[]) => void;
} {
  const time = { now: 0 };
  const clock: Clock = { now: () => time.now, monotonic: () => time.now };
  let listener: (directory: Directory) => void = () => undefined;
  const source: DirectorySource = {
    current: () => {
      throw new Error('not asked');
    },
    onChange: (heard) => {
      listener = heard;
    },
  };
  return {
    limits: new OwnerLimits(clock, source),
    time,
    change: (owners) =>
      listener({ pointOf: (owner: number) => (owners.includes(owner) ? {} : undefined) } as Directory),
  };
}

function pointOf(owner: number, ratePerSecond: number): ReceivingPoint {
  return { owner, ratePerSecond } as ReceivingPoint;
}
