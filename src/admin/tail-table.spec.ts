import { TailTable } from './tail-table.js';

interface Row {
  readonly seq: number;
}

function aTable(): { readonly rows: number[]; readonly table: TailTable<Row> } {
  const rows: number[] = [];
  const of = (seqs: readonly number[]): Row[] => seqs.toSorted((a, b) => a - b).map((seq) => ({ seq }));
  const table = new TailTable<Row>(
    {
      after: async (seq, count) => of(rows.filter((one) => one > seq)).slice(0, count),
      at: async (seqs) => of(rows.filter((one) => seqs.includes(one))),
    },
    0,
  );
  return { rows, table };
}

async function told(table: TailTable<Row>, now: number): Promise<number[]> {
  const seqs: number[] = [];
  for await (const { seq } of table.news(now)) seqs.push(seq);
  return seqs;
}

describe('a table that is followed', () => {
  it('tells a row that was committed behind a larger number, once', async () => {
    const { rows, table } = aTable();
    rows.push(1, 3);
    expect(await told(table, 0)).toEqual([1, 3]);

    rows.push(2, 4);

    expect(await told(table, 100)).toEqual([2, 4]);
    expect(await told(table, 200)).toEqual([]);
  });

  it('names no place behind a row that may still come, and gives it up after 15 s', async () => {
    const { rows, table } = aTable();
    rows.push(1, 3);
    await told(table, 0);
    expect(table.placeBehind()).toBe(1);

    await told(table, 15_001);

    expect(table.placeBehind()).toBe(3);
  });

  it('skips what lies further back than it catches up on, and says how much', async () => {
    const { rows, table } = aTable();
    rows.push(60_000);

    expect(table.skipTo(60_000)).toBe(10_000);
    expect(await told(table, 0)).toEqual([60_000]);
    expect(table.skipTo(60_000)).toBe(0);
  });
});
