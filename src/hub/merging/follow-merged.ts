import type { Store } from '../../store/index.js';
import { recordById } from '../read-statements.js';

/** Merges of merged records stand on each other at most this high: whoever follows them comes to an end. */
export const MOST_DEPTH = 20;

/** The record that one is now. */
export async function followMerged(store: Pick<Store, 'read'>, record: number): Promise<number> {
  let current = record;
  for (let steps = 0; steps <= MOST_DEPTH; steps += 1) {
    const [row] = await store.read(recordById, [{ n: 0, record: current }]);
    const into = row?.r_merged_into;
    if (typeof into !== 'number') return current;
    current = into;
  }
  return current;
}
