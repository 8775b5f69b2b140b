import fc from 'fast-check';

import { differences, isEmpty, survivors, type Side, type SurvivorRules } from './survivors.js';

const value = fc.oneof(
  fc.constantFrom('', ' ', 'Ann', 'Ann Lee', null),
  fc.integer(),
  fc.array(fc.integer(), { maxLength: 2 }),
  fc.boolean(),
);
const data = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value);
const rule = fc.constantFrom('winner' as const, 'newest' as const, 'longest' as const, 'filled' as const);
const rules = fc.record({
  otherwise: rule,
  fields: fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(rule, fc.constant({ connection: 7 }))),
}) as fc.Arbitrary<SurvivorRules>;
const side = fc.record({ data, held: fc.option(data, { nil: undefined }), at: fc.nat(5) });

function sidesOf(given: readonly { data: object; held: object | undefined; at: number }[]): Side[] {
  return given.map(({ data: own, held, at }, index) => ({
    record: index + 1,
    data: own as Side['data'],
    changedAt: () => at,
    heldBy: (connection) => (connection === 7 ? (held as Side['data'] | undefined) : undefined),
  }));
}

describe('what survives of several records', () => {
  it('is nothing that none of them had', () => {
    fc.assert(
      fc.property(fc.array(side, { minLength: 1, maxLength: 4 }), rules, (given, how) => {
        const [winner, ...losers] = sidesOf(given);
        const { data: merged, sources } = survivors(winner as Side, losers, how);
        for (const [field, found] of Object.entries(merged)) {
          const from = sidesOf(given)[Number(sources[field]) - 1];
          const candidates = [from?.data[field], from?.heldBy(7)?.[field]];
          expect(candidates).toContainEqual(found);
        }
      }),
    );
  });

  it('is the same when it is merged with the same once more', () => {
    fc.assert(
      fc.property(fc.array(side, { minLength: 2, maxLength: 4 }), rules, (given, how) => {
        const [winner, ...losers] = sidesOf(given) as [Side, ...Side[]];
        const once = survivors(winner, losers, how);
        const newest = Math.max(...given.map(({ at }) => at));
        const again = survivors({ ...winner, data: once.data, changedAt: () => newest }, losers, how);
        expect(again.data).toEqual(once.data);
      }),
    );
  });

  it('of one alone is that one', () => {
    fc.assert(
      fc.property(data, rule, (own, otherwise) => {
        const [only] = sidesOf([{ data: own, held: undefined, at: 1 }]) as [Side];
        expect(survivors(only, [], { otherwise, fields: {} }).data).toEqual(own);
      }),
    );
  });

  it.each([
    ['winner', 'A'],
    ['newest', 'bb'],
    ['longest', 'cccc'],
    ['filled', 'A'],
  ] as const)('by %s takes %s', (otherwise, expected) => {
    const [winner, ...losers] = sidesOf([
      { data: { a: 'A' }, held: undefined, at: 1 },
      { data: { a: 'bb' }, held: undefined, at: 9 },
      { data: { a: 'cccc' }, held: undefined, at: 3 },
    ]) as [Side, ...Side[]];

    expect(survivors(winner, losers, { otherwise, fields: {} }).data).toEqual({ a: expected });
  });

  it('fills what is empty, takes what a system holds, and what a person says', () => {
    const [winner, ...losers] = sidesOf([
      { data: { a: ' ', b: 'mine', c: 1 }, held: undefined, at: 1 },
      { data: { a: 'Ann', b: 'theirs' }, held: { b: 'held' }, at: 1 },
    ]) as [Side, ...Side[]];
    const fields = { b: { connection: 7 }, c: { value: null }, d: { value: 'new' } };

    expect(survivors(winner, losers, { otherwise: 'filled', fields })).toEqual({
      data: { a: 'Ann', b: 'held', c: null, d: 'new' },
      sources: { a: 2, b: 2, c: null, d: null },
    });
    expect(isEmpty({})).toBe(true);
    expect(differences({ a: 1, b: [1] }, { b: [1], c: 2 })).toEqual({ a: [1, null], c: [null, 2] });
  });
});
