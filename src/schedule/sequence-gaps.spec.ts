import fc from 'fast-check';

import { gapsDueAt, withRange, withReported, type SequenceState } from './sequence-gaps.js';

const GRACE = 1_000;

function after(ranges: readonly (readonly [number, number])[], state?: SequenceState): SequenceState {
  return ranges.reduce<SequenceState | undefined>(
    (known, [first, last], index) => withRange(known, { first, last, graceMs: GRACE }, index * 10),
    state,
  ) as SequenceState;
}

const gapsOf = ({ open }: SequenceState): (readonly [number, number])[] =>
  open.map(({ first, last }) => [first, last]);

describe('the numbers of a sender', () => {
  it('leave exactly the gaps of what did not come, in whatever order and however often the rest does', () => {
    const delivered = fc.record({
      sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 30 }),
      lost: fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
      order: fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
    });
    fc.assert(
      fc.property(delivered, ({ sizes, lost, order }) => {
        let next = 1;
        const all = sizes.map((size) => [next, (next += size) - 1] as const);
        const kept = all.filter((_, index) => index === 0 || index === all.length - 1 || !lost[index]);
        const [first, ...rest] = kept as [readonly [number, number], ...(readonly [number, number])[]];
        const mixed = rest
          .map((range, index) => ({ range, at: order[index] ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .flatMap(({ range, at }) => (at % 3 === 0 ? [range, range] : [range]));

        const state = after([first, ...mixed]);

        const missing = new Set<number>();
        for (const [from, to] of gapsOf(state)) for (let n = from; n <= to; n += 1) missing.add(n);
        const came = new Set<number>();
        for (const [from, to] of kept) for (let n = from; n <= to; n += 1) came.add(n);
        for (let n = 1; n < next; n += 1) expect(missing.has(n)).toBe(!came.has(n));
      }),
    );
  });

  it('leave a gap that is due after its grace, and knows when the delivery before it came', () => {
    const state = after([
      [1, 3],
      [4, 4],
      [8, 9],
    ]);
    expect(state.open).toEqual([{ first: 5, last: 7, since: 10, dueAt: 20 + GRACE }]);
    expect(gapsDueAt(state)).toBe(20 + GRACE);
    expect(gapsDueAt(after([[5, 7]], state))).toBeUndefined();
  });

  it('are told to have come after all, where they come behind the report', () => {
    const state = after([
      [1, 1],
      [3, 3],
    ]);
    const [gap] = state.open;
    const report = {
      first: 2,
      last: 2,
      since: gap?.since ?? 0,
      reportedAt: 5,
      reconciles: ['r'],
      filledAt: null,
    };
    const reported = withReported(state, [report]);
    expect(reported.open).toEqual([]);
    expect(after([[2, 2]], reported).reported).toMatchObject([{ first: 2, filledAt: 0 }]);
  });

  it('begin anew behind twenty deliveries in order below what was known, and not before', () => {
    const again = Array.from({ length: 20 }, (_, index) => [index + 1, index + 1] as const);
    const known = after([[900, 1_000]]);
    expect(after(again.slice(1), known).high).toBe(1_000);
    expect(after(again, known)).toMatchObject({ high: 20, open: [] });
    expect(gapsOf(after([...again, [25, 25]], known))).toEqual([[21, 24]]);
  });

  it('hold fifty gaps at most: the oldest become one', () => {
    const state = after(Array.from({ length: 80 }, (_, index) => [index * 2, index * 2] as const));
    expect(state.open).toHaveLength(50);
    expect(gapsOf(state)[0]?.[0]).toBe(1);
    expect(gapsOf(state).at(-1)).toEqual([157, 157]);
  });
});
