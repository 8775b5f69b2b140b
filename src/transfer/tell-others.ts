import type { HubEffects } from '../hub/index.js';

import { correctionDrafts, hubDrafts } from './hub-drafts.js';
import { ended, type StoryEnd, type StoryParts } from './story.js';
import type { HubChange } from './to-hub-effects.js';
import type { Turn } from './turn.js';

/** How many changed fields the request's facts name. */
const MOST_FIELDS = 50;

/** The end of a TO transfer: its change, and a draft for each connection that listens, for the origin a correction. */
export async function tellOthers(
  turn: Turn,
  parts: StoryParts,
  change: Omit<HubChange, 'change' | 'data'> & { readonly change: HubChange['change'] | 'deleted' },
  collection: string,
): Promise<StoryEnd> {
  const { record } = change;
  const effects = doneBy(change);
  const facts = {
    change: change.change,
    record,
    fields: change.fields.slice(0, MOST_FIELDS),
    collection,
    ...(change.decision ? { decision: change.decision } : {}),
  };
  if (change.change === 'no-change' || change.change === 'echo') return ended(change.change, facts, effects);
  const { view, request, root } = turn;
  const action = ACTIONS[change.change];
  const event = {
    tenant: view.tenant,
    mode: view.mode,
    type: request.type,
    action,
    record,
    origin: view.number,
    root,
    tier: request.tier,
  };
  const drafts = (change.isNews ?? true) ? hubDrafts(parts.directory(), event) : [];
  if (change.corrects) drafts.push(...correctionDrafts(parts.directory(), event));
  const judged = drafts.length > 0 ? await parts.judge(drafts, []) : undefined;
  return { outcome: { kind: 'done', facts }, effects, ...judged };
}

/** Who hears of the change is told whose decision it was. */
function doneBy({ effects, decision }: Pick<HubChange, 'decision' | 'effects'>): HubEffects | undefined {
  return effects && decision?.by === 'handler' ? { ...effects, actor: decision.handler } : effects;
}

const ACTIONS = {
  created: 'CREATED',
  updated: 'UPDATED',
  linked: 'UPDATED',
  corrected: 'UPDATED',
  deleted: 'DELETED',
} as const;
