import { aCheck } from '../../../test/kit/a-check.js';
import { NEVER, type Checked } from '../../flow/index.js';
import { afterCheck, type AfterCheck } from './check-plan.js';

const NOW = 1_000_000_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function after(
  over: Partial<Checked>,
  before = 0,
  { intervalMs = HOUR as number | null, random = 0.5 } = {},
): AfterCheck {
  return afterCheck(aCheck(over), before, { now: NOW, intervalMs, random });
}

describe('what a check leads to', () => {
  it('that found a connection well is made again after the interval, a tenth sooner or later', () => {
    const dues = [0, 0.5, 1].map((random) => after({}, 4, { random }));

    expect(dues.map(({ dueAt }) => dueAt - NOW)).toEqual([54, 60, 66].map((minutes) => minutes * MINUTE));
    expect(dues[0]).toMatchObject({ attempts: 0, tells: 'well' });
  });

  it('that says a connection does not work makes it fail, and is made again ever later, never beyond the interval', () => {
    const failed = { end: 'failed', message: 'the plan is over' } as const;

    const waits = [0, 1, 2, 5, 6, 60].map((before) => after(failed, before).dueAt - NOW);

    expect(waits).toEqual([1, 2, 4, 32, 60, 60].map((minutes) => minutes * MINUTE));
    expect(after(failed).tells).toEqual({ cause: 'check', reason: 'the plan is over' });
  });

  it('without an answer makes nothing fail before the third in a row, and then as calls without one do', () => {
    const told = [0, 1, 2, 3].map(
      (before) => after({ end: 'unanswered', failure: 'TimedOut' }, before).tells,
    );

    const fails = { cause: 'calls', reason: 'TimedOut' };
    expect(told).toEqual([null, null, fails, fails]);
  });

  it('that a limit kept from an answer makes nothing fail, however often', () => {
    const limited = after({ end: 'unanswered', failure: 'RateLimited', at: NOW + 7 * MINUTE }, 9);

    expect(limited).toEqual({ dueAt: NOW + 7 * MINUTE, attempts: 10, tells: null });
  });

  it('that nobody was asked for counts as none', () => {
    const held = after({ end: 'unanswered', failure: 'Unavailable', isAsked: false, at: NOW + MINUTE }, 2);

    expect(held).toEqual({ dueAt: NOW + MINUTE, attempts: 2, tells: null });
  });

  it('whose credentials are refused leaves what becomes of it to the state of the connection', () => {
    expect(after({ end: 'refused', failure: 'AuthExpired' }, 3)).toEqual({
      dueAt: NOW + HOUR,
      attempts: 0,
      tells: null,
    });
  });

  it('without an interval is made when something changes, but goes on until what failed is well', () => {
    const none = { intervalMs: null };

    expect(after({}, 0, none).dueAt).toBe(NEVER);
    expect(after({ end: 'failed' }, 30, none).dueAt - NOW).toBe(HOUR);
  });
});
