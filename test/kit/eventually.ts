type Truthy<T> = Exclude<T, false | null | undefined | 0 | ''>;

/** Waits for a fact: repeats `look` until it stops throwing and answers something truthy, or fails with the last reason. */
export async function eventually<T>(look: () => Promise<T> | T, withinMs = 10_000): Promise<Truthy<T>> {
  const until = performance.now() + withinMs;
  let reason: unknown = new Error('nothing was seen');
  while (performance.now() < until) {
    try {
      const seen = await look();
      if (seen) return seen as Truthy<T>;
      reason = new Error(`still ${JSON.stringify(seen)}`);
    } catch (error) {
      reason = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error(`not within ${withinMs} ms: ${reason instanceof Error ? reason.message : String(reason)}`, {
    cause: reason,
  });
}
