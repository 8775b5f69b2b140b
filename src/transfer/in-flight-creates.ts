import type { RecordType } from '@hookyard/sdk';

interface Create {
  readonly begunAt: number;
  /** Known once it was answered; until then it may become any id. */
  externalId: string | null;
}

/** Far above what one process runs at once. */
const MOST = 10_000;

/**
 * Creates of this process whose link is not yet to be seen. The destination may send the hook of a new record before
 * our commit has linked it: such a hook waits instead of making the record a second time in the hub (S5.4). An entry
 * outlives its call and ends by age, so that the commit behind the answer is covered too.
 */
export class InFlightCreates {
  private readonly creates = new Map<string, Map<number, Create>>();
  private count = 0;

  /** `patienceMs`: twice the call time-out. */
  constructor(private readonly patienceMs: number) {}

  begin(connection: number, type: RecordType, facts: { request: number; now: number }): void {
    const creates = this.of(connection, type, facts.now);
    if (this.count >= MOST || creates.has(facts.request)) return;
    creates.set(facts.request, { begunAt: facts.now, externalId: null });
    this.count += 1;
  }

  /** A record that is there is being written and linked: its id is known. */
  link(
    connection: number,
    type: RecordType,
    { externalId, ...facts }: { request: number; externalId: string; now: number },
  ): void {
    this.begin(connection, type, facts);
    this.answered(connection, type, { request: facts.request, externalId });
  }

  answered(connection: number, type: RecordType, facts: { request: number; externalId: string }): void {
    const create = this.creates.get(nameOf(connection, type))?.get(facts.request);
    if (create) create.externalId = facts.externalId;
  }

  /** It was refused: nothing was made. */
  refused(connection: number, type: RecordType, request: number): void {
    if (this.creates.get(nameOf(connection, type))?.delete(request)) this.count -= 1;
  }

  /** Whether an unlinked id received at `receivedAt` may be one of them. */
  mayBe(
    connection: number,
    type: RecordType,
    facts: { externalId: string; receivedAt: number; now: number },
  ): boolean {
    if (this.count === 0) return false;
    // Whose id is known is known to be ours, even where its hook came before the write: it is read only now.
    for (const { begunAt, externalId } of this.of(connection, type, facts.now).values())
      if (externalId === null ? begunAt <= facts.receivedAt : externalId === facts.externalId) return true;
    return false;
  }

  /** Without those that are too old to matter. Insertion order is order of age. */
  private of(connection: number, type: RecordType, now: number): Map<number, Create> {
    const name = nameOf(connection, type);
    let creates = this.creates.get(name);
    if (!creates) this.creates.set(name, (creates = new Map()));
    for (const [request, { begunAt }] of creates) {
      if (now - begunAt < this.patienceMs) break;
      creates.delete(request);
      this.count -= 1;
    }
    return creates;
  }
}

function nameOf(connection: number, type: RecordType): string {
  return `${connection} ${type}`;
}
