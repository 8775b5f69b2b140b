import type { JsonObject } from '@hookyard/sdk';

import type { HubRecord } from '../hub/index.js';

import { decided, whoDecides } from './deciding.js';
import { historyOf } from './record-diff.js';
import type { StoryEnd, StoryParts } from './story.js';
import type { HubChange, SeenRecord } from './to-hub-effects.js';
import type { Turn } from './turn.js';

/** A change of the hub that a handler may decide about. */
export interface Undecided {
  readonly seen: SeenRecord;
  readonly change: HubChange;
  /** Null: it is made. */
  readonly stored: HubRecord | null;
  /** The change that comes of it with what was decided. */
  readonly made: (seen: SeenRecord) => HubChange;
}

/** Writes a change as the handler of its step decides it; at once where nobody decides, or nothing would change. */
export function asDecided(
  turn: Turn,
  parts: StoryParts,
  undecided: Undecided,
  write: (change: HubChange) => Promise<StoryEnd>,
): Promise<StoryEnd> {
  const { seen, change, stored, made } = undecided;
  if (change.fields.length === 0 && !bringsBack(stored, change)) return write(change);
  const handlers = whoDecides(turn, parts, stored === null ? 'create' : 'update');
  if (!handlers) return write(change);
  const step = stored === null ? ('create' as const) : ('update' as const);
  const asked = { step, incoming: seen.mapped, stored, changes: changesOf(stored, change) };
  return decided(turn, parts, handlers, asked).then((answer) => {
    if (answer.kind === 'ends') return answer.end;
    const { decision, record } = answer;
    if (!decision) return write(change);
    return write({ ...(record ? made({ ...seen, decided: record }) : change), decision });
  });
}

/** A record that was deleted and is seen again. */
function bringsBack(stored: HubRecord | null, { effects }: HubChange): boolean {
  return stored !== null && stored.deletedAt !== null && effects?.record !== undefined;
}

function changesOf(stored: HubRecord | null, { data, fields }: HubChange): JsonObject {
  return historyOf(stored?.data ?? {}, data, fields);
}
