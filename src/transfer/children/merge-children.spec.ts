import type { Json } from '@hookyard/sdk';
import fc from 'fast-check';

import { historyOf, isSameJson, knownAfterWrite } from '../record-diff.js';

import { inOrderOf, newChildId, type Child } from './child-list.js';
import { mergeChildren, type ChildDispute } from './merge-children.js';

const id = (name: string): string => `chd_${name}`;
const child = (name: string, fields: Record<string, Json> = {}): Child => ({ ...fields, id: id(name) });
const knownOf = (list: readonly Child[]): Record<string, string> =>
  Object.fromEntries(list.map((one) => [one.id, one.id.slice(4)]));

function merge(
  sides: { base?: readonly Child[]; hub: readonly Child[]; seen: readonly Child[] },
  decide: (dispute: ChildDispute) => 'take' | 'keep' = () => 'take',
): readonly Child[] {
  const { base, hub, seen } = sides;
  return mergeChildren({ base, hub, seen }, 'lines', { known: knownOf(base ?? []), decide });
}

describe('a child list that a system changed', () => {
  it('brings what it changed, and leaves alone what another changed meanwhile', () => {
    const base = [child('1', { qty: 1, price: 5 }), child('2', { qty: 2, price: 7 })];
    const hub = [child('1', { qty: 1, price: 6 }), child('2', { qty: 2, price: 7, note: 'gift' })];
    const seen = [child('1', { qty: 9, price: 5 }), child('2', { qty: 2, price: 7 })];

    expect(merge({ base, hub, seen })).toEqual([
      child('1', { qty: 9, price: 6 }),
      child('2', { qty: 2, price: 7, note: 'gift' }),
    ]);
  });

  it('null clears a field, an absent one is left', () => {
    const base = [child('1', { qty: 1, note: 'a', price: 2 })];

    expect(merge({ base, hub: base, seen: [child('1', { qty: 1, note: null })] })).toEqual([
      child('1', { qty: 1, note: null, price: 2 }),
    ]);
  });

  it('loses children that the system removed, and keeps those it never had', () => {
    const base = [child('1'), child('2')];
    const hub = [...base, child('other')];

    expect(merge({ base, hub, seen: [child('1')] })).toEqual([child('1'), child('other')]);
    expect(merge({ base, hub, seen: [] })).toEqual([child('other')]);
    expect(merge({ hub, seen: [] })).toEqual(hub);
  });

  it('removal against change is for the rule to say, in both directions', () => {
    const base = [child('1', { qty: 1 })];
    const changed = [child('1', { qty: 2 })];

    expect(merge({ base, hub: changed, seen: [] })).toEqual([]);
    expect(merge({ base, hub: changed, seen: [] }, () => 'keep')).toEqual(changed);
    expect(merge({ base, hub: [], seen: changed })).toEqual(changed);
    expect(merge({ base, hub: [], seen: changed }, () => 'keep')).toEqual([]);
    expect(merge({ base, hub: [], seen: base })).toEqual([]);
  });

  it('names each dispute by its place and its rule', () => {
    const base = [child('1', { qty: 1, off: [child('a', { sum: 1 })] })];
    const hub = [child('1', { qty: 2, off: [child('a', { sum: 2 })] })];
    const seen = [child('1', { qty: 3, off: [child('a', { sum: 3 })] })];
    const disputes: ChildDispute[] = [];

    const kept = merge({ base, hub, seen }, (dispute) => {
      disputes.push(dispute);
      return 'keep';
    });

    expect(kept).toEqual(hub);
    expect(disputes).toEqual([
      { place: 'lines.chd_1.qty', rule: 'lines.qty', sent: 3 },
      { place: 'lines.chd_1.off.chd_a.sum', rule: 'lines.off.sum', sent: 3 },
    ]);
  });

  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1 });
  const cases = names.chain((all) =>
    fc.record({
      base: fc.constant(all.map((name) => child(name, { qty: 0, price: 0 }))),
      east: fc.record({
        gone: fc.subarray(all),
        set: fc.dictionary(fc.constantFrom(...all), fc.nat(9)),
        more: fc.nat(2),
      }),
      west: fc.record({ set: fc.dictionary(fc.constantFrom(...all), fc.nat(9)), more: fc.nat(2) }),
    }),
  );

  function edited(
    base: readonly Child[],
    field: string,
    edit: { gone?: readonly string[]; set: Record<string, number>; more: number },
    system: string,
  ): Child[] {
    const left = base.filter((one) => !edit.gone?.includes(one.id.slice(4)));
    const changed = left.map((one) => {
      const value = edit.set[one.id.slice(4)];
      return value === undefined ? one : { ...one, [field]: value };
    });
    return [
      ...changed,
      ...Array.from({ length: edit.more }, (_, n) => child(`${system}${n}`, { [field]: n })),
    ];
  }

  it('edits of different fields come to the same in either order, and none is lost', () => {
    fc.assert(
      fc.property(cases, ({ base, east, west }) => {
        const fromEast = edited(base, 'qty', { ...east, gone: [] }, 'east');
        const fromWest = edited(base, 'price', west, 'west');
        const eastFirst = merge({ base, hub: merge({ base, hub: base, seen: fromEast }), seen: fromWest });
        const westFirst = merge({ base, hub: merge({ base, hub: base, seen: fromWest }), seen: fromEast });
        expect(isSameJson(eastFirst, westFirst)).toBe(true);
        for (const one of base) {
          const merged = eastFirst.find((other) => other.id === one.id);
          expect(merged?.['qty']).toBe(fromEast.find((other) => other.id === one.id)?.['qty']);
          expect(merged?.['price']).toBe(fromWest.find((other) => other.id === one.id)?.['price']);
        }
      }),
    );
  });

  it('no child is lost or doubled', () => {
    fc.assert(
      fc.property(cases, ({ base, east, west }) => {
        const seen = edited(base, 'qty', east, 'east');
        const hub = edited(base, 'price', west, 'west');
        const merged = merge({ base, hub, seen }).map((one) => one.id);
        const wanted = new Set([...hub, ...seen].map((one) => one.id));
        for (const name of east.gone) wanted.delete(id(name));
        expect(merged.toSorted()).toEqual([...wanted].toSorted());
      }),
    );
  });

  it('what was merged and is seen again changes nothing', () => {
    fc.assert(
      fc.property(cases, ({ base, east, west }) => {
        const seen = edited(base, 'qty', east, 'east');
        const once = merge({ base, hub: edited(base, 'price', west, 'west'), seen });
        expect(merge({ base: seen, hub: once, seen })).toEqual(once);
      }),
    );
  });
});

