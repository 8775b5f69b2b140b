import fc from 'fast-check';

import { nextOccurrence, timingProblem, upcoming, type Timing } from './poll-plan.js';

const at = (text: string): number => Date.parse(text);
const every = (everyMs: number): Timing => ({ everyMs, cron: null, timeZone: null });
const cron = (pattern: string, timeZone: string | null = null): Timing => ({
  everyMs: 60_000,
  cron: pattern,
  timeZone,
});
const times = (timing: Timing, from: string, count: number): string[] =>
  upcoming(nextOccurrence(0, timing, at(from)), timing, count).map((time) => new Date(time).toISOString());

describe('the next time of a schedule', () => {
  it('lies behind now and in step with the one before, however many were missed', () => {
    const schedule = fc.record({
      due: fc.integer({ min: 0, max: 2e12 }),
      everyMs: fc.integer({ min: 5_000, max: 1e9 }),
      late: fc.integer({ min: 0, max: 1e12 }),
    });
    fc.assert(
      fc.property(schedule, ({ due, everyMs, late }) => {
        const next = nextOccurrence(due, every(everyMs), due + late);
        expect((next - due) % everyMs).toBe(0);
        expect(next - (due + late)).toBeGreaterThan(0);
        expect(next - (due + late)).toBeLessThanOrEqual(everyMs);
      }),
    );
  });

  it('is the first of its cron behind now: a week of missed nights is one poll', () => {
    const next = nextOccurrence(at('2026-01-01T03:00:00Z'), cron('0 3 * * *'), at('2026-01-08T09:30:00Z'));
    expect(new Date(next).toISOString()).toBe('2026-01-09T03:00:00.000Z');
  });

  it('is counted in the time zone named, in summer and in winter', () => {
    expect(times(cron('0 9 * * 1', 'America/New_York'), '2026-03-01T00:00:00Z', 2)).toEqual([
      '2026-03-02T14:00:00.000Z',
      '2026-03-09T13:00:00.000Z',
    ]);
  });

  it('comes at the first moment behind the gap where clocks leap over it', () => {
    expect(times(cron('30 2 * * *', 'Europe/Berlin'), '2026-03-28T00:00:00Z', 3)).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });

  it('comes once where clocks are set back over it, and steps of minutes go on through the hour', () => {
    expect(times(cron('30 2 * * *', 'Europe/Berlin'), '2026-10-24T12:00:00Z', 2)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
    expect(times(cron('*/30 * * * *', 'Europe/Berlin'), '2026-10-25T00:10:00Z', 4)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:00:00.000Z',
      '2026-10-25T01:30:00.000Z',
      '2026-10-25T02:00:00.000Z',
    ]);
  });
});

describe('a cron that cannot be', () => {
  it.each([
    ['* * *', null, 'cron'],
    ['61 * * * *', null, 'cron'],
    ['*/5 * * * * *', null, 'cron'],
    ['0 0 31 2 *', null, 'cron'],
    ['0 0 * * *', 'Mars/Base', 'timeZone'],
  ])('%s in %s is refused, naming %s', (pattern, zone, field) => {
    expect(timingProblem(cron(pattern, zone), 0)?.field).toBe(field);
  });

  it('is told from one that can', () => {
    expect(timingProblem(cron('0 */2 * * 1-5', 'Asia/Kolkata'), 0)).toBeNull();
    expect(timingProblem({ everyMs: 5_000, cron: null, timeZone: 'UTC' }, 0)?.field).toBe('timeZone');
  });
});
