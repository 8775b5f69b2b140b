import type { CollectionDefinition, ConflictRule, Json, JsonObject, RecordType } from '@hookyard/sdk';

import type { HubRecord, RecordChange } from '../hub/index.js';
import type { ConnectionView } from '../registry/index.js';

import { areChildLists } from './children/child-list.js';
import { changesOn, isSameJson } from './record-diff.js';
import type { StoryParts } from './story.js';
import type { Turn } from './turn.js';

/** How the fields that both sides changed are settled. */
export interface Settled {
  /** What the system sent and the hub does not take. */
  readonly lost: JsonObject;
  /** Fields a person decides. */
  readonly parked: readonly Dispute[];
}

/** One field that a person decides, as they are shown it. */
export type Dispute = {
  readonly field: string;
  /** What came in, and what the hub has; long values are cut. */
  readonly sent: Json;
  readonly kept: Json;
};

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
  if (fields.length === 0) return NOTHING;
  const { changes, isWhole, idOf } = await unseenChanges(turn, parts, disputed);
  const lost: Record<string, JsonObject[string]> = {};
  const parked: Dispute[] = [];
  for (const field of fields) {
    const change = changes.find((one) => isChangeOf(one, field));
    if (!change && isWhole) continue;
    const rule = ruleOf(disputed.definition, field);
    const sides = { incoming: turn.view.id, present: idOf(change?.connection ?? null) };
    const verdict = asDecided(turn, decide(rule, sides));
    const sent = disputed.mapped[field] ?? null;
    if (verdict === 'keep') lost[field] = sent;
    if (verdict === 'park') parked.push(disputeOf(field, sent, disputed.record.data[field]));
  }
  return { lost, parked };
}

/** What others changed in a record that a system has not seen. */
export interface UnseenChanges {
  readonly changes: readonly RecordChange[];
  /** Nothing lies further back. */
  readonly isWhole: boolean;
  readonly idOf: (connection: number | null) => string | null;
}

export async function unseenChanges(
  turn: Turn,
  parts: StoryParts,
  { record, seenVersion }: Pick<Disputed, 'record' | 'seenVersion'>,
): Promise<UnseenChanges> {
  const page = await parts.hub.read.history(record.id, { limit: MOST_CHANGES });
  const own = turn.view.number;
  return {
    changes: page.filter(({ version, connection }) => version > seenVersion && connection !== own),
    isWhole: page.length < MOST_CHANGES,
    idOf: (connection) =>
      connection === null ? null : (parts.directory().connection(connection)?.id ?? null),
  };
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

/** Those under a rule that may say no. Child lists are settled child by child. */
function disputedFields({ definition, mapped, record, baseline }: Disputed): string[] {
  if (!hasRule(definition)) return [];
  return bothChanged({ mapped, record, baseline }).filter(
    (field) => ruleOf(definition, field) !== 'latest' && !areChildLists(record.data[field], mapped[field]),
  );
}

/** The same, of a record that is to be written, with lists in which a rule may say no. */
export function unheardFields({ definition, ...sides }: Omit<Disputed, 'seenVersion'>): string[] {
  if (!hasRule(definition)) return [];
  const rules = Object.keys(definition.conflictByField ?? {});
  return bothChanged(sides).filter(
    (field) => ruleOf(definition, field) !== 'latest' || rules.some((name) => name.startsWith(`${field}.`)),
  );
}

/** Whether any collection by which a system's records of a type come in has a rule that may say no. */
export function mayDispute({ collections }: ConnectionView, type: RecordType): boolean {
  return collections.some(
    ({ definition }) => definition.direction === 'TO' && definition.type === type && hasRule(definition),
  );
}

function hasRule({ conflict = 'latest', conflictByField = {} }: Disputed['definition']): boolean {
  return [conflict, ...Object.values(conflictByField)].some((rule) => rule !== 'latest');
}

/** Fields the system changed, that the hub holds otherwise than the system knew. */
function bothChanged({
  mapped,
  record,
  baseline,
}: Pick<Disputed, 'mapped' | 'record' | 'baseline'>): string[] {
  const touched = baseline === null ? mapped : changesOn(baseline, mapped);
  return Object.keys(changesOn(record.data, touched)).filter(
    (field) => record.data[field] !== undefined && !isSameJson(baseline?.[field], record.data[field]),
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

/** What a person decided of the fields they were shown; who only lets the request go on takes what comes in. */
export function asDecided({ request }: Turn, verdict: ReturnType<typeof decide>): ReturnType<typeof decide> {
  if (verdict !== 'park' || request.result === null) return verdict;
  const left = JSON.parse(request.result) as { readonly disputed?: unknown; readonly decided?: unknown };
  if (left.disputed === undefined) return 'park';
  return left.decided === 'keep' ? 'keep' : 'take';
}

const MOST_SHOWN_CHARS = 500;

export function disputeOf(field: string, sent: Json | undefined, kept: Json | undefined): Dispute {
  return { field, sent: shown(sent), kept: shown(kept) };
}

function shown(value: Json | undefined = null): Json {
  const text = JSON.stringify(value);
  if (text.length <= MOST_SHOWN_CHARS) return value;
  return `${(typeof value === 'string' ? value : text).slice(0, MOST_SHOWN_CHARS)}…`;
}
