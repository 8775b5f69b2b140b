import { FIRST_SYNC_ROOT } from './sync-root.js';

/** What of a request says which trace it belongs to. */
export interface Traced {
  readonly seq: number;
  readonly hook: number | null;
  /** 0: it is the root itself. */
  readonly root: number;
}

/** What a trace is named after: a hook, or the tree of a request that no hook brought about. */
export interface TraceSeed {
  readonly prefix: 'hok' | 'trk';
  readonly seq: number;
}

/**
 * A hook, its requests, their children and whatever the hub sends on because of them are one trace. What was asked for
 * by a person or a clock is a trace for each tree. `hookOfRoot`: of the request `rootToAsk` names.
 */
export function traceSeedOf({ seq, hook, root }: Traced, hookOfRoot: number | null): TraceSeed {
  const tree = root || seq;
  const by = tree >= FIRST_SYNC_ROOT ? null : (hook ?? hookOfRoot);
  return by === null ? { prefix: 'trk', seq: tree } : { prefix: 'hok', seq: by };
}

/** The request whose hook has to be known to tell the trace; null where it is known. */
export function rootToAsk({ hook, root }: Traced): number | null {
  return hook === null && root !== 0 && root < FIRST_SYNC_ROOT ? root : null;
}
