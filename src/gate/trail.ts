import type { Facts } from './draft-case.js';

/** One entry of a request's trail, as the gate leaves it; the ledger adds others behind it. */
export interface GateEntry {
  readonly at: number;
  readonly config: number;
  /** The rules that looked at the draft and let it pass, in order. */
  readonly passed: readonly string[];
  /** What a rule saw, where it is worth keeping: `{"delete.guard":{"guard":"update"}}`. */
  readonly saw?: Readonly<Record<string, Facts>>;
}

/** Gathers the rules a draft passed; written as a JSON list of one entry. */
export class Trail {
  private readonly names: string[] = [];
  private saw: Record<string, Facts> | undefined;

  constructor(
    private readonly at: number,
    private readonly config: number,
  ) {}

  passed(name: string, facts: Facts | undefined): void {
    this.names.push(name);
    if (facts) (this.saw ??= {})[name] = facts;
  }

  text(): string {
    const entry: GateEntry = {
      at: this.at,
      config: this.config,
      passed: this.names,
      ...(this.saw ? { saw: this.saw } : {}),
    };
    return JSON.stringify([entry]);
  }
}

/** The gate's entry of a stored trail; null where it is none. */
export function gateEntryOf(trail: string): GateEntry | null {
  const entries: unknown = JSON.parse(trail);
  const [first] = Array.isArray(entries) ? (entries as readonly unknown[]) : [];
  return typeof first === 'object' && first !== null && 'passed' in first ? (first as GateEntry) : null;
}
