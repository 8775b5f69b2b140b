/**
 * The place before the first hook received at or after a time, found by halving: hooks of one address come in order
 * of receipt, give or take a minute of clocks. `receivedBehind` answers the next hook behind a place.
 */
export async function placeBefore(
  time: number,
  through: number,
  receivedBehind: (
    place: number,
  ) => Promise<{ readonly seq: number; readonly receivedAt: number } | undefined>,
): Promise<number> {
  let early = 0;
  let late = through;
  while (early < late) {
    const middle = Math.floor((early + late) / 2);
    const next = await receivedBehind(middle);
    if (next !== undefined && next.seq <= through && next.receivedAt < time) early = next.seq;
    else late = middle;
  }
  return early;
}
