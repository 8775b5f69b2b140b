import type { Clock } from './clock/index.js';
import type { Config } from './config/index.js';
import { DuplicateFinding, Duplicates, MatchRules } from './hub/index.js';
import type { OpenStore } from './store/index.js';

/** What finds duplicates, and what people look at. */
export interface DuplicateParts {
  readonly matchRules: MatchRules;
  readonly finding: DuplicateFinding;
  readonly admin: { readonly matchRules: MatchRules; readonly duplicates: Duplicates };
}

/** Other processes learn of a new rule within a second, and may be in the middle of a write then. */
const OTHERS_KNOW_AFTER_MS = 3_000;

export async function openDuplicates(
  store: OpenStore,
  { config, clock }: { readonly config: Config; readonly clock: Clock },
): Promise<DuplicateParts> {
  const { HOOKYARD_PHONE_COUNTRY: country, DATABASE_URL: url } = config;
  const matchRules = new MatchRules({ store, clock, country });
  await matchRules.start();
  const settleMs = url ? OTHERS_KNOW_AFTER_MS : 0;
  return {
    matchRules,
    finding: new DuplicateFinding({ store, clock, rules: matchRules, settleMs }),
    admin: { matchRules, duplicates: new Duplicates({ store, clock, rules: matchRules }) },
  };
}
