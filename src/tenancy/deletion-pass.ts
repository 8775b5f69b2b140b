import type { Clock } from '../clock/index.js';
import type { ElementCutting } from '../ledger/index.js';
import { HOST_TENANT } from '../registry/index.js';
import type { Store, Tx } from '../store/index.js';
import {
  auditPage,
  dropVerdicts,
  emptyAudit,
  endRequests,
  foreignRequests,
  keysOfTenant,
  verdictsAt,
  type PlaceRow,
} from './deleting-statements.js';
import { startOf, tableStatements, type KeyRow } from './table-statements.js';
import { idOf, rootsOf, type Roots } from './table-walk.js';
import { ANCHORS, childrenOf, TENANT_TABLES } from './tables.js';
import { isRoot, type TenantTable } from './tenant-table.js';

export interface DeletionPassOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly cutting: ElementCutting;
  /** Keeps how far it is, in the commit that deletes. */
  readonly note: (tx: Tx, gone: Gone) => Promise<void>;
  /** That commit is there. */
  readonly noted: (gone: Gone) => void;
}

/** Rows that went, by table. */
export type Gone = Readonly<Record<string, number>>;

/** Values of a table's column that are looked at together, and rows of each: 600 rows hold a commit for 8 ms. */
const ROOTS_AT_ONCE = 20;
const ROWS_OF_ROOT = 30;
/** Rows with others below them, and rows below each. */
const PARENTS = 20;
const ROWS_OF_PARENT = 30;
const PAGE = 500;

/**
 * One look through every table of a tenant, deleting what it finds, a commit a step. Each step may be the last before a
 * kill: what is found by a row goes before the row.
 */
export class DeletionPass {
  /** Something could not go yet: it is looked for again. */
  isWaiting = false;

  constructor(
    private readonly options: DeletionPassOptions,
    private readonly tenant: number,
    private readonly publicId: string,
  ) {}

  /** Each step answers how many rows went. */
  async *rows(): AsyncGenerator<number> {
    const roots = await rootsOf(this.options.store, this.tenant);
    yield* this.elsewhere(roots);
    yield* this.traces();
    for (const table of TENANT_TABLES) if (!ANCHORS.has(table.name)) yield* this.table(table, roots);
  }

  /** What the rows were found by; the tenant's own row is the caller's. */
  async *anchors(): AsyncGenerator<number> {
    const roots = await rootsOf(this.options.store, this.tenant);
    for (const table of TENANT_TABLES)
      if (ANCHORS.has(table.name) && table.name !== 'tenant') yield* this.table(table, roots);
  }

  private async *table(table: TenantTable, roots: Roots): AsyncGenerator<number> {
    if (!isRoot(table.by)) return;
    const all = roots[table.by];
    for (let from = 0; from < all.length; from += ROOTS_AT_ONCE) {
      const some = all.slice(from, from + ROOTS_AT_ONCE);
      for (let gone = Infinity; gone > 0;) {
        gone = await this.step(table, some);
        yield gone;
      }
    }
  }

  private async step(table: TenantTable, roots: readonly number[]): Promise<number> {
    const children = childrenOf(table.name);
    if (children.length > 0) return this.family(table, children, roots);
    const asks = roots.map((root) => ({ root, most: ROWS_OF_ROOT }));
    return this.commit(async (tx) => ({
      [table.name]: (await tx.many(tableStatements(table).dropSome, asks)).length,
    }));
  }

  /** Rows with what hangs below them; where that is much, it goes first and they stay for the next step. */
  private async family(
    table: TenantTable,
    children: readonly TenantTable[],
    roots: readonly number[],
  ): Promise<number> {
    const asks = roots.map((root) => ({ root, ...startOf(table), most: PARENTS }));
    const parents = (await this.options.store.read(tableStatements(table).keys, asks)).slice(0, PARENTS);
    if (parents.length === 0) return 0;
    const below = parents.map((parent) => ({ root: idOf(parent), most: ROWS_OF_PARENT }));
    const rows = parents.map(({ size: _size, ...key }) => key as Omit<KeyRow, 'size'>);
    return this.commit(async (tx) => {
      const gone: Record<string, number> = {};
      let isAll = true;
      for (const child of children) {
        const dropped = await tx.many(tableStatements(child).dropSome, below);
        gone[child.name] = dropped.length;
        isAll &&= isEmptied(dropped);
      }
      if (isAll) gone[table.name] = (await tx.many(tableStatements(table).dropRow, rows)).length;
      return gone;
    });
  }

