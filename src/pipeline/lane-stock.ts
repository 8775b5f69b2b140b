import type { ClaimedRequest } from '../flow/index.js';

/** A lane this process holds, and the request it is about to run or runs. */
export interface HeldLane {
  readonly request: ClaimedRequest;
  readonly abort: AbortController;
  /** On the monotonic clock, from before the claim was sent. */
  leasedAt: number;
}

/** Lanes that are held and wait for their turn: queues take turns, each in its order. */
export class LaneStock {
  private readonly queues = new Map<number, HeldLane[]>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  countOf(queue: number): number {
    return this.queues.get(queue)?.length ?? 0;
  }

  put(lane: HeldLane): void {
    const { queue } = lane.request;
    const waiting = this.queues.get(queue);
    if (waiting) waiting.push(lane);
    else this.queues.set(queue, [lane]);
    this.count += 1;
  }

  /** The next lane of a queue that `mayRun`; that queue goes behind the others. */
  next(mayRun: (queue: number) => boolean): HeldLane | undefined {
    for (const [queue, waiting] of this.queues) {
      if (!mayRun(queue)) continue;
      const lane = waiting.shift();
      this.queues.delete(queue);
      if (waiting.length > 0) this.queues.set(queue, waiting);
      if (!lane) continue;
      this.count -= 1;
      return lane;
    }
    return undefined;
  }

  drop(lane: HeldLane): void {
    const { queue } = lane.request;
    const waiting = this.queues.get(queue) ?? [];
    const place = waiting.indexOf(lane);
    if (place < 0) return;
    waiting.splice(place, 1);
    if (waiting.length === 0) this.queues.delete(queue);
    this.count -= 1;
  }

  takeAll(): HeldLane[] {
    const all = [...this.queues.values()].flat();
    this.queues.clear();
    this.count = 0;
    return all;
  }
}
