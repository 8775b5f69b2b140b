import type { ChildMapping, Json, JsonObject } from '@hookyard/sdk';
import fc from 'fast-check';

import { resolveChildren, type ResolveFacts } from './resolve-children.js';

const LINES: ChildMapping = { target: 'lines', source: 'lines', key: 'id', match: ['sku'], mappings: [] };

function resolve(lines: readonly Json[], facts: Partial<ResolveFacts> = {}) {
  const { mapped, ids, fresh } = resolveChildren({
    children: [LINES],
    mapped: { lines },
    known: {},
    hub: null,
    baseline: null,
    owner: [1, 'TRANSACTION', '7'],
    isPartial: false,
    normalize: () => undefined,
    ...facts,
  });
  return { lines: mapped['lines'] as JsonObject[], ids, fresh };
}

describe("the hub's ids of a system's children", () => {
  it('are those under which the system is known to have them', () => {
    const lines = [
      { id: 'chd_a', sku: 'x' },
      { id: 'chd_b', sku: 'y' },
    ];
    const sides = { hub: { lines }, baseline: { lines }, known: { chd_a: '1', chd_b: '2' } };

    expect(resolve([{ id: 2, sku: 'z' }, { id: ' 1 ' }], sides)).toEqual({
      lines: [
        { id: 'chd_b', sku: 'z' },
        { id: 'chd_a', sku: 'x' },
      ],
      ids: { chd_b: '2', chd_a: '1' },
      fresh: new Set(),
    });
  });

  it('a new one is the child from elsewhere that it matches, each taken once, and else its own', () => {
    const hub = {
      lines: [
        { id: 'chd_a', sku: 'x' },
        { id: 'chd_b', sku: 'x' },
        { id: 'chd_c', sku: null },
      ],
    };

    const { ids, fresh } = resolve(
      [
        { id: 1, sku: 'x' },
        { id: 2, sku: 'x' },
        { id: 3, sku: 'x' },
        { id: 4, sku: null },
      ],
      { hub },
    );

    expect(Object.values(ids)).toEqual(['1', '2', '3', '4']);
    expect(ids).toMatchObject({ chd_a: '1', chd_b: '2' });
    expect(fresh.size).toBe(2);
  });

  it('a line that its system made anew under another id is still the same', () => {
    const lines = [
      { id: 'chd_a', sku: 'x' },
      { id: 'chd_b', sku: 'y' },
    ];
    const sides = { hub: { lines }, baseline: { lines }, known: { chd_a: '1', chd_b: '2' } };

    expect(
      resolve(
        [
          { id: 8, sku: 'y' },
          { id: 1, sku: 'x' },
        ],
        sides,
      ).ids,
    ).toEqual({ chd_b: '8', chd_a: '1' });
  });

  it('a list that names only some leaves the others; an empty one clears', () => {
    const lines = [
      { id: 'chd_a', sku: 'x' },
      { id: 'chd_b', sku: 'y' },
    ];
    const sides = { hub: { lines }, baseline: { lines }, known: { chd_a: '1', chd_b: '2' }, isPartial: true };

    expect(resolve([{ id: 2, sku: 'z' }], sides).lines).toEqual([
      { id: 'chd_a', sku: 'x' },
      { id: 'chd_b', sku: 'z' },
    ]);
    expect(resolve([], sides).lines).toEqual([]);
    expect(resolve([{ id: 2 }], { ...sides, children: [{ ...LINES, partial: false }] }).lines).toHaveLength(
      1,
    );
  });

  it('two with one id, and one without, are refused by name; ids are written as their type does', () => {
    expect(() => resolve([{ id: 1 }, { id: '1' }])).toThrow('lines holds two children with the id 1');
    expect(() => resolve([{ id: {} }])).toThrow('lines.0: an id is text or a number');
    expect(Object.values(resolve([{ id: 'gid/5' }], { normalize: () => (raw) => raw.slice(4) }).ids)).toEqual(
      ['5'],
    );
  });

  it('are one each and stay what they are, however often the list is read', () => {
    const given = fc.uniqueArray(fc.record({ id: fc.nat(20), sku: fc.constantFrom('x', 'y', null) }), {
      selector: ({ id }) => id,
    });
    fc.assert(
      fc.property(given, given, (first, second) => {
        const once = resolve(first);
        expect(new Set(Object.keys(once.ids)).size).toBe(first.length);
        const sides = { hub: { lines: once.lines }, baseline: { lines: once.lines }, known: once.ids };
        expect(resolve(first, sides)).toEqual({ ...once, fresh: new Set() });
        const then = resolve(second, sides);
        expect(Object.values(then.ids)).toEqual(second.map(({ id }) => String(id)));
        const kept = second.filter(({ id }) => first.some((one) => one.id === id));
        for (const { id } of kept) {
          const name = String(id);
          const idOf = (ids: Readonly<Record<string, string>>) =>
            Object.keys(ids).find((key) => ids[key] === name);
          expect(idOf(then.ids)).toBe(idOf(once.ids));
        }
      }),
    );
  });
});
