import type { Dispatcher } from 'undici';

import { parseAllowList, type AllowList } from './allow-list.js';
import { Call, type RawAnswer } from './call.js';
import { EgressError, egressErrorOf } from './egress-error.js';
import { checkUrl, guardedLookup, systemResolver, type Resolver } from './guard.js';
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
  /** Sockets to this origin; default 32. */
  readonly connections?: number;
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
      const subject = `${request.method} ${url.origin}`;
      const use = pools.use(url, Math.min(request.connections ?? DEFAULT_CONNECTIONS, MAX_CONNECTIONS));
      if (!use)
        throw new EgressError('refused', {
          subject,
          detail: 'too many hosts are called at once',
          wasSent: false,
        });
      const timeoutMs = Math.min(request.timeoutMs ?? options.callTimeoutMs, options.callTimeoutMs);
      const call = new Call({ subject, timeoutMs, maxBytes, signal: request.signal });
      try {
        dispatch(use.pool, url, request, call);
        return await inflateAnswer(await call.answer, subject, maxBytes);
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
