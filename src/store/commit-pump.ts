import { HostError, isHostError } from '../errors/index.js';
import type { Tx, WriteKind } from './tx.js';

/** A place where one transaction at a time runs; answers after the commit is flushed. */
export interface Committer {
  commit<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export interface PumpStats {
  readonly commits: number;
  readonly items: number;
  readonly failedGroups: number;
  readonly waiting: number;
}

/** Above 8 ms of held event loop per commit (12 µs a row with its share of the flush) reads begin to suffer. */
const MOST_ITEMS = 256;
const MOST_ROWS = 600;
/** Far above what the way in lets in at once; beyond it the database has stopped and waiting only costs memory. */
const MOST_WAITING = 16_384;

interface Entry {
  readonly kind: WriteKind<unknown, unknown>;
  readonly item: unknown;
  readonly weight: number;
  /** Its place in the order of arrival over all streams. */
  readonly arrival: number;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

const NO_STREAM = '';

/** Senders that follow each other closer than this would wait for a commit between theirs: it joins the next. */
const CLOSE_MS = 5;
/** Longer than an answer and the next request on one connection take; a timer is not finer. */
const PATIENCE_MS = 2;
/** That much work is worth a commit of its own. */
const MOST_PATIENT = 64;
/** A turn of the event loop this long means that there is more work than time: a flush of 0.5 ms is shared by more. */
const LONG_TURN_MS = 1.5;
/** How long a group may gather then, as long as each turn brings more: about what a full commit holds the loop. */
const GATHER_MS = 8;
const FULL_GROUP = 128;

/**
 * Groups what one turn of the event loop brought into one commit; what comes while it commits is the next group.
 * That makes a flush cheap under load and immediate without; a loop that is busier than it can be gathers for a few
 * turns more. A group that fails is rolled back and its items are
 * tried one by one, so that one bad item fails alone. A store that cannot be written fails the whole group at once.
 */
export class CommitPump {
  private readonly free: Committer[];
  private readonly queues = new Map<string, Entry[]>();
  private readonly busy = new Set<string>();
  private isScheduled = false;
  private isClosed = false;
  private commits = 0;
  private items = 0;
  private failedGroups = 0;
  private waiting = 0;
  private arrivals = 0;
  private readonly whenIdle: (() => void)[] = [];
  /** Items that somebody outside waits for, and when the last two commits of such began. */
  private urgent = 0;
  private urgentAt = -Infinity;
  private urgentBefore = -Infinity;
  private patience: NodeJS.Timeout | undefined;
  private gatheringSince = Infinity;

  constructor(private readonly committers: readonly Committer[]) {
    this.free = [...committers];
  }

  submit<Item, Result>(kind: WriteKind<Item, Result>, item: Item): Promise<Result> {
    if (this.isClosed)
      return Promise.reject(new HostError('STORE_UNAVAILABLE', { detail: 'the host stops' }));
    if (this.waiting >= MOST_WAITING) {
      return Promise.reject(
        new HostError('STORE_UNAVAILABLE', { detail: `${MOST_WAITING} writes wait already` }),
      );
    }
    return new Promise<Result>((resolve, reject) => {
      this.waiting += 1;
      if (!kind.isPatient) this.urgent += 1;
      this.queueOf(kind.stream ?? NO_STREAM).push({
        kind: kind as unknown as WriteKind<unknown, unknown>,
        item,
        weight: kind.weigh(item),
        arrival: (this.arrivals += 1),
        resolve: resolve as (result: unknown) => void,
        reject,
      });
      this.schedule();
    });
  }

  stats(): PumpStats {
    return {
      commits: this.commits,
      items: this.items,
      failedGroups: this.failedGroups,
      waiting: this.waiting,
    };
  }

  /** Takes nothing new, and answers when everything taken has its answer. */
  async close(): Promise<void> {
    this.isClosed = true;
    if (this.waiting === 0 && this.free.length === this.committers.length) return;
    await new Promise<void>((resolve) => this.whenIdle.push(resolve));
  }

  private queueOf(stream: string): Entry[] {
    let queue = this.queues.get(stream);
    if (!queue) this.queues.set(stream, (queue = []));
    return queue;
  }

  private schedule(): void {
    if (this.isScheduled || this.free.length === 0) return;
    if (this.mayWait()) {
      this.patience ??= setTimeout(() => {
        this.patience = undefined;
        this.pumpSoon();
      }, PATIENCE_MS);
      return;
    }
    this.pumpSoon();
  }

  private mayWait(): boolean {
    if (this.urgent > 0 || this.waiting >= MOST_PATIENT || this.isClosed) return false;
    return this.urgentAt - this.urgentBefore < CLOSE_MS && performance.now() - this.urgentAt < CLOSE_MS;
  }

  private pumpSoon(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    clearTimeout(this.patience);
    this.patience = undefined;
    const asked = performance.now();
    const arrivals = this.arrivals;
    this.gatheringSince = Math.min(this.gatheringSince, asked);
    setImmediate(() => {
      this.isScheduled = false;
      if (this.isWorthATurn(asked, arrivals)) {
        this.pumpSoon();
        return;
      }
      this.gatheringSince = Infinity;
      this.pump();
    });
  }

