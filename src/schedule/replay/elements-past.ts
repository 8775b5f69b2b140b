import type { ElementPast } from '../../ledger/index.js';

import type { ReplayAsk } from './replay.store.js';

/** A hook that nobody could read has one verdict, and no elements. */
const OF_THE_HOOK = 'hook.';

/**
 * What became of a hook's elements so far. An element may have been judged several times: by scope, the last time
 * counts. What was said of the whole hook counts until something was said of its elements.
 */
export class ElementsPast {
  private readonly byElement = new Map<number, Map<string, ElementPast>>();
  private whole: ElementPast | undefined;

  /** `rows`: oldest first. */
  constructor(rows: readonly ElementPast[]) {
    for (const row of rows) {
      if (row.state === null && row.rule?.startsWith(OF_THE_HOOK)) {
        this.whole = row;
        continue;
      }
      this.whole = undefined;
      const ofElement = this.byElement.get(row.element) ?? new Map<string, ElementPast>();
      this.byElement.set(row.element, ofElement.set(row.scope ?? '', row));
    }
  }

  /** Of an element as it is read now; null: of the whole hook. */
  isMeant(element: number | null, { state, verdict }: Pick<ReplayAsk, 'state' | 'verdict'>): boolean {
    if (state === null && verdict === null) return true;
    const isIt = (one: ElementPast): boolean =>
      (state === null || one.state === state) && (verdict === null || one.code === verdict);
    if (this.whole) return isIt(this.whole);
    return element === null
      ? [...this.byElement.keys()].some((at) => this.of(at).some(isIt))
      : this.of(element).some(isIt);
  }

  /** Its event had come before, and nothing was made of it. */
  isDuplicate(element: number): boolean {
    const all = this.of(element);
    return all.some(({ code }) => code === 'duplicate') && all.every(({ state }) => state === null);
  }

  /** Its own signature did not prove it genuine. */
  isForged(element: number): boolean {
    return this.of(element).some(({ rule }) => rule === 'element.proof');
  }

  /**
   * Nothing but verdicts became of it: its event key was never kept. What left no trace folded into another request,
   * with its key.
   */
  hadNoRequest(element: number): boolean {
    if (this.whole) return true;
    const all = this.of(element);
    return all.length > 0 && all.every(({ state }) => state === null);
  }

  private of(element: number): readonly ElementPast[] {
    return [...(this.byElement.get(element)?.values() ?? [])];
  }
}
