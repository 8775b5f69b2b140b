import fc from 'fast-check';

import type { Column } from '../columns.js';
import { Analyser, type Foresee } from './analyser.js';
import { FirstRows } from './first-rows.js';

const COLUMNS: readonly Column[] = [
  { name: 'id', field: 'id', type: 'text', isRequired: true, empty: 'keep' },
  { name: 'age', field: 'age', type: 'integer', isRequired: false, empty: 'keep' },
];

function analyser(foresee: Foresee = async () => ({ effect: 'create' })): Analyser {
  return new Analyser({ edition: 1, columns: COLUMNS, header: ['id', 'age', 'spare'], key: 'id', foresee });
}

describe('an analysis', () => {
  it('counts each row once: skipped, bad, a duplicate, or what the hub makes of it', async () => {
    const effects = ['create', 'update', 'unchanged'] as const;
    let asked = 0;
    const one = analyser(async ({ key }) =>
      key === 'odd' ? { effect: 'none', reason: 'filtered' } : { effect: effects[asked++ % 3] ?? 'create' },
    );
    await one.take({
      first: 1,
      rows: [
        ['a', '1'],
        ['b', 'x'],
        ['c', '3'],
        ['', '4'],
      ],
      skipped: [2],
    });
    await one.take({
      first: 5,
      rows: [
        ['a', '5'],
        ['d', ''],
        ['e', '6'],
        ['odd', '7', 'y'],
      ],
      skipped: [],
    });
    const found = one.report('done');

    expect(found).toMatchObject({
      looked: 8,
      skipped: 1,
      bad: {
        rows: 2,
        examples: [
          { row: 2, column: 'age' },
          { row: 4, column: 'id' },
          { row: 4, column: 'id' },
        ],
      },
      duplicates: { rows: 1, examples: [{ row: 5, first: 1 }] },
      hub: { create: 1, update: 1, unchanged: 1, none: 1, reasons: { filtered: 1 } },
    });
    expect(found.columns).toMatchObject([
      { name: 'id', filled: 6, empty: 1 },
      { name: 'age', looksLike: 'text', bad: 1, examples: [{ row: 2, value: 'x' }] },
      { name: 'spare', field: null, filled: 1, empty: 6 },
    ]);
  });

  it('shows a few examples, however much is bad', async () => {
    const one = analyser();
    for (let at = 0; at < 5; at += 1)
      await one.take({
        first: at * 100 + 1,
        rows: Array.from({ length: 100 }, () => ['', 'x']),
        skipped: [],
      });
    const { bad, columns } = one.report('done');

    expect(bad.rows).toBe(500);
    expect(bad.examples).toHaveLength(20);
    expect(columns[1]?.examples).toHaveLength(10);
  });
});

describe('the first rows of keys', () => {
  it('are those a map would name', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3_000), { minLength: 1_000, maxLength: 6_000 }), (numbers) => {
        const rows = new FirstRows();
        const map = new Map<string, number>();
        for (const [at, number] of numbers.entries()) {
          const key = `key ${number}`;
          expect(rows.first(key, at + 1)).toBe(map.get(key) ?? null);
          if (!map.has(key)) map.set(key, at + 1);
        }
      }),
      { numRuns: 10 },
    );
  });
});
