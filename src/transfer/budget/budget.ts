import type { RateHeaders } from '@hookyard/sdk';

import type { Clock } from '../../clock/index.js';
import { ignore } from '../../errors/index.js';
import type { CallLimits } from '../../registry/index.js';

import type { BudgetAsk, BudgetGrant, BudgetName } from './budget.store.js';
import type { CallRate } from './call-window.js';
import { SHARE_LEASE_MS } from './shares.js';
import { Estimates, type EstimateKey } from './estimates.js';
import { presentQuota, toldQuota } from './quota.js';
import { quotaIn, type Quota } from './rate-headers.js';

export interface BudgetOptions extends BudgetName {
  readonly clock: Clock;
  /** This process, among those that share the budget. */
  readonly process: string;
  /** No other process uses the database. */
  readonly isAlone: boolean;
  exchange(ask: BudgetAsk): Promise<BudgetGrant>;
  /** There may be room now where there was none. */
  onRoom(): void;
  /** This process heard of a quota of which nobody knew. */
  onQuota(): void;
}

/** What a budget keeps to, as configured now. */
export interface BudgetRules {
  readonly limits: CallLimits;
  readonly headers?: RateHeaders;
  readonly estimates?: ConstructorParameters<typeof Estimates>[0];
}

/** What a turn spends of its budget. */
export interface Spending {
  /** Before a call: waits until it may be made. `until`: when the caller's time ends. */
  call(until: number): Promise<void>;
  /** After a call: what the answer says of the quota. */
  answered(headers: Readonly<Record<string, string>>): void;
  /** The turn is over: what it was expected to take and did not is free again. */
  end(): void;
  /** Calls made so far. */
  readonly calls: number;
}

/** A transfer that began waits this long for a call beyond its estimate; then it ends what it began. */
const LONGEST_WAIT_MS = 5_000;
/** A share is renewed at a third of its lease, as long as anything of it runs. */
const RENEW_MS = SHARE_LEASE_MS / 3;
/** What could not be asked for is asked for again after this. */
const ASK_AGAIN_MS = 1_000;

/**
 * What one (connection, direction) may call, as one process knows it. Calls are had from the database in small parts
 * that lapse with their slot, so that all processes together keep the limit; a quota the system itself tells of in
 * its answers is kept beside it. A turn is admitted when what it is expected to take is there, and what it takes
 * beyond that is had call by call.
 */
export class Budget {
  private limits: CallLimits = {};
  private headers: RateHeaders | undefined;
  private estimates = new Estimates();
  private granted = { slot: -1, left: 0, endsAt: 0 };
  private fullUntil = 0;
  private quota: Quota | null = null;
  /** Calls of a quota all processes share, had from the database; alone, the quota itself says. */
  private quotaGranted = 0;
  private isOutdated = true;
  private renewing: NodeJS.Timeout | undefined;
  /** What an answer told and the others have not been told yet. */
  private heard: Quota | null = null;
  private reserved = 0;
  private running = 0;
  private share = 0;
  private shareUntil = 0;
  private asking: Promise<void> | undefined;

  constructor(private readonly options: BudgetOptions) {}

  /** The configuration changed: what runs and what is known of the system's quota stay. */
  follow({ limits, headers, estimates }: BudgetRules): void {
    this.limits = limits;
    this.headers = headers;
    this.estimates = this.estimates.with(estimates);
  }

  /** Another process heard of a quota: what is known of it is asked for before anything starts. */
  outdate(): void {
    this.isOutdated = !this.options.isAlone;
  }

  /** How many turns may start now. Where that is none, room is asked for, and `onRoom` tells of it. */
  room(now: number): number {
    if (!this.isKept()) return Infinity;
    const estimate = this.estimate();
    const room = Math.min(
      this.shareLeft(now),
      Math.floor(this.callsLeft(now) / estimate),
      Math.floor(this.quotaLeft(now) / estimate),
    );
    if (room > 0) return room;
    this.askForRoom(now, estimate);
    return 0;
  }

  /** The room that is being asked for was answered, or could not be had. */
  async asked(): Promise<void> {
    await this.asking?.catch(() => undefined);
  }

