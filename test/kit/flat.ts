/** Whether something that should stay where it is does: its last third beside its middle third. */
export interface Flatness {
  readonly middle: number;
  readonly last: number;
  /** By the line of least squares through both thirds, over as long as they are. */
  readonly growth: number;
  readonly bound: number;
  readonly isFlat: boolean;
}

/** The first third is left out: caches fill, and what is made once is made. */
export function flatness(series: readonly number[], bound: (middle: number) => number): Flatness {
  const third = Math.floor(series.length / 3);
  const [middleThird, lastThird] = [series.slice(third, -third), series.slice(-third)];
  const later = series.slice(third);
  const middle = median(middleThird);
  const growth = Math.round(slope(later) * (later.length - 1));
  const most = bound(middle);
  return { middle, last: median(lastThird), growth, bound: most, isFlat: growth <= most };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** What it grows by from one value to the next. */
function slope(values: readonly number[]): number {
  const meanAt = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const [over, under] = values.reduce(
    ([above, below], value, at) => [above + (at - meanAt) * (value - mean), below + (at - meanAt) ** 2],
    [0, 0],
  );
  return under === 0 ? 0 : over / under;
}
