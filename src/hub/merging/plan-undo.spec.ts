import fc from 'fast-check';
import type { JsonObject } from '@hookyard/sdk';

import type { HubEffects } from '../hub-effects.js';
import type { HubRecord, Link, RecordChange } from '../hub-record.js';
import type { MergeDetail, RecordMerge } from './merge-record.js';
import { mergeEffects, planMerge, type Gathered } from './plan-merge.js';
import { planUndo, undoEffects } from './plan-undo.js';

const FACTS = { id: 99, depth: 1, actor: 'key_1', at: 50 };
const EAST = 1;
const WEST = 2;

describe('an undo', () => {
  it('right behind any merge is as if neither had been', () => {
    const data = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('', 'x', 'yy', null));
    const place = fc.record({
      connection: fc.constantFrom(1, 2, 3),
      state: fc.constantFrom('live' as const, 'source-deleted' as const),
    });
    const one = fc.record({
      data,
      links: fc.uniqueArray(place, { selector: ({ connection }) => connection }),
    });
    const otherwise = fc.constantFrom(
      'winner' as const,
      'newest' as const,
      'longest' as const,
      'filled' as const,
    );
    fc.assert(
      fc.property(fc.array(one, { minLength: 2, maxLength: 4 }), otherwise, (given, rule) => {
        const all = given.map(({ data: own, links }, index) =>
          gathered(
            index + 1,
            own,
            links.map((link, at) => aLink(10 * (index + 1) + at, index + 1, link)),
          ),
        );
        const { merge, winner, losers } = merged(all, { otherwise: rule, fields: {} });

        const plan = planUndo(merge, winner, losers);
        const effects = undoEffects(merge, plan, 60);

        for (const { record } of all) expect(plan.data.get(record.id)).toEqual(record.data);
        const back = applied([...winner.links], effects);
        const was = all.flatMap(({ links }) => links);
        expect(placesOf(back)).toEqual(placesOf(was));
        expect(plan.facts).toEqual({ kept: [], returned: [], lostLinks: [] });
      }),
    );
  });

  it('gives a system’s later change to the record that the system has', () => {
    const { merge, winner, losers } = merged(twoSystems(), { otherwise: 'filled', fields: {} });
    const data = { ...winner.record.data, phone: '2' };
    const west = winner.links.map((link) => (link.connection === WEST ? { ...link, baseline: data } : link));
    const change = aChange(winner.record, { phone: ['1', '2'] }, WEST);

    const plan = planUndo(
      merge,
      { record: { ...winner.record, data, version: 3 }, links: west, history: [change] },
      losers,
    );

    expect(plan.data.get(1)).toEqual({ email: 'e' });
    // The e-mail reached it by the merge alone: it is taken back there.
    expect(plan.data.get(2)).toEqual({ phone: '2', email: null });
    expect(plan.facts).toEqual({ kept: [], returned: [{ field: 'phone', record: 2 }], lostLinks: [] });
  });

  it('leaves with the winner what its own system or a person changed', () => {
    const { merge, winner, losers } = merged(twoSystems(), { otherwise: 'filled', fields: {} });
    const data = { email: 'f', phone: '3' };
    const history = [
      aChange(winner.record, { phone: ['1', '3'] }, null),
      aChange(winner.record, { email: ['e', 'f'] }, EAST),
    ];

    const plan = planUndo(merge, { ...winner, record: { ...winner.record, data }, history }, losers);

    expect(plan.data.get(1)).toEqual({ email: 'f', phone: '3' });
    expect(plan.data.get(2)).toEqual({ phone: '1' });
    expect(plan.facts.kept).toEqual([
      { field: 'phone', connection: null },
      { field: 'email', connection: EAST },
    ]);
  });

  it('names the links that ended since', () => {
    const { merge, winner, losers } = merged(twoSystems(), { otherwise: 'filled', fields: {} });
    const links = winner.links.filter(({ connection }) => connection === EAST);

    const plan = planUndo(merge, { ...winner, links }, losers);

    expect(plan.facts.lostLinks).toEqual([{ connection: WEST, externalId: 'x20', record: 2 }]);
  });
});

function twoSystems(): Gathered[] {
  return [
    gathered(1, { email: 'e' }, [aLink(10, 1, { connection: EAST, state: 'live' })]),
    gathered(2, { phone: '1' }, [aLink(20, 2, { connection: WEST, state: 'live' })]),
  ];
}

function gathered(id: number, data: JsonObject, links: readonly Link[]): Gathered {
  const record: HubRecord = {
    id,
    tenant: 1,
    mode: 'live',
    type: 'CUSTOMER',
    version: 1,
    data,
    deletedAt: null,
    mergedInto: null,
    mergedBy: null,
    erasedAt: null,
    createdAt: id,
    updatedAt: id,
  };
  return { record, links, history: [] };
}

function aLink(id: number, record: number, of: Pick<Link, 'connection' | 'state'>): Link {
  return {
    id,
    tenant: 1,
    mode: 'live',
    type: 'CUSTOMER',
    externalId: `x${id}`,
    record,
    isPrimary: true,
    generation: 1,
    baseline: null,
    sent: null,
    isOwnWrite: false,
    remoteVersion: null,
    recordVersion: 1,
    children: null,
    createdAt: 1,
    updatedAt: 1,
    ...of,
  };
}

function aChange(
  record: HubRecord,
  changed: RecordChange['changed'],
  connection: number | null,
): RecordChange {
  return { record: record.id, version: 3, at: 55, root: 1, connection, changed, event: null };
}

/** The records of a merge, as they are read behind it. */
function merged(
  [first, ...others]: readonly Gathered[],
  rules: Parameters<typeof planMerge>[2],
): { merge: RecordMerge; winner: Gathered; losers: HubRecord[] } {
  const plan = planMerge(first as Gathered, others, rules);
  const effects = mergeEffects(plan, FACTS);
  const row = effects.merge?.row;
  if (row?.kind !== 'made') throw new Error('no merge');
  const merge: RecordMerge = {
    ...row.values,
    id: FACTS.id,
    detail: JSON.parse(row.values.detail) as MergeDetail,
    undoneAt: null,
    undone: null,
  };
  const { record } = plan.winner;
  const links = applied([...plan.winner.links, ...others.flatMap((one) => one.links)], effects);
  return {
    merge,
    winner: { record: { ...record, data: plan.data, version: 2 }, links, history: [] },
    losers: others.map((one) => ({
      ...one.record,
      version: 2,
      mergedInto: 1,
      mergedBy: FACTS.id,
      deletedAt: 50,
    })),
  };
}

function applied(links: readonly Link[], { moves = [] }: HubEffects): Link[] {
  return links.map((link) => {
    const move = moves.find(({ id }) => id === link.id);
    if (!move) return link;
    const { record, isPrimary, recordVersion } = move;
    return { ...link, record, isPrimary, recordVersion, generation: link.generation + 1 };
  });
}

function placesOf(links: readonly Link[]): object[] {
  return links
    .map(({ id, record, isPrimary, recordVersion }) => ({ id, record, isPrimary, recordVersion }))
    .toSorted((a, b) => a.id - b.id);
}
