import {
  Conflict,
  Invalid,
  NotFound,
  RetryLater,
  failureOf,
  type FailureKind,
  type RecordHandlers,
  type RecordType,
  type WriteItem,
  type WriteOutcome,
} from '@hookyard/sdk';

import type { ConnectionRuntime } from './connection-runtime.js';
import { handlersOf } from './read-source.js';
import { BadAnswer } from './turn-failures.js';
import type { Turn } from './turn.js';

/** One write on its way out. */
export interface Write {
  readonly turn: Turn;
  readonly item: WriteItem;
  /** Of the item as text; what a batch is bounded by. */
  readonly size: number;
  /** Awaited before it is sent, with the time of sending. */
  readonly begin?: (at: number) => Promise<void>;
  /** By the connector's function for a single record; absent where it has none. */
  readonly alone?: (at: number) => Promise<unknown>;
}

interface Waiting extends Write {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What systems with a bulk call take at once as a rule; a connector whose system differs declares `mostWrites`. */
const MOST_ITEMS = 100;
const MOST_CHARS = 1_048_576;
/** They are about the whole system: what waits behind would fail alike. */
const HOLDS = new Set<FailureKind | undefined>(['Unavailable', 'RateLimited', 'AuthExpired']);
/** The call was refused because of what was in it: nobody knows of which item. */
const REFUSES = new Set<FailureKind | undefined>(['Invalid', 'Conflict', 'NotFound']);

const known = new WeakMap<ConnectionRuntime, Map<RecordType, WriteGathering>>();

/** Where the writes of a connection and type meet; undefined where its connector writes one by one. */
export function gatheringOf(turn: Turn): WriteGathering | undefined {
  const handlers = handlersOf(turn);
  if (!handlers?.writeMany) return undefined;
  let ofRuntime = known.get(turn.runtime);
  if (!ofRuntime) known.set(turn.runtime, (ofRuntime = new Map()));
  let gathering = ofRuntime.get(turn.request.type);
  if (!gathering) ofRuntime.set(turn.request.type, (gathering = new WriteGathering(handlers)));
  return gathering;
}

/** Writes one record without waiting for others. */
export async function writeAlone({ turn, begin, alone }: Write): Promise<unknown> {
  const at = turn.now();
  await begin?.(at);
  return alone?.(at);
}

/**
 * Makes one call of the writes of turns that run side by side, for one connection and type. Nothing waits for a timer:
 * what one turn of the event loop brought goes together, and what comes while a call is under way goes with the next.
 * Each turn hears its own outcome and settles by itself; its record's lane keeps the order. One write alone goes as if
 * there were no batches.
 */
export class WriteGathering {
  private waiting: Waiting[] = [];
  private isBusy = false;
  private isDue = false;

  constructor(private readonly handlers: RecordHandlers) {}

  write(write: Write): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const one: Waiting = { ...write, resolve, reject };
    const { signal } = write.turn;
    const leave = (): void => {
      this.waiting = this.waiting.filter((other) => other !== one);
      reject(new RetryLater('the lease of this request is lost'));
    };
    signal.addEventListener('abort', leave, { once: true });
    this.waiting.push(one);
    if (signal.aborted) leave();
    this.becomeDue();
    return promise.finally(() => signal.removeEventListener('abort', leave));
  }

  private becomeDue(): void {
    if (this.isBusy || this.isDue || this.waiting.length === 0) return;
    this.isDue = true;
    setImmediate(() => {
      this.isDue = false;
      void this.sendNext();
    });
  }

  private async sendNext(): Promise<void> {
    const group = this.take();
    if (group.length === 0) return;
    this.isBusy = true;
    await this.send(group);
    this.isBusy = false;
    this.becomeDue();
  }

  private take(): Waiting[] {
    const most = Math.max(1, this.handlers.mostWrites ?? MOST_ITEMS);
    let chars = 0;
    let count = 0;
    for (const { size } of this.waiting.slice(0, most)) {
      chars += size;
      if (count > 0 && chars > MOST_CHARS) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }

  /** Never throws: every item hears what became of it. */
  private async send(group: readonly Waiting[]): Promise<void> {
    const [first] = group;
    if (!first) return;
    if (group.length === 1 && first.alone) {
      await writeAlone(first).then(first.resolve, first.reject);
      return;
    }
    const together = first.turn.together(abortedWithAll(group));
    const at = together.now();
    try {
      await Promise.all(group.map(async ({ begin }) => begin?.(at)));
      const items = group.map(({ item }) => item);
      const given: unknown = await together.call(
        first.turn.phase,
        (ctx) => this.handlers.writeMany?.(items, ctx),
        at,
      );
      const outcomes = outcomesOf(given, first.turn.request.type);
      tellWhatWasDone(group, together);
      for (const [index, one] of group.entries()) tellOutcome(one, outcomes.get(index));
    } catch (error) {
      tellWhatWasDone(group, together);
      await this.failed(group, error);
    } finally {
      together.isRunning = false;
    }
  }

  private async failed(group: readonly Waiting[], error: unknown): Promise<void> {
    const failure = failureOf(error)?.failure;
    if (group.length > 1 && REFUSES.has(failure)) {
      for (const { turn } of group) turn.isFollower = false;
      await Promise.all(group.map((one) => this.send([one])));
      return;
    }
    const behind = HOLDS.has(failure) ? this.waiting.splice(0) : [];
    for (const { reject } of [...group, ...behind]) reject(error);
  }
}

/** One whose lease is lost leaves by itself; the call goes on for the others. */
function abortedWithAll(group: readonly Waiting[]): AbortSignal {
  const abort = new AbortController();
  let left = group.length;
  for (const { turn } of group) {
    const leave = (): void => {
      left -= 1;
      if (left === 0) abort.abort();
    };
    turn.signal.addEventListener('abort', leave, { once: true });
  }
  return abort.signal;
}

/** What the call did is every turn's evidence; only the first tells the breaker, for it was one call. */
function tellWhatWasDone(group: readonly Waiting[], together: Turn): void {
  for (const [index, { turn }] of group.entries()) {
    turn.calls.share(together.calls);
    turn.hasReached ||= together.hasReached;
    turn.isFollower = index > 0;
  }
}

function tellOutcome({ turn, resolve, reject }: Waiting, outcome: WriteOutcome | undefined): void {
  if (!outcome) {
    // Nobody said what became of it: it may have been written.
    turn.calls.lostAt = turn.now();
    reject(new RetryLater('writeMany answered no outcome for this item'));
    return;
  }
  if (outcome.failure) reject(failureFor(outcome.failure));
  else resolve(outcome);
}

function failureFor({ kind, message, existingId, fields }: NonNullable<WriteOutcome['failure']>): Error {
  switch (kind) {
    case 'Invalid':
      return new Invalid(message, fields);
    case 'Conflict':
      return new Conflict(message, existingId);
    case 'NotFound':
      return new NotFound(message);
    case 'RetryLater':
      return new RetryLater(message);
    default:
      return new BadAnswer(`writeMany answered a failure of no known kind: ${String(kind)}`);
  }
}

/** By index; of two for one item the first counts. */
function outcomesOf(given: unknown, type: RecordType): ReadonlyMap<number, WriteOutcome> {
  if (!Array.isArray(given)) throw new BadAnswer(`writeMany of ${type} answered no list`);
  const outcomes = new Map<number, WriteOutcome>();
  for (const outcome of given as (Partial<WriteOutcome> | null | undefined)[]) {
    const index = outcome?.index;
    if (typeof index === 'number' && !outcomes.has(index)) outcomes.set(index, outcome as WriteOutcome);
  }
  return outcomes;
}
