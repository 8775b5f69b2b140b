import { SystemClock } from '../../src/clock/index.js';
import type { Hook, VerdictRow } from '../../src/flow/index.js';
import { type ResolvedDraft, type ResolvedSlice, createResolver } from '../../src/resolve/index.js';
import type { TestDirectory } from './a-directory.js';

/** Everything resolve makes of a hook. */
export interface Resolved {
  readonly slices: readonly ResolvedSlice[];
  readonly drafts: readonly ResolvedDraft[];
  readonly verdicts: readonly VerdictRow[];
}

/** Runs a hook through resolve alone. */
export async function resolved(directory: TestDirectory, hook: Hook): Promise<Resolved> {
  const resolver = createResolver({ directory, clock: new SystemClock() });
  const slices: ResolvedSlice[] = [];
  for await (const slice of resolver.resolveHook(hook)) slices.push(slice);
  return {
    slices,
    drafts: slices.flatMap((slice) => slice.drafts),
    verdicts: slices.flatMap((slice) => slice.verdicts),
  };
}
