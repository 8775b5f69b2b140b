import { TRUSTED_ROOTS, type DocumentNeed, type KeyDocument } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import { isEgressError, trustedRoots, type Egress, type EgressAnswer } from '../egress/index.js';

/** What a call to a sender's host came to. `refused`: asking again would bring the same; `unavailable`: not now. */
export type Fetched = 'fetched' | 'refused' | 'unavailable';

interface Kept {
  readonly document: KeyDocument;
  readonly fetchedAt: number;
}

interface Failed {
  readonly as: 'refused' | 'unavailable';
  readonly until: number;
}

const MINUTE_MS = 60_000;
/** Past it a document is fetched anew behind the back of whoever uses it, */
const FRESH_MS = 60 * MINUTE_MS;
/** and past this it counts no more: a sender's host may be down for a day. */
const USABLE_MS = 24 * 60 * MINUTE_MS;
/** A key that is not in a set may be new: looked for at most once a minute. */
const REFRESH_PAUSE_MS = MINUTE_MS;
const RETRY_PAUSE_MS = { unavailable: 10_000, refused: MINUTE_MS } as const;
/** The shortest patience of senders whose hooks need a document is 10 s. */
const TIMEOUT_MS = 5_000;
/** A chain of certificates has 10 KB, a large key set 20 KB. */
const MOST_BYTES = 64 * 1024;
const MOST_DOCUMENTS = 500;
/** Calls under way at a time: requests that wait for them hold their bodies in memory. */
const MOST_WAITING = 64;
const MOST_WAITING_OF_OWNER = 16;
/** Calls an address may cause in a minute. */
const MOST_CALLS_PER_MINUTE = 20;

/**
 * Calls the hosts of senders while their requests wait: for keys and certificates that prove them, and to confirm what
 * they ask. Whatever a request says of them is not yet believed, so everything is bounded: one call at a time for one
 * address, a few waiting requests for one receiving point, a rate for it, an answer of 64 KB in 5 s, no redirects.
 * Documents are kept for an hour, and used for a day while they cannot be had again. The address itself was held against
 * the hosts its scheme names before it gets here.
 */
export class SenderHosts {
  private readonly kept = new Map<string, Kept>();
  private readonly failed = new Map<string, Failed>();
  private readonly underWay = new Map<string, Promise<Fetched>>();
  private readonly waiting = new Map<number, number>();
  private readonly calls = new Map<number, { since: number; count: number }>();
  private waitingInAll = 0;

  constructor(
    private readonly options: { readonly egress: Pick<Egress, 'request'>; readonly clock: Clock },
  ) {}

  /** A document that is at hand. */
  document(url: string, owner: number): KeyDocument | undefined {
    if (url === TRUSTED_ROOTS) return { text: trustedRoots() };
    const entry = this.kept.get(url);
    const age = entry ? this.now() - entry.fetchedAt : Infinity;
    if (!entry || age > USABLE_MS) return undefined;
    if (age > FRESH_MS && !this.failed.has(url)) void this.get(url, owner);
    return entry.document;
  }

  /** Has a document fetched. Never throws. */
  async fetch({ url, isRefresh }: DocumentNeed, owner: number): Promise<Fetched> {
    const entry = this.kept.get(url);
    if (isRefresh && entry && this.now() - entry.fetchedAt < REFRESH_PAUSE_MS) return 'refused';
    return this.awaited(owner, () => this.get(url, owner));
  }

  /** Calls an address once for all who ask at the same time. Never throws. */
  async visit(url: string, owner: number): Promise<Fetched> {
    return this.awaited(owner, () => this.once(`visit ${url}`, owner, () => this.call(url, () => undefined)));
  }

  private get(url: string, owner: number): Promise<Fetched> {
    const failure = this.failed.get(url);
    if (failure && failure.until > this.now()) return Promise.resolve(failure.as);
    return this.once(url, owner, async () => {
      const fetched = await this.call(url, ({ body }) => this.keep(url, body));
      this.failed.delete(url);
      if (fetched !== 'fetched') {
        dropOldest(this.failed, MOST_DOCUMENTS);
        this.failed.set(url, { as: fetched, until: this.now() + RETRY_PAUSE_MS[fetched] });
      }
      return fetched;
    });
  }

  private once(key: string, owner: number, call: () => Promise<Fetched>): Promise<Fetched> {
    const present = this.underWay.get(key);
    if (present) return present;
    if (!this.mayCall(owner)) return Promise.resolve('unavailable');
    const under = call().finally(() => this.underWay.delete(key));
    this.underWay.set(key, under);
    return under;
  }

  private async call(url: string, take: (answer: EgressAnswer) => void): Promise<Fetched> {
    try {
      const answer = await this.options.egress.request({
        method: 'GET',
        url,
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'hookyard' },
        timeoutMs: TIMEOUT_MS,
        keepBytes: MOST_BYTES + 1,
        caller: 'senders',
      });
      const { status, body } = answer;
      if (status === 408 || status === 429 || status >= 500) return 'unavailable';
      if (status < 200 || status > 299 || body.length > MOST_BYTES) return 'refused';
      take(answer);
      return 'fetched';
    } catch (error) {
      const isForGood = isEgressError(error) && (error.kind === 'forbidden' || error.kind === 'malformed');
      return isForGood ? 'refused' : 'unavailable';
    }
  }

  private keep(url: string, body: Buffer): void {
    this.kept.delete(url);
    dropOldest(this.kept, MOST_DOCUMENTS);
    this.kept.set(url, { document: { text: body.toString('utf8') }, fetchedAt: this.now() });
  }

  private async awaited(owner: number, work: () => Promise<Fetched>): Promise<Fetched> {
    const own = this.waiting.get(owner) ?? 0;
    if (own >= MOST_WAITING_OF_OWNER || this.waitingInAll >= MOST_WAITING) return 'unavailable';
    this.waiting.set(owner, own + 1);
    this.waitingInAll += 1;
    try {
      return await work();
    } finally {
      this.waitingInAll -= 1;
      const left = (this.waiting.get(owner) ?? 1) - 1;
      if (left === 0) this.waiting.delete(owner);
      else this.waiting.set(owner, left);
    }
  }

  private mayCall(owner: number): boolean {
    const now = this.now();
    const before = this.calls.get(owner);
    const window = before && now - before.since < MINUTE_MS ? before : { since: now, count: 0 };
    this.calls.delete(owner);
    dropOldest(this.calls, 10_000);
    this.calls.set(owner, window);
    window.count += 1;
    return window.count <= MOST_CALLS_PER_MINUTE;
  }

  private now(): number {
    return this.options.clock.monotonic();
  }
}

function dropOldest(map: Map<unknown, unknown>, most: number): void {
  if (map.size >= most) map.delete(map.keys().next().value);
}
