import type { ScopeAction } from '@hookyard/sdk';
import fc from 'fast-check';

import type { GatedRequest } from '../flow/index.js';
import { actionAfter, groupDrafts } from './draft-groups.js';
import { foldedAction, foldOf, type Pending } from './folding.js';

const pending: Pending = {
  action: 'UPDATED',
  mode: 'live',
  state: 'queued',
  coalesce: 'record',
  heldCode: null,
  parent: null,
  isClaimed: false,
};

function draft(wish: Partial<GatedRequest> = {}): GatedRequest {
  return {
    lane: 1,
    type: 'CUSTOMER',
    recordId: 'r',
    action: 'UPDATED',
    mode: 'live',
    state: 'queued',
    heldCode: null,
    coalesce: 'record',
    parent: null,
    isOptional: false,
    tier: 1,
    ...wish,
  } as GatedRequest;
}

describe('folding', () => {
  it('takes only what has not begun and waits for its turn', () => {
    const states = [
      'queued',
      'waiting-retry',
      'held',
      'waiting-children',
      'awaiting-decision',
      'parked-block',
    ] as const;

    const folds = states.map((state) => foldOf({ ...pending, state }, draft()) !== null);

    expect(folds).toEqual([true, true, true, false, false, false]);
    expect(foldOf({ ...pending, isClaimed: true }, draft())).toBeNull();
    expect(foldOf({ ...pending, state: 'held', action: 'DELETED' }, draft({ action: 'DELETED' }))).toBeNull();
    expect(foldOf(pending, draft({ state: 'held', heldCode: 'guard' }))).toBeNull();
  });

  it('lets a child adopt an orphan, not another parent’s child', () => {
    expect(foldOf(pending, draft({ parent: 5 }))).not.toBeNull();
    expect(foldOf({ ...pending, parent: 5 }, draft({ parent: 5 }))).not.toBeNull();
    expect(foldOf({ ...pending, parent: 5 }, draft())).not.toBeNull();
    expect(foldOf({ ...pending, parent: 5 }, draft({ parent: 6 }))).toBeNull();
  });

  it('folds a group in memory into what folding one by one makes of it', () => {
    const actions = fc.array(fc.constantFrom<ScopeAction>('CREATED', 'UPDATED', 'DELETED', 'OTHER'), {
      maxLength: 8,
    });

    fc.assert(
      fc.property(actions, (all) => {
        const drafts = all.map((action) => draft({ action }));
        const oneByOne: ScopeAction[] = [];
        for (const action of all) {
          const last = oneByOne.at(-1);
          const folded = last && foldedAction(last, action, 'record');
          if (folded) oneByOne[oneByOne.length - 1] = folded;
          else oneByOne.push(action);
        }

        const groups = groupDrafts(
          drafts,
          drafts.map(() => 1),
        );

        expect(groups.map(({ action }) => action)).toEqual(oneByOne);
      }),
    );
  });

  it('folds a whole group into a stored request as it would draft by draft', () => {
    const change = fc.constantFrom<ScopeAction>('CREATED', 'UPDATED', 'DELETED');

    fc.assert(
      fc.property(change, fc.array(change, { minLength: 1, maxLength: 6 }), (stored, all) => {
        const drafts = all.map((action) => draft({ action }));
        const [group] = groupDrafts(
          drafts,
          drafts.map(() => 1),
        );
        if (!group || foldedAction(stored, all[0] as ScopeAction, 'record') === null) return;
        const expected = [0, ...group.folded].reduce<ScopeAction | null>(
          (action, index) => action && foldedAction(action, all[index] as ScopeAction, 'record'),
          stored,
        );

        expect(actionAfter(stored, group, drafts)).toBe(expected);
      }),
    );
  });

  it('keeps records, types, lanes and modes apart, and never folds across a payload', () => {
    const drafts = [
      draft(),
      draft({ recordId: 'other' }),
      draft({ type: 'PRODUCT' }),
      draft({ mode: 'sandbox' }),
      draft({ coalesce: 'never' }),
      draft(),
      draft(),
    ];

    const groups = groupDrafts(
      drafts,
      drafts.map(() => 1),
    );

    expect(groups.map(({ first, folded }) => [first, folded])).toEqual([
      [0, []],
      [1, []],
      [2, []],
      [3, []],
      [4, []],
      [5, [6]],
    ]);
  });
});
