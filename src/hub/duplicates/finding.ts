import type { Clock } from '../../clock/index.js';
import type { Store, Tx } from '../../store/index.js';
import type { HubRecord } from '../hub-record.js';
import { recordById } from '../read-statements.js';
import { recordOf } from '../rows.js';
import { lockRecords } from '../write-statements.js';
import { dropGroups } from './group-statements.js';
import {
  allWalks,
  deleteKeys,
  deleteWalk,
  dropKeys,
  insertKeys,
  insertWalk,
  keysOfRecords,
  lockWalks,
  markedRecords,
  moveWalk,
  recordsToWalk,
  unmarkRecords,
  type KeyRow,
  type WalkRow,
} from './key-statements.js';
import { matchDigest, matchValues } from './match-forms.js';
import type { MatchRule } from './match-rule.js';
import type { MatchRules } from './match-rules.js';
import { nameOf, regroup } from './regrouping.js';

export interface FindingOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly rules: MatchRules;
  /** Other processes know of a new rule after so long: what they write before is found by the walk. */
  readonly settleMs: number;
}

const MOST_RECORDS = 100;
/** Made and counted in one turn, with at most 50 records each. The dearest form, a telephone number, takes 7 µs. */
const MOST_VALUES = 1_000;
const MOST_DROPPED = 500;
const MOST_WALKS = 1_000;
const LAST = Number.MAX_SAFE_INTEGER;

/**
 * Keeps the keys by which duplicates are found, a bounded piece each turn: of records that were written since (marked
 * in the commit that wrote them), of all that were there when a rule was made, and away with what a rule that is no
 * more has found. Two processes may do the same piece; it comes to the same.
 */
export class DuplicateFinding {
  private hasWalks = true;

  constructor(private readonly options: FindingOptions) {}

  /** Answers true when there is more to do at once. */
  async run(): Promise<boolean> {
    const { store, rules } = this.options;
    if (!this.hasWalks && !rules.hasAny()) return false;
    // Walks before rules: what a walk was begun for is among the rules read behind it.
    const walks = await store.read(allWalks, [{ limit: MOST_WALKS }]);
    await rules.load();
    this.hasWalks = walks.length > 0;
    if (await this.begin(walks)) return true;
    if (await this.drop(walks)) return true;
    const marked = await store.read(markedRecords, [{ limit: this.mostRecords() }]);
    if (marked.length > 0) {
      await this.rekey(await this.read(marked.map(({ record }) => record)));
      return true;
    }
    return this.walk(walks);
  }

  /** A walk for each edition of a rule that has none; true where one was begun. */
  private async begin(walks: readonly WalkRow[]): Promise<boolean> {
    const known = new Set(walks.map(({ rule, edition }) => `${rule} ${edition}`));
    const fresh = [...this.options.rules.byNumber().values()].filter(
      ({ isEnabled, number, edition }) => isEnabled && !known.has(`${number} ${edition}`),
    );
    if (fresh.length === 0) return false;
    const dueAt = this.options.clock.now() + this.options.settleMs;
    await this.options.store.write((tx) =>
      tx.many(
        insertWalk,
        fresh.map(({ number: rule, edition, tenant, type }) => ({
          rule,
          edition,
          tenant,
          type,
          before: LAST,
          dueAt,
        })),
      ),
    );
    this.hasWalks = true;
    return true;
  }

  /** What a rule found before it was changed, switched off or removed. */
  private async drop(walks: readonly WalkRow[]): Promise<boolean> {
    const rules = this.options.rules.byNumber();
    const old = walks.find(({ rule, edition }) => !isInForce(rules.get(rule), edition));
    if (!old) return false;
    const { rule, edition } = old;
    await this.options.store.write(async (tx) => {
      await tx.many(lockWalks, [{ rule, edition }]);
      const groups = await tx.many(dropGroups, [{ rule, edition, limit: MOST_DROPPED }]);
      const keys = await tx.many(dropKeys, [{ rule, edition, limit: MOST_DROPPED }]);
      if (groups.length + keys.length === 0) await tx.many(deleteWalk, [{ rule, edition }]);
    });
    return true;
  }

