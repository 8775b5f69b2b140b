import type { ChildFigures } from '../ledger/index.js';
import { figuresOf } from './child-figures.js';

const figures = (some: Partial<ChildFigures>): ChildFigures => ({
  made: 0,
  folded: 0,
  absorbed: 0,
  ignored: 0,
  calls: 0,
  ...some,
});

describe('what the policies of a scope cost and saved', () => {
  it('is, of calls that were not made, what the others cost on the average', () => {
    const policies = new Map([
      ['parent', figures({ made: 10, folded: 20, calls: 30 })],
      ['coalesce', figures({ made: 2, folded: 28, absorbed: 2 })],
      ['ignore', figures({ ignored: 5 })],
    ] as const);

    const day = figuresOf({ since: 0, policies });

    expect(day.callsPerRequest).toBe(3);
    expect(
      day.policies.map(({ policy, hooks, callsCost, callsSaved }) => [policy, hooks, callsCost, callsSaved]),
    ).toEqual([
      ['parent', 30, 30, 60],
      ['coalesce', 30, 0, 90],
      ['ignore', 5, 0, 15],
    ]);
  });

  it('is one call each where no request ran that it could be told by', () => {
    const policies = new Map([['ignore', figures({ ignored: 30 })]] as const);

    expect(figuresOf({ since: 0, policies })).toMatchObject({
      callsPerRequest: 1,
      policies: [{ hooks: 30, callsCost: 0, callsSaved: 30 }],
    });
  });
});
