export type Generation = 'a' | 'b';

/** A key is known for at least this long, and at most twice as long. */
const GENERATION_MS = 30 * 24 * 60 * 60 * 1000;

export const SEEN_META = [{ key: 'seen' }, { key: 'seen_swapped_at' }] as const;

export function metaOf(state: { readonly newer: Generation; readonly swappedAt: number }) {
  return [
    { key: 'seen', value: state.newer },
    { key: 'seen_swapped_at', value: String(state.swappedAt) },
  ];
}

export function isDue(swappedAt: number, now: number): boolean {
  return now - swappedAt >= GENERATION_MS;
}
