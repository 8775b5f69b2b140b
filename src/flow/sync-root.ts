/** Trees that no request is the root of: what a person asked for by ids, and what is more. Behind every number a ledger draws. */
export const FIRST_SYNC_ROOT = 2 ** 52;
const FIRST_WATCHED_ROOT = 2 ** 52 + 2 ** 51;

/** Between the two: trees of replays. No installation syncs 2^50 lists, or replays 2^49 times. */
const FIRST_REPLAY_ROOT = 2 ** 52 + 2 ** 50;

/** Between those of replays and the watched ones: trees of imports. */
const FIRST_IMPORT_ROOT = 2 ** 52 + 2 ** 50 + 2 ** 49;

/** The root of everything a replay queues. */
export function rootOfReplay(replay: number): number {
  return FIRST_REPLAY_ROOT + replay;
}

/** The number of the replay a tree belongs to; null for every other tree. */
export function replayOfRoot(root: number): number | null {
  return root >= FIRST_REPLAY_ROOT && root < FIRST_IMPORT_ROOT ? root - FIRST_REPLAY_ROOT : null;
}

/** The root of everything an import queues and changes. */
export function rootOfImport(id: number): number {
  return FIRST_IMPORT_ROOT + id;
}

/** The root of what a manual sync queues; of a watched one, everything its requests do is kept for a while. */
export function rootOfSync(sync: number, isWatched: boolean): number {
  return (isWatched ? FIRST_WATCHED_ROOT : FIRST_SYNC_ROOT) + sync;
}

export function isWatchedRoot(root: number): boolean {
  return root >= FIRST_WATCHED_ROOT;
}
