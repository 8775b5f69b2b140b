import type { StoredHook } from '../../ledger/index.js';
import { aDirectory } from '../../../test/kit/a-directory.js';
import { productShop } from '../../../test/kit/transferring.js';
import { DueReplays } from './due-replays.js';
import type { ReadSlice } from './replay-reading.js';
import { AT_THE_START, type ReplayRow, type ReplayStore } from './replay.store.js';

const NO_REQUESTS: Omit<ReadSlice, 'from' | 'to' | 'isLast'> = {
  plan: null,
  drafts: [],
  judged: { requests: [], verdicts: [], requestOf: [] },
  verdicts: [],
  events: [],
};

const row: ReplayRow = {
  id: 1,
  publicId: 'rpl_1',
  tenant: 1,
  connection: 1,
  state: 'running',
  turn: 1,
  dueAt: 0,
  createdAt: 0,
  updatedAt: 0,
  far: { ...AT_THE_START, startedAt: 0 },
  plan: {
    through: 1_000,
    after: 0,
    looked: 0,
    hooks: 0,
    counts: [],
    deletes: 0,
    payloads: 0,
    samples: [],
    connections: [],
  },
  ask: {
    hook: null,
    from: null,
    to: null,
    scope: null,
    state: null,
    verdict: null,
    isForced: false,
    takesDuplicates: false,
    hooksPerSecond: 10,
    runsAtOnce: false,
  },
};

/** A replay of a thousand hooks over a clock that only the test moves. */
function walk(over: Partial<ReplayRow> = {}) {
  let stored: ReplayRow = { ...row, ...over };
  let now = 0;
  const read: number[] = [];
  const move = async (next: ReplayRow): Promise<ReplayRow | undefined> => {
    if (next.turn !== stored.turn) return undefined;
    stored = { ...next, turn: next.turn + 1 };
    return stored;
  };
  const due = new DueReplays({
    store: {
      due: async (at: number) => (stored.dueAt <= at ? [stored] : []),
      move,
      moveIn: (_: unknown, next: ReplayRow) => move(next),
    } as unknown as ReplayStore,
    directory: aDirectory({ connections: [{ connector: productShop }] }),
    clock: { now: () => now, monotonic: () => now },
    reads: {
      hook: async () => null,
      hooksBehind: async ({ after, limit }) =>
        Array.from({ length: Math.min(limit, 1_000 - after) }, (_, n) => aHook(after + n + 1)),
    },
    ownersOf: async () => [2],
    reading: {
      async *slicesOf({ seq }) {
        read.push(seq);
        yield { ...NO_REQUESTS, from: 0, to: 1, isLast: true };
      },
      again: async (slice) => slice,
    },
    hub: { linked: async () => null },
    keepEvents: async () => [],
    enqueueAlso: async ({ also }) => also(undefined as never, []),
  });
  return {
    read,
    row: () => stored,
    decide: (next: Partial<ReplayRow>) => move({ ...stored, ...next }),
    turn: async (at: number) => {
      now = at;
      await due.run();
      return read.length;
    },
  };
}

function aHook(seq: number): StoredHook {
  const head = { connection: 1 } as StoredHook['head'];
  return { seq, owner: 2, receivedAt: seq, state: 'resolved', head, bodyBytes: 2 };
}

describe('a replay that runs', () => {
  it('runs no more hooks in a second than its limit, however often it is looked at', async () => {
    const { turn, read } = walk();
    const counts: number[] = [];
    for (let at = 0; at < 3_000; at += 50) {
      const count = await turn(at);
      if (at % 1_000 === 950) counts.push(count);
    }

    expect(counts).toEqual([10, 20, 30]);
    expect(read).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
  });

  it('makes nothing up for time in which it did not run', async () => {
    const { turn } = walk();
    await turn(0);

    expect((await turn(60_000)) - 5).toBe(5);
  });

  it('stops where somebody pauses it, and goes on from there', async () => {
    const { turn, decide, row: present } = walk();
    await turn(0);
    await decide({ state: 'paused', dueAt: 9e15 });
    const held = await turn(10_000);
    await decide({ state: 'running', dueAt: 10_000 });

    expect(held).toBe(5);
    expect(await turn(10_000)).toBe(10);
    expect(present().far.place).toBe(10);
  });

  it('passes over what came too early or too late, and counts it towards no limit', async () => {
    const { turn, row: present } = walk({ ask: { ...row.ask, from: 4, to: 5 } });
    await turn(0);

    expect(present().far).toMatchObject({ looked: 5, hooks: 0, place: 5 });
    expect(present().dueAt).toBe(100);
  });
});
