/** Numbers of a subscriber, both included. */
export interface Gap {
  readonly first: number;
  readonly last: number;
}

/**
 * What is not there between a place and another. Numbers are drawn in the commit that stores their deliveries, so
 * none is ever left out: whatever is missing was removed.
 */
export function gapsIn(
  sequences: readonly number[],
  { after, through }: { readonly after: number; readonly through: number },
): Gap[] {
  const ends = [...sequences, through + 1];
  return ends.flatMap((next, index) => {
    const first = (sequences[index - 1] ?? after) + 1;
    return first < next ? [{ first, last: next - 1 }] : [];
  });
}
