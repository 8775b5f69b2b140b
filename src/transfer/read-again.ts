import type { ScopeView } from '../registry/index.js';

import { handlersOf } from './read-source.js';
import type { StoryEnd, StoryParts } from './story.js';
import type { Turn } from './turn.js';

/** Only where changes of the type come back is it worth a call to know what a write came to. */
export function readsBack({ view, request }: Turn): boolean {
  const { type } = request;
  const isMapped = view.collections.some(
    ({ definition }) => definition.type === type && definition.direction === 'TO',
  );
  return isMapped && [...view.scopes.TO.values()].some((scope) => scope.type === type && scope.isEnabled);
}

/** Whether the record can be read at its system, and what is read may come in. */
export function canReadAgain(turn: Turn): boolean {
  return handlersOf(turn)?.get !== undefined && readsBack(turn) && updateScope(turn) !== undefined;
}

/**
 * A request that reads the record at its system: more was changed there than is known, and the hook that told of it may
 * be taken for the echo of our write.
 */
export async function readAgain(
  turn: Turn,
  parts: StoryParts,
  externalId: string,
): Promise<Pick<StoryEnd, 'requests' | 'verdicts'>> {
  const scope = updateScope(turn);
  if (!scope || !canReadAgain(turn)) return {};
  const { view, request, root } = turn;
  const draft = {
    origin: 'hub',
    connection: view.number,
    direction: 'TO',
    mode: view.mode,
    scope: scope.name,
    type: request.type,
    action: 'UPDATED',
    recordId: externalId,
    root,
    tier: request.tier,
  } as const;
  return parts.judge([draft], []);
}

function updateScope({ view, request }: Turn): ScopeView | undefined {
  return [...view.scopes.TO.values()].find(
    ({ type, action, isEnabled }) => isEnabled && type === request.type && action === 'UPDATED',
  );
}
