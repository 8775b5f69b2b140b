/** `npm test` runs a small share of the heavy tests; `.ci/run` sets CI_FULL=1 and runs the whole. */
export const isFull = process.env.CI_FULL === '1';

/** The number for this run: the whole of it, or the quick share. */
export function scaled(full: number, quick: number): number {
  return isFull ? full : quick;
}
