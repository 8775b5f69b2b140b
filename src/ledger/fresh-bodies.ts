/** About a second of 1 KB hooks at full rate; everything else is read from the database. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_BODIES = 8_192;

/** Bodies of hooks accepted a moment ago, so that resolving them does not read them back. Oldest go first. */
export class FreshBodies {
  private readonly bodies = new Map<number, Buffer>();
  private bytes = 0;

  put(seq: number, body: Buffer): void {
    if (body.length > MOST_BYTES / 4) return;
    this.bodies.set(seq, body);
    this.bytes += body.length;
    for (const [oldest] of this.bodies) {
      if (this.bytes <= MOST_BYTES && this.bodies.size <= MOST_BODIES) break;
      this.take(oldest);
    }
  }

  get(seq: number): Buffer | undefined {
    return this.bodies.get(seq);
  }

  take(seq: number): Buffer | undefined {
    const body = this.bodies.get(seq);
    if (body && this.bodies.delete(seq)) this.bytes -= body.length;
    return body;
  }
}
