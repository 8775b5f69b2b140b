/**
 * Deficit round robin over whoever is present at each call: in turn, each gets credit by its weight and spends one a
 * call. Who is absent when its turn comes loses its credit.
 */
export class RoundRobin {
  private current = -Infinity;
  private credit = 0;
  private readonly rest = new Map<number, number>();

  /** `weights`: those present, above 0. Not empty. */
  next(weights: ReadonlyMap<number, number>): number {
    while (this.credit < 1 || !weights.has(this.current)) this.pass(weights);
    this.credit -= 1;
    return this.current;
  }

  private pass(weights: ReadonlyMap<number, number>): void {
    // less than one is left: kept for the next turn, so that a weight of 0.5 comes every second time
    if (weights.has(this.current)) this.rest.set(this.current, this.credit);
    for (const key of this.rest.keys()) if (!weights.has(key)) this.rest.delete(key);
    this.current = after(this.current, weights.keys());
    this.credit = (this.rest.get(this.current) ?? 0) + (weights.get(this.current) ?? 1);
  }
}

/** The next larger key, or the smallest. */
function after(current: number, keys: Iterable<number>): number {
  let next = Infinity;
  let first = Infinity;
  for (const key of keys) {
    if (key < first) first = key;
    if (key > current && key < next) next = key;
  }
  return next === Infinity ? first : next;
}
