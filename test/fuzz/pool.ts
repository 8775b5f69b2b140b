/** What an id or a name stands for; of ids their prefix. */
export type Kind = string;

/** More of a kind are of no use, and the oldest are gone by then. */
const KEPT = 60;
/** Deeper in an answer no ids of its own are looked for. */
const DEEPEST = 5;

/**
 * Ids and names that are, or were, in the host: what answers bring goes in, so that requests reach what others have
 * made. What the fuzz itself stands on never goes in.
 */
export class Pool {
  private readonly kinds = new Map<Kind, string[]>();
  private readonly spared = new Set<string>();

  /** Never handed out: without it there would be nothing to call with. */
  spare(...ids: readonly string[]): void {
    for (const id of ids) this.spared.add(id);
  }

  add(kind: Kind, id: string): void {
    if (this.spared.has(id)) return;
    const known = this.kinds.get(kind) ?? [];
    if (known.includes(id)) return;
    known.push(id);
    if (known.length > KEPT) known.splice(KEPT / 2, 1);
    this.kinds.set(kind, known);
  }

  /** One of the kind; where there is none, one that looks like it. */
  at(kind: Kind, number: number): string {
    const known = this.kinds.get(kind) ?? [];
    return known[number % Math.max(known.length, 1)] ?? `${kind}_${number}`;
  }

  size(kind: Kind): number {
    return this.kinds.get(kind)?.length ?? 0;
  }

  /** Every id in an answer. */
  harvest(answer: unknown, depth = 0): void {
    if (typeof answer === 'string') {
      const prefix = /^([a-z]{3})_[\w-]{4,60}$/.exec(answer)?.[1];
      if (prefix) this.add(prefix, answer);
      return;
    }
    if (typeof answer !== 'object' || answer === null || depth > DEEPEST) return;
    for (const part of Object.values(answer).slice(0, 20)) this.harvest(part, depth + 1);
  }
}

/** A place in a request where an id of the pool stands; which one is seen when it is sent. */
export class Ref {
  constructor(
    private readonly pool: Pool,
    private readonly kind: Kind,
    private readonly number: number,
  ) {}

  toJSON(): string {
    return this.toString();
  }

  toString(): string {
    return this.pool.at(this.kind, this.number);
  }
}
