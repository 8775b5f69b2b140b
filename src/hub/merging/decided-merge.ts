import type { Json, JsonObject } from '@hookyard/sdk';

import type { MergePlan } from './plan-merge.js';
import { differences } from './survivors.js';

/** The same merge with values that somebody decided: those named replace what would survive, null takes one away. */
export function decidedMerge(plan: MergePlan, record: JsonObject): MergePlan {
  const data: Record<string, Json> = { ...plan.data };
  const sources: Record<string, number | null> = { ...plan.sources };
  for (const [field, value] of Object.entries(record)) {
    if (field === '__proto__' || value === undefined) continue;
    if (value === null) delete data[field];
    else data[field] = value;
    sources[field] = null;
  }
  const changed = differences(plan.winner.record.data, data);
  const taken = Object.keys(changed).map((field) => [field, sources[field] ?? null]);
  return { ...plan, data, changed, sources: Object.fromEntries(taken) as MergePlan['sources'] };
}
