import type { PresentSubscription, SubscriptionDefinition } from '@hookyard/sdk';

import type { AddressFacts } from '../../registry/index.js';

import type { Drift, SubscriptionRow } from './subscription-row.js';

/** A registration as its system lists it, and what its address is to the connection. */
export interface Listed extends PresentSubscription {
  readonly facts: AddressFacts;
}

/** What of a connector and the moment decides. */
export interface CompareRules {
  readonly carries: NonNullable<SubscriptionDefinition['carries']>;
  readonly secret: SubscriptionDefinition['secret'];
  readonly canUpdate: boolean;
  readonly canRenew: boolean;
  /** Whether hooks of a registration are signed with the newest value there is. */
  isNewestSecret(fingerprint: string | null): boolean;
  readonly now: number;
}

/** Why a registration of ours is nobody's. */
export type OrphanReason = 'unwanted' | 'duplicate' | 'other-address';

/** One thing to do; a row is there unless the registration is new to the host. */
export type Step =
  /** It is as it is to be: adopted where it was not known. */
  | {
      readonly do: 'keep';
      readonly row: SubscriptionRow | null;
      readonly listed: Listed;
      readonly topics: Topics;
    }
  | {
      readonly do: 'create';
      readonly row: SubscriptionRow | null;
      readonly topics: Topics;
      readonly drift: Drift | null;
      /** Goes when the new one is there. */
      readonly replaces: Listed | null;
    }
  | {
      readonly do: 'update';
      readonly row: SubscriptionRow | null;
      readonly listed: Listed;
      readonly topics: Topics;
      readonly drift: Drift;
    }
  | {
      readonly do: 'renew';
      readonly row: SubscriptionRow | null;
      readonly listed: Listed;
      readonly topics: Topics;
    }
  | {
      readonly do: 'remove';
      readonly row: SubscriptionRow | null;
      readonly remoteId: string;
      readonly topics: Topics;
    }
  | { readonly do: 'forget'; readonly row: SubscriptionRow }
  | {
      readonly do: 'orphan';
      readonly row: SubscriptionRow | null;
      readonly listed: Listed;
      readonly reason: OrphanReason;
    }
  /** It is not its time yet. */
  | { readonly do: 'wait'; readonly row: SubscriptionRow; readonly until: number };

type Topics = readonly string[];

/** A system may list what it has just registered, or removed, this much later. */
const LAG_MS = 60_000;

/** What brings a connection's registrations in line with what is wanted: new ones before old ones go. */
export function compare(
  wanted: Topics,
  rows: readonly SubscriptionRow[],
  { listed, ...rules }: CompareRules & { readonly listed: readonly Listed[] },
): Step[] {
  const comparison = new Comparison(rows, listed, rules);
  const registrations = rules.carries === 'all-topics' ? [wanted] : wanted.map((topic) => [topic]);
  const steps = registrations.filter((topics) => topics.length > 0).map((topics) => comparison.want(topics));
  return [...steps, ...comparison.rest(wanted)].map((step) => dueOnly(step, rules.now));
}

/** What failed waits; what is gone anyway need not. */
function dueOnly(step: Step, now: number): Step {
  if (!step.row || step.row.dueAt <= now || step.do === 'keep' || step.do === 'forget') return step;
  return { do: 'wait', row: step.row, until: step.row.dueAt };
}

class Comparison {
  private readonly left: Map<string, Listed>;
  private readonly openRows: Set<SubscriptionRow>;

  constructor(
    rows: readonly SubscriptionRow[],
    listed: readonly Listed[],
    private readonly rules: CompareRules,
  ) {
    this.left = new Map(listed.map((one) => [one.id, one]));
    this.openRows = new Set(rows);
  }

  want(topics: Topics): Step {
    const row = this.rowFor(topics);
    if (row) this.openRows.delete(row);
    const known = this.takeListed(row?.remoteId);
    const step = known && this.mend(topics, row, known);
    if (step && step.do !== 'create') return step;
    // One that was made in its place, and whose answer was lost.
    const other = this.takeListed(this.candidate(topics)?.id);
    return other ? this.mend(topics, row, other) : (step ?? this.missing(topics, row));
  }

  private takeListed(id: string | null | undefined): Listed | undefined {
    const listed = this.left.get(id ?? '');
    if (listed) this.left.delete(listed.id);
    return listed;
  }

  private missing(topics: Topics, row: SubscriptionRow | null): Step {
    const isFresh = row?.madeAt != null && row.state === 'present' && this.rules.now - row.madeAt < LAG_MS;
    if (row && isFresh) return { do: 'wait', row, until: (row.madeAt ?? 0) + LAG_MS };
    return { do: 'create', row, topics, drift: row?.remoteId == null ? null : 'missing', replaces: null };
  }

  /** What nobody wants: removed where it was the host that wanted it, else shown. */
  rest(wanted: Topics): Step[] {
    const steps: Step[] = [];
    for (const row of this.openRows) steps.push(this.unwanted(row));
    for (const listed of this.left.values()) {
      const step = this.unknown(listed, wanted);
      if (step) steps.push(step);
    }
    return steps;
  }

