import type { ClaimedRequest, Settlement } from '../flow/index.js';
import type { HubEffects } from '../hub/index.js';

import { pinsOf, type StoryEnd } from './story.js';
import type { Turn } from './turn.js';

/** The record of what came of a mapping names what it was made with. */
export function pinned(turn: Turn, end: StoryEnd): StoryEnd {
  const { outcome } = end;
  const isOver = outcome.kind === 'done' || outcome.kind === 'ended';
  const facts = {
    ...(turn.collection !== undefined && 'facts' in outcome ? pinsOf(turn) : {}),
    ...(isOver && turn.calls.count > 0 ? { calls: turn.calls.lines() } : {}),
  };
  if (Object.keys(facts).length === 0) return end;
  const known = 'facts' in outcome ? outcome.facts : {};
  return { ...end, outcome: { ...outcome, facts: { ...known, ...facts } } };
}

/** What one turn leaves to be stored. */
export function settled(
  request: ClaimedRequest,
  { outcome, effects, requests, verdicts }: StoryEnd,
): Settlement<HubEffects> {
  return { request, outcome, effects, requests: requests ?? [], verdicts: verdicts ?? [] };
}

/** A turn that failed made its calls all the same. */
export function withCalls<R extends { readonly settlement: Settlement<HubEffects> }>(
  ran: R,
  turn: Turn | undefined,
): R {
  const calls = turn?.spending?.calls ?? 0;
  return calls === 0 ? ran : { ...ran, settlement: { ...ran.settlement, calls } };
}
