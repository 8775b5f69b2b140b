import { AsyncLocalStorage } from 'node:async_hooks';

import { HostError } from '../errors/index.js';

interface Hold {
  isHeld: boolean;
}

/**
 * The right to write on the embedded database's one connection, first come, first served. Whoever holds it is known
 * by its asynchronous context and not by a flag: a bystander that happens to run while the lock is held does not
 * hold it, and what a holder left running after its time does not either.
 */
export class WriteLock {
  private readonly context = new AsyncLocalStorage<Hold>();
  private readonly waiting: (() => void)[] = [];
  private isTaken = false;

  /** Runs `work` under the lock; its asynchronous context may write on the guarded connection. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const release = await this.acquire();
    const hold: Hold = { isHeld: true };
    try {
      return await this.context.run(hold, work);
    } finally {
      hold.isHeld = false;
      release();
    }
  }

  /** The lock for the pump, whose transactions use no guarded statement and so need no context. */
  async acquire(): Promise<() => void> {
    if (this.isTaken) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.isTaken = true;
    return () => this.release();
  }

  /** Nobody has a transaction open. */
  isFree(): boolean {
    return !this.isTaken;
  }

  isHeldHere(): boolean {
    return this.context.getStore()?.isHeld === true;
  }

  /** A holder that waits for another write waits for itself. */
  refuseNesting(): void {
    if (!this.isHeldHere()) return;
    throw new HostError('INTERNAL', {
      detail:
        'a write was asked for inside a transaction, and would wait for it: use the transaction’s own tx',
    });
  }

  private release(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.isTaken = false;
  }
}
