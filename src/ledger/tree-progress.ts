import { FIRST_ENDED_STATE, REQUEST_STATES, requestStateOf } from '../flow/index.js';
import type { Store } from '../store/index.js';

import { treeStates } from './statements/read-statements.js';

/** How far what one act queued is, by what became of its requests in one queue. */
export interface TreeProgress {
  readonly done: number;
  /** Ended with a verdict, or cancelled: nothing was to be done. */
  readonly ended: number;
  /** Put aside for a person. */
  readonly failed: number;
  /** Queued, running or waiting. */
  readonly open: number;
  /** False where there are more requests than one call looks at. */
  readonly isWhole: boolean;
}

/** About 2 ms of the embedded database. */
const ROWS_PER_READ = 2_000;
const MOST_READS = 50;
/** Trees remembered; one that was forgotten is counted anew. */
const MOST_TREES = 200;

interface Counted {
  readonly through: number;
  readonly done: number;
  readonly ended: number;
}

const NOTHING: Counted = { through: 0, done: 0, ended: 0 };

/**
 * Counts the requests of a tree, which may be millions: what is over stays over, so pages of which all is over are
 * remembered and not read again.
 */
export class TreeProgressReads {
  private readonly known = new Map<string, Counted>();

  constructor(private readonly store: Store) {}

  async of(root: number, queue: number): Promise<TreeProgress> {
    const key = `${root} ${queue}`;
    const settled = this.known.get(key) ?? NOTHING;
    let all: Counted = settled;
    let over = settled;
    let failed = 0;
    let open = 0;
    for (let reads = 0; reads < MOST_READS; reads += 1) {
      const rows = await this.store.read(treeStates, [
        { root, queue, after: all.through, count: ROWS_PER_READ },
      ]);
      const page = pageOf(rows);
      if (page.rows > 0) all = added(all, page);
      const isOver = page.failed === 0 && page.open === 0;
      if (page.rows === ROWS_PER_READ && isOver && failed === 0 && open === 0) over = all;
      failed += page.failed;
      open += page.open;
      if (page.rows < ROWS_PER_READ) {
        this.remember(key, over);
        return { done: all.done, ended: all.ended, failed, open, isWhole: true };
      }
    }
    this.remember(key, over);
    return { done: all.done, ended: all.ended, failed, open, isWhole: false };
  }

  private remember(key: string, counted: Counted): void {
    if (counted === NOTHING) return;
    this.known.delete(key);
    this.known.set(key, counted);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_TREES && oldest !== undefined) this.known.delete(oldest);
  }
}

interface Page extends Omit<TreeProgress, 'isWhole'> {
  readonly rows: number;
  readonly last: number;
}

function pageOf(
  rows: readonly { readonly state: number; readonly n: number; readonly last: number }[],
): Page {
  const page = { rows: 0, last: 0, done: 0, ended: 0, failed: 0, open: 0 };
  for (const { state, n, last } of rows) {
    page.rows += n;
    page.last = Math.max(page.last, last);
    page[kindOf(state)] += n;
  }
  return page;
}

function kindOf(state: number): 'done' | 'ended' | 'failed' | 'open' {
  if (state === REQUEST_STATES.parked || state === REQUEST_STATES['parked-block']) return 'failed';
  // What waits beside its lane runs yet: a page with it is not over.
  if (state < FIRST_ENDED_STATE || state === REQUEST_STATES['held-aside']) return 'open';
  return requestStateOf(state) === 'done' ? 'done' : 'ended';
}

function added({ done, ended }: Counted, page: Page): Counted {
  return { through: page.last, done: done + page.done, ended: ended + page.ended };
}
