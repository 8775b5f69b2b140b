import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Tx } from '../../store/index.js';
import { CROWD, MOST_COUNTED } from './crowd.js';
import { deleteGroups, knownPairs, putGroups } from './group-statements.js';
import { membersOfValue, sizesOfValues, type KeyRow } from './key-statements.js';
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
  const counted = await carriersOf(tx, distinct);
  const apart = await toldApart(
    tx,
    counted.flatMap(({ records, size }) => (size > 1 && size <= CROWD ? [records] : [])),
  );
  const gone = counted.filter(({ size }) => size < 2).map(({ name }) => name);
  const found = counted.flatMap(({ name: { rule, edition, value }, records, size }) => {
    const of = rules.get(rule);
    if (!of || size < 2) return [];
    const { tenant, type } = of;
    const state = apart.has(records) ? 'dismissed' : 'open';
    return [{ tenant, mode: modeOfDigest(value), type, rule, edition, value, size, state, now }];
  });
  if (gone.length > 0)
    await tx.many(
      deleteGroups,
      gone.map(({ rule, edition, value }) => ({ rule, edition, value })),
    );
  if (found.length > 0) await tx.many(putGroups, found);
}

interface Carriers {
  readonly name: ValueName;
  /** Not all of a crowd: nobody compares them. */
  readonly records: readonly number[];
  readonly size: number;
}

/** Who carries each of these values, oldest first; a crowd is only counted. */
async function carriersOf(tx: Tx, names: readonly ValueName[]): Promise<Carriers[]> {
  const asked = (of: readonly ValueName[], limit: number): (ValueName & { readonly limit: number })[] =>
    of.map(({ rule, edition, value }) => ({ rule, edition, value, limit }));
  const members = Map.groupBy(await tx.many(membersOfValue, asked(names, CROWD + 1)), nameOf);
  const recordsOf = (name: ValueName): number[] =>
    (members.get(nameOf(name)) ?? []).map(({ record }) => record);
  const crowds = names.filter((name) => (members.get(nameOf(name))?.length ?? 0) > CROWD);
  const rows = crowds.length > 0 ? await tx.many(sizesOfValues, asked(crowds, MOST_COUNTED + 1)) : [];
  const sizes = new Map(rows.map((row) => [nameOf(row), row.size]));
  return names.map((name) => {
    const records = recordsOf(name);
    return { name, records, size: sizes.get(nameOf(name)) ?? records.length };
  });
}

/** The lists whose records were told apart, each from each. Nearly all others are known by their first pair. */
async function toldApart(
  tx: Tx,
  lists: readonly (readonly number[])[],
): Promise<ReadonlySet<readonly number[]>> {
  const firstOf = (records: readonly number[]): Pair[] => pairsOf(records.slice(0, 2));
  const firsts = await knownApart(tx, lists.flatMap(firstOf));
  const apart = new Set<readonly number[]>();
  for (const records of lists.filter((one) => firstOf(one).every((pair) => firsts.has(textOf(pair))))) {
    const pairs = pairsOf(records);
    const known = await knownApart(tx, pairs);
    if (pairs.every((pair) => known.has(textOf(pair)))) apart.add(records);
    // A crowd's pairs are a thousand questions.
    await nextTurn();
  }
  return apart;
}

async function knownApart(tx: Tx, pairs: readonly Pair[]): Promise<ReadonlySet<string>> {
  if (pairs.length === 0) return new Set();
  const distinct = [...new Map(pairs.map(({ a, b }) => [textOf({ a, b }), { a, b }])).values()];
  return new Set((await tx.many(knownPairs, distinct)).map(textOf));
}

function textOf({ a, b }: Pair): string {
  return `${a} ${b}`;
}

export function nameOf({ rule, edition, value }: ValueName): string {
  return `${rule} ${edition} ${value}`;
}
