import type { Clock } from '../clock/index.js';
import { HostError, ignore, isHostError } from '../errors/index.js';
import type { Store } from '../store/index.js';
import type { Vault } from '../vault/index.js';
import { FORGOTTEN_AT_ONCE, IdempotencyStore, type KeyedCall } from './idempotency.store.js';

/** What a call was answered. It may hold a key that is shown once: it is kept sealed. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface KeyedAsk {
  readonly tenant: number;
  readonly key: string;
  /** Of everything that makes it this call: method, path, body, caller. */
  readonly fingerprint: string;
}

/** A call that runs under its key, until one of the two is called. */
export interface RunningCall {
  /** Null: it cannot be kept. */
  keep(answer: KeptAnswer | null): Promise<void>;
  /** Nothing was done: the same key may be used again. */
  release(): Promise<void>;
  /** Nobody knows what was done. */
  abandon(): Promise<void>;
}

/** How long a process that says nothing is believed to live. */
const LEASE_MS = 30_000;
const LEASE_OVER = 0;
const RENEW_MS = 10_000;
const KEPT_MS = 86_400_000;
/** Characters of a body. Larger ones are those of lists, which a POST does not answer. */
const LONGEST_BODY = 256 * 1024;
/** Of a tenant within a day: at a body of 2 KiB 20 MB. */
const MOST_KEYS = 10_000;
const NOT_KEPT = '';
const SECONDS_TO_WAIT = '2';

/**
 * Repeats of a call under its Idempotency-Key get its answer, for a day. The key is committed before the work begins,
 * so that of two processes one does it; the work and its answer are two commits, so a process that dies in between
 * leaves a key whose outcome is unknown, and says so.
 */
export class IdempotencyKeys {
  private readonly rows: IdempotencyStore;
  private readonly running = new Set<KeyedCall>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    store: Pick<Store, 'read' | 'write'>,
    private readonly parts: { readonly clock: Clock; readonly vault: Vault },
    private readonly mostKeys = MOST_KEYS,
  ) {
    this.rows = new IdempotencyStore(store);
  }

  /** Answers what it was answered before, or the call that may be made now. */
  async begin({ tenant, key, fingerprint }: KeyedAsk): Promise<KeptAnswer | RunningCall> {
    const at = this.parts.clock.now();
    const call = { tenant, name: key, at };
    if ((await this.rows.count(tenant, this.mostKeys)) >= this.mostKeys) {
      const known = await this.known({ tenant, key, fingerprint });
      if (known) return known;
      throw new HostError('IDEMPOTENCY_KEYS_TOO_MANY', { headers: { 'retry-after': '3600' } });
    }
    if (await this.rows.insert({ ...call, leaseUntil: at + LEASE_MS, fingerprint })) return this.run(call);
    const known = await this.known({ tenant, key, fingerprint });
    if (known) return known;
    // It was given back between the two looks.
    throw inProgress(key);
  }

  /** A few at a time; answers true when there are more. */
  async forgetOld(): Promise<boolean> {
    return (await this.rows.forget(this.parts.clock.now() - KEPT_MS)) === FORGOTTEN_AT_ONCE;
  }

  /** What still runs is no longer vouched for. */
  stop(): void {
    this.running.clear();
    clearInterval(this.timer);
  }

  private async known({ tenant, key, fingerprint }: KeyedAsk): Promise<KeptAnswer | undefined> {
    const row = await this.rows.read(tenant, key);
    if (!row) return undefined;
    if (row.fingerprint !== fingerprint) throw new HostError('IDEMPOTENCY_KEY_REUSED', { subject: key });
    if (row.answer === NOT_KEPT) throw new HostError('IDEMPOTENCY_ANSWER_NOT_KEPT', { subject: key });
    if (row.answer !== null) return this.opened(row.answer, tenant, key);
    if (row.leaseUntil > this.parts.clock.now()) throw inProgress(key);
    throw new HostError('IDEMPOTENCY_OUTCOME_UNKNOWN', { subject: key });
  }

  private opened(sealed: string, tenant: number, key: string): KeptAnswer {
    try {
      return JSON.parse(this.parts.vault.open(sealed, contextOf(tenant, key))) as KeptAnswer;
    } catch (cause) {
      if (!isHostError(cause)) throw cause;
      // The master key it was sealed under is gone since.
      throw new HostError('IDEMPOTENCY_ANSWER_NOT_KEPT', { subject: key }, { cause });
    }
  }

  private run(call: KeyedCall): RunningCall {
    this.running.add(call);
    this.timer ??= setInterval(() => this.renew(), RENEW_MS).unref();
    return {
      keep: async (answer) => {
        this.ended(call);
        const isKept = answer !== null && answer.body.length <= LONGEST_BODY;
        const context = contextOf(call.tenant, call.name);
        await this.rows.answer(
          call,
          isKept ? this.parts.vault.seal(JSON.stringify(answer), context) : NOT_KEPT,
        );
      },
      release: async () => {
        this.ended(call);
        await this.rows.release(call);
      },
      abandon: async () => {
        this.ended(call);
        await this.rows.renew([call], LEASE_OVER);
      },
    };
  }

  private ended(call: KeyedCall): void {
    this.running.delete(call);
    if (this.running.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private renew(): void {
    const until = this.parts.clock.now() + LEASE_MS;
    this.rows
      .renew([...this.running], until)
      .catch((error: unknown) => ignore(error, 'the leases of running calls are renewed in ten seconds'));
  }
}

function contextOf(tenant: number, key: string): string {
  return `idempotency ${tenant} ${key}`;
}

function inProgress(key: string): HostError {
  const headers = { 'retry-after': SECONDS_TO_WAIT };
  return new HostError('IDEMPOTENCY_IN_PROGRESS', { subject: key, headers });
}
