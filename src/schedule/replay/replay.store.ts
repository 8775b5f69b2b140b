import { completeCallbacks } from '../../events/index.js';
import type { RequestState, Verdict } from '../../flow/index.js';
import { readList, type ListPage, type ListPart, type Store, type Tx } from '../../store/index.js';

import type { Refusals } from '../refusals.js';
import * as sql from './replay-statements.js';
import type { StoredReplay } from './replay-statements.js';

/** Which stored hooks are judged again, and how. */
export interface ReplayAsk {
  /** One hook; every other field of the filter is then of its elements. */
  readonly hook: number | null;
  /** Of its receipt. */
  readonly from: number | null;
  readonly to: number | null;
  /** As it is read today. */
  readonly scope: string | null;
  /** What became of the element last. */
  readonly state: RequestState | null;
  readonly verdict: Verdict | null;
  readonly isForced: boolean;
  readonly takesDuplicates: boolean;
  readonly hooksPerSecond: number;
  /** Runs as soon as it is planned. */
  readonly runsAtOnce: boolean;
}

/** Elements that came to the same. */
export interface ReplayCount {
  readonly scope: string | null;
  readonly type: string | null;
  readonly action: string | null;
  readonly verdict: string;
  readonly count: number;
}

/** One element, and what would become of it. */
export interface ReplaySample extends Omit<ReplayCount, 'count'> {
  readonly hook: number;
  readonly element: number;
  readonly connection: number | null;
  readonly recordId: string | null;
  readonly rule: string | null;
  readonly effect: string | null;
}

export interface ReplayPlan {
  /** Hooks up to this one are meant; what came later is none of it. */
  readonly through: number;
  /** Hooks up to this one came too early to be meant. */
  readonly after: number;
  /** Hooks looked at, and those of them with elements that are meant. */
  readonly looked: number;
  readonly hooks: number;
  readonly counts: readonly ReplayCount[];
  /** Of those queued: deletes, and payloads. */
  readonly deletes: number;
  readonly payloads: number;
  readonly samples: readonly ReplaySample[];
  /** Connections that get requests. */
  readonly connections: readonly number[];
}

/** How far the walk is, while it plans and again while it runs. */
export interface ReplayFar {
  /** The last hook that is over. */
  readonly place: number;
  /** Elements of the next one that are over, and their order. */
  readonly cursor: number;
  readonly order: string | null;
  readonly looked: number;
  readonly hooks: number;
  readonly queued: number;
  readonly refused: number;
  readonly reasons: Refusals;
  readonly startedAt: number | null;
}

export interface ReplayRow extends Omit<StoredReplay, 'ask' | 'far' | 'plan'> {
  readonly ask: ReplayAsk;
  readonly far: ReplayFar;
  readonly plan: ReplayPlan;
}

export const AT_THE_START: ReplayFar = {
  place: 0,
  cursor: 0,
  order: null,
  looked: 0,
  hooks: 0,
  queued: 0,
  refused: 0,
  reasons: {},
  startedAt: null,
};

export interface ReplaysOf {
  readonly tenant: number;
  readonly connection?: number | undefined;
  readonly state?: StoredReplay['state'] | undefined;
}

const ENDS: readonly StoredReplay['state'][] = ['done', 'cancelled', 'expired'];
const DUE_AT_ONCE = 20;
const MOST_AT_WORK = 1_000;

export class ReplayStore {
  constructor(private readonly store: Store) {}

  insert(
    row: Pick<ReplayRow, 'publicId' | 'tenant' | 'connection' | 'ask' | 'far' | 'plan'>,
    now: number,
    also: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    return this.store.write(async (tx) => {
      await tx.many(sql.insertReplay, [{ ...row, ...textsOf(row), ask: JSON.stringify(row.ask), now }]);
      await also(tx);
    });
  }

  async byPublicId(publicId: string): Promise<ReplayRow | undefined> {
    const [row] = await this.store.read(sql.replayByPublicId, [{ publicId }]);
    return row && rowOf(row);
  }

  async ofTenant({ tenant, connection, state }: ReplaysOf, page: ListPage): Promise<ListPart<ReplayRow>> {
    const params = { tenant, connection: connection ?? null, state: state ?? null };
    const keyOf = ({ id }: StoredReplay): number => id;
    const { items, next } = await readList(this.store, sql.replaysOfTenant, { params, page, keyOf });
    return { items: items.map(rowOf), next };
  }

  async due(now: number): Promise<ReplayRow[]> {
    return (await this.store.read(sql.dueReplays, [{ now, count: DUE_AT_ONCE }])).map(rowOf);
  }

  /** Planned, running or paused, and moved since then. */
  async atWork(since: number): Promise<ReplayRow[]> {
    return (await this.store.read(sql.replaysAtWork, [{ since, count: MOST_AT_WORK }])).map(rowOf);
  }

  /** The row as it is then; undefined where somebody moved it meanwhile. */
  move(
    row: ReplayRow,
    now: number,
    also: (tx: Tx) => Promise<void> = async () => undefined,
  ): Promise<ReplayRow | undefined> {
    return this.store.write(async (tx) => {
      const moved = await this.moveIn(tx, row, now);
      if (moved) await also(tx);
      return moved;
    });
  }

  async moveIn(tx: Tx, row: ReplayRow, now: number): Promise<ReplayRow | undefined> {
    const { id, turn, state, dueAt } = row;
    const moved = await tx.many(sql.moveReplay, [{ id, turn, state, ...textsOf(row), dueAt, now }]);
    if (moved.length === 0) return undefined;
    if (ENDS.includes(state)) await completeCallbacks(tx, [row.publicId], now);
    return { ...row, turn: turn + 1, updatedAt: now };
  }

  async remove(id: number): Promise<void> {
    await this.store.write((tx) => tx.many(sql.removeReplay, [{ id }]));
  }
}

function textsOf({ far, plan }: Pick<ReplayRow, 'far' | 'plan'>): { far: string; plan: string } {
  return { far: JSON.stringify(far), plan: JSON.stringify(plan) };
}

function rowOf({ ask, far, plan, ...rest }: StoredReplay): ReplayRow {
  return {
    ...rest,
    ask: JSON.parse(ask) as ReplayAsk,
    far: JSON.parse(far) as ReplayFar,
    plan: JSON.parse(plan) as ReplayPlan,
  };
}