  /** When `room` is to be asked again at the latest. */
  nextAt(now: number): number {
    if (this.isQuotaSpent(now)) return Math.max(now + 1, this.quota?.resetAt ?? now + ASK_AGAIN_MS);
    return this.fullUntil > now ? this.fullUntil : now + ASK_AGAIN_MS;
  }

  /** A turn starts. */
  begin(of: EstimateKey): Spending {
    const expected = { left: this.isKept() ? this.estimates.of(of) : 0, taken: 0 };
    this.reserved += expected.left;
    this.running += 1;
    this.renewing ??= this.limits.concurrency === undefined ? undefined : this.renewLater();
    return {
      get calls() {
        return expected.taken;
      },
      call: (until) => {
        expected.taken += 1;
        if (expected.left > 0) {
          expected.left -= 1;
          this.reserved -= 1;
        }
        return this.spend(until);
      },
      answered: (headers) => this.learn(headers),
      end: () => {
        this.reserved -= expected.left;
        this.running -= 1;
        if (this.running === 0) this.stopRenewing();
        this.estimates.learn(of, expected.taken);
      },
    };
  }

  /** As an operator reads it. */
  shown(): { readonly quota: Quota | null; readonly estimates: Readonly<Record<string, number>> } {
    return { quota: this.quota, estimates: this.estimates.shown() };
  }

  /** Whether there is anything to keep: most connections have no limit and tell of no quota. */
  private isKept(): boolean {
    const { calls, concurrency } = this.limits;
    return calls !== undefined || concurrency !== undefined || this.quota !== null || this.mustAsk();
  }

  /** One that is above the limit itself would never be admitted. */
  private estimate(): number {
    const most = Math.min(this.limits.calls?.most ?? Infinity, this.quota?.limit ?? Infinity);
    return Math.max(1, Math.min(this.estimates.mean(), most));
  }

  /** Others may know of a quota that this process has not met yet. */
  private mustAsk(): boolean {
    return this.isOutdated && !this.options.isAlone;
  }

  private quotaLeft(now: number): number {
    if (this.mustAsk()) return 0;
    this.quota = presentQuota(this.quota, now);
    if (!this.quota) return Infinity;
    return (this.options.isAlone ? this.quota.remaining : this.quotaGranted) - this.reserved;
  }

  /** Nothing is left of it, for anybody, before it opens again. */
  private isQuotaSpent(now: number): boolean {
    if (this.mustAsk() || this.quotaLeft(now) >= 1 || !this.quota) return false;
    return this.options.isAlone || this.quota.remaining < 1;
  }

  private callsLeft(now: number): number {
    if (!this.limits.calls) return Infinity;
    return this.granted.endsAt > now ? this.granted.left - this.reserved : 0;
  }

  private shareLeft(now: number): number {
    if (this.limits.concurrency === undefined) return Infinity;
    return this.shareUntil > now ? this.share - this.running : 0;
  }

  /** What runs for long keeps its places, although nobody asks for room meanwhile. */
  private renewLater(): NodeJS.Timeout {
    return setTimeout(() => {
      this.renewing = this.running === 0 ? undefined : this.renewLater();
      this.ask(0).catch((error: unknown) => ignore(error, 'a share could not be renewed: it is tried again'));
    }, RENEW_MS).unref();
  }

  private stopRenewing(): void {
    clearTimeout(this.renewing);
    this.renewing = undefined;
  }

  /** All its places run: one that ends is free at once, and those of others are asked for now and then only. */
  private waitsForPlaces(now: number): boolean {
    if (this.shareLeft(now) > 0 || this.shareUntil <= now) return false;
    if (this.share >= (this.limits.concurrency ?? 0)) return true;
    return now < this.shareUntil - RENEW_MS + ASK_AGAIN_MS;
  }

  private askForRoom(now: number, estimate: number): void {
    const isFull = this.fullUntil > now && this.shareLeft(now) > 0;
    if (isFull || this.isQuotaSpent(now) || this.waitsForPlaces(now)) return;
    this.ask(this.partOf(estimate + this.reserved)).catch((error: unknown) =>
      ignore(error, 'a budget could not be had: it is asked for again'),
    );
  }

