import type { CollectionDefinition, ConflictRule, JsonObject } from '@hookyard/sdk';

import type { HubRecord, RecordChange } from '../hub/index.js';

import { changesOn, isSameJson } from './record-diff.js';
import type { StoryParts } from './story.js';
import type { Turn } from './turn.js';

/** How the fields that both sides changed are settled. */
export interface Settled {
  /** What the system sent and the hub does not take. */
  readonly lost: JsonObject;
  /** Fields a person decides. */
  readonly parked: readonly string[];
}

/** What is held against each other. */
export interface Disputed {
  readonly definition: Pick<CollectionDefinition, 'conflict' | 'conflictByField'>;
  readonly mapped: JsonObject;
  readonly record: HubRecord;
  /** What the system last held; null: nothing is known. */
  readonly baseline: JsonObject | null;
  /** The version up to which the system has seen the record. */
  readonly seenVersion: number;
}

const NOTHING: Settled = { lost: {}, parked: [] };
/** Beyond this many changes that a system has not seen, nobody looks who made them. */
const MOST_CHANGES = 100;

/** Settles what two systems changed before either saw the other's change (S5.2). Asks nothing where the latest wins. */
export async function settleConflicts(turn: Turn, parts: StoryParts, disputed: Disputed): Promise<Settled> {
  const fields = disputedFields(disputed);
  if (fields.length === 0 || wasReleased(turn)) return NOTHING;
  const page = await parts.hub.read.history(disputed.record.id, { limit: MOST_CHANGES });
  const own = turn.view.number;
  const unseen = page.filter(
    ({ version, connection }) => version > disputed.seenVersion && connection !== own,
  );
  const idOf = (connection: number | null): string | null =>
    connection === null ? null : (parts.directory().connection(connection)?.id ?? null);
  const lost: Record<string, JsonObject[string]> = {};
  const parked: string[] = [];
  for (const field of fields) {
    const change = unseen.find((one) => isChangeOf(one, field));
    if (!change && page.length < MOST_CHANGES) continue;
    const rule = ruleOf(disputed.definition, field);
    const verdict = decide(rule, { incoming: turn.view.id, present: idOf(change?.connection ?? null) });
    if (verdict === 'keep') lost[field] = disputed.mapped[field] ?? null;
    if (verdict === 'park') parked.push(field);
  }
  return { lost, parked };
}

/** One conflict: whether what comes in is taken, what is there is kept, or a person decides. */
export function decide(
  rule: ConflictRule,
  sides: { readonly incoming: string; readonly present: string | null },
): 'take' | 'keep' | 'park' {
  if (rule === 'latest') return 'take';
  if (rule === 'hub') return 'keep';
  if (rule === 'park') return 'park';
  const rankOf = (connection: string | null): number => {
    const at = connection === null ? -1 : rule.priority.indexOf(connection);
    return at < 0 ? rule.priority.length : at;
  };
  return rankOf(sides.incoming) <= rankOf(sides.present) ? 'take' : 'keep';
}

/** Fields the system changed, that the hub holds otherwise than the system knew, under a rule that may say no. */
function disputedFields({ definition, mapped, record, baseline }: Disputed): string[] {
  const { conflict = 'latest', conflictByField } = definition;
  if (conflict === 'latest' && !conflictByField) return [];
  const touched = baseline === null ? mapped : changesOn(baseline, mapped);
  return Object.keys(changesOn(record.data, touched)).filter(
    (field) =>
      ruleOf(definition, field) !== 'latest' &&
      record.data[field] !== undefined &&
      !isSameJson(baseline?.[field], record.data[field]),
  );
}

function ruleOf(
  { conflict = 'latest', conflictByField = {} }: Disputed['definition'],
  field: string,
): ConflictRule {
  return Object.hasOwn(conflictByField, field) ? (conflictByField[field] ?? conflict) : conflict;
}

/** A new record was changed in all its fields. */
function isChangeOf({ version, changed }: RecordChange, field: string): boolean {
  return version === 1 || Object.hasOwn(changed, field);
}

/** A person let it go on: what comes in is taken. */
function wasReleased({ request }: Turn): boolean {
  if (request.result === null) return false;
  return 'disputed' in (JSON.parse(request.result) as object);
}
