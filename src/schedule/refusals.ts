/** Why some were not queued: how many, and a few of them, by reason. */
export type Refusals = Readonly<
  Record<string, { readonly count: number; readonly examples: readonly string[] }>
>;

const MOST_EXAMPLES = 5;
const EXAMPLE_CHARS = 100;

/** One more that was refused. Reasons are verdicts and a few words of ours: a closed list. */
export function withRefusal(refusals: Refusals, reason: string, example: string): Refusals {
  const { count, examples } = refusals[reason] ?? { count: 0, examples: [] };
  const shown = examples.length < MOST_EXAMPLES ? [...examples, example.slice(0, EXAMPLE_CHARS)] : examples;
  return { ...refusals, [reason]: { count: count + 1, examples: shown } };
}
