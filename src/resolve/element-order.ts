import { compareVersions } from '../flow/index.js';

import type { ResolvedDraft } from './element.js';

/** Where elements stand in the order they are worked in: `[place, element, place, element, …]`, only those moved. */
export type Moves = readonly number[];

/** Gathers the versions of a body's elements and says in which order each record's must run (S3.6). */
export class ElementOrder {
  private readonly byRecord = new Map<
    string,
    { readonly element: number; readonly version: string | number }[]
  >();

  /** An element stands where its first draft with a version stands. */
  add(element: number, drafts: readonly ResolvedDraft[]): void {
    const draft = drafts.find((one) => one.version !== undefined);
    if (draft?.version === undefined) return;
    const key = `${draft.connection}\n${draft.type ?? ''}\n${draft.recordId}`;
    const entry = { element, version: draft.version };
    const entries = this.byRecord.get(key);
    if (entries) entries.push(entry);
    else this.byRecord.set(key, [entry]);
  }

  /** Each record's elements by version, in the places they held; equal or incomparable versions keep their order. */
  moves(): Moves {
    const moves: number[] = [];
    for (const entries of this.byRecord.values()) {
      if (entries.length < 2 || !areComparable(entries.map((entry) => entry.version))) continue;
      const sorted = entries.toSorted((a, b) => compareVersions(a.version, b.version) ?? 0);
      for (const [index, { element: place }] of entries.entries()) {
        const { element } = sorted[index] as { element: number };
        if (element !== place) moves.push(place, element);
      }
    }
    return moves;
  }
}

/** The element at each moved place. */
export function movedPlaces(moves: Moves): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  for (let at = 0; at + 1 < moves.length; at += 2) places.set(moves[at] as number, moves[at + 1] as number);
  return places;
}

/** Comparing is transitive among versions of one kind: one that compares with the first is of its kind. */
function areComparable(versions: readonly (string | number)[]): boolean {
  const [first] = versions;
  return versions.every((version) => first !== undefined && compareVersions(first, version) !== null);
}
