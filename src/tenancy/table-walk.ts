import { ownerOfConnection, ownerOfReceiver } from '../registry/index.js';
import type { Store } from '../store/index.js';
import { ROOT_STATEMENTS, startOf, tableStatements, type KeyRow } from './table-statements.js';
import { childrenOf, TENANT_TABLES } from './tables.js';
import { isRoot, type Root, type TenantTable } from './tenant-table.js';

/** What hangs below a row may be much: of so many a page each is in memory. */
const PARENTS_AT_ONCE = 20;

/** What the rows of a tenant are found by. */
export type Roots = Readonly<Record<Root, readonly number[]>>;

/** What a tenant's rows are found by now. */
export async function rootsOf(store: Store, tenant: number): Promise<Roots> {
  const [connections, receivers, queues] = await Promise.all([
    store.read(ROOT_STATEMENTS.connections, [{ tenant }]),
    store.read(ROOT_STATEMENTS.receivers, [{ tenant }]),
    store.read(ROOT_STATEMENTS.queues, [{ tenant }]),
  ]);
  return {
    tenant: [tenant],
    connection: connections.map(({ id }) => id),
    owner: [
      ...connections.map(({ id }) => ownerOfConnection(id)),
      ...receivers.map(({ id }) => ownerOfReceiver(id)),
    ],
    queue: queues.map(({ id }) => id),
  };
}

/** Reads the tables of a tenant in pages, each with its bytes; what hangs below a row comes behind its page. */
export class TableWalk {
  constructor(
    private readonly store: Store,
    private readonly page: number,
  ) {}

  /** `wanted`: whether a table, or one below it, is of interest. */
  async *tenant(
    tenant: number,
    wanted: (table: TenantTable) => boolean,
  ): AsyncGenerator<readonly [TenantTable, readonly KeyRow[]]> {
    const roots = await rootsOf(this.store, tenant);
    for (const table of TENANT_TABLES) {
      if (!isRoot(table.by) || ![table, ...childrenOf(table.name)].some((one) => wanted(one))) continue;
      for (const root of roots[table.by]) yield* this.rows(table, [root], wanted);
    }
  }

  private async *rows(
    table: TenantTable,
    roots: readonly number[],
    wanted: (table: TenantTable) => boolean,
  ): AsyncGenerator<readonly [TenantTable, readonly KeyRow[]]> {
    const { keys } = tableStatements(table);
    const keyed = Object.keys(table.key).length > 0;
    let asks = roots.map((root) => ({ root, ...startOf(table), most: this.page }));
    while (asks.length > 0) {
      const rows = await this.store.read(keys, asks);
      if (wanted(table) && rows.length > 0) yield [table, rows];
      for (const child of childrenOf(table.name).filter((one) => wanted(one))) {
        for (let from = 0; from < rows.length; from += PARENTS_AT_ONCE) {
          yield* this.rows(child, rows.slice(from, from + PARENTS_AT_ONCE).map(idOf), wanted);
        }
      }
      const last = lastOfFull(rows, this.page);
      asks = keyed ? asks.flatMap((ask) => nextOf(table, ask, last.get(ask.root))) : [];
    }
  }
}

/** Of tables with others below them. */
export function idOf(row: KeyRow): number {
  return (row['seq'] ?? row['id']) as number;
}

/** The last row of each root that filled its page. On SQLite and PostgreSQL alike a root's rows come in order. */
function lastOfFull(rows: readonly KeyRow[], page: number): ReadonlyMap<number, KeyRow> {
  const byRoot = Map.groupBy(rows, ({ root }) => root);
  return new Map(
    [...byRoot].flatMap(([root, own]) => (own.length >= page ? [[root, own.at(-1) as KeyRow]] : [])),
  );
}

function nextOf<Ask extends { readonly root: number }>(
  { key }: TenantTable,
  ask: Ask,
  last: KeyRow | undefined,
): Ask[] {
  if (!last) return [];
  return [{ ...ask, ...Object.fromEntries(Object.keys(key).map((name) => [name, last[name]])) }];
}
