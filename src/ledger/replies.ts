import { ignore } from '../errors/index.js';
import type { IncomingHook } from '../flow/index.js';
import type { Store, Tx, WriteKind } from '../store/index.js';

import { findReply, hooksAtRest, insertReply, keepReply } from './statements/reply-statements.js';

/** Who asks for an answer: a hook that came with `awaitsAnswer`, or one that repeats it. */
export type Awaited = Pick<IncomingHook, 'owner' | 'key' | 'bodyHash'>;

export interface StoredReply {
  readonly hook: number;
  /** Null while its transfers run. */
  readonly answer: string | null;
}

/** Answers that wait for the transfers of their hook (S2.8). */
export interface Replies {
  /** The hook that was accepted under this key with this body, and its answer. */
  find(awaited: Awaited): Promise<StoredReply | null>;
  /**
   * True once the hook is resolved and its requests are over, or wait for a person; false at the end of the time, when
   * there is no place left to wait, and when the host stops.
   */
  untilAtRest(hook: number, withinMs: number): Promise<boolean>;
  /** Keeps a hook's answer; answers the one that was kept first. */
  keep(hook: number, answer: string): Promise<string>;
  /** A commit moved a hook or a request of it: whoever waits for it looks at once. */
  moved(hook: number): void;
  /** Nobody waits any longer. */
  stop(): void;
}

interface KeepItem {
  readonly hook: number;
  readonly answer: string;
}

type Tell = (isAtRest: boolean) => void;

/** What another process did is found by this look; it costs one statement for all that wait. */
const POLL_MS = 200;
/** A hook of many requests moves often: it is looked at once for all that one commit moved. */
const GATHER_MS = 5;
/** Chosen, not measured: each holds a socket and a body, and a sender that waits sends no more. */
const MOST_WAITING = 1_000;

/**
 * Waits on the ledger's own rows: what this process did is told by `moved`, what others did is found by polling.
 * Nothing of the waiting is stored; a repeat of the hook waits anew, in whatever process it arrives.
 */
export class SqlReplies implements Replies {
  private readonly waiting = new Map<number, Set<Tell>>();
  private readonly due = new Set<number>();
  private count = 0;
  private poll: NodeJS.Timeout | undefined;
  private gather: NodeJS.Timeout | undefined;
  private isStopped = false;
  private readonly kind: WriteKind<KeepItem, string> = {
    name: 'reply',
    weigh: () => 1,
    write: (tx, items) => write(tx, items),
  };

  constructor(private readonly store: Store) {}

  async find(awaited: Awaited): Promise<StoredReply | null> {
    const key = replyKeyOf(awaited);
    if (key === null) return null;
    const [found] = await this.store.read(findReply, [{ owner: awaited.owner, key }]);
    return found ?? null;
  }

  keep(hook: number, answer: string): Promise<string> {
    return this.store.submit(this.kind, { hook, answer });
  }

  untilAtRest(hook: number, withinMs: number): Promise<boolean> {
    if (this.isStopped || this.count >= MOST_WAITING || withinMs <= 0) return Promise.resolve(false);
    return new Promise((resolve) => {
      const tell: Tell = (isAtRest) => {
        clearTimeout(timer);
        this.leave(hook, tell);
        resolve(isAtRest);
      };
      const timer = setTimeout(() => tell(false), withinMs);
      this.enter(hook, tell);
      this.moved(hook);
    });
  }

  moved(hook: number): void {
    if (!this.waiting.has(hook)) return;
    this.due.add(hook);
    this.gather ??= setTimeout(() => {
      this.gather = undefined;
      const due = [...this.due];
      this.due.clear();
      void this.look(due);
    }, GATHER_MS);
  }

  stop(): void {
    this.isStopped = true;
    for (const tells of this.waiting.values()) for (const tell of tells) tell(false);
    clearTimeout(this.gather);
  }

  private enter(hook: number, tell: Tell): void {
    const tells = this.waiting.get(hook) ?? new Set();
    this.waiting.set(hook, tells.add(tell));
    this.count += 1;
    this.poll ??= setInterval(() => void this.look([...this.waiting.keys()]), POLL_MS);
  }

  private leave(hook: number, tell: Tell): void {
    const tells = this.waiting.get(hook);
    if (!tells?.delete(tell)) return;
    this.count -= 1;
    if (tells.size === 0) this.waiting.delete(hook);
    if (this.count > 0) return;
    clearInterval(this.poll);
    this.poll = undefined;
  }

  private async look(hooks: readonly number[]): Promise<void> {
    try {
      const atRest = await this.store.read(
        hooksAtRest,
        hooks.map((hook) => ({ hook })),
      );
      for (const { seq } of atRest) for (const tell of this.waiting.get(seq) ?? []) tell(true);
    } catch (error) {
      ignore(error, 'who waits for an answer looks again');
    }
  }
}

/** In the commit that accepts them: a repeat finds its hook however soon it comes. */
export async function expectReplies(
  tx: Tx,
  hooks: readonly (Awaited & { readonly seq: number })[],
): Promise<void> {
  if (hooks.length === 0) return;
  await tx.many(
    insertReply,
    hooks.map((hook) => ({ hook: hook.seq, owner: hook.owner, key: replyKeyOf(hook) })),
  );
}

/** A repeat has the same key and the same body; another body under the key is a hook of its own (S2.4). */
function replyKeyOf({ key, bodyHash }: Awaited): string | null {
  return key === null ? null : `${key}#${bodyHash}`;
}

async function write(tx: Tx, items: readonly KeepItem[]): Promise<string[]> {
  const kept = new Map<number, string>();
  // One after another: two answers of one hook may meet in a commit, and the first stays.
  for (const { hook, answer } of items) {
    const [row] = await tx.many(keepReply, [{ hook, answer }]);
    kept.set(hook, row?.answer ?? answer);
  }
  return items.map(({ hook, answer }) => kept.get(hook) ?? answer);
}
