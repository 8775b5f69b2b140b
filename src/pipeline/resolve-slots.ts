/** Owners whose hooks are resolved at the same time. */
const SLOTS = 16;

/**
 * The slots owners are resolved in. One whose connector runs in workers holds its slot for as long as that takes, and a
 * connector that loops takes seconds: of such a connector so many owners have slots as leave as many free, so that five
 * of them have to loop at once before anybody waits for them.
 */
export class ResolveSlots {
  private readonly held = new Map<number, string | undefined>();

  constructor(private readonly elsewhere: () => ReadonlyMap<number, string>) {}

  has(owner: number): boolean {
    return this.held.has(owner);
  }

  get free(): number {
    return SLOTS - this.held.size;
  }

  /** False where there is none for it now. */
  take(owner: number): boolean {
    const connector = this.elsewhere().get(owner);
    if (this.free <= 0 || (connector !== undefined && this.hasItsShare(connector))) return false;
    this.held.set(owner, connector);
    return true;
  }

  release(owner: number): void {
    this.held.delete(owner);
  }

  /** How many owners to look for, so that there are some among them who may have what is free. */
  enough(): number {
    const full = new Set([...this.held.values()].filter((one) => one !== undefined && this.hasItsShare(one)));
    if (full.size === 0) return SLOTS * 4;
    return SLOTS * 4 + [...this.elsewhere().values()].filter((connector) => full.has(connector)).length;
  }

  private hasItsShare(connector: string): boolean {
    let own = 0;
    for (const one of this.held.values()) if (one === connector) own += 1;
    return own > 0 && own >= this.free;
  }
}
