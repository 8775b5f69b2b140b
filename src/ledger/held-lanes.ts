/** A lane this process may run: the present head, the claim it is run under, and until when. */
export interface HeldLane {
  readonly claim: number;
  readonly queue: number;
  /** The request that runs; a settlement of any other is refused. */
  seq: number;
  until: number;
  /** Heads run in a row under this claim, and since when: a hot lane is given back in time. */
  runs: number;
  readonly since: number;
  /** Bytes kept in memory until it is run; null for lanes that were claimed and not taken on the fast path. */
  readonly windowBytes: number | null;
}

export interface WindowLimits {
  readonly requests: number;
  readonly bytes: number;
}

/** One queue may fill a quarter of the window: a burst of one connection leaves room for the others. */
const QUEUE_SHARE = 4;

/**
 * What this process holds. On SQLite it is the truth, since nobody else works on that database; on PostgreSQL the
 * lane rows are, and this says only which lanes to extend, keep and give back. It also counts the window of requests
 * that were enqueued already claimed.
 */
export class HeldLanes {
  private readonly lanes = new Map<number, HeldLane>();
  private readonly perQueue = new Map<number, number>();
  private readonly windowPerQueue = new Map<number, number>();
  private windowRequests = 0;
  private windowBytes = 0;

  constructor(private readonly limits: WindowLimits) {}

  get(lane: number): HeldLane | undefined {
    return this.lanes.get(lane);
  }

  claimOf(lane: number): number {
    return this.lanes.get(lane)?.claim ?? 0;
  }

  countOf(queue: number): number {
    return this.perQueue.get(queue) ?? 0;
  }

  entries(): IterableIterator<[number, HeldLane]> {
    return this.lanes.entries();
  }

  hasRoom(queue: number, bytes: number): boolean {
    return (
      this.windowRequests < this.limits.requests &&
      this.windowBytes + bytes <= this.limits.bytes &&
      (this.windowPerQueue.get(queue) ?? 0) < this.limits.requests / QUEUE_SHARE
    );
  }

  set(lane: number, held: HeldLane): void {
    const before = this.lanes.get(lane);
    if (before) this.drop(lane, before.claim);
    this.lanes.set(lane, held);
    this.count(held, 1);
  }

  /** Only the claim named: a lane taken anew meanwhile stays. */
  drop(lane: number, claim: number): void {
    const held = this.lanes.get(lane);
    if (held?.claim !== claim) return;
    this.lanes.delete(lane);
    this.count(held, -1);
  }

  /** Forgets what was never settled nor extended: the lease is over, anybody may have it. */
  dropExpired(now: number): number {
    let dropped = 0;
    for (const [lane, held] of this.lanes) {
      if (held.until > now) continue;
      this.drop(lane, held.claim);
      dropped += 1;
    }
    return dropped;
  }

  private count(held: HeldLane, change: 1 | -1): void {
    add(this.perQueue, held.queue, change);
    if (held.windowBytes === null) return;
    add(this.windowPerQueue, held.queue, change);
    this.windowRequests += change;
    this.windowBytes += change * held.windowBytes;
  }
}

/** The lanes one submitted item took on the fast path; given back when its commit fails. */
export class Reservations {
  private taken: { readonly lane: number; readonly claim: number }[] = [];

  add(lane: number, claim: number): void {
    this.taken.push({ lane, claim });
  }

  undo(held: HeldLanes): void {
    for (const { lane, claim } of this.taken) held.drop(lane, claim);
    this.taken = [];
  }
}

function add(counts: Map<number, number>, key: number, change: number): void {
  const next = (counts.get(key) ?? 0) + change;
  if (next === 0) counts.delete(key);
  else counts.set(key, next);
}
