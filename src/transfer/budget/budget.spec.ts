import { Budget, type BudgetRules } from './budget.js';
import { takeCalls, type CountedCalls } from './call-window.js';
import { takeQuota } from './quota.js';
import type { Quota } from './rate-headers.js';
import { divideShares, type Shares } from './shares.js';

const ORDER = { type: 'TRANSACTION', action: 'UPDATED' } as const;

/** A budget over books in memory: what the database would answer. */
class Bench {
  now = 10_000;
  told = 0;
  asked = 0;
  private counted: CountedCalls = {};
  private shares: Shares = {};
  private quota: Quota | null = null;

  budget(rules: BudgetRules, process = 'alone'): Budget {
    const budget = new Budget({
      connection: 1,
      direction: 'FROM',
      clock: { now: () => this.now, monotonic: () => this.now },
      process,
      isAlone: process === 'alone',
      onRoom: () => void (this.told += 1),
      onQuota: () => undefined,
      exchange: async ({ calls, share, quota }) => {
        this.asked += 1;
        const taken = calls && takeCalls(calls.rate, this.counted, calls);
        if (taken) this.counted = taken.counted;
        const divided = share && divideShares(share.most, this.shares, share);
        if (divided) this.shares = divided.shares;
        const told = quota && takeQuota(this.quota, quota);
        if (told) this.quota = told.kept;
        return {
          ...(taken ? { calls: taken } : {}),
          ...(divided ? { share: divided.has } : {}),
          ...(told ? { quota: told } : {}),
        };
      },
    });
    budget.follow(rules);
    return budget;
  }

  /** Asks for room and waits until it was answered. */
  async roomOf(budget: Budget): Promise<number> {
    const { told } = this;
    const room = budget.room(this.now);
    if (room > 0) return room;
    for (let turns = 0; turns < 5 && this.told === told; turns += 1) await Promise.resolve();
    return budget.room(this.now);
  }
}

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

describe('a budget of calls', () => {
  const limits = { calls: { most: 4, perMs: 1_000 } };

  it('asks nobody anything where there is no limit', async () => {
    const budget = bench.budget({ limits: {} });
    const spending = budget.begin(ORDER);
    await spending.call(bench.now + 1_000);
    spending.end();

    expect([budget.room(bench.now), bench.asked]).toEqual([Infinity, 0]);
  });

  it('lets turns start as long as calls are left, and says when there are more', async () => {
    const budget = bench.budget({ limits });
    let made = 0;
    while ((await bench.roomOf(budget)) > 0 && made < 10) {
      const spending = budget.begin(ORDER);
      await spending.call(bench.now);
      spending.end();
      made += 1;
    }

    expect(made).toBe(4);
    expect(budget.nextAt(bench.now)).toBe(11_200);
    bench.now = 11_200;
    expect(await bench.roomOf(budget)).toBeGreaterThan(0);
  });

  it('is learnt: a type that takes three calls is admitted once where four are left', async () => {
    const budget = bench.budget({ limits, estimates: { TRANSACTION: 3 } });
    const started: number[] = [];
    while ((await bench.roomOf(budget)) > 0 && started.length < 10) {
      budget.begin(ORDER);
      started.push(bench.now);
    }
    expect(started).toHaveLength(1);
  });

  it('is corrected by what a turn took', () => {
    const budget = bench.budget({ limits });
    for (let turn = 0; turn < 30; turn += 1) {
      const spending = budget.begin(ORDER);
      void spending.call(bench.now);
      void spending.call(bench.now);
      spending.end();
    }
    expect(budget.shown().estimates['TRANSACTION UPDATED']).toBe(2);
  });

  it('a turn that began ends what it began: its calls beyond the limit are counted', async () => {
    const budget = bench.budget({ limits: { calls: { most: 1, perMs: 60_000 } } });
    await bench.roomOf(budget);
    const spending = budget.begin(ORDER);
    await spending.call(bench.now + 30_000);
    await spending.call(bench.now + 30_000);
    spending.end();

    bench.now += 66_000;
    expect(await bench.roomOf(budget)).toBe(1);
  });

  it('two processes share it', async () => {
    const both = [bench.budget({ limits }, 'a'), bench.budget({ limits }, 'b')];
    let made = 0;
    for (const budget of [...both, ...both, ...both, ...both]) {
      if ((await bench.roomOf(budget)) < 1) continue;
      const spending = budget.begin(ORDER);
      await spending.call(bench.now);
      spending.end();
      made += 1;
    }
    expect(made).toBe(4);
  });
});

describe('a limit of transfers at once', () => {
  it('counts those of all processes', async () => {
    const rules = { limits: { concurrency: 3 } };
    const [a, b] = [bench.budget(rules, 'a'), bench.budget(rules, 'b')];
    const running = [];
    for (const budget of [a, b, a, b, a, b]) {
      if ((await bench.roomOf(budget)) < 1) continue;
      running.push(budget.begin(ORDER));
    }
    expect(running).toHaveLength(3);

    running[0]?.end();
    bench.now += 2_000;
    expect((await bench.roomOf(a)) + (await bench.roomOf(b))).toBe(1);
  });
});

describe('a quota the answers tell of', () => {
  it('is kept to before it is spent, until it opens', async () => {
    const budget = bench.budget({ limits: {} });
    const spending = budget.begin(ORDER);
    await spending.call(bench.now);
    spending.answered({ 'x-ratelimit-remaining': '2', 'x-ratelimit-reset': '30' });
    spending.end();

    expect(budget.room(bench.now)).toBe(2);
    const more = [budget.begin(ORDER), budget.begin(ORDER)];
    expect(budget.room(bench.now)).toBe(0);
    expect(budget.nextAt(bench.now)).toBe(40_000);
    bench.now = 40_000;
    for (const one of more) one.end();
    expect(budget.room(bench.now)).toBe(3);
  });

  it('that was first heard of when it was spent lets one try again, whatever that is expected to take', async () => {
    const budget = bench.budget({ limits: {}, estimates: { TRANSACTION: 3 } });
    const spending = budget.begin(ORDER);
    spending.answered({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' });
    spending.end();

    expect(budget.room(bench.now)).toBe(0);
    bench.now += 30_000;
    expect(budget.room(bench.now)).toBe(1);
  });

  it('is shared: what one process was granted of it, the others have not', async () => {
    const [a, b] = [bench.budget({ limits: {} }, 'a'), bench.budget({ limits: {} }, 'b')];
    expect(await bench.roomOf(a)).toBe(Infinity);
    const spending = a.begin(ORDER);
    await spending.call(bench.now);
    spending.answered({ 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '30' });
    spending.end();
    b.outdate();

    const started = [];
    for (const budget of [b, a, b, a, b, a]) {
      if ((await bench.roomOf(budget)) < 1) continue;
      started.push(budget.begin(ORDER));
    }
    expect(started).toHaveLength(3);
  });

  it('is not raised by an answer that was overtaken', async () => {
    const budget = bench.budget({ limits: {} });
    const spending = budget.begin(ORDER);
    spending.answered({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' });
    spending.answered({ 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': '30' });
    spending.end();

    expect(budget.room(bench.now)).toBe(0);
  });
});
