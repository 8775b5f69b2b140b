import type { Store } from '../store/index.js';

import { newestBodies, type BodySizeRow } from './statements/retaining-statements.js';

/** Rows of one read: sizes without what they are the sizes of. */
const PAGE = 200;

/** Bodies of one owner, the newest first, read as they are asked for. */
class NewestBodies {
  private page: readonly BodySizeRow[] = [];
  private at = 0;
  private before = Number.MAX_SAFE_INTEGER;
  private isOver = false;

  constructor(
    private readonly store: Store,
    private readonly owner: number,
  ) {}

  get head(): BodySizeRow | undefined {
    return this.page[this.at];
  }

  /** Answers whether it had to read. */
  async next(): Promise<boolean> {
    this.at += 1;
    if (this.at < this.page.length || this.isOver) return false;
    const { owner, before } = this;
    this.page = await this.store.read(newestBodies, [{ owner, before, count: PAGE }]);
    this.at = 0;
    this.before = this.page.at(-1)?.seq ?? 0;
    this.isOver = this.page.length < PAGE;
    return true;
  }
}

/**
 * From when on bodies of these owners together fit into so many bytes, the newest first; 0: all do. Yields at every read,
 * so that whoever walks may rest. Bodies count as they were received: what packing saves is not known before.
 */
export async function* bodiesThatFit(
  store: Store,
  owners: readonly number[],
  bytes: number,
): AsyncGenerator<undefined, number> {
  const all = owners.map((owner) => new NewestBodies(store, owner));
  for (const one of all) {
    await one.next();
    yield undefined;
  }
  let room = bytes;
  for (;;) {
    const newest = newestOf(all);
    if (!newest?.head) return 0;
    room -= newest.head.size;
    if (room < 0) return newest.head.received_at + 1;
    if (await newest.next()) yield undefined;
  }
}

function newestOf(all: readonly NewestBodies[]): NewestBodies | undefined {
  let newest: NewestBodies | undefined;
  for (const one of all) if ((one.head?.received_at ?? -1) > (newest?.head?.received_at ?? -1)) newest = one;
  return newest;
}
