const LOOK_EVERY_MS = 10;

/** Looks until something truthy is there and gives it back; an error while looking counts as "not yet". */
export async function factWithin(what, withinMs, look) {
  const until = performance.now() + withinMs;
  let reason = '';
  while (performance.now() < until) {
    try {
      const seen = await look();
      if (seen) return seen;
      reason = '';
    } catch (error) {
      reason = `: ${error.message}`;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error(`not within ${withinMs} ms: ${what}${reason}`);
}
