import type { IncomingHook } from '../flow/index.js';
import type { Tx, WriteKind } from '../store/index.js';

import type { SeenKey } from './engine.js';
import type { FreshHooks } from './fresh-hooks.js';
import type { Accepted } from './ledger.js';
import type { LedgerParts } from './parts.js';
import { expectReplies } from './replies.js';
import { insertHook, openHooksOnSqlite, seenHashes } from './statements/hook-statements.js';

interface AcceptItem {
  readonly owner: number;
  readonly receivedAt: number;
  readonly head: string;
  readonly body: Buffer;
  readonly key: string | null;
  readonly bodyHash: number;
  readonly awaitsAnswer?: true;
}

type Known = 'new' | 'duplicate' | 'suspect';

/** Stores hooks, each delivery key once. */
export class Accepting {
  private readonly kind: WriteKind<AcceptItem, Accepted>;

  constructor(
    private readonly parts: LedgerParts,
    private readonly fresh: FreshHooks,
  ) {
    this.kind = {
      name: 'accept',
      weigh: ({ key }) => (key === null ? 1 : 2),
      write: (tx, items) => this.write(tx, items),
    };
  }

  async accept(hook: IncomingHook): Promise<Accepted> {
    const { owner, receivedAt, body, key, bodyHash, awaitsAnswer } = hook;
    const head = JSON.stringify(hook.head);
    const item = { owner, receivedAt, head, body, key, bodyHash, awaitsAnswer };
    const accepted = await this.parts.store.submit(this.kind, item);
    if (accepted.kind !== 'duplicate') {
      const known = accepted.kind === 'suspect' ? { ...hook.head, isSuspect: true as const } : hook.head;
      this.fresh.put({
        seq: accepted.seq,
        owner,
        receivedAt,
        head: known,
        body,
        cursor: 0,
        plan: null,
      });
      this.parts.tell('hooks');
    }
    return accepted;
  }

  private async write(tx: Tx, items: readonly AcceptItem[]): Promise<Accepted[]> {
    const known = await this.lookUp(tx, items);
    const kept: AcceptItem[] = [];
    const rows = [];
    for (const [index, item] of items.entries()) {
      if (known[index] === 'duplicate') continue;
      const head = known[index] === 'suspect' ? flagged(item.head) : item.head;
      rows.push({ n: kept.length, owner: item.owner, received_at: item.receivedAt, head, body: item.body });
      kept.push(item);
    }
    const seqs = await insertHooks(tx, rows);
    await expectReplies(
      tx,
      kept.flatMap((item, place) => (item.awaitsAnswer ? [{ ...item, seq: seqs[place] as number }] : [])),
    );
    let place = 0;
    return known.map((kind) => (kind === 'duplicate' ? { kind } : { kind, seq: seqs[place++] as number }));
  }

  private async lookUp(tx: Tx, items: readonly AcceptItem[]): Promise<Known[]> {
    const known = items.map<Known>(() => 'new');
    const keyed: Keyed[] = [];
    for (const [index, item] of items.entries())
      if (item.key !== null) keyed.push({ item, index, key: keyOf(item) });
    if (keyed.length === 0) return known;
    const { repeats } = await this.insertKeys(tx, keyed);
    if (repeats.length === 0) return known;
    const suspects = await this.sortOut(tx, repeats, known);
    // the same suspect sent again is a duplicate like any other
    const again = await this.insertKeys(tx, suspects);
    for (const { index } of suspects) known[index] = 'suspect';
    for (const { index } of again.repeats) known[index] = 'duplicate';
    return known;
  }

  private async insertKeys(tx: Tx, keyed: readonly Keyed[]): Promise<{ repeats: Keyed[] }> {
    if (keyed.length === 0) return { repeats: [] };
    const { numbers, engine } = this.parts;
    const keys = keyed.map<SeenKey>(({ item, key }) => ({
      owner: item.owner,
      key,
      token: numbers.next(),
      bodyHash: item.bodyHash,
    }));
    const fresh = await engine.seen.insert(tx, keys);
    return { repeats: keyed.filter((_, n) => !fresh.has((keys[n] as SeenKey).token)) };
  }

  /** A key seen before: a repeat has the same body, anything else is kept as new and flagged (S2.4). */
  private async sortOut(tx: Tx, repeats: readonly Keyed[], known: Known[]): Promise<Keyed[]> {
    const rows = await tx.many(
      seenHashes,
      repeats.map(({ item, key }, n) => ({ n, owner: item.owner, key })),
    );
    const isRepeat = new Set<number>();
    for (const { n, body_hash } of rows) if (body_hash === repeats[n]?.item.bodyHash) isRepeat.add(n);
    for (const n of isRepeat) known[(repeats[n] as Keyed).index] = 'duplicate';
    return repeats
      .filter((_, n) => !isRepeat.has(n))
      .map((repeat) => ({ ...repeat, key: `${repeat.key}#${repeat.item.bodyHash}` }));
  }
}

type HookRow = Readonly<Record<'n' | 'owner' | 'received_at', number>> & {
  readonly head: string;
  readonly body: Buffer;
};

interface Keyed {
  readonly item: AcceptItem;
  readonly index: number;
  readonly key: string;
}

/** The numbers of the hooks in the order of the rows; with them they stand open. */
async function insertHooks(tx: Tx, rows: readonly HookRow[]): Promise<number[]> {
  if (rows.length === 0) return [];
  const inserted = await tx.many(insertHook, rows);
  const seqs = inserted.map(({ seq }) => seq).sort((a, b) => a - b);
  if (tx.engine === 'sqlite') {
    // One writer: the numbers of one commit follow each other.
    await tx.many(openHooksOnSqlite, [{ first: seqs[0] as number, last: seqs.at(-1) as number }]);
  }
  return seqs;
}

/** Delivery keys and event keys of one owner share a table. */
function keyOf({ key }: AcceptItem): string {
  return `d:${key}`;
}

function flagged(head: string): string {
  return `${head.slice(0, -1)},"isSuspect":true}`;
}
