import type { JsonObject } from '@hookyard/sdk';

import { laneKeyOf } from '../flow/index.js';
import type { LinkedRecord } from '../hub/index.js';

import { changesOn, isSameJson } from './record-diff.js';
import type { StoryParts } from './story.js';
import type { Turn } from './turn.js';

/** Newest requests of a record's lane that are looked at: more than two are rarely open, since they fold. */
const MOST_LOOKED_AT = 5;

/** A record as it was read now. */
export interface AsRead {
  readonly linked: LinkedRecord;
  readonly mapped: JsonObject;
  /** It has children that nobody knows: perhaps ours, whose ids come with the commit. */
  readonly hasNewChildren?: boolean;
}

/**
 * Whether what a system holds may be what it made of a write of ours that is not committed yet: a field is new, the hub
 * has brought that field out since the system was last known, and such a write is under way. Taken for a change there,
 * a truncated text would come back into all others. Asked of the ledger only where fields look like that.
 */
export async function mayBeOurWrite(
  turn: Turn,
  parts: StoryParts,
  { linked, mapped, hasNewChildren = false }: AsRead,
): Promise<boolean> {
  const { link } = linked;
  if (!link.isPrimary || !(hasNewChildren || isOutstanding(linked, mapped))) return false;
  return parts.updates.has(link.id, turn.now()) || wasBegun(turn, parts, link.record);
}

/** A field that is neither what the system was known to hold nor what the hub has, while the hub has something new. */
function isOutstanding({ link, record }: LinkedRecord, mapped: JsonObject): boolean {
  const { baseline, sent } = link;
  if (baseline === null) return false;
  const touched = Object.keys(changesOn(record.data, changesOn(baseline, mapped)));
  return touched.some((field) => {
    const had = sent && Object.hasOwn(sent, field) ? sent[field] : baseline[field];
    return !isSameJson(record.data[field], had);
  });
}

/**
 * Before this process began, perhaps: by one that was killed, or by another; or in a turn that was answered and lost its
 * commit. A request that waits for its next try for longer than two calls may last is waited for no more.
 */
async function wasBegun(turn: Turn, parts: StoryParts, record: number): Promise<boolean> {
  const { view, request } = turn;
  const recordId = String(record);
  const name = {
    tenant: view.tenant,
    connection: view.number,
    kind: 'transfer',
    type: request.type,
    recordId,
  };
  const lane = laneKeyOf({ ...name, direction: 'FROM' });
  const requests = await parts.reads.requestsOfLane(lane, MOST_LOOKED_AT);
  const isRecent = turn.startedAt - parts.startedAt <= 2 * parts.callTimeoutMs;
  return requests.some((one) => {
    if (one.type !== request.type || one.recordId !== recordId) return false;
    const isOld = one.createdAt < parts.startedAt;
    if (one.state === 'queued') return isOld;
    return one.state === 'waiting-retry' && (one.heldCode === 'conflict' || (isOld && isRecent));
  });
}
