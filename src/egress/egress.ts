import type { Dispatcher } from 'undici';

import { parseAllowList, type AllowList } from './allow-list.js';
import { Call, type RawAnswer } from './call.js';
import { EgressError, egressErrorOf } from './egress-error.js';
import { checkMethod, checkUrl, guardedLookup, systemResolver, type Resolver } from './guard.js';
import { inflateAnswer } from './inflate-answer.js';
import { OriginPools } from './origin-pools.js';

/** One outbound call. */
export interface EgressRequest {
  readonly method: string;
  /** Absolute, http or https. */
  readonly url: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Milliseconds from now until the whole answer is here; at most, and by default, the host's. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Bytes of the answer that are wanted: it is cut there, and may be left compressed. Absent: all of it. */
  readonly keepBytes?: number;
  /** Sockets to this origin; default 32. */
  readonly connections?: number;
  /** Whose sockets these are: nobody else waits for a slow answer on one of them. */
  readonly caller: string;
}

/** What came back, whatever its status: redirects are answers. */
export type EgressAnswer = RawAnswer;

export interface EgressOptions {
  /** `HOOKYARD_EGRESS_ALLOW`. */
  readonly allow: string;
  readonly callTimeoutMs: number;
  readonly resolver?: Resolver;
  readonly maxAnswerBytes?: number;
  readonly maxPools?: number;
}

/** The only way out of the host. */
export interface Egress {
  /** Fails with an EgressError, which says whether the request may have reached the other side. */
  request(request: EgressRequest): Promise<EgressAnswer>;
  close(): Promise<void>;
}

const DEFAULT_CONNECTIONS = 32;
const MAX_CONNECTIONS = 256;
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

export function createEgress(options: EgressOptions): Egress {
  const allow = parseAllowList(options.allow);
  const pools = openPools(options, allow);
  const maxBytes = options.maxAnswerBytes ?? MAX_ANSWER_BYTES;
  return {
    close: () => pools.close(),
    async request(request) {
      const url = checkUrl(request.url, allow);
      const method = checkMethod(request.method);
      const subject = `${method} ${url.origin}`;
      const connections = Math.min(request.connections ?? DEFAULT_CONNECTIONS, MAX_CONNECTIONS);
      const use = pools.use(url, connections, request.caller);
      if (!use)
        throw new EgressError('refused', {
          subject,
          detail: 'too many hosts are called at once',
          wasSent: false,
        });
      const timeoutMs = Math.min(request.timeoutMs ?? options.callTimeoutMs, options.callTimeoutMs);
      const { keepBytes, signal } = request;
      const call = new Call({ subject, timeoutMs, maxBytes, keepBytes, signal });
      try {
        dispatch(use.pool, url, { ...request, method }, call);
        const answer = await call.answer;
        return keepBytes === undefined ? await inflateAnswer(answer, subject, maxBytes) : answer;
      } finally {
        use.release();
      }
    },
  };
}

function dispatch(pool: Dispatcher, url: URL, request: EgressRequest, call: Call): void {
  try {
    pool.dispatch(
      {
        path: url.pathname + url.search,
        method: request.method as Dispatcher.HttpMethod,
        headers: request.headers as Record<string, string>,
        body: request.body ?? null,
      },
      call,
    );
  } catch (error) {
    call.fail(egressErrorOf(error, `${request.method} ${url.origin}`, false));
  }
}

function openPools(options: EgressOptions, allow: AllowList): OriginPools {
  const resolve = options.resolver ?? systemResolver;
  return new OriginPools({
    timeoutMs: options.callTimeoutMs,
    maxPools: options.maxPools,
    now: () => performance.now(),
    connectOptions: (origin) => ({
      timeout: options.callTimeoutMs,
      lookup: guardedLookup(origin, allow, resolve),
    }),
  });
}
