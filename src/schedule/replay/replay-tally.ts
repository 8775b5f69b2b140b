import type { GatedRequest, VerdictRow } from '../../flow/index.js';

import type { ReplayCount, ReplayPlan, ReplaySample } from './replay.store.js';

/** Scopes are few; what comes behind so many is counted as others. */
const MOST_COUNTS = 200;
const MOST_SAMPLES = 20;
const OTHERS: Omit<ReplayCount, 'count'> = { scope: null, type: null, action: null, verdict: 'others' };

/** What an element would come to. */
export interface Seen extends Omit<ReplaySample, 'effect'> {
  readonly hasPayload: boolean;
}

export function seenRequest(
  { scope, type, action, hook, element, recordId, payload }: GatedRequest,
  connection: number | null,
): Seen {
  const of = { scope, type, action, verdict: 'queued', rule: null };
  return { ...of, hook: hook ?? 0, element, connection, recordId, hasPayload: payload !== null };
}

export function seenVerdict({ scope, type, hook, element, connection, recordId, ruling }: VerdictRow): Seen {
  const of = { scope, type, action: null, verdict: ruling.verdict, rule: ruling.rule };
  return { ...of, hook: hook ?? 0, element, connection, recordId, hasPayload: false };
}

/** One more element. */
export function tallied(plan: ReplayPlan, seen: Seen, effect: string | null): ReplayPlan {
  const { hasPayload, ...sample } = seen;
  const isQueued = seen.verdict === 'queued';
  const connections =
    isQueued && seen.connection !== null && !plan.connections.includes(seen.connection)
      ? [...plan.connections, seen.connection]
      : plan.connections;
  return {
    ...plan,
    counts: counted(plan.counts, seen),
    deletes: plan.deletes + (isQueued && seen.action === 'DELETED' ? 1 : 0),
    payloads: plan.payloads + (isQueued && hasPayload ? 1 : 0),
    samples: hasRoom(plan) ? [...plan.samples, { ...sample, effect }] : plan.samples,
    connections,
  };
}

export function hasRoom({ samples }: ReplayPlan): boolean {
  return samples.length < MOST_SAMPLES;
}

function counted(counts: readonly ReplayCount[], seen: Omit<ReplayCount, 'count'>): ReplayCount[] {
  const { scope, type, action, verdict } = seen;
  const at = counts.findIndex((one) => isSame(one, seen));
  if (at >= 0) return counts.with(at, added(counts[at] as ReplayCount));
  if (counts.length < MOST_COUNTS) return [...counts, { scope, type, action, verdict, count: 1 }];
  const others = counts.findIndex((one) => isSame(one, OTHERS));
  if (others < 0) return [...counts, { ...OTHERS, count: 1 }];
  return counts.with(others, added(counts[others] as ReplayCount));
}

function added(one: ReplayCount): ReplayCount {
  return { ...one, count: one.count + 1 };
}

function isSame(a: Omit<ReplayCount, 'count'>, b: Omit<ReplayCount, 'count'>): boolean {
  return a.scope === b.scope && a.type === b.type && a.action === b.action && a.verdict === b.verdict;
}
