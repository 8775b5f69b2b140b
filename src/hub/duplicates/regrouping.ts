import type { Tx } from '../../store/index.js';
import { CROWD, MOST_COUNTED } from './crowd.js';
import { deleteGroups, knownPairs, putGroups } from './group-statements.js';
import { membersOfValue, type KeyRow } from './key-statements.js';
import { modeOfDigest } from './match-forms.js';
import type { MatchRule } from './match-rule.js';

/** A value of a rule, whoever carries it. */
export type ValueName = Pick<KeyRow, 'rule' | 'edition' | 'value'>;

/** Two records, the older first. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

export function pairsOf(members: readonly number[]): Pair[] {
  const sorted = members.toSorted((a, b) => a - b);
  return sorted.flatMap((a, index) => sorted.slice(index + 1).map((b) => ({ a, b })));
}

/** Counts who carries these values now; under the lock of their rules' walks. */
export async function regroup(
  tx: Tx,
  values: readonly ValueName[],
  { rules, now }: { readonly rules: ReadonlyMap<number, MatchRule>; readonly now: number },
): Promise<void> {
  const distinct = [...new Map(values.map((value) => [nameOf(value), value])).values()];
  if (distinct.length === 0) return;
  const rows = await tx.many(
    membersOfValue,
    distinct.map(({ rule, edition, value }) => ({ rule, edition, value, limit: MOST_COUNTED + 1 })),
  );
  const members = Map.groupBy(rows, nameOf);
  const counted = distinct.map((name) => ({
    name,
    records: (members.get(nameOf(name)) ?? []).map(({ record }) => record),
  }));
  const small = counted.filter(({ records }) => records.length > 1 && records.length <= CROWD);
  const apart = await knownApart(
    tx,
    small.flatMap(({ records }) => pairsOf(records)),
  );
  const isOpen = (records: readonly number[]): boolean =>
    records.length > CROWD || pairsOf(records).some(({ a, b }) => !apart.has(`${a} ${b}`));
  const gone = counted.filter(({ records }) => records.length < 2).map(({ name }) => name);
  const found = counted.flatMap(({ name, records }) => {
    const rule = rules.get(name.rule);
    if (!rule || records.length < 2) return [];
    const { tenant, type } = rule;
    const { rule: number, edition, value } = name;
    const state = isOpen(records) ? 'open' : 'dismissed';
    return [
      {
        tenant,
        mode: modeOfDigest(value),
        type,
        rule: number,
        edition,
        value,
        size: records.length,
        state,
        now,
      },
    ];
  });
  if (gone.length > 0)
    await tx.many(
      deleteGroups,
      gone.map(({ rule, edition, value }) => ({ rule, edition, value })),
    );
  if (found.length > 0) await tx.many(putGroups, found);
}

async function knownApart(tx: Tx, pairs: readonly Pair[]): Promise<ReadonlySet<string>> {
  if (pairs.length === 0) return new Set();
  const distinct = [...new Map(pairs.map(({ a, b }) => [`${a} ${b}`, { a, b }])).values()];
  const rows = await tx.many(knownPairs, distinct);
  return new Set(rows.map(({ a, b }) => `${a} ${b}`));
}

export function nameOf({ rule, edition, value }: ValueName): string {
  return `${rule} ${edition} ${value}`;
}
