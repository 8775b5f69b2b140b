import type { GatedRequest } from '../flow/index.js';

/** Deletes wait to be believed, parents for more of their children. */
export type AsideKind = 'delete' | 'child';

/** A request held aside, stored before or to be stored now, and what the drafts of this commit do to it. */
export interface Aside {
  readonly kind: AsideKind;
  /** Null: the draft `first` is to be stored. */
  readonly seq: number | null;
  readonly first: number;
  /** What is kept of children; of a delete that is stored, nothing. */
  readonly trail: string;
  /** Drafts that fold into it. */
  readonly folded: number[];
  /** The draft that overtakes or absorbs it. */
  endedBy: number | null;
}

export interface StoredAside {
  readonly kind: AsideKind;
  readonly seq: number;
  readonly trail: string;
}

/** What is stored aside, by `recordKeyOf`. */
export type StoredAsides = ReadonlyMap<string, readonly StoredAside[]>;

/**
 * Draft by draft, in the order of receipt. A delete, or a parent for its children, folds into the one of its kind that
 * waits already. A change of the record overtakes its deletes, and a delete behind that change waits anew; what reads
 * the record absorbs what waits for its children. Answers only those something happens to.
 */
export function planAsides(drafts: readonly GatedRequest[], stored: StoredAsides): Aside[] {
  const waiting = new Map<string, Aside[]>();
  for (const [key, asides] of stored) {
    for (const { kind, seq, trail } of asides) {
      const aside: Aside = { kind, seq, trail, first: -1, folded: [], endedBy: null };
      waiting.set(keyOf(kind, key), [...(waiting.get(keyOf(kind, key)) ?? []), aside]);
    }
  }
  const all = [...waiting.values()].flat();
  const end = (kind: AsideKind, record: string, by: number): void => {
    for (const aside of waiting.get(keyOf(kind, record)) ?? []) aside.endedBy = by;
    waiting.delete(keyOf(kind, record));
  };
  for (const [index, draft] of drafts.entries()) {
    const record = recordKeyOf(draft);
    if (draft.overtakes) end('delete', record, index);
    if (draft.absorbs) end('child', record, index);
    if (draft.state !== 'held-aside') continue;
    const kind = asideKindOf(draft.action);
    const [before] = waiting.get(keyOf(kind, record)) ?? [];
    if (before) {
      before.folded.push(index);
      continue;
    }
    const { trail } = draft;
    const fresh: Aside = { kind, seq: null, trail, first: index, folded: [], endedBy: null };
    waiting.set(keyOf(kind, record), [fresh]);
    all.push(fresh);
  }
  return all.filter(({ seq, folded, endedBy }) => seq === null || folded.length > 0 || endedBy !== null);
}

export function asideKindOf(action: string): AsideKind {
  return action === 'DELETED' ? 'delete' : 'child';
}

/** A record in one direction of one connection. */
export function recordKeyOf({ queue, type, recordId }: GatedRequest): string {
  return `${queue}\n${type}\n${recordId}`;
}

function keyOf(kind: AsideKind, record: string): string {
  return `${kind}\n${record}`;
}