  private async walk(walks: readonly WalkRow[]): Promise<boolean> {
    const { store, clock } = this.options;
    const due = walks.find(({ state, due_at }) => state === 'walking' && due_at <= clock.now());
    if (!due) return false;
    const { tenant, type, before, rule, edition } = due;
    const limit = this.mostRecords();
    const rows = await store.read(recordsToWalk, [{ tenant, type, before, limit }]);
    const isLast = rows.length < limit;
    const to = { rule, edition, state: isLast ? 'done' : 'walking', before: rows.at(-1)?.r_id ?? before };
    const records = rows.map(recordOf);
    await this.rekey(records, async (tx) => {
      await tx.many(moveWalk, [{ ...to, seen: rows.length }]);
    });
    return !isLast || walks.length > 1;
  }

  /** A record has a value of each rule of its type. */
  private mostRecords(): number {
    const rules = [...this.options.rules.byNumber().values()].filter(({ isEnabled }) => isEnabled);
    const ofTypes = Map.groupBy(rules, ({ tenant, type }) => `${tenant} ${type}`);
    const most = Math.max(1, ...[...ofTypes.values()].map(({ length }) => length));
    return Math.min(MOST_RECORDS, Math.ceil(MOST_VALUES / most));
  }

  private async read(ids: readonly number[]): Promise<HubRecord[]> {
    const rows = await this.options.store.read(
      recordById,
      ids.map((record, n) => ({ n, record })),
    );
    return rows.map(recordOf);
  }

  /** A record that moved since it was read has been marked by who moved it, and comes again. */
  private async rekey(records: readonly HubRecord[], also?: (tx: Tx) => Promise<unknown>): Promise<void> {
    const { store, clock } = this.options;
    const rules = this.options.rules.byNumber();
    const inForce = [...rules.values()].filter(({ isEnabled }) => isEnabled);
    const keys = new Map(records.map((record) => [record.id, keysOf(record, inForce)]));
    const concerned = inForce.filter((rule) =>
      records.some(({ tenant, type }) => rule.tenant === tenant && rule.type === type),
    );
    await store.write(async (tx) => {
      await tx.many(
        lockWalks,
        concerned.map(({ number: rule, edition }) => ({ rule, edition })),
      );
      const locked = await tx.many(
        lockRecords,
        records.map(({ id }) => ({ id })),
      );
      const versions = new Map(locked.map(({ id, version }) => [id, version]));
      const still = records.filter(({ id, version }) => versions.get(id) === version);
      const there = await tx.many(
        keysOfRecords,
        still.map(({ id }) => ({ record: id })),
      );
      const touched = await replaceKeys(
        tx,
        there,
        still.flatMap(({ id }) => keys.get(id) ?? []),
      );
      await tx.many(
        unmarkRecords,
        still.map(({ id, version }) => ({ record: id, version })),
      );
      await regroup(tx, touched, { rules, now: clock.now() });
      await also?.(tx);
    });
  }
}

async function replaceKeys(tx: Tx, there: readonly KeyRow[], wanted: readonly KeyRow[]): Promise<KeyRow[]> {
  const name = (key: KeyRow): string => `${nameOf(key)} ${key.record}`;
  const [has, wants] = [new Set(there.map(name)), new Set(wanted.map(name))];
  const gone = there.filter((key) => !wants.has(name(key)));
  const fresh = wanted.filter((key) => !has.has(name(key)));
  if (gone.length > 0) await tx.many(deleteKeys, gone.map(rowOf));
  if (fresh.length > 0) await tx.many(insertKeys, fresh.map(rowOf));
  return [...gone, ...fresh];
}

function rowOf({ rule, edition, value, record }: KeyRow): KeyRow & Record<string, string | number> {
  return { rule, edition, value, record };
}

/** A record that is deleted is nobody's duplicate. */
function keysOf(
  { id, tenant, type, mode, data, deletedAt }: HubRecord,
  rules: readonly MatchRule[],
): KeyRow[] {
  if (deletedAt !== null) return [];
  return rules.flatMap((rule) => {
    if (rule.tenant !== tenant || rule.type !== type) return [];
    const values = matchValues(rule, data);
    if (values === null) return [];
    return [{ rule: rule.number, edition: rule.edition, value: matchDigest(values, mode), record: id }];
  });
}

function isInForce(rule: MatchRule | undefined, edition: number): boolean {
  return rule !== undefined && rule.isEnabled && rule.edition === edition;
}
