import { createHash, type Hash } from 'node:crypto';

import type { Clock } from '../clock/index.js';
import { HOST_TENANT, ownerOfConnection, ownerOfReceiver } from '../registry/index.js';
import type { PublicIds, Store } from '../store/index.js';
import { verdictsAt } from './deleting-statements.js';
import { connectionNames, queueNames, receiverNames, type NameRow } from './export-statements.js';
import { shownRow, type Names } from './shown-row.js';
import { tableStatements, type KeyRow, type Row } from './table-statements.js';
import { rootsOf, TableWalk } from './table-walk.js';
import { TENANT_TABLES } from './tables.js';
import type { TenantTable } from './tenant-table.js';

export interface TenantExportOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly publicIds: PublicIds;
}

export interface ExportedTenant {
  readonly number: number;
  readonly id: string;
  readonly name: string;
}

export const EXPORT_FORMAT = 'hookyard-tenant-export/1';
/** Of rows in memory, and one row more. */
const MOST_BYTES = 1024 * 1024;
const PAGE = 200;

/** Counts and hashes what was written, so that its last line can say that it is whole. */
class Written {
  readonly rows: Record<string, number> = {};
  private readonly hash: Hash = createHash('sha256');

  add(text: string, table: string | null, count: number): string {
    this.hash.update(text);
    if (table !== null) this.rows[table] = (this.rows[table] ?? 0) + count;
    return text;
  }

  end(): string {
    return `${JSON.stringify({ end: true, rows: this.rows, sha256: this.hash.digest('hex') })}\n`;
  }
}

/**
 * Everything a tenant has, as lines of JSON: the first says what it is, the last how many rows of each table there were
 * and the hash of all lines before it. Without that line it was cut. Read in pages, in no one moment.
 */
export class TenantExport {
  constructor(private readonly options: TenantExportOptions) {}

  async *lines({ number, id, name }: ExportedTenant): AsyncGenerator<string> {
    const { store, clock } = this.options;
    const written = new Written();
    const at = new Date(clock.now()).toISOString();
    yield written.add(`${JSON.stringify({ format: EXPORT_FORMAT, tenant: id, name, at })}\n`, null, 0);
    const names = await this.names(number);
    const walk = new TableWalk(store, PAGE);
    for await (const [table, keys] of walk.tenant(number, ({ shown }) => !('why' in shown)))
      yield* this.page(table, keys, { names, written });
    yield* this.elsewhere(number, { names, written });
    yield written.end();
  }

  private async *page(
    table: TenantTable,
    keys: readonly KeyRow[],
    { names, written }: { readonly names: Names; readonly written: Written },
  ): AsyncGenerator<string> {
    for (const group of groupsOf(keys)) {
      const asks = group.map(({ size: _size, ...key }) => key as Row);
      const rows = await this.options.store.read(tableStatements(table).row, asks);
      const text = rows.map((row) => shownRow(table, row, names)).join('');
      yield written.add(text, table.name, rows.length);
    }
  }

  /** What was decided about its elements at receivers it shares with other tenants. */
  private async *elsewhere(
    tenant: number,
    of: { readonly names: Names; readonly written: Written },
  ): AsyncGenerator<string> {
    if (tenant === HOST_TENANT) return;
    const { store } = this.options;
    const table = TENANT_TABLES.find(({ name }) => name === 'verdict') as TenantTable;
    const shared = (await rootsOf(store, HOST_TENANT)).owner.filter((owner) => owner % 2 === 1);
    for (const owner of shared)
      for (let after = 0; ;) {
        const page = await store.read(verdictsAt, [{ owner, after, most: PAGE }]);
        const own = page.filter((row) => row.tenant === tenant);
        yield* this.page(
          table,
          own.map(({ seq }) => ({ root: owner, seq, size: 0 })),
          of,
        );
        const last = page.at(-1);
        if (!last || page.length < PAGE) break;
        after = last.seq;
      }
  }

  private async names(tenant: number): Promise<Names> {
    const { store, publicIds } = this.options;
    const [connections, receivers, queues] = await Promise.all([
      store.read(connectionNames, [{ tenant }]),
      store.read(receiverNames, [{ tenant }]),
      store.read(queueNames, [{ tenant }]),
    ]);
    const entries = (
      rows: readonly NameRow[],
      numberOf = (number: number): number => number,
    ): [number, string][] => rows.map(({ number, name }) => [numberOf(number), name]);
    return {
      publicIds,
      connection: new Map(entries(connections)),
      owner: new Map([...entries(connections, ownerOfConnection), ...entries(receivers, ownerOfReceiver)]),
      queue: new Map(entries(queues)),
    };
  }
}

/** In their order, each no more than may be in memory; a larger row comes alone. */
function groupsOf(keys: readonly KeyRow[]): KeyRow[][] {
  const groups: KeyRow[][] = [];
  let bytes = Infinity;
  for (const key of keys) {
    if (bytes + key.size > MOST_BYTES) {
      groups.push([]);
      bytes = 0;
    }
    groups.at(-1)?.push(key);
    bytes += key.size;
  }
  return groups;
}
