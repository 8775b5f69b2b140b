import type { Hook } from '../flow/index.js';

/** About a second of 1 KB hooks at full rate; everything else is read from the database. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_HOOKS = 8_192;
/** A larger body waits on the disk; what a receiver takes unless told otherwise (10 MiB) need not be read back. */
const MOST_BODY_BYTES = 12 * 1024 * 1024;

/** The hooks of one owner that came after everything known of the database. */
interface Tail {
  /** The database was read up to here: later ones are all in memory. */
  readonly after: number;
  readonly hooks: Map<number, Hook>;
}

/**
 * Hooks accepted a moment ago, so that resolving them does not read them back. Only a process that is alone on its
 * database may trust that memory holds all of an owner's open hooks, and only once it has seen the end of what was
 * stored before: until then, and whenever one had to go, the database says which hooks are open.
 */
export class FreshHooks {
  private readonly hooks = new Map<number, Hook>();
  private readonly tails = new Map<number, Tail>();
  private bytes = 0;

  constructor(private readonly isAlone: boolean) {}

  put(hook: Hook): void {
    if (hook.body.length > MOST_BODY_BYTES) {
      this.forget(hook.owner);
      return;
    }
    this.hooks.set(hook.seq, hook);
    this.bytes += hook.body.length;
    const tail = this.tails.get(hook.owner);
    if (tail && hook.seq > tail.after) tail.hooks.set(hook.seq, hook);
    // Asked before the walk begins: it would start behind every hook that is gone already.
    if (this.bytes <= MOST_BYTES && this.hooks.size <= MOST_HOOKS) return;
    for (const oldest of this.hooks.values()) {
      if (this.bytes <= MOST_BYTES && this.hooks.size <= MOST_HOOKS) break;
      this.take(oldest);
      this.forget(oldest.owner);
    }
  }

  bodyOf(seq: number): Buffer | undefined {
    return this.hooks.get(seq)?.body;
  }

  /** A hook that is no longer open. */
  take({ owner, seq }: Pick<Hook, 'owner' | 'seq'>): void {
    this.tails.get(owner)?.hooks.delete(seq);
    const hook = this.hooks.get(seq);
    if (hook && this.hooks.delete(seq)) this.bytes -= hook.body.length;
  }

  /** All open hooks of an owner in their order, at most `limit`; null where only the database knows. */
  openOf(owner: number, limit: number): Hook[] | null {
    const tail = this.tails.get(owner);
    if (!tail) return null;
    const open: Hook[] = [];
    for (const hook of tail.hooks.values()) {
      if (open.length === limit) break;
      open.push(hook);
    }
    return open;
  }

  /** These were all of an owner's open hooks: what comes after the last of them is found in memory. */
  sawEnd(owner: number, hooks: readonly Hook[]): void {
    if (!this.isAlone) return;
    const after = hooks.at(-1)?.seq ?? 0;
    // accepted while the database answered
    const since = [...this.hooks.values()].filter((hook) => hook.owner === owner && hook.seq > after);
    const open = [...hooks, ...since.sort((a, b) => a.seq - b.seq)];
    this.tails.set(owner, { after, hooks: new Map(open.map((hook) => [hook.seq, hook])) });
  }

  /** Memory no longer tells the whole: the next look goes to the database. */
  forget(owner: number): void {
    this.tails.delete(owner);
  }
}
