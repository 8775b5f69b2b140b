import { ignore } from '../errors/index.js';
import { REQUEST_STATES, requestStateOf } from '../flow/index.js';
import type { Tx, WriteKind } from '../store/index.js';

import { refreshLanes } from './lane-keeping.js';
import { move } from './moves.js';
import type { OutcomeRow } from './outcome-row.js';
import type { LedgerParts } from './parts.js';
import { reopen } from './releasing.js';
import { parkedTurn } from './request-rows.js';
import { families, type FamilyRow } from './statements/family-statements.js';
import { settleRequests } from './statements/request-statements.js';

/** What a look at a parent came to; `then` are parents to look at next. */
interface Woken {
  readonly isWoken: boolean;
  readonly then: readonly number[];
}

const MOST_AT_ONCE = 128;

/**
 * Wakes parents whose children are over. Always after the commit that ended the children and outside it, under the
 * lock of the parent's lane: of two last children the later commit sees no open one. No counter, no hot parent row;
 * what a crash forgets between is the sweep's.
 */
export class Waking {
  private readonly pending = new Set<number>();
  private running: Promise<void> | null = null;
  private readonly kind: WriteKind<number, Woken>;

  constructor(private readonly parts: LedgerParts) {
    this.kind = {
      name: 'wake',
      stream: 'lanes',
      weigh: () => 2,
      write: (tx, seqs) => wakeAll(parts, tx, seqs),
    };
  }

  /** Looks after the present turn; many children of one parent ask once. */
  later(parents: readonly number[]): void {
    for (const parent of parents) this.pending.add(parent);
    if (this.pending.size > 0) this.running ??= this.run();
  }

  /** Looks now and answers how many woke, their own parents included. */
  async now(parents: readonly number[]): Promise<number> {
    const answers = await Promise.all(parents.map((parent) => this.parts.store.submit(this.kind, parent)));
    const woken = answers.filter(({ isWoken }) => isWoken).length;
    if (woken > 0) this.parts.tell('requests');
    const next = [...new Set(answers.flatMap(({ then }) => then))];
    return next.length === 0 ? woken : woken + (await this.now(next));
  }

  async idle(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.pending.size > 0) {
      const batch = [...this.pending].slice(0, MOST_AT_ONCE);
      for (const parent of batch) this.pending.delete(parent);
      try {
        await this.now(batch);
      } catch (error) {
        ignore(error, 'parents could not be woken now; the sweep finds them');
      }
    }
    this.running = null;
  }
}

async function wakeAll(parts: LedgerParts, tx: Tx, seqs: readonly number[]): Promise<Woken[]> {
  const now = parts.clock.now();
  const before = await tx.many(
    families,
    [...new Set(seqs)].map((seq) => ({ seq })),
  );
  const waiting = [...before.filter(isWaiting), ...(await resume(parts, tx, before))];
  const lanes = [...new Set(waiting.map(({ lane }) => lane))];
  const holders = await parts.engine.lanes.lock(tx, lanes, []);
  // in a statement of its own, after the lock: the children that ended meanwhile are seen
  const after = await tx.many(
    families,
    waiting.map(({ seq }) => ({ seq })),
  );
  const moves = after.flatMap((family) => movesOf(family, now));
  await tx.many(
    settleRequests,
    moves.map((row) => ({ ...row })),
  );
  const moved = new Map(moves.map((row) => [row.seq, row]));
  const parked = after.flatMap((family) => {
    const code = PARKED_WITH[family.state];
    return code !== undefined && moved.get(family.seq)?.held_code === code ? [parkedTurn(family, code)] : [];
  });
  await parts.tellTurns(tx, parked);
  const changed = after.filter(({ seq }) => moved.has(seq)).map(({ lane }) => lane);
  await refreshLanes(
    tx,
    [...new Set(changed)].filter((lane) => holders.get(lane) === 0),
    now,
  );
  const byseq = new Map([...before, ...after].map((family) => [family.seq, family]));
  return seqs.map((seq) => wokenOf(byseq.get(seq), moved.get(seq)?.next_state));
}

function movesOf(family: FamilyRow, now: number): OutcomeRow[] {
  const { seq, parent, held_code: code } = family;
  if (!isWaiting(family) || family.has_open === 1) return [];
  const { state, attempts } = family;
  const from = requestStateOf(state);
  const base = { seq, parent, from_state: state, due_at: now, attempts, result: null };
  if (family.has_parked === 1) {
    // a parked child parks its parent and resumes with it
    const to = family.coalesce === 'never' ? 'parked-block' : 'parked';
    const ended_at = to === 'parked' ? now : null;
    return [{ ...base, next_state: move(seq, from, to), held_code: PARKED_WITH[state] ?? null, ended_at }];
  }
  if (thenOf(family.result) === 'done') {
    return [{ ...base, next_state: move(seq, from, 'done'), held_code: null, ended_at: now }];
  }
  const held_code = code === 'released' ? code : null;
  return [{ ...base, next_state: move(seq, from, 'queued'), held_code, ended_at: null }];
}

const WAITING = ['waiting-children', 'awaiting-decision'] as const;

function isWaiting({ state }: FamilyRow): boolean {
  return WAITING.some((name) => state === REQUEST_STATES[name]);
}

/** Why one is parked that waited for what is parked itself. */
const CODES = { 'waiting-children': 'child-parked', 'awaiting-decision': 'handler-failed' } as const;
const PARKED_WITH: Readonly<Record<number, string>> = Object.fromEntries(
  WAITING.map((name) => [REQUEST_STATES[name], CODES[name]]),
);

/** Those parked with a child or a decision that is over by now wait again, for the look that follows. */
async function resume(parts: LedgerParts, tx: Tx, rows: readonly FamilyRow[]): Promise<FamilyRow[]> {
  const parked: readonly number[] = [REQUEST_STATES.parked, REQUEST_STATES['parked-block']];
  const ripe = rows.filter(
    (row) => parked.includes(row.state) && waitedAs(row) !== undefined && !row.has_open && !row.has_parked,
  );
  const reopened = await reopen(
    parts,
    tx,
    ripe.map((row) => ({ ...row, to: waitedAs(row) ?? 'waiting-children' })),
  );
  return ripe.filter(({ seq }) => reopened.has(seq));
}

/** How a parked one waited. */
function waitedAs({ held_code: code }: FamilyRow): (typeof WAITING)[number] | undefined {
  return WAITING.find((name) => CODES[name] === code);
}

function thenOf(result: string | null): unknown {
  return result === null ? undefined : (JSON.parse(result) as { then?: unknown }).then;
}

/** A parent that yielded left its children to the copy at the lane's tail; one that ended may have a parent too. */
function wokenOf(family: FamilyRow | undefined, next: number | undefined): Woken {
  if (!family) return { isWoken: false, then: [] };
  if (next === undefined) return { isWoken: false, then: successorOf(family) };
  const isOver = next >= REQUEST_STATES.parked || requestStateOf(next) === 'parked-block';
  return { isWoken: true, then: isOver && family.parent !== null ? [family.parent] : [] };
}

function successorOf({ state, held_code, result }: FamilyRow): number[] {
  if (state !== REQUEST_STATES.ended || held_code !== 'yielded' || result === null) return [];
  const { into } = JSON.parse(result) as { into?: number };
  return into === undefined ? [] : [into];
}
