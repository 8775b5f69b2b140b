/** A worker is looked at this often within its time. */
const LOOKS = 4;
/** Killed for the clock alone only after this many times its time: a starved machine is not the expression's fault. */
const PATIENCE = 10;
/** Processor time that a worker must have used of its time to be killed for it. */
const BUSY_SHARE = 0.5;

/** What is watched. */
export interface WatchedWorker {
  isReady(): boolean;
  cpuMs(): number | null;
  kill(): void;
}

/** Kills a worker that shows no progress for the time it has. */
export class Watchdog {
  private timer: NodeJS.Timeout | undefined;
  private progressAt = performance.now();
  private cpuAtLook: number | null = null;
  private hasLooked = false;
  /** It was this watchdog that killed the worker. */
  hasKilled = false;

  constructor(
    private readonly worker: WatchedWorker,
    private readonly timeMs: number,
    private readonly patience = PATIENCE,
  ) {
    this.look();
  }

  /** The worker said something: its time begins anew. */
  progress(): void {
    this.progressAt = performance.now();
    this.hasLooked = false;
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private look(): void {
    this.timer = setTimeout(() => this.judge(), Math.ceil(this.timeMs / LOOKS)).unref();
  }

  /** Two looks at least: a host that was busy itself must first read what the worker has long said. */
  private judge(): void {
    if (!this.worker.isReady()) this.progressAt = performance.now();
    const silentMs = performance.now() - this.progressAt;
    if (!this.hasLooked) {
      this.hasLooked = true;
      this.cpuAtLook = this.worker.cpuMs();
    } else if (silentMs >= this.timeMs && (this.wasBusy() || silentMs >= this.timeMs * this.patience)) {
      this.hasKilled = true;
      this.worker.kill();
      return;
    }
    this.look();
  }

  private wasBusy(): boolean {
    const cpu = this.worker.cpuMs();
    return cpu === null || this.cpuAtLook === null || cpu - this.cpuAtLook >= this.timeMs * BUSY_SHARE;
  }
}
