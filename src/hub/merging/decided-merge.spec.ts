import { decidedMerge } from './decided-merge.js';
import type { MergePlan } from './plan-merge.js';

describe('a merge that somebody decided', () => {
  const plan = {
    winner: { record: { id: 1, data: { name: 'Ann', city: 'Oslo' } } },
    losers: [],
    data: { name: 'Ann', city: 'Oslo', phone: '1' },
    sources: { phone: 2 },
    changed: { phone: [null, '1'] },
    links: [],
  } as unknown as MergePlan;

  it('has the values that were named, and of the others those that survive', () => {
    const { data, changed, sources } = decidedMerge(plan, { city: 'Bergen' });

    expect(data).toEqual({ name: 'Ann', city: 'Bergen', phone: '1' });
    expect(changed).toEqual({ city: ['Oslo', 'Bergen'], phone: [null, '1'] });
    expect(sources).toEqual({ city: null, phone: 2 });
  });

  it('has none of what was taken away', () => {
    const { data, changed } = decidedMerge(plan, { city: null, phone: null });

    expect(data).toEqual({ name: 'Ann' });
    expect(changed).toEqual({ city: ['Oslo', null] });
  });
});
