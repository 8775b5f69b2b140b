import { HandClock } from '../../test/kit/ledgers.js';
import type { Removed } from '../flow/index.js';
import type { RetainingWish } from '../ledger/index.js';
import type { ReplayRow } from './replay/replay.store.js';
import { Retention, type RetentionOptions } from './retention.js';

const DAY_MS = 86_400_000;

function aReplay(row: Partial<ReplayRow>): ReplayRow {
  return {
    connection: 5,
    state: 'running',
    ask: { hook: null },
    far: { place: 40 },
    plan: { after: 10, through: 60 },
    ...row,
  } as ReplayRow;
}

describe('retention', () => {
  const clock = new HandClock();
  let wishes: RetainingWish[];
  let rounds: number;
  let released: number;
  let ranAt: number | null;
  let refused: { readonly now: number; readonly last: number }[];

  const noting = {
    lastRanAt: async () => ranAt,
    noteRanAt: async (at: number) => void (ranAt = at),
  };
  const aRetention = (more: Partial<RetentionOptions> = {}, steps: readonly Removed[] = []): Retention =>
    new Retention({
      clock,
      retaining: {
        isMine: async () => true,
        ...noting,
        async *pieces(wish) {
          wishes.push(wish);
          yield* steps;
        },
      },
      others: [],
      payloadBytesOf: () => null,
      daysOf: (what, tenant) => (tenant === 2 ? 0 : what === 'payloads' ? 30 : 90),
      clockConfirmedUntil: 0,
      tenantOf: () => 1,
      replaysAtWork: async () => [],
      ownersOf: async () => [7, 8],
      releaseSpace: async () => void (released += 1),
      onRemoved: () => undefined,
      onRefused: (times) => void refused.push(times),
      onRound: () => (rounds += 1),
      ...more,
    });

  beforeEach(() => {
    wishes = [];
    rounds = 0;
    released = 0;
    ranAt = null;
    refused = [];
  });

  it('asks for what is older than each kind is kept, and for nothing that is kept for ever', async () => {
    await aRetention().run();

    const since = wishes[0]?.keptSince;
    expect(since?.('payloads', 1)).toBe(clock.now() - 30 * DAY_MS);
    expect(since?.('history', null)).toBe(clock.now() - 90 * DAY_MS);
    expect(since?.('history', 2)).toBe(0);
  });

  it('rests between its turns, gives space back, and begins a round every ten minutes', async () => {
    const retention = aRetention(
      {},
      Array.from({ length: 120 }, () => ({ rows: { hook: 1 } })),
    );
    const turns: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      await retention.run();
      await retention.run();
      turns.push(wishes.length);
      clock.advance(500);
    }

    expect(turns).toEqual([1, 1, 1, 1, 1, 1]);
    expect([rounds, released]).toEqual([1, 2]);
    clock.advance(600_000);
    await retention.run();
    expect(wishes).toHaveLength(2);
  });

  it('leaves it to another process, and begins anew when that is gone', async () => {
    let isMine = false;
    const pieces: RetentionOptions['retaining']['pieces'] = async function* (wish) {
      wishes.push(wish);
      yield { rows: {} };
    };
    const retention = aRetention({ retaining: { isMine: async () => isMine, ...noting, pieces } });

    await retention.run();
    const others = wishes.length;
    isMine = true;
    clock.advance(60_000);
    await retention.run();

    expect([others, wishes.length]).toEqual([0, 1]);
  });

  it('removes nothing by a clock that is over a week ahead of the last round, until somebody vouches for it', async () => {
    ranAt = clock.now() - 7 * DAY_MS - 1;
    const last = ranAt;
    await aRetention().run();
    await aRetention({ clockConfirmedUntil: clock.now() - 1 }).run();
    const trusted = wishes.length;
    const kept = ranAt;
    await aRetention({ clockConfirmedUntil: clock.now() }).run();

    expect([trusted, kept, wishes.length]).toEqual([0, last, 1]);
    expect(refused).toEqual([
      { now: clock.now(), last },
      { now: clock.now(), last },
    ]);
    expect(ranAt).toBe(clock.now());
  });

  it('goes on after a week off, and after a clock that was ahead was set right', async () => {
    ranAt = clock.now() - 7 * DAY_MS;
    await aRetention().run();
    ranAt = clock.now() + 400 * DAY_MS;
    await aRetention().run();

    expect([wishes.length, refused]).toEqual([2, []]);
  });

  it('looks again ten minutes after it was refused, and a jump within a round is not taken for time that went by', async () => {
    const jumping = Object.assign(Object.create(clock) as typeof clock, { now: () => now });
    let now = clock.now();
    ranAt = now;
    const retention = aRetention({ clock: jumping }, [{ rows: {} }]);
    const pieces: RetentionOptions['retaining']['pieces'] = async function* () {
      now += 30 * DAY_MS;
      yield { rows: {} };
    };
    const begunAt = now;
    await aRetention({ clock: jumping, retaining: { isMine: async () => true, ...noting, pieces } }).run();
    await retention.run();
    await retention.run();
    const early = refused.length;
    clock.advance(600_000);
    await retention.run();

    expect([ranAt, early, refused.length, wishes.length]).toEqual([begunAt, 1, 2, 0]);
  });

  it('spares what a replay still reads: behind its place, up to its end, at the addresses of its connection', async () => {
    const asked: boolean[] = [];
    const rows = [
      aReplay({}),
      aReplay({ connection: null, ask: { hook: 99 } as ReplayRow['ask'] }),
      aReplay({ connection: 6, state: 'planned' }),
    ];
    const pieces: RetentionOptions['retaining']['pieces'] = async function* ({ isNeeded }) {
      const places = [
        [7, 40],
        [7, 41],
        [8, 60],
        [8, 61],
        [1, 50],
        [1, 99],
        [9, 11],
        [9, 10],
      ] as const;
      asked.push(...places.map(([owner, hook]) => isNeeded(owner, hook)));
      yield { rows: {} };
    };
    const retention = aRetention({
      retaining: { isMine: async () => true, ...noting, pieces },
      replaysAtWork: async () => rows,
      ownersOf: async (connection) => (connection === 5 ? [7, 8] : [9]),
    });

    await retention.run();

    expect(asked).toEqual([false, true, true, false, false, true, true, false]);
  });
});
