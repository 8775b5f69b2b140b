import type { Clock } from './clock/index.js';

/** Several readers within this time see one sample: a scrape costs the database the same however many scrape. */
const SAMPLE_EVERY_MS = 5_000;

/** What costs the database something, taken at most so often; one that failed is taken again. */
export function sampledBy<Sample>(clock: Clock, take: () => Promise<Sample>): () => Promise<Sample> {
  let last: { readonly at: number; readonly sample: Promise<Sample> } | undefined;
  return () => {
    const now = clock.monotonic();
    if (last && now - last.at < SAMPLE_EVERY_MS) return last.sample;
    const taken = { at: now, sample: take() };
    last = taken;
    taken.sample.catch(() => {
      if (last === taken) last = undefined;
    });
    return taken.sample;
  };
}
