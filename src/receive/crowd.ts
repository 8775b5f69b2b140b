/** Far more than a commit needs to be cheap, and about 4 ms where connections come that send nothing. */
const MOST_TURNS = 64;
/** What one commit takes. */
const MOST_WAITING = 256;

/**
 * Lets hooks wait for those right behind them while connections come in.
 *
 * Node takes one new connection a turn of the event loop (libuv 1.52), and a commit lasts until the end of its turn. If
 * each turn ended in one, a sender that opens a connection for each hook would get a flush for each: 200 waiting
 * connections took 200 flushes, and the last of them seconds. So while every turn brings another connection, hooks are
 * held back; when a turn brings none, or enough wait, all go into one commit. Where nobody comes, nobody waits.
 */
export class Crowd {
  private waiting: (() => void)[] = [];
  private turns = 0;
  private isWatching = false;
  private hasCome = false;

  /** A connection was opened. */
  came(): void {
    this.hasCome = true;
    if (this.isWatching) return;
    this.isWatching = true;
    this.turns = 0;
    setImmediate(this.endTurn);
  }

  /** Null: go on at once. */
  passes(): Promise<void> | null {
    if (!this.isWatching) return null;
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private readonly endTurn = (): void => {
    this.turns += 1;
    if (this.hasCome && this.turns < MOST_TURNS && this.waiting.length < MOST_WAITING) {
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
