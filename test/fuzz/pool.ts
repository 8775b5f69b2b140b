const MOST_PARENTS = 1_000;

export function prefixOf(text: string): string | undefined {
  return /^([a-z]{2,3})_[\w-]{4,60}$/.exec(text)?.[1];
}

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
  /** What an id was found under: `/v1/connections/con_1/scopes` answers with scopes of con_1. */
  private readonly parents = new Map<string, string>();

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

  parentOf(id: string): string | undefined {
    return this.parents.get(id);
  }

  size(kind: Kind): number {
    return this.kinds.get(kind)?.length ?? 0;
  }

  /** Every id in an answer; `parent` is whom it was asked of. */
  harvest(answer: unknown, parent?: string, depth = 0): void {
    if (typeof answer === 'string') {
      const prefix = prefixOf(answer);
      if (!prefix) return;
      this.add(prefix, answer);
      if (parent !== undefined && parent !== answer) this.bear(answer, parent);
      return;
    }
    if (typeof answer !== 'object' || answer === null || depth > DEEPEST) return;
    for (const part of Object.values(answer).slice(0, 20)) this.harvest(part, parent, depth + 1);
  }

  private bear(id: string, parent: string): void {
    this.parents.set(id, parent);
    const [oldest] = this.parents.keys();
    if (this.parents.size > MOST_PARENTS && oldest !== undefined) this.parents.delete(oldest);
  }
}

/** An id, and what it was found under: two places of one path. */
export class Family {
  constructor(
    private readonly pool: Pool,
    private readonly kinds: { readonly parent: Kind; readonly child: Kind },
    private readonly number: number,
  ) {}

  get child(): string {
    return this.pool.at(this.kinds.child, this.number);
  }

  get parent(): string {
    return this.pool.parentOf(this.child) ?? this.pool.at(this.kinds.parent, this.number);
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
