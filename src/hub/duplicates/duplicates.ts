import type { Mode, RecordType } from '@hookyard/sdk';

import type { Clock } from '../../clock/index.js';
import { writeAudit, type Actor } from '../../registry/index.js';
import { readList, type ListPage, type ListPart, type Store, type Tx } from '../../store/index.js';
import type { HubRecord } from '../hub-record.js';
import { groupList, groupsOfTypeList } from '../list-statements.js';
import { recordById } from '../read-statements.js';
import { recordOf } from '../rows.js';
import { CROWD } from './crowd.js';
import { deletePairs, groupById, insertPairs, setGroupState } from './group-statements.js';
import type { GroupRow } from './group-row.js';
import { allWalks, keysOfRecords, lockWalks, membersOfValue, type WalkRow } from './key-statements.js';
import { maskedValue, matchValues, type MatchPart } from './match-forms.js';
import type { MatchRule } from './match-rule.js';
import type { MatchRules } from './match-rules.js';
import { nameOf, pairsOf, regroup } from './regrouping.js';

export type GroupState = 'open' | 'dismissed';

/** Records that may be one, and why. */
export interface DuplicateGroup {
  readonly number: number;
  readonly tenant: number;
  readonly mode: Mode;
  readonly type: RecordType;
  readonly rule: MatchRule;
  readonly size: number;
  readonly state: GroupState;
  readonly foundAt: number;
  /** What they share, masked. */
  readonly shared: readonly (MatchPart & { readonly value: string })[];
  /** Oldest first; of a larger group the first of them. */
  readonly records: readonly HubRecord[];
}

export interface GroupAsk {
  readonly tenant: number;
  readonly type?: RecordType | undefined;
  readonly state: GroupState;
  /** The public id of the rule that found them. */
  readonly rule?: string | undefined;
  readonly mode?: Mode | undefined;
}

/** How far the search for what a rule finds has come. */
export interface RuleProgress {
  readonly isDone: boolean;
  readonly seen: number;
}

const MOST_WALKS = 1_000;

/** The groups of records that may be one, for people to look at. */
export class Duplicates {
  constructor(
    private readonly options: { readonly store: Store; readonly clock: Clock; readonly rules: MatchRules },
  ) {}

  /** A page may be short where a rule was just changed, or where the filter fits little. */
  async list(ask: GroupAsk, page: ListPage): Promise<ListPart<DuplicateGroup>> {
    const { tenant, type, state, mode = null } = ask;
    const { store, rules } = this.options;
    const rule = ask.rule === undefined ? null : rules.get(tenant, ask.rule).number;
    const params = { tenant, state, rule, mode };
    const keyOf = ({ id }: GroupRow): number => id;
    const { items, next } =
      type === undefined
        ? await readList(store, groupList, { params, page, keyOf })
        : await readList(store, groupsOfTypeList, { params: { ...params, type }, page, keyOf });
    return { items: await this.whole(items), next };
  }

  async get(id: number): Promise<DuplicateGroup | null> {
    const rows = await this.options.store.read(groupById, [{ id }]);
    return (await this.whole(rows))[0] ?? null;
  }

  /** Says that no two of them are one, or that they may be; it is remembered for each pair, whatever finds it. */
  async decide(
    actor: Actor,
    id: number,
    of: { readonly state: GroupState; readonly subject: string },
  ): Promise<void> {
    const { store, clock, rules } = this.options;
    await store.write(async (tx) => {
      const now = clock.now();
      const [group] = await store.read(groupById, [{ id }]);
      if (!group) return;
      const { rule, edition, value } = group;
      const byNumber = rules.byNumber();
      const own = [...byNumber.values()].filter(
        (one) => one.tenant === group.tenant && one.type === group.type,
      );
      await tx.many(
        lockWalks,
        own.map((one) => ({ rule: one.number, edition: one.edition })),
      );
      const rows = await tx.many(membersOfValue, [{ rule, edition, value, limit: CROWD + 1 }]);
      const members = rows.map(({ record }) => record);
      if (members.length > CROWD) await tx.many(setGroupState, [{ id, state: of.state, now }]);
      else await this.remember(tx, members, { state: of.state, now, byNumber });
      const action = of.state === 'dismissed' ? 'duplicates.dismiss' : 'duplicates.reopen';
      await writeAudit(tx, actor, now, { action, subject: of.subject, after: { records: members.length } });
    });
  }

  async progressOf(rule: MatchRule): Promise<RuleProgress> {
    const walks = await this.options.store.read(allWalks, [{ limit: MOST_WALKS }]);
    const walk = walks.find((one: WalkRow) => one.rule === rule.number && one.edition === rule.edition);
    return { isDone: walk?.state === 'done', seen: walk?.seen ?? 0 };
  }

  private async remember(
    tx: Tx,
    members: readonly number[],
    of: {
      readonly state: GroupState;
      readonly now: number;
      readonly byNumber: ReadonlyMap<number, MatchRule>;
    },
  ): Promise<void> {
    const pairs = pairsOf(members);
    if (of.state === 'dismissed')
      await tx.many(
        insertPairs,
        pairs.map(({ a, b }) => ({ a, b, at: of.now })),
      );
    else
      await tx.many(
        deletePairs,
        pairs.map(({ a, b }) => ({ a, b })),
      );
    const keys = await tx.many(
      keysOfRecords,
      members.map((record) => ({ record })),
    );
    await regroup(tx, keys, { rules: of.byNumber, now: of.now });
  }

  private async whole(rows: readonly GroupRow[]): Promise<DuplicateGroup[]> {
    const { store, rules } = this.options;
    const byNumber = rules.byNumber();
    const current = rows.filter((row) => byNumber.get(row.rule)?.edition === row.edition);
    if (current.length === 0) return [];
    const members = await store.read(
      membersOfValue,
      current.map(({ rule, edition, value }) => ({ rule, edition, value, limit: CROWD })),
    );
    const ids = [...new Set(members.map(({ record }) => record))];
    const records = await store.read(
      recordById,
      ids.map((record, n) => ({ n, record })),
    );
    const byId = new Map(records.map((row) => [row.r_id, recordOf(row)]));
    const byValue = Map.groupBy(members, nameOf);
    return current.flatMap((row) => {
      const rule = byNumber.get(row.rule);
      const own = (byValue.get(nameOf(row)) ?? []).flatMap(({ record }) => byId.get(record) ?? []);
      return rule ? [groupOf(row, rule, own)] : [];
    });
  }
}

function groupOf(row: GroupRow, rule: MatchRule, records: readonly HubRecord[]): DuplicateGroup {
  const [first] = records;
  const values = first ? matchValues(rule, first.data) : null;
  return {
    number: row.id,
    tenant: row.tenant,
    mode: row.mode as Mode,
    type: row.type as RecordType,
    rule,
    size: row.size,
    state: row.state as GroupState,
    foundAt: row.found_at,
    shared: rule.parts.map((part, index) => ({
      ...part,
      value: maskedValue(part.form, values?.[index] ?? ''),
    })),
    records,
  };
}
