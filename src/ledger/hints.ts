import { ignore } from '../errors/index.js';

export type Hint = 'hooks' | 'requests';

/** Tells that a commit left work for others: at most once a turn of the event loop. Polling finds the work anyway. */
export class Hints {
  private readonly listeners: ((hint: Hint) => void)[] = [];
  private readonly pending = new Set<Hint>();
  private isClosed = false;

  constructor(private readonly notify?: (topic: Hint) => void) {}

  on(listener: (hint: Hint) => void): void {
    this.listeners.push(listener);
  }

  tell(hint: Hint): void {
    if (this.isClosed) return;
    if (this.pending.size === 0) setImmediate(() => this.flush());
    this.pending.add(hint);
  }

  close(): void {
    this.isClosed = true;
  }

  private flush(): void {
    const hints = [...this.pending];
    this.pending.clear();
    if (this.isClosed) return;
    for (const hint of hints) {
      this.notify?.(hint);
      for (const listener of this.listeners) {
        try {
          listener(hint);
        } catch (error) {
          ignore(error, `a listener for ${hint} failed; polling finds the work`);
        }
      }
    }
  }
}
