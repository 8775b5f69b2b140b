import type { OnlyThis } from '../flow/index.js';
import { gateEntryOf } from '../gate/index.js';
import type { HubRecord } from '../hub/index.js';

import { ended, type StoryEnd } from './story.js';
import type { Turn } from './turn.js';

/** Why a request that may do one thing alone ends here: the record is there, or is not, or is another by now. */
export function notWanted({ request }: Pick<Turn, 'request'>, record: HubRecord | null): StoryEnd | null {
  const only = gateEntryOf(request.trail)?.saw?.['record.only'] as OnlyThis | undefined;
  if (!only) return null;
  const isThere = record !== null && record.deletedAt === null;
  switch (only.act) {
    case 'create':
      return isThere ? ended('skipped', { reason: 'the hub has it already', record: record.id }) : null;
    case 'update':
      return isThere ? null : ended('no-link', { reason: 'the hub has no such record' });
    case 'delete':
      if (record === null || record.version === only.version) return null;
      return ended('skipped', { reason: 'it was changed since', record: record.id });
  }
}
