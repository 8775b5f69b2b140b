import { ignore } from '../errors/index.js';

export interface DaemonOptions {
  readonly name: string;
  /** The slow fallback: a turn at least this often, hints or not. */
  readonly intervalMs: number;
  /** One turn; answers true when there is more to do at once. */
  turn(signal: AbortSignal): Promise<boolean>;
  readonly onError: (name: string, error: unknown) => void;
}

/**
 * A loop that works when it is told to, and every `intervalMs` anyway. One turn at a time; a failed turn is told and
 * followed by the ordinary pause; stopping waits for the present turn.
 */
export class Daemon {
  private readonly stopping = new AbortController();
  private wake: () => void = () => undefined;
  private isHinted = false;
  private loop: Promise<void> | undefined;

  constructor(private readonly options: DaemonOptions) {}

  start(): void {
    this.loop ??= this.run();
  }

  /** There may be work: a turn follows the present one. */
  hint(): void {
    this.isHinted = true;
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.loop;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      this.isHinted = false;
      const hasMore = await this.turn(signal);
      if (!hasMore && !this.isHinted && !signal.aborted) await this.pause();
    }
  }

  private async turn(signal: AbortSignal): Promise<boolean> {
    try {
      return await this.options.turn(signal);
    } catch (error) {
      if (signal.aborted) ignore(error, `${this.options.name} was stopping`);
      else this.options.onError(this.options.name, error);
      return false;
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.options.intervalMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
