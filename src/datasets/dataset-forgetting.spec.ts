import { SystemClock } from '../clock/index.js';

import { DatasetForgetting } from './dataset-forgetting.js';
import type { DatasetRow, DatasetStore } from './dataset.store.js';

describe('datasets that are old', () => {
  it('go by the age of their tenant, unless an import goes over them', async () => {
    const row = (id: number, tenant: number, createdAt: number): DatasetRow =>
      ({ id, tenant, createdAt, state: 'loaded' }) as DatasetRow;
    const all = [
      row(1, 1, 10),
      row(2, 1, 90),
      row(3, 2, 10),
      row(4, 1, 10),
      { ...row(5, 1, 10), state: 'removing' as const },
    ];
    const moved: number[] = [];
    const store = {
      behind: async (after: number) => all.filter(({ id }) => id > after),
      move: async (one: DatasetRow) => (moved.push(one.id), one),
    } as unknown as DatasetStore;
    const forgetting = new DatasetForgetting(
      store,
      { isBusy: async (id) => id === 4 },
      new SystemClock(() => undefined),
    );
    const pieces = [];
    for await (const piece of forgetting.pieces((_what, tenant) => (tenant === 1 ? 50 : 0)))
      pieces.push(piece);

    expect(moved).toEqual([1]);
    expect(pieces).toEqual([{ rows: { dataset: 1 }, spared: 1 }]);
  });
});
