import type { CollectionDefinition, ConflictRule, Json } from '@hookyard/sdk';

import type { HubRecord, RecordChange } from '../../hub/index.js';
import type { ChildIds } from '../../mapping/index.js';
import type { StoryParts } from '../story.js';
import {
  asDecided,
  decide,
  disputeOf,
  unseenChanges,
  type Dispute,
  type Disputed,
} from '../to-hub-conflicts.js';
import type { Turn } from '../turn.js';

import { isChildList, type Child } from './child-list.js';
import { mergeChildren, valueAt, type ChildDispute, type ChildVerdict } from './merge-children.js';

/** How the child lists of a record are settled. */
export interface SettledChildren {
  /** The lists as the hub is to hold them. */
  readonly merged: Readonly<Record<string, Json>>;
  /** `[sent, kept]` of what the hub does not take, by place. */
  readonly lost: Readonly<Record<string, readonly [Json, Json]>>;
  /** Places a person decides. */
  readonly parked: readonly Dispute[];
}

/** What is held against each other, with what the system is known to have. */
export interface DisputedChildren extends Disputed {
  readonly definition: Pick<CollectionDefinition, 'conflict' | 'conflictByField' | 'children'>;
  readonly known: ChildIds;
}

/** What lists are merged from. */
type MergeSides = Pick<DisputedChildren, 'definition' | 'mapped' | 'baseline' | 'known'> & {
  readonly record: Pick<HubRecord, 'data'>;
};

const NOTHING: SettledChildren = { merged: {}, lost: {}, parked: [] };

/** Merges the child lists that a system sent into those of the hub, what both changed by the collection's rule (S5.2). */
export async function settleChildren(
  turn: Turn,
  parts: StoryParts,
  disputed: DisputedChildren,
): Promise<SettledChildren> {
  const lists = listsOf(disputed);
  if (lists.length === 0) return NOTHING;
  const disputes: ChildDispute[] = [];
  const taken = mergeAll(disputed, lists, (dispute) => {
    disputes.push(dispute);
    return 'take';
  });
  const open = disputes.filter((dispute) => childRule(disputed.definition, dispute.rule) !== 'latest');
  if (open.length === 0) return { merged: taken, lost: {}, parked: [] };
  const verdicts = await verdictsOn(open, turn, parts, disputed);
  const parked = open
    .filter(({ place }) => verdicts.get(place) === 'park')
    .map(({ place, sent }) => disputeOf(place, sent, valueAt(disputed.record.data, place)));
  const lost: Record<string, readonly [Json, Json]> = {};
  const merged = mergeAll(disputed, lists, ({ place, sent }): ChildVerdict => {
    if (verdicts.get(place) !== 'keep') return 'take';
    lost[place] = [sent, valueAt(disputed.record.data, place)];
    return 'keep';
  });
  return { merged, lost, parked };
}

/** The lists as they are where what was sent is taken. */
export function mergedAsSent(sides: MergeSides): SettledChildren['merged'] {
  return mergeAll(sides, listsOf(sides), () => 'take');
}

/** The lists as they are where what the hub holds stays, and only what it did not change is taken. */
export function mergedAround(sides: MergeSides): SettledChildren['merged'] {
  return mergeAll(sides, listsOf(sides), () => 'keep');
}

/** The lists of the mapped record whose children are told apart. */
function listsOf({ definition, mapped }: MergeSides): string[] {
  return (definition.children ?? []).flatMap(({ target, key }) =>
    key !== undefined && isChildList(mapped[target]) ? [target] : [],
  );
}

function mergeAll(
  { mapped, record, baseline, known }: MergeSides,
  lists: readonly string[],
  verdict: (dispute: ChildDispute) => ChildVerdict,
): Readonly<Record<string, Json>> {
  const merged = lists.map((field): [string, Json] => {
    const [seen, hub, base] = [mapped[field], record.data[field], baseline?.[field]];
    const isOther = hub !== undefined && hub !== null && !isChildList(hub);
    // What the hub holds was written by a mapping that does not tell children apart: it is one value, and replaced.
    if (isOther || !isChildList(seen)) return [field, seen ?? null];
    const sides = { base: isChildList(base) ? base : undefined, hub: listOf(hub), seen };
    return [field, mergeChildren(sides, field, { known, decide: verdict })];
  });
  return Object.fromEntries(merged);
}

function listOf(value: Json | undefined): readonly Child[] {
  return isChildList(value) ? value : [];
}

/** The rule of a place: of its field, of its list, of the collection. */
export function childRule(
  { conflict = 'latest', conflictByField = {} }: Pick<CollectionDefinition, 'conflict' | 'conflictByField'>,
  rule: string,
): ConflictRule {
  for (let name = rule; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    if (Object.hasOwn(conflictByField, name)) return conflictByField[name] ?? conflict;
  }
  return conflict;
}

async function verdictsOn(
  open: readonly ChildDispute[],
  turn: Turn,
  parts: StoryParts,
  disputed: DisputedChildren,
): Promise<ReadonlyMap<string, ReturnType<typeof decide>>> {
  const { changes, isWhole, idOf } = await unseenChanges(turn, parts, disputed);
  const verdicts = open.map(({ place, rule }) => {
    const change = changes.find((one) => isChangeAt(one, place));
    if (!change && isWhole) return [place, 'take'] as const;
    const sides = { incoming: turn.view.id, present: idOf(change?.connection ?? null) };
    return [place, asDecided(turn, decide(childRule(disputed.definition, rule), sides))] as const;
  });
  return new Map(verdicts);
}

/** A change of the place, of what lies in it, or of the child it belongs to as a whole. */
function isChangeAt({ version, changed }: RecordChange, place: string): boolean {
  if (version === 1) return true;
  return Object.keys(changed).some(
    (key) => key === place || key.startsWith(`${place}.`) || place.startsWith(`${key}.`),
  );
}
