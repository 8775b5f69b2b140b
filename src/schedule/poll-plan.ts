import { Cron } from 'croner';

/** What the first walk of a type brings over: nothing, everything, or what changed since a time. */
export type FirstRun = 'skip' | 'backfill' | 'since';

/** When a type is polled: every so many milliseconds, or at times of the day in a time zone. */
export interface Timing {
  readonly everyMs: number;
  /** Five fields: minute, hour, day of month, month, day of week. Null: `everyMs` counts. */
  readonly cron: string | null;
  /** An IANA name; null where there is no cron. */
  readonly timeZone: string | null;
}

export const DEFAULT_TIME_ZONE = 'UTC';

/**
 * A schedule's next time after an occurrence: those that were missed are not made up for, one poll covers them. A time
 * of the day that a change of clocks leaves out comes at the first moment behind it; one that comes twice counts once,
 * and steps of minutes or hours go on through both.
 */
export function nextOccurrence(due: number, timing: Timing, now: number): number {
  if (now < due) return due;
  if (timing.cron !== null) return cronAfter(timing, now) ?? now + timing.everyMs;
  const { everyMs } = timing;
  return due + (Math.floor((now - due) / everyMs) + 1) * everyMs;
}

/** The first time of a schedule's cron after another; null where there is none. */
export function cronAfter({ cron, timeZone }: Timing, after: number): number | null {
  if (cron === null) return null;
  return patternOf(cron, timeZone).nextRun(new Date(after))?.getTime() ?? null;
}

/** The times that follow, at most `count`. */
export function upcoming(next: number, timing: Timing, count: number): number[] {
  const times = [next];
  while (times.length < count) {
    const last = times.at(-1) as number;
    const following = nextOccurrence(last, timing, last);
    if (following <= last) break;
    times.push(following);
  }
  return times;
}

/** What is wrong with a cron or its time zone; null where nothing is. */
export function timingProblem(
  timing: Timing,
  now: number,
): { readonly field: string; readonly message: string } | null {
  const { cron, timeZone } = timing;
  if (cron === null)
    return timeZone === null ? null : { field: 'timeZone', message: 'is for a cron; there is none' };
  if (!isTimeZone(timeZone ?? DEFAULT_TIME_ZONE))
    return { field: 'timeZone', message: `${timeZone ?? ''} is no time zone: use a name like Europe/Berlin` };
  try {
    if (cronAfter(timing, now) === null)
      return { field: 'cron', message: 'names a time that never comes, like the 31st of February' };
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error);
    return { field: 'cron', message: `needs five fields, minute to day of week: ${reason}` };
  }
}

function patternOf(cron: string, timeZone: string | null): Cron {
  // Paused: it only counts times; whoever is due is asked of the database.
  return new Cron(cron, { timezone: timeZone ?? DEFAULT_TIME_ZONE, mode: '5-part', paused: true });
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