  /** Enough for a few turns, and never so much that other processes find nothing. */
  private partOf(calls: number): number {
    const most = this.limits.calls?.most ?? this.quota?.limit ?? Infinity;
    return most === Infinity ? calls : Math.min(most, Math.max(calls, Math.ceil(most / 20)));
  }

  /** One question at a time. */
  private ask(calls: number): Promise<void> {
    this.asking ??= this.exchange(calls, false).finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async exchange(calls: number, isForced: boolean): Promise<void> {
    const { options, granted } = this;
    const now = options.clock.now();
    const { calls: rate, concurrency: most } = this.limits;
    const unused = granted.left > 0 && !isForced ? { slot: granted.slot, calls: granted.left } : undefined;
    if (unused) this.granted = { ...granted, left: 0 };
    const grant = await options.exchange({
      connection: options.connection,
      direction: options.direction,
      ...(rate ? { calls: { rate, now, want: calls, isForced, ...(unused ? { unused } : {}) } } : {}),
      ...(most === undefined ? {} : { share: { ...this.shareAsk(most), now, most } }),
      ...this.quotaAsk(calls, now),
    });
    this.keep(grant, { rate, calls, now });
  }

  /** What was granted before and is left is asked for again: it stays taken off. */
  private quotaAsk(calls: number, now: number): Pick<BudgetAsk, 'quota'> {
    const { isAlone } = this.options;
    if (isAlone || (!this.quota && !this.isOutdated)) return {};
    const want = Math.max(0, calls - this.quotaGranted);
    return { quota: { now, want, ...(this.heard ? { told: this.heard } : {}) } };
  }

  private shareAsk(most: number): { process: string; isAlone: boolean; running: number; wants: number } {
    const { process, isAlone } = this.options;
    return { process, isAlone, running: this.running, wants: most };
  }

  private keep(
    { calls, share, quota }: BudgetGrant,
    asked: { readonly rate: CallRate | undefined; readonly calls: number; readonly now: number },
  ): void {
    if (calls) {
      const before = this.granted.slot === calls.slot ? this.granted.left : 0;
      this.granted = { slot: calls.slot, left: before + calls.calls, endsAt: calls.slotEndsAt };
      this.fullUntil = calls.calls < asked.calls ? calls.nextAt : 0;
    }
    if (share !== undefined) {
      this.share = share;
      this.shareUntil = asked.now + RENEW_MS;
    }
    if (quota) {
      this.isOutdated = false;
      this.heard = null;
      this.quota = quota.kept;
      this.quotaGranted = quota.kept ? this.quotaGranted + quota.calls : 0;
    }
    this.options.onRoom();
  }

  private learn(headers: Readonly<Record<string, string>>): void {
    const now = this.options.clock.now();
    const told = quotaIn(headers, now, this.headers);
    if (!told) return;
    const isNews = this.quota === null;
    this.heard = toldQuota(this.heard, told);
    if (this.options.isAlone || isNews) this.quota = toldQuota(this.quota, told);
    if (isNews && !this.options.isAlone)
      this.exchange(0, true).then(
        () => this.options.onQuota(),
        (error: unknown) => ignore(error, 'what an answer told of a quota is told later'),
      );
  }

  private async spend(until: number): Promise<void> {
    if (this.quotaGranted > 0) this.quotaGranted -= 1;
    else if (this.quota) this.quota = { ...this.quota, remaining: Math.max(0, this.quota.remaining - 1) };
    if (!this.limits.calls) return;
    const { clock } = this.options;
    const patientUntil = Math.min(until, clock.now() + LONGEST_WAIT_MS);
    while (!this.takeGranted()) {
      const now = clock.now();
      if (now >= patientUntil || this.fullUntil > patientUntil) {
        await this.exchange(1, true);
        continue;
      }
      if (this.fullUntil > now) await timePasses(this.fullUntil - now);
      else await this.ask(this.partOf(1));
    }
  }

  private takeGranted(): boolean {
    if (this.granted.left <= 0 || this.granted.endsAt <= this.options.clock.now()) return false;
    this.granted.left -= 1;
    return true;
  }
}

function timePasses(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
