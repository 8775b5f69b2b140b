/** Numbers that come again with their seed. */
export interface Random {
  readonly seed: number;
  /** In [0, 1). */
  next(): number;
  /** In [0, below). */
  below(below: number): number;
}

/** Runs a story by a seed of its own, or by SEED; when it fails it says which. */
export async function seeded(story: (random: Random) => Promise<void>): Promise<void> {
  const random = randomOf(Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31)));
  try {
    await story(random);
  } catch (error) {
    process.stdout.write(`failed with SEED=${random.seed}\n`);
    throw error;
  }
}

/** Mulberry32: 32 bits of state, equally spread. */
export function randomOf(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, next, below: (below) => Math.floor(next() * below) };
}
