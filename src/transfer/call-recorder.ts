import type { Json } from '@hookyard/sdk';

/** One outbound call of a turn, without secrets: evidence for whoever looks at a failed attempt. */
export interface CallRecord {
  readonly method: string;
  /** Without secrets; made when somebody looks. */
  readonly url: () => string;
  readonly tookMs: number;
  readonly status?: number;
  readonly error?: string;
  /** The beginning of what a refusal said. */
  readonly answer?: string;
}

const MOST_CALLS = 20;

/** What a turn did outside: bounded evidence, and the facts the failure table asks for. */
export class CallRecorder {
  /** How many calls were made. */
  count = 0;
  /** When a write was sent whose answer never came. */
  lostAt: number | null = null;
  /** Whether the last call failed on the other side: a 5xx, or no answer in time. */
  hasServerFailed = false;
  private calls: CallRecord[] | null = null;

  answered(status: number): void {
    this.hasServerFailed = status >= 500;
  }

  unanswered(facts: { isWrite: boolean; isLost: boolean; now: number }): void {
    this.hasServerFailed = facts.isLost;
    if (facts.isWrite && facts.isLost) this.lostAt = facts.now;
  }

  keep(call: CallRecord): void {
    this.calls ??= [];
    if (this.calls.length < MOST_CALLS) this.calls.push(call);
  }

  evidence(): Json {
    return (this.calls ?? []).map(({ url, ...call }) => ({ ...call, url: url() })) as unknown as Json;
  }
}
