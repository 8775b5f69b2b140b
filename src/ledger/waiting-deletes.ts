import { NEVER } from '../flow/index.js';
import type { Store } from '../store/index.js';

import { commandRequests, type Commanded, type CommandedWith } from './commanding.js';
import type { LedgerParts } from './parts.js';
import { reopen } from './releasing.js';
import {
  anyAside,
  asideCounts,
  asideOfRecord,
  asideWindows,
  brakeAside,
  dueAside,
  heldAside,
  type AsideCountRow,
} from './statements/aside-statements.js';

/** Deletes that wait beside their lanes in one queue, of one type: what the brake looks at as a whole. */
export interface DeleteWindow {
  readonly queue: number;
  readonly type: string;
  /** Wait for their time. Each count stops at `MOST_COUNTED_ASIDE`. */
  readonly settling: number;
  /** Wait for a person. */
  readonly held: number;
  /** When the next of them is due; null where none is. */
  readonly nextDueAt: number | null;
  /** What the brake noted when it held the window; null while it does not. */
  readonly brake: BrakeNote | null;
}

/** Why a window was held, kept with each of its requests: one that runs after it, runs late (S4.6). */
export interface BrakeNote {
  readonly at: number;
  readonly waiting: number;
  /** What it had more of than allowed. */
  readonly over: string;
}

export interface WindowName {
  readonly queue: number;
  readonly type: string;
}

/** One of a window: TO the external id, FROM the hub record. */
export interface WaitingDelete {
  readonly seq: number;
  readonly recordId: string;
}

/** Counts stop here: a brake of more is none. */
export const MOST_COUNTED_ASIDE = 10_001;

/** Deletes held aside: their windows, and what the clock, the brake and people do with them. */
export interface WaitingDeletes {
  windows(): Promise<DeleteWindow[]>;
  window(name: WindowName): Promise<DeleteWindow>;
  /** Some of a window, by record. */
  sample(name: WindowName, limit: number): Promise<WaitingDelete[]>;
  /** Which of these records have a delete that waits, by their place. */
  waitingAt(records: readonly (WindowName & { readonly recordId: string })[]): Promise<ReadonlySet<number>>;
  /** Holds whatever of a window settles. Answers how many. */
  hold(name: WindowName, note: BrakeNote): Promise<number>;
  /** Puts what is due at the tail of its lanes, a page at most. Answers how many. */
  releaseDue(name: WindowName): Promise<number>;
  /** What a person decides of all that the brake holds in a window. */
  command(
    command: 'queue' | 'cancel',
    name: WindowName,
    also?: CommandedWith['also'],
  ): Promise<Pick<Commanded, 'changed'>>;
}

const DELETED = 'DELETED';
const MOST_WINDOWS = 1_000;
/** A row costs 12 µs with its share of the flush: about 6 ms of held event loop. */
const PAGE = 500;
/** Of one command; whoever has more gives it again. */
const MOST_PAGES = 400;

/** Every step names the state it moves from: two processes that meet do it once. */
export class SqlWaitingDeletes implements WaitingDeletes {
  constructor(
    private readonly parts: LedgerParts,
    private readonly wake: (parents: readonly number[]) => void,
  ) {}

  async windows(): Promise<DeleteWindow[]> {
    const names = await this.store.read(asideWindows, [{ action: DELETED, count: MOST_WINDOWS }]);
    return this.counted(names);
  }

  async window(name: WindowName): Promise<DeleteWindow> {
    const [window] = await this.counted([name]);
    return window ?? { ...name, settling: 0, held: 0, nextDueAt: null, brake: null };
  }

  async sample({ queue, type }: WindowName, limit: number): Promise<WaitingDelete[]> {
    const rows = await this.store.read(anyAside, [{ queue, type, count: limit }]);
    return rows
      .sort((a, b) => (a.record_id < b.record_id ? -1 : 1))
      .map(({ seq, record_id: recordId }) => ({ seq, recordId }));
  }

  async waitingAt(
    records: readonly (WindowName & { readonly recordId: string })[],
  ): Promise<ReadonlySet<number>> {
    if (records.length === 0) return new Set();
    const rows = await this.store.read(
      asideOfRecord,
      records.map(({ queue, type, recordId }, n) => ({ n, queue, type, record_id: recordId })),
    );
    return new Set(rows.filter(({ action }) => action === DELETED).map(({ n }) => n));
  }

  async hold({ queue, type }: WindowName, note: BrakeNote): Promise<number> {
    const result = JSON.stringify({ brake: note });
    let held = 0;
    for (;;) {
      const rows = await this.store.write((tx) =>
        tx.many(brakeAside, [{ queue, type, count: PAGE, result }]),
      );
      held += rows.length;
      if (rows.length < PAGE) return held;
    }
  }

  async releaseDue({ queue, type }: WindowName): Promise<number> {
    const { parts } = this;
    const now = parts.clock.now();
    const released = await this.store.write(async (tx) => {
      const rows = await tx.many(dueAside, [{ queue, type, action: DELETED, now, count: PAGE }]);
      const due = rows.map((row) => ({ ...row, to: 'queued' as const }));
      return (await reopen(parts, tx, due, now)).size;
    });
    if (released > 0) parts.tell('requests');
    return released;
  }

  async command(
    command: 'queue' | 'cancel',
    { queue, type }: WindowName,
    also?: CommandedWith['also'],
  ): Promise<Pick<Commanded, 'changed'>> {
    const changed: number[] = [];
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const rows = await this.store.read(heldAside, [{ queue, type, count: PAGE }]);
      const page = await commandRequests(
        this.parts,
        command,
        rows.map(({ seq }) => seq),
        { also },
      );
      changed.push(...page.changed);
      this.wake(page.parents);
      if (page.changed.length > 0) this.parts.tell('requests');
      if (page.changed.length === 0) break;
    }
    return { changed };
  }

  private async counted(names: readonly WindowName[]): Promise<DeleteWindow[]> {
    const rows = await this.store.read(
      asideCounts,
      names.map(({ queue, type }) => ({ queue, type, most: MOST_COUNTED_ASIDE })),
    );
    return rows.map(windowOf);
  }

  private get store(): Store {
    return this.parts.store;
  }
}

function windowOf({ queue, type, settling, held, next_due, brake }: AsideCountRow): DeleteWindow {
  const note = brake === null ? null : (JSON.parse(brake) as { readonly brake?: BrakeNote }).brake;
  const isDue = next_due !== null && next_due < NEVER;
  return { queue, type, settling, held, nextDueAt: isDue ? next_due : null, brake: note ?? null };
}
