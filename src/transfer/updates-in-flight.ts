/** Far above what one process runs at once. */
const MOST = 10_000;

/**
 * Updates of linked records that were sent and are not committed. Until they are, the baseline is older than what the
 * system holds, and what it made of our values (truncated, rounded) would pass for somebody's change there. An entry
 * ends with the commit of its request, or by age where that was lost.
 */
export class UpdatesInFlight {
  private readonly updates = new Map<number, { readonly request: number; readonly at: number }>();

  /** `patienceMs`: twice the call time-out. */
  constructor(private readonly patienceMs: number) {}

  begin(link: number, { request, now }: { readonly request: number; readonly now: number }): void {
    this.updates.delete(link);
    if (this.updates.size >= MOST) this.forget(now);
    if (this.updates.size < MOST) this.updates.set(link, { request, at: now });
  }

  /** Nothing of it took effect, or its commit has come. */
  ended(link: number, request: number): void {
    if (this.updates.get(link)?.request === request) this.updates.delete(link);
  }

  has(link: number, now: number): boolean {
    const update = this.updates.get(link);
    return update !== undefined && now - update.at < this.patienceMs;
  }

  /** Insertion order is order of age. */
  private forget(now: number): void {
    for (const [link, { at }] of this.updates) {
      if (now - at < this.patienceMs) return;
      this.updates.delete(link);
    }
  }
}