describe('child lists beside other fields', () => {
  it('are the same in any order, and kept in the history by place', () => {
    const before = { lines: [child('1', { qty: 1 }), child('2'), child('3')] };
    const after = { lines: [child('3'), child('1', { qty: 2 }), child('4', { qty: 1 })] };

    expect(isSameJson(before.lines, before.lines.toReversed())).toBe(true);
    expect(isSameJson(before.lines, after.lines)).toBe(false);
    expect(historyOf(before, after, ['lines'])).toEqual({
      'lines.chd_1.qty': [1, 2],
      'lines.chd_4': [null, child('4', { qty: 1 })],
      'lines.chd_2': [child('2'), null],
    });
  });

  it('after a write a child is known as the system keeps it, and what came to be there is not known yet', () => {
    const data = { lines: [child('1', { name: 'long name', qty: 2 }), child('2', { qty: 1 })] };
    const before = { lines: [child('1', { name: 'old', qty: 2 })] };
    const kept = { lines: [child('1', { name: 'long', qty: 5 }), child('2', { qty: 1 }), child('9')] };

    expect(knownAfterWrite(data, { baseline: before, sent: null }, kept)).toEqual({
      known: { lines: [child('1', { name: 'long', qty: 2 }), child('2', { qty: 1 })] },
      isMoved: true,
    });
  });

  it('follow the order of another record', () => {
    const one = { lines: [child('1'), child('2'), child('3')] };
    expect(inOrderOf(one, { lines: [child('3'), child('1')] })).toEqual({
      lines: [child('3'), child('1'), child('2')],
    });
  });

  it('the same child of the same system always gets the same id', () => {
    expect(newChildId([1, 'TRANSACTION', '7', 'lines', '1'])).toBe(
      newChildId([1, 'TRANSACTION', '7', 'lines', '1']),
    );
    expect(newChildId([1, 'TRANSACTION', '7', 'lines', '1'])).not.toBe(
      newChildId([2, 'TRANSACTION', '7', 'lines', '1']),
    );
    expect(newChildId(['a'])).toMatch(/^chd_[0-9a-f]{16}$/);
  });
});
