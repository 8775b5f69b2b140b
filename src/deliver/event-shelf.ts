import type { Events, StoredEvent } from '../events/index.js';

/** As much as the ledger's window holds requests. */
const MOST_EVENTS = 2_000;
const MOST_CHARS = 16 * 1024 * 1024;

/** Events that are about to be sent, kept in memory between being handed on and going out; the rest are read. */
export class EventShelf {
  private readonly kept = new Map<number, StoredEvent>();
  private chars = 0;

  constructor(private readonly events: Pick<Events, 'bySeq'>) {}

  put(event: StoredEvent): void {
    if (this.kept.has(event.seq)) return;
    this.kept.set(event.seq, event);
    this.chars += event.data.length;
    while (this.kept.size > MOST_EVENTS || this.chars > MOST_CHARS) this.dropOldest();
  }

  /** What is stored is another now. */
  drop(seq: number): void {
    const event = this.kept.get(seq);
    if (!event) return;
    this.kept.delete(seq);
    this.chars -= event.data.length;
  }

  async take(seq: number): Promise<StoredEvent | null> {
    return this.kept.get(seq) ?? (await this.events.bySeq([seq]))[0] ?? null;
  }

  private dropOldest(): void {
    const oldest = this.kept.keys().next();
    if (!oldest.done) this.drop(oldest.value);
  }
}