  private rowFor(topics: Topics): SubscriptionRow | null {
    const fitting = [...this.openRows].filter((row) => this.carries(row.topics, topics));
    const active = fitting.find(({ state }) => state === 'wanted' || state === 'present');
    // Switched off and on again before it was gone: it is as good as another.
    const revived = fitting.find((row) => row.remoteId !== null && this.isGood(this.left.get(row.remoteId)));
    const isUsable = this.rules.secret !== 'handed-out' || (revived?.secret ?? null) !== null;
    return active ?? (isUsable ? revived : undefined) ?? null;
  }

  /** Nobody has the secret that a registration which is not known was handed out with. */
  private candidate(topics: Topics): Listed | null {
    if (this.rules.secret === 'handed-out') return null;
    const owned = new Set([...this.openRows].map(({ remoteId }) => remoteId));
    const found = [...this.left.values()].filter(
      (one) => this.isGood(one) && !owned.has(one.id) && this.carries(one.topics, topics),
    );
    return found.find(({ facts }) => facts.isOwn) ?? found[0] ?? null;
  }

  private isGood(listed: Listed | undefined): boolean {
    return listed?.facts.kind === 'present';
  }

  private carries(topics: Topics, wanted: Topics): boolean {
    return this.rules.carries === 'all-topics' || isSame(topics, wanted);
  }

  private mend(topics: Topics, row: SubscriptionRow | null, listed: Listed): Step {
    const { canUpdate, canRenew, now } = this.rules;
    const drift = this.driftOf(topics, row, listed);
    if (drift !== null) {
      return canUpdate
        ? { do: 'update', row, listed, topics, drift }
        : { do: 'create', row, topics, drift, replaces: listed };
    }
    if (!isRenewalDue(row, listed, now)) return { do: 'keep', row, listed, topics };
    if (canRenew) return { do: 'renew', row, listed, topics };
    return { do: 'create', row, topics, drift: null, replaces: listed };
  }

  private driftOf(topics: Topics, row: SubscriptionRow | null, listed: Listed): Drift | null {
    const { secret, now } = this.rules;
    if (listed.facts.kind !== 'present') return 'address';
    if (listed.expiresAt !== undefined && listed.expiresAt <= now) return 'expired';
    if (listed.enabled === false) return 'disabled';
    if (!isSame(listed.topics, topics)) return 'topics';
    if (secret !== 'given') return null;
    const isKnown = row?.remoteId === listed.id;
    const isNewest = isKnown ? this.rules.isNewestSecret(row.secret) : listed.facts.isOwn;
    return isNewest ? null : 'secret';
  }

  private unwanted(row: SubscriptionRow): Step {
    const { state, remoteId, topics, madeAt } = row;
    const listed = this.listedOf(row);
    if (listed) this.left.delete(listed.id);
    if (state === 'orphan')
      return listed
        ? { do: 'orphan', row, listed, reason: row.reason as OrphanReason }
        : { do: 'forget', row };
    if (listed) return { do: 'remove', row, remoteId: listed.id, topics };
    const mayAppear = remoteId !== null && madeAt !== null && this.rules.now - madeAt < LAG_MS;
    return mayAppear ? { do: 'remove', row, remoteId, topics } : { do: 'forget', row };
  }

  /** One that was asked for and whose answer was lost is known by an address that only the host has. */
  private listedOf({ remoteId, topics }: SubscriptionRow): Listed | undefined {
    if (remoteId !== null) return this.left.get(remoteId);
    return [...this.left.values()].find(
      ({ facts, topics: told }) => facts.isOwn && this.carries(told, topics),
    );
  }

  private unknown(listed: Listed, wanted: Topics): Step | null {
    const { kind, isOwn } = listed.facts;
    if (kind === 'foreign') return null;
    const { id: remoteId, topics } = listed;
    const isTold = topics.some((topic) => wanted.includes(topic));
    const isReplaced = kind === 'former' && isTold;
    const isUseless = this.rules.secret === 'handed-out' && isOwn;
    if (isReplaced || isUseless) return { do: 'remove', row: null, remoteId, topics };
    if (kind === 'longer') return { do: 'orphan', row: null, listed, reason: 'other-address' };
    return { do: 'orphan', row: null, listed, reason: isTold ? 'duplicate' : 'unwanted' };
  }
}

/** When half of the time it has left, from when that was first heard of, is over; null: it does not end. */
export function renewalOf(
  row: SubscriptionRow | null,
  expiresAt: number | undefined,
  now: number,
): number | null {
  if (expiresAt === undefined) return null;
  if (row?.renewAt != null && row.expiresAt === expiresAt) return row.renewAt;
  return Math.round(now + Math.max(0, expiresAt - now) / 2);
}

function isRenewalDue(row: SubscriptionRow | null, { expiresAt }: Listed, now: number): boolean {
  const at = renewalOf(row, expiresAt, now);
  return at !== null && at <= now;
}

function isSame(a: Topics, b: Topics): boolean {
  return a.length === b.length && a.every((topic, place) => topic === b[place]);
}
