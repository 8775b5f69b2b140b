import { TENANT_TABLES, childrenOf, type TenantTable } from '../../src/tenancy/index.js';
import type { OpenStore } from '../../src/store/index.js';
import { MARK } from './furnished.js';

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNeeded: boolean;
}

/** Of a table, as the database tells them. */
export async function columnsOf(store: OpenStore, table: string): Promise<Column[]> {
  if (store.engine === 'sqlite') {
    const rows = await store.readSource.query<
      { name: string; type: string; notnull: number; dflt_value: unknown; pk: number }[]
    >(`SELECT * FROM pragma_table_info('${table}')`);
    return rows.map(({ name, type, notnull, dflt_value, pk }) => ({
      name,
      type: type.toLowerCase(),
      isNeeded: (notnull === 1 || pk > 0) && dflt_value === null && !(name === 'id' && pk === 1),
    }));
  }
  const rows = await store.readSource.query<{ name: string; type: string; needed: boolean }[]>(
    `SELECT column_name AS name, data_type AS type,
       is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO' AS needed
     FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '${table}'`,
  );
  return rows.map(({ name, type, needed }) => ({ name, type, isNeeded: needed }));
}

/** Puts a row of the tenant into every table that has none of it: found by its column, marked in its texts. */
export async function fillTables(store: OpenStore, tenant: number): Promise<void> {
  for (const table of TENANT_TABLES) {
    const root = await rootOf(store, table, tenant);
    const there = `SELECT 1 FROM ${table.name} WHERE ${table.column} = ${root}`;
    if ((await store.readSource.query<unknown[]>(there)).length > 0) continue;
    const columns = (await columnsOf(store, table.name)).filter(
      ({ name, isNeeded }) => isNeeded || name === table.column || name === 'tenant',
    );
    const values = columns.map((column) => valueOf(column, table, { root, tenant }));
    const names = columns.map(({ name }) => name).join(', ');
    await store.transaction((manager) =>
      manager.query(`INSERT INTO ${table.name} (${names}) VALUES (${values.join(', ')})`),
    );
  }
}

async function rootOf(store: OpenStore, { by }: TenantTable, tenant: number): Promise<number> {
  const one = async (sql: string): Promise<number> =>
    Number((await store.readSource.query<{ n: number }[]>(`${sql} LIMIT 1`))[0]?.n);
  const connection = (): Promise<number> => one(`SELECT id AS n FROM connection WHERE tenant = ${tenant}`);
  if (by === 'tenant') return tenant;
  if (by === 'connection') return connection();
  if (by === 'owner') return (await connection()) * 2;
  if (by === 'queue') return one(`SELECT id AS n FROM queue WHERE tenant = ${tenant}`);
  const parent = TENANT_TABLES.find(({ name }) => name === by) as TenantTable;
  const id = childrenOf(by).length > 0 && 'seq' in parent.key ? 'seq' : 'id';
  const root = await rootOf(store, parent, tenant);
  return one(`SELECT ${id} AS n FROM ${by} WHERE ${parent.column} = ${root}`);
}

function valueOf(
  { name, type }: Column,
  { column }: TenantTable,
  { root, tenant }: { readonly root: number; readonly tenant: number },
): string {
  if (name === column) return String(root);
  if (name === 'tenant') return String(tenant);
  if (type === 'blob' || type === 'bytea') return type === 'blob' ? `X'00'` : `'\\x00'`;
  if (/int|real|double/.test(type)) return '987654321';
  if (type === 'boolean') return 'false';
  return `'"${MARK}"'`;
}
