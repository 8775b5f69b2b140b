/** What a second of a worker may bring. A frame costs the host some 10 µs to read: half of its time. */
const FRAMES_PER_SECOND = 50_000;
const BYTES_PER_SECOND = 256 * 1024 * 1024;
const LINES_PER_SECOND = 200;

/** Bounds what a worker may bring to the host, whatever it runs: its own bounds are those of a program that is itself. */
export class FrameBudget {
  private startedAt = 0;
  private frames = 0;
  private bytes = 0;
  private lines = 0;

  /** False: it is too much, and the worker is not to be read any more. */
  takes(bytes: number): boolean {
    this.turn();
    this.frames += 1;
    this.bytes += bytes;
    return this.frames <= FRAMES_PER_SECOND && this.bytes <= BYTES_PER_SECOND;
  }

  takesLine(): boolean {
    this.turn();
    this.lines += 1;
    return this.lines <= LINES_PER_SECOND;
  }

  private turn(): void {
    const now = performance.now();
    if (now - this.startedAt < 1_000) return;
    this.startedAt = now;
    this.frames = 0;
    this.bytes = 0;
    this.lines = 0;
  }
}
