import type { Clock } from '../clock/index.js';

/** Far more hooks than make a commit cheap, and about 4 ms where connections come that send nothing. */
const MOST_TURNS = 64;
/**
 * A flood on connections that are open makes turns long: hooks do not wait for many of those. A turn that reads 256
 * hooks takes 25 to 80 ms, and the ones after it, while all of those wait, well under one.
 */
const MOST_MS = 250;

/**
 * Lets hooks wait for those right behind them while connections come in.
 *
 * Node takes one new connection a turn of the event loop (libuv 1.52), and a commit lasts until the end of its turn. If
 * each turn ended in one, a sender that opens a connection for each hook would get a flush for each: 200 waiting
 * connections took 200 flushes, and the last of them seconds. So while every turn brings another connection, hooks are
 * held back; when a turn brings none they all go on. Where nobody comes, nobody waits (docs/decisions/0024).
 */
export class Crowd {
  private waiting: (() => void)[] = [];
  private turns = 0;
  private beganAt = 0;
  private isWatching = false;
  private hasCome = false;

  constructor(private readonly clock: Pick<Clock, 'monotonic'>) {}

  /** A connection was opened. */
  came(): void {
    this.hasCome = true;
    if (this.isWatching) return;
    this.isWatching = true;
    this.turns = 0;
    this.beganAt = this.clock.monotonic();
    setImmediate(this.endTurn);
  }

  /** Null: go on at once. */
  passes(): Promise<void> | null {
    if (!this.isWatching) return null;
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private readonly endTurn = (): void => {
    this.turns += 1;
    const isOver = this.turns >= MOST_TURNS || this.clock.monotonic() - this.beganAt > MOST_MS;
    if (this.hasCome && !isOver) {
      this.hasCome = false;
      setImmediate(this.endTurn);
      return;
    }
    const passing = this.waiting;
    this.waiting = [];
    this.hasCome = false;
    this.isWatching = false;
    for (const pass of passing) pass();
  };
}
