/** What the breaker says to a request that would like to start. */
export type Admission =
  { readonly isAdmitted: true } | { readonly isAdmitted: false; readonly until: number };

export interface QueueHold {
  readonly until: number;
  readonly code: 'unavailable' | 'rate-limited' | 'needs-authorization' | 'ramp';
}

type State =
  | { readonly kind: 'closed' }
  /** Down: nobody starts before `until`; then one request probes. */
  | {
      readonly kind: 'open';
      readonly since: number;
      readonly until: number;
      readonly probingSince: number | null;
    }
  /** It answered again: the rate doubles each second. */
  | { readonly kind: 'ramp'; readonly since: number; readonly second: number; readonly started: number };

/** What no success ends: it runs its time. */
interface Limit {
  readonly until: number;
  readonly code: 'rate-limited' | 'needs-authorization';
}

const SECOND = 1_000;
/** After its first failure a system is asked at these times, then every 10 s for a minute, then every 30 s. */
const FIRST_PROBES = [1, 2, 5, 10].map((seconds) => seconds * SECOND);
const MINUTE = 60 * SECOND;
/** A probe that reported nothing for this long is forgotten. */
const PROBE_TIMEOUT = 60 * SECOND;
/** Starts in the first second after a probe succeeded; 2,048 a second are reached in the sixth, which closes. */
const RAMP_START = 64;
const RAMP_SECONDS = 6;
const FAILURES_TO_OPEN = 5;
const LANES_TO_OPEN = 3;
/** A destination cannot park its connection for days by a header. */
const LONGEST_HOLD = 15 * MINUTE;
/** The longest quota of the field is a day's. */
const LONGEST_LIMIT = 24 * 60 * MINUTE;

/**
 * Keeps one (connection, direction) from hammering a system that is down. Closed → open on an outage, or on five
 * failed requests in a row over three lanes (one bad record is not an outage) → one probe at a time → ramp → closed.
 * It is told what happened and asked who may start; time is handed in.
 */
export class Breaker {
  private state: State = { kind: 'closed' };
  private limit: Limit = { until: 0, code: 'rate-limited' };
  private failures = 0;
  private readonly lanes = new Set<number>();

  admit(now: number): Admission {
    const until = this.closedUntil(now);
    if (until !== null) return { isAdmitted: false, until };
    if (this.state.kind === 'open') this.state = { ...this.state, probingSince: now };
    if (this.state.kind === 'ramp') this.startInRamp(this.state, now);
    return { isAdmitted: true };
  }

  /** How many requests may start now: what a claim should ask for at most. */
  allowance(now: number): number {
    if (this.closedUntil(now) !== null) return 0;
    if (this.state.kind === 'open') return 1;
    return this.state.kind === 'ramp' ? capacityOf(this.state, now) : Infinity;
  }

  /** Why and until when nobody may start; null when somebody may. */
  hold(now: number): QueueHold | null {
    const until = this.closedUntil(now);
    if (until === null) return null;
    if (until === this.limit.until) return this.limit;
    return { until, code: this.state.kind === 'ramp' ? 'ramp' : 'unavailable' };
  }

  succeeded(now: number): void {
    this.failures = 0;
    this.lanes.clear();
    if (this.state.kind === 'open') this.state = { kind: 'ramp', since: now, second: 0, started: 0 };
  }

  /** A probe that never called tells nothing: the next one may try. */
  undecided(): void {
    if (this.state.kind === 'open') this.state = { ...this.state, probingSince: null };
  }

  /** The system failed a request (500, no answer in time). True when that opened the breaker. */
  failed(lane: number, now: number): boolean {
    if (this.state.kind === 'open') {
      this.unavailable(now);
      return true;
    }
    this.failures += 1;
    if (this.lanes.size < LANES_TO_OPEN) this.lanes.add(lane);
    if (this.failures < FAILURES_TO_OPEN || this.lanes.size < LANES_TO_OPEN) return false;
    this.unavailable(now);
    return true;
  }

  /** The system is down; `afterMs`: it said itself how long. Answers when it is asked next. */
  unavailable(now: number, afterMs = 0): number {
    const since = this.state.kind === 'open' ? this.state.since : now;
    // What fails while the hold runs had begun before it and changes nothing.
    const known = this.state.kind === 'open' && this.state.probingSince === null ? this.state.until : 0;
    const said = now + Math.min(afterMs, LONGEST_HOLD);
    const until = Math.max(known > now ? known : nextProbe(since, now), said);
    this.state = { kind: 'open', since, until, probingSince: null };
    return until;
  }

  /** A quota is spent until then, or the credentials are refused. What was said before and runs longer stays. */
  limited(now: number, until: number, code: Limit['code'] = 'rate-limited'): number {
    const bounded = Math.min(Math.max(until, now + SECOND), now + LONGEST_LIMIT);
    if (bounded > this.limit.until) this.limit = { until: bounded, code };
    return this.limit.until;
  }

  /** For a changed configuration: it may have mended everything but the time until a quota opens again. */
  renewed(): Breaker {
    const next = new Breaker();
    if (this.limit.code === 'rate-limited') next.limit = this.limit;
    return next;
  }

  private closedUntil(now: number): number | null {
    if (now < this.limit.until) return this.limit.until;
    const { state } = this;
    switch (state.kind) {
      case 'closed':
        return null;
      case 'open':
        if (now < state.until) return state.until;
        return state.probingSince !== null && now - state.probingSince < PROBE_TIMEOUT ? now + SECOND : null;
      case 'ramp':
        if (secondOf(state, now) < RAMP_SECONDS)
          return capacityOf(state, now) > 0 ? null : nextSecond(state, now);
        this.state = { kind: 'closed' };
        return null;
    }
  }

  private startInRamp(state: Extract<State, { kind: 'ramp' }>, now: number): void {
    const second = secondOf(state, now);
    this.state = { ...state, second, started: second === state.second ? state.started + 1 : 1 };
  }
}

function secondOf(state: { since: number }, now: number): number {
  return Math.floor((now - state.since) / SECOND);
}

function nextSecond(state: { since: number }, now: number): number {
  return state.since + (secondOf(state, now) + 1) * SECOND;
}

function capacityOf(state: { since: number; second: number; started: number }, now: number): number {
  const second = secondOf(state, now);
  return RAMP_START * 2 ** second - (second === state.second ? state.started : 0);
}

function nextProbe(since: number, now: number): number {
  const elapsed = now - since;
  const first = FIRST_PROBES.find((probe) => probe > elapsed);
  if (first !== undefined) return since + first;
  const step = elapsed < MINUTE ? 10 * SECOND : 30 * SECOND;
  return since + (Math.floor(elapsed / step) + 1) * step;
}
