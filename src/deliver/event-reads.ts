import type { Events, StoredEvent } from '../events/index.js';

interface Batch {
  readonly seqs: Set<number>;
  readonly rows: Promise<ReadonlyMap<number, StoredEvent>>;
}

/**
 * Events that are about to be sent, as they are then: what was erased, by whichever process, is gone from what is sent.
 * A copy in memory would outlive an erasure elsewhere. What is asked for in one turn of the event loop is one read.
 */
export class EventReads {
  private open: Batch | null = null;

  constructor(private readonly events: Pick<Events, 'bySeq'>) {}

  /** Null: it is no longer kept. */
  async take(seq: number): Promise<StoredEvent | null> {
    const batch = (this.open ??= this.begin());
    batch.seqs.add(seq);
    return (await batch.rows).get(seq) ?? null;
  }

  private begin(): Batch {
    const seqs = new Set<number>();
    const read = async (): Promise<ReadonlyMap<number, StoredEvent>> => {
      await new Promise<void>((resolve) => setImmediate(resolve));
      this.open = null;
      const events = await this.events.bySeq([...seqs]);
      return new Map(events.map((event) => [event.seq, event]));
    };
    return { seqs, rows: read() };
  }
}