  private async commit(work: (tx: Tx) => Promise<Gone>): Promise<number> {
    const { store, note, noted } = this.options;
    const gone = await store.write(async (tx) => {
      const done = await work(tx);
      if (totalOf(done) > 0) await note(tx, done);
      return done;
    });
    noted(gone);
    return totalOf(gone);
  }

  /** What lies in bodies at receivers that other tenants share with it: its places in them are cut out. */
  private async *elsewhere(roots: Roots): AsyncGenerator<number> {
    if (this.tenant === HOST_TENANT) return;
    const shared = (await rootsOf(this.options.store, HOST_TENANT)).owner.filter((owner) => owner % 2 === 1);
    const table = TENANT_TABLES.find(({ name }) => name === 'request') as TenantTable;
    for (const root of shared.length > 0 ? roots.queue : []) {
      let after = startOf(table);
      for (;;) {
        const page = await this.options.store.read(tableStatements(table).keys, [
          { root, ...after, most: PAGE },
        ]);
        const asks = page.flatMap((row) => shared.map((owner) => ({ seq: idOf(row), owner })));
        const places = await this.options.store.read(foreignRequests, asks);
        await this.end(places);
        yield* this.cut(places);
        const last = page.at(-1);
        if (!last || page.length < PAGE) break;
        after = { seq: idOf(last) };
      }
    }
    for (const owner of shared) yield* this.verdicts(owner);
  }

  private async end(places: readonly PlaceRow[]): Promise<void> {
    if (places.length === 0) return;
    const now = this.options.clock.now();
    const rows = places.map(({ seq }) => ({ seq, now }));
    await this.options.store.write((tx) => tx.many(endRequests, rows));
  }

  private async *verdicts(owner: number): AsyncGenerator<number> {
    const { store } = this.options;
    for (let after = 0; ;) {
      const page = await store.read(verdictsAt, [{ owner, after, most: PAGE }]);
      const own = page.filter(({ tenant }) => tenant === this.tenant);
      yield* this.cut(own);
      const gone = this.isWaiting || own.length === 0 ? [] : own.map(({ seq }) => ({ seq }));
      if (gone.length > 0)
        await this.commit(async (tx) => ({ verdict: (await tx.many(dropVerdicts, gone)).length }));
      yield gone.length;
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      after = last.seq;
    }
  }

  private async *cut(places: readonly PlaceRow[]): AsyncGenerator<number> {
    const named = places.flatMap(({ hook, element, recordId }) =>
      hook === null ? [] : [{ hook, element, recordId: recordId ?? '' }],
    );
    if (named.length === 0) return;
    const tally = { requests: 0, cut: 0, dropped: 0, isWaiting: false };
    for await (const _ of this.options.cutting.elements(named, tally)) yield 0;
    this.isWaiting ||= tally.isWaiting;
  }

  /** The host's own trail says what was done to the tenant, and no longer with which names. */
  private async *traces(): AsyncGenerator<number> {
    const { store } = this.options;
    const keys = await store.read(keysOfTenant, [{ tenant: this.tenant }]);
    const subjects = new Set([this.publicId, ...keys.map(({ publicId }) => publicId)]);
    for (let after = 0; ;) {
      const page = await store.read(auditPage, [{ tenant: HOST_TENANT, after, most: PAGE }]);
      const own = page.filter(({ subject }) => subjects.has(subject)).map(({ id }) => ({ id }));
      const emptied = own.length > 0 ? await store.write((tx) => tx.many(emptyAudit, own)) : [];
      yield emptied.length;
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      after = last.id;
    }
  }
}

/** Whether no parent may have more. */
function isEmptied(gone: readonly { readonly root: number }[]): boolean {
  const counts = new Map<number, number>();
  for (const { root } of gone) counts.set(root, (counts.get(root) ?? 0) + 1);
  return [...counts.values()].every((count) => count < ROWS_OF_PARENT);
}

function totalOf(gone: Gone): number {
  return Object.values(gone).reduce((sum, count) => sum + count, 0);
}
