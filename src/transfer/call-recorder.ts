import type { Json, JsonObject } from '@hookyard/sdk';

import type { CallTracing } from '../observe/index.js';
import type { TurnDetail } from './turn-detail.js';

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
/** About 70 bytes each, in a row that is written anyway. */
const MOST_LINES = 8;
const PATH_CHARS = 200;

/** What a turn did outside: bounded evidence, and the facts the failure table asks for. */
export class CallRecorder {
  /** How many calls were made. */
  count = 0;
  /** When a write was sent whose answer never came. */
  lostAt: number | null = null;
  /** Whether the last call failed on the other side: a 5xx, or no answer in time. */
  hasServerFailed = false;
  /** Whether the last call was answered by a go-between (502, 504): what lies behind it may still be at work. */
  isUpstreamOpen = false;
  /** Whether the last call was refused for want of the system (503): nothing was begun. */
  isUnavailable = false;
  /** Told of each call; absent: nobody traces the turn. */
  tracing: CallTracing | undefined;
  private calls: CallRecord[] | null = null;

  /** `detail`: of a watched request, where everything is kept. */
  constructor(readonly detail: TurnDetail | null = null) {}

  answered(status: number): void {
    this.hasServerFailed = status >= 500;
    this.isUpstreamOpen = status === 502 || status === 504;
    this.isUnavailable = status === 503;
  }

  unanswered(facts: { isWrite: boolean; isLost: boolean; now: number }): void {
    this.hasServerFailed = facts.isLost;
    this.isUnavailable = false;
    if (facts.isWrite && facts.isLost) this.lostAt = facts.now;
  }

  keep(call: CallRecord): void {
    this.calls ??= [];
    if (this.calls.length < MOST_CALLS) this.calls.push(call);
  }

  /** What a call did that was made for several turns. */
  share(made: CallRecorder): void {
    this.count += made.count;
    this.lostAt = made.lostAt ?? this.lostAt;
    this.hasServerFailed = made.hasServerFailed;
    this.isUpstreamOpen = made.isUpstreamOpen;
    this.isUnavailable = made.isUnavailable;
    for (const call of made.calls ?? []) this.keep(call);
  }

  /** A line of each of the first calls, for the result of a request that went well. */
  lines(): JsonObject[] {
    return (this.calls ?? []).slice(0, MOST_LINES).map(({ method, url, status, error, tookMs }) => ({
      method,
      path: pathOf(url()),
      ...(status === undefined ? {} : { status }),
      ...(error === undefined ? {} : { error: error.slice(0, PATH_CHARS) }),
      tookMs,
    }));
  }

  evidence(): Json {
    return (this.calls ?? []).map(({ url, ...call }) => ({ ...call, url: url() })) as unknown as Json;
  }
}

/** Without the system's address, which its connection says, and without a query. */
function pathOf(url: string): string {
  const from = url.indexOf('/', url.indexOf('://') + 3);
  const path = from < 0 ? '/' : url.slice(from);
  const query = path.search(/[?#]/);
  return (query < 0 ? path : path.slice(0, query)).slice(0, PATH_CHARS);
}
