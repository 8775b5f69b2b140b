import type { ScopeAction } from '@hookyard/sdk';

import type { GatedRequest } from '../flow/index.js';
import { foldedAction, foldOf } from './folding.js';

/** A draft and those of the same group that fold into it, in their order. */
export interface DraftGroup {
  /** Index of the first draft among all. */
  readonly first: number;
  readonly draft: GatedRequest;
  readonly lane: number;
  action: ScopeAction;
  tier: number;
  parent: number | null;
  isOptional: boolean;
  readonly folded: number[];
}

/** Folds drafts of one commit in memory first (S3.7): only neighbours of the same record in the same lane. */
export function groupDrafts(drafts: readonly GatedRequest[], lanes: readonly number[]): DraftGroup[] {
  const groups: DraftGroup[] = [];
  const last = new Map<string, DraftGroup>();
  for (const [index, draft] of drafts.entries()) {
    const lane = lanes[index] ?? draft.lane;
    const record = `${lane}\n${draft.type}\n${draft.recordId}`;
    const before = last.get(record);
    if (before && foldInMemory(before, draft, index)) continue;
    const group = {
      first: index,
      draft,
      lane,
      action: draft.action,
      tier: draft.tier,
      parent: draft.parent,
      isOptional: draft.isOptional,
      folded: [],
    };
    groups.push(group);
    last.set(record, group);
  }
  return groups;
}

function foldInMemory(group: DraftGroup, draft: GatedRequest, index: number): boolean {
  const { action, parent } = group;
  const { mode, state, coalesce, heldCode } = group.draft;
  const fold = foldOf({ action, mode, state, coalesce, heldCode, parent, isClaimed: false }, draft);
  if (!fold) return false;
  group.action = fold.action;
  group.tier = Math.min(group.tier, draft.tier);
  group.isOptional = draft.parent === null ? group.isOptional : adopted(group, draft);
  group.parent = parent ?? draft.parent;
  group.folded.push(index);
  return true;
}

function adopted(group: DraftGroup, draft: GatedRequest): boolean {
  return group.parent === null ? draft.isOptional : group.isOptional && draft.isOptional;
}

/** The action of a stored request after the group folded into it, draft by draft. */
export function actionAfter(
  stored: ScopeAction,
  group: DraftGroup,
  drafts: readonly GatedRequest[],
): ScopeAction {
  return [group.first, ...group.folded].reduce<ScopeAction>((action, index) => {
    const draft = drafts[index] as GatedRequest;
    return foldedAction(action, draft.action, draft.coalesce) ?? action;
  }, stored);
}

/** JSON texts of the folded elements, for the survivor's trail; at most twenty of one group. */
export function foldEntries(
  indexes: readonly number[],
  drafts: readonly GatedRequest[],
  now: number,
): string {
  return indexes
    .slice(0, MOST_ENTRIES)
    .map((index) => {
      const { hook, element, action } = drafts[index] as GatedRequest;
      return `{"verdict":"folded","rule":"coalesce","facts":{"hook":${hook},"element":${element},"action":"${action}"},"at":${now}}`;
    })
    .join(',');
}

const MOST_ENTRIES = 20;
