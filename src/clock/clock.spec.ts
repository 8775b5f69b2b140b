import { SystemClock } from './clock.js';

const HOUR = 3_600_000;

describe('SystemClock', () => {
  it('takes the first server time as it is, also an hour back', () => {
    const clock = new SystemClock();
    const server = clock.now() - HOUR;

    clock.follow(server);

    expect(clock.now() - server).toBeGreaterThanOrEqual(0);
    expect(clock.now() - server).toBeLessThan(1_000);
  });

  it('stands still while it is ahead, and never goes back', () => {
    const clock = new SystemClock();
    clock.follow(clock.now());
    const before = clock.now();

    clock.follow(before - 2_000);

    expect(clock.now()).toBe(before);
  });

  it('does not follow a server whose clock was set back, and says so', () => {
    const jumps: number[] = [];
    const clock = new SystemClock((jump) => jumps.push(jump));
    clock.follow(clock.now());

    clock.follow(clock.now() - HOUR);
    clock.follow(clock.now() + 10);

    expect(jumps.map((jump) => Math.round(jump / HOUR))).toEqual([-1]);
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000);
  });

  it('follows a server that is ahead', () => {
    const clock = new SystemClock();
    clock.follow(clock.now());

    clock.follow(clock.now() + HOUR);

    expect(clock.now() - Date.now()).toBeGreaterThan(HOUR - 1_000);
  });
});
