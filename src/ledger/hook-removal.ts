import type { HookHead, Removed } from '../flow/index.js';
import type { Store, Tx } from '../store/index.js';

import { bareHead } from './bare-head.js';
import type { RemovedMarks } from './removed-marks.js';
import type { Place } from './retention-place.js';
import { dropReply } from './statements/erasing-statements.js';
import { verdictCounts, type HookRow } from './statements/read-statements.js';
import * as sql from './statements/retaining-statements.js';

/** Of one commit; of a hook with more it takes several. */
const MOST_ROWS = 300;
const MOST_LOOKED_AT = 1_000;
/** The state of a hook that nobody could resolve. */
const PARKED = 2;

interface Counted {
  readonly hook: number;
  readonly rows: number;
}

/** Hooks go with all that is theirs, or not at all; their bodies go before, when nothing may read them any more. */
export class HookRemoval {
  constructor(
    private readonly store: Store,
    private readonly marks: RemovedMarks,
  ) {}

  async empty(hooks: readonly HookRow[], since: number, place: Place): Promise<Removed> {
    const { free, kept } = await this.sorted(
      hooks.map(({ seq }) => seq),
      since,
    );
    const over = new Set(free.map(({ hook }) => hook));
    const rows = hooks
      .filter(({ seq }) => over.has(seq))
      .map(({ seq, head }) => ({ seq, was: head, head: emptied(head) }));
    const body = await this.store.write(async (tx) => {
      await tx.many(sql.putRetentionPlace, [place]);
      if (rows.length === 0) return 0;
      await tx.many(
        dropReply,
        rows.map(({ seq: hook }) => ({ hook })),
      );
      return (await tx.many(sql.emptyHook, rows)).length;
    });
    return { rows: { body }, spared: kept };
  }

  async *remove(hooks: readonly HookRow[], since: number): AsyncGenerator<Removed> {
    const { free, kept } = await this.sorted(
      hooks.map(({ seq }) => seq),
      since,
    );
    const parked = new Set(hooks.flatMap(({ seq, state }) => (state === PARKED ? [seq] : [])));
    yield { rows: {}, spared: kept };
    for (const group of groupsOf(free)) {
      let left: readonly number[] = group;
      while (left.length > 0) {
        const step = await this.store.write((tx) => this.dropSome(tx, left));
        yield { rows: step.rows, parked: [...step.gone].filter((hook) => parked.has(hook)).length };
        const isMoving = Object.values(step.rows).some((count) => count > 0);
        left = isMoving ? left.filter((hook) => !step.gone.has(hook)) : [];
      }
    }
  }

  private async dropSome(
    tx: Tx,
    hooks: readonly number[],
  ): Promise<Removed & { readonly gone: ReadonlySet<number> }> {
    const asks = hooks.map((hook) => ({ hook, count: MOST_ROWS }));
    const requests = await tx.many(sql.dropRequestsOfHook, asks);
    const attempts = await tx.many(
      sql.dropAttemptsOf,
      requests.map(({ seq: request }) => ({ request })),
    );
    const verdicts = await tx.many(sql.dropVerdictsOfHook, asks);
    await tx.many(dropReply, asks);
    const gone = await tx.many(
      sql.dropHook,
      hooks.map((seq) => ({ seq })),
    );
    await this.marks.write(
      tx,
      'hook',
      gone.map(({ seq, received_at: at }) => ({ seq, at })),
    );
    const at = Math.max(0, ...gone.map(({ received_at }) => received_at));
    if (at > 0)
      await this.marks.write(
        tx,
        'request',
        requests.map(({ seq }) => ({ seq, at })),
      );
    const rows = {
      hook: gone.length,
      request: requests.length,
      attempt: attempts.length,
      verdict: verdicts.length,
    };
    return { rows, gone: new Set(gone.map(({ seq }) => seq)) };
  }

  /** Those of which nothing goes on any more, however young. */
  async over(hooks: readonly HookRow[]): Promise<HookRow[]> {
    const { free } = await this.sorted(
      hooks.map(({ seq }) => seq),
      Number.MAX_SAFE_INTEGER,
    );
    const over = new Set(free.map(({ hook }) => hook));
    return hooks.filter(({ seq }) => over.has(seq));
  }

  /** Which are over, with how many rows, and how many have to stay. */
  private async sorted(
    hooks: readonly number[],
    since: number,
  ): Promise<{ readonly free: readonly Counted[]; readonly kept: number }> {
    if (hooks.length === 0) return { free: [], kept: 0 };
    const rows = await this.store.read(
      sql.leftOfHook,
      hooks.map((hook) => ({ hook, after: 0, ended: since, count: MOST_LOOKED_AT })),
    );
    const verdicts = await this.store.read(
      verdictCounts,
      hooks.map((hook) => ({ hook, most: MOST_LOOKED_AT })),
    );
    const counts = new Map(hooks.map((hook) => [hook, 1]));
    for (const { hook, count } of verdicts) counts.set(hook, (counts.get(hook) ?? 0) + count);
    for (const { hook } of rows) counts.set(hook, (counts.get(hook) ?? 0) + 1);
    const kept = new Set(rows.filter(({ is_kept }) => is_kept === 1).map(({ hook }) => hook));
    for (const { hook, after } of longOnes(rows))
      if (!kept.has(hook) && !(await this.isOver(hook, after, since))) kept.add(hook);
    const free = hooks.filter((hook) => !kept.has(hook));
    return { free: free.map((hook) => ({ hook, rows: counts.get(hook) ?? 1 })), kept: kept.size };
  }

  /** A body may hold fifty thousand elements: a page at a time. */
  private async isOver(hook: number, from: number, since: number): Promise<boolean> {
    let after = from;
    for (;;) {
      const page = await this.store.read(sql.leftOfHook, [
        { hook, after, ended: since, count: MOST_LOOKED_AT },
      ]);
      if (page.some(({ is_kept }) => is_kept === 1)) return false;
      if (page.length < MOST_LOOKED_AT) return true;
      after = Math.max(...page.map(({ seq }) => seq));
    }
  }
}

function longOnes(
  rows: readonly { readonly hook: number; readonly seq: number }[],
): { readonly hook: number; readonly after: number }[] {
  const seen = new Map<number, { count: number; after: number }>();
  for (const { hook, seq } of rows) {
    const known = seen.get(hook);
    seen.set(hook, { count: (known?.count ?? 0) + 1, after: Math.max(seq, known?.after ?? 0) });
  }
  return [...seen].flatMap(([hook, { count, after }]) => (count >= MOST_LOOKED_AT ? [{ hook, after }] : []));
}

/** As many as fit a commit. */
function groupsOf(hooks: readonly Counted[]): number[][] {
  const groups: number[][] = [];
  let room = 0;
  for (const { hook, rows } of hooks) {
    if (rows > room || groups.length === 0) {
      groups.push([]);
      room = MOST_ROWS;
    }
    groups.at(-1)?.push(hook);
    room -= rows;
  }
  return groups;
}

function emptied(head: string): string {
  return JSON.stringify({ ...bareHead(JSON.parse(head) as HookHead), isEmptied: true });
}
