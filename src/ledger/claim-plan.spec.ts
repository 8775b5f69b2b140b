import fc from 'fast-check';

import { ClaimPlanner, type PlanInput } from './claim-plan.js';

const queueOf = (queue: number) => ({ tenant: queue % 10, weight: 1, maxRunning: 1_000 });
const NOBODY = () => 0;

function totals(planner: ClaimPlanner, input: PlanInput, rounds = 1): Map<number, number> {
  const counts = new Map<number, number>();
  for (let round = 0; round < rounds; round += 1) {
    for (const { queue, count } of planner.plan(input)) counts.set(queue, (counts.get(queue) ?? 0) + count);
  }
  return counts;
}

describe('ClaimPlanner', () => {
  it('gives tenants the same share, however many queues each has', () => {
    const ready = [11, 21, 31, 41, 12].map((queue) => ({ queue, tier: 1 }));

    const counts = totals(new ClaimPlanner(), { ready, queueOf, running: NOBODY, free: 80 });

    expect(counts.get(12)).toBe(40);
    expect([11, 21, 31, 41].map((queue) => counts.get(queue))).toEqual([10, 10, 10, 10]);
  });

  it('gives the queues of a tenant shares by their weight, also below one', () => {
    const weights = new Map([
      [1, 4],
      [11, 2],
      [21, 0.5],
    ]);
    const ready = [...weights.keys()].map((queue) => ({ queue, tier: 1 }));
    const weighted = (queue: number) => ({ tenant: 1, weight: weights.get(queue) ?? 1, maxRunning: 10_000 });

    const counts = totals(new ClaimPlanner(), { ready, queueOf: weighted, running: NOBODY, free: 65 }, 20);

    expect([1, 11, 21].map((queue) => counts.get(queue))).toEqual([800, 400, 100]);
  });

  it('serves the classes 8 : 8 : 2 : 2 : 1, and starves none', () => {
    const ready = [0, 1, 2, 3, 4].map((tier) => ({ queue: 1, tier }));
    const planner = new ClaimPlanner();
    const byTier = new Map<number, number>();

    for (let round = 0; round < 21; round += 1) {
      const asks = planner.plan({ ready, queueOf, running: NOBODY, free: 10 });
      for (const { tier, count } of asks) byTier.set(tier, (byTier.get(tier) ?? 0) + count);
    }

    expect([0, 1, 2, 3, 4].map((tier) => byTier.get(tier))).toEqual([80, 80, 20, 20, 10]);
  });

  it('goes on where the call before stopped, so that a small number of free places favours nobody', () => {
    const ready = [1, 2, 3].map((queue) => ({ queue, tier: 1 }));

    const counts = totals(new ClaimPlanner(), { ready, queueOf, running: NOBODY, free: 1 }, 300);

    expect([1, 2, 3].map((queue) => counts.get(queue))).toEqual([100, 100, 100]);
  });

  it('asks nothing of queues that are gone or full', () => {
    const ready = [1, 2, 3].map((queue) => ({ queue, tier: 1 }));
    const some = (queue: number) => (queue === 1 ? undefined : { tenant: 1, weight: 1, maxRunning: 4 });

    const counts = totals(new ClaimPlanner(), {
      ready,
      queueOf: some,
      running: (queue) => (queue === 2 ? 4 : 0),
      free: 10,
    });

    expect([...counts]).toEqual([[3, 4]]);
  });

  it('never asks for more than is free or a queue may run, and leaves no place empty it could fill', () => {
    const queues = fc.uniqueArray(
      fc.record({
        queue: fc.integer({ min: 1, max: 40 }),
        tenant: fc.integer({ min: 1, max: 4 }),
        weight: fc.constantFrom(0.25, 1, 3, 10),
        maxRunning: fc.integer({ min: 0, max: 12 }),
        running: fc.integer({ min: 0, max: 12 }),
        tiers: fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { minLength: 1 }),
      }),
      { selector: ({ queue }) => queue },
    );

    fc.assert(
      fc.property(queues, fc.array(fc.integer({ min: 0, max: 64 }), { maxLength: 4 }), (known, frees) => {
        const planner = new ClaimPlanner();
        const byQueue = new Map(known.map((one) => [one.queue, one]));
        const ready = known.flatMap(({ queue, tiers }) => tiers.map((tier) => ({ queue, tier })));
        const running = (queue: number) => known.find((one) => one.queue === queue)?.running ?? 0;
        const room = known.reduce((sum, one) => sum + Math.max(0, one.maxRunning - one.running), 0);
        for (const free of frees) {
          const counts = totals(planner, { ready, queueOf: (queue) => byQueue.get(queue), running, free });
          const asked = [...counts.values()].reduce((sum, count) => sum + count, 0);
          expect(asked).toBe(Math.min(free, room));
          for (const [queue, count] of counts) {
            const one = byQueue.get(queue);
            expect(count).toBeLessThanOrEqual((one?.maxRunning ?? 0) - (one?.running ?? 0));
          }
        }
      }),
    );
  });
});
