import { piecesOf } from './walk-page.js';

const REST = { cursor: null, total: undefined, isLast: true };

function pageOf(records: number, deleted: number): Parameters<typeof piecesOf>[0] {
  const ids = Array.from({ length: records }, (_, n) => `r${n}`);
  const gone = Array.from({ length: deleted }, (_, n) => `d${n}`);
  const items = ids.map((id) => ({ id }));
  return { ids, items, versions: ids.map((_, n) => n), deleted: gone, ...REST };
}

describe('a page in pieces', () => {
  it.each([
    [0, 0, 1],
    [500, 0, 1],
    [501, 0, 2],
    [499, 2, 2],
    [3, 1_200, 3],
    [1_300, 700, 4],
  ])('of %i records and %i deletes is whole, in its order, in %i', (records, deleted, count) => {
    const page = pageOf(records, deleted);

    const pieces = piecesOf(page);

    expect(pieces).toHaveLength(count);
    expect(pieces.flatMap(({ ids }) => ids)).toEqual(page.ids);
    expect(pieces.flatMap(({ items }) => items)).toEqual(page.items);
    expect(pieces.flatMap(({ versions }) => versions)).toEqual(page.versions);
    expect(pieces.flatMap((piece) => piece.deleted)).toEqual(page.deleted);
    const places = pieces.flatMap(({ from, ids, deleted: gone }) =>
      [...ids, ...gone].map((_, index) => from + index),
    );
    expect(places).toEqual(places.map((_, index) => index));
  });

  it('has at most 500 records each', () => {
    for (const { ids, deleted } of piecesOf(pageOf(1_800, 900)))
      expect(ids.length + deleted.length).toBeLessThanOrEqual(500);
  });
});