  /** Whether the next turn will bring more, and waiting for it costs nobody what he would notice. */
  private isWorthATurn(asked: number, arrivals: number): boolean {
    if (this.arrivals === arrivals || this.waiting >= FULL_GROUP || this.isClosed) return false;
    const now = performance.now();
    return now - asked > LONG_TURN_MS && now - this.gatheringSince < GATHER_MS;
  }

  private pump(): void {
    while (this.free.length > 0) {
      const streams = new Set<string>();
      const group = this.take(streams);
      if (group.length === 0) break;
      const committer = this.free.pop() as Committer;
      for (const stream of streams) this.busy.add(stream);
      void this.run(committer, group).finally(() => {
        for (const stream of streams) this.busy.delete(stream);
        this.free.push(committer);
        if (this.waiting > 0) this.schedule();
        else if (this.free.length === this.committers.length)
          for (const told of this.whenIdle.splice(0)) told();
      });
    }
  }

  /**
   * In order of arrival, from every stream nobody commits now, up to the caps; a single item above a cap goes alone.
   */
  private take(streams: Set<string>): Entry[] {
    const open = [...this.queues].filter(([stream]) => !this.busy.has(stream));
    const cursors = open.map(() => 0);
    const group: Entry[] = [];
    let rows = 0;
    while (group.length < MOST_ITEMS) {
      const next = earliest(open, cursors);
      const entry = open[next]?.[1][cursors[next] ?? 0];
      if (!entry || (group.length > 0 && rows + entry.weight > MOST_ROWS)) break;
      group.push(entry);
      rows += entry.weight;
      cursors[next] = (cursors[next] ?? 0) + 1;
    }
    for (const [place, [stream, queue]] of open.entries()) {
      const taken = cursors[place] ?? 0;
      queue.splice(0, taken);
      if (taken > 0 && stream !== NO_STREAM) streams.add(stream);
    }
    this.waiting -= group.length;
    this.noteUrgent(group);
    return group;
  }

  private noteUrgent(group: readonly Entry[]): void {
    const urgent = group.reduce((count, { kind }) => count + (kind.isPatient ? 0 : 1), 0);
    if (urgent === 0) return;
    this.urgent -= urgent;
    this.urgentBefore = this.urgentAt;
    this.urgentAt = performance.now();
  }

  private async run(committer: Committer, group: readonly Entry[]): Promise<void> {
    try {
      await this.commit(committer, group);
    } catch (error) {
      if (group.length === 1 || isSharedFate(error)) rejectAll(group, error);
      else await this.oneByOne(committer, group);
    }
  }

  private async oneByOne(committer: Committer, group: readonly Entry[]): Promise<void> {
    this.failedGroups += 1;
    for (const [index, entry] of group.entries()) {
      try {
        await this.commit(committer, [entry]);
      } catch (error) {
        entry.reject(error);
        if (!isSharedFate(error)) continue;
        rejectAll(group.slice(index + 1), new HostError('STORE_UNAVAILABLE', {}, { cause: error }));
        return;
      }
    }
  }

  private async commit(committer: Committer, group: readonly Entry[]): Promise<void> {
    const results = await committer.commit((tx) => writeAll(tx, group));
    this.commits += 1;
    this.items += group.length;
    for (const [index, entry] of group.entries()) entry.resolve(results[index]);
  }
}

/** The queue whose first untaken entry came first; -1 when all are empty. */
function earliest(
  queues: readonly (readonly [string, readonly Entry[]])[],
  cursors: readonly number[],
): number {
  let first = Infinity;
  let place = -1;
  for (const [index, [, queue]] of queues.entries()) {
    const arrival = queue[cursors[index] ?? 0]?.arrival ?? Infinity;
    if (arrival >= first) continue;
    first = arrival;
    place = index;
  }
  return place;
}

/** The store failed, not the item: trying the others one by one would only fail them slowly. */
function isSharedFate(error: unknown): boolean {
  return isHostError(error) && (error.code === 'STORE_UNAVAILABLE' || error.code === 'COMMIT_UNKNOWN');
}

function rejectAll(group: readonly Entry[], error: unknown): void {
  for (const entry of group) entry.reject(error);
}

/** Calls each kind's bulk writer once, and gives the results back in the order of the group. */
async function writeAll(tx: Tx, group: readonly Entry[]): Promise<unknown[]> {
  const places = new Map<WriteKind<unknown, unknown>, number[]>();
  for (const [index, entry] of group.entries()) {
    const known = places.get(entry.kind);
    if (known) known.push(index);
    else places.set(entry.kind, [index]);
  }
  const results: unknown[] = Array.from({ length: group.length });
  for (const [kind, indexes] of places) {
    const answers = await kind.write(
      tx,
      indexes.map((index) => group[index]?.item),
    );
    if (answers.length !== indexes.length) {
      throw new HostError('INTERNAL', {
        subject: `writer ${kind.name}`,
        detail: `answered ${answers.length} results for ${indexes.length} items`,
      });
    }
    for (const [place, index] of indexes.entries()) results[index] = answers[place];
  }
  return results;
}
