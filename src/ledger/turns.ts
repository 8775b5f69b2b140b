import { ignore } from '../errors/index.js';

/** Repeated work: one turn at a time of each, stopping waits for the present ones. */
export class Turns {
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly running = new Set<Promise<void>>();

  every(intervalMs: number, turn: () => Promise<unknown>): void {
    let isRunning = false;
    const timer = setInterval(() => {
      if (isRunning) return;
      isRunning = true;
      const running = turn()
        .then(() => undefined)
        .catch((error: unknown) => ignore(error, 'a turn failed; the next one tries again'))
        .finally(() => {
          isRunning = false;
          this.running.delete(running);
        });
      this.running.add(running);
    }, intervalMs);
    timer.unref();
    this.timers.push(timer);
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.running);
  }
}
