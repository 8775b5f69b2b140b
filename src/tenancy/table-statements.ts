import type { ColumnType, ColumnValue, Statement } from '../store/index.js';
import { TENANT_TABLES } from './tables.js';
import type { TenantTable } from './tenant-table.js';

export type Row = Readonly<Record<string, ColumnValue>>;
/** Which row of a table: the value it belongs by as `root`, its key, and the bytes of its bulk. */
export type KeyRow = Row & { readonly root: number; readonly size: number };

export interface TableStatements {
  /** A page behind a key, in its order. */
  readonly keys: Statement<KeyRow>;
  readonly row: Statement<Row>;
  /** Some rows of a root, whichever. */
  readonly dropSome: Statement<{ root: number }>;
  readonly dropRow: Statement<{ root: number }>;
}

/** Every statement of a table's walk, made of its entry. */
function statementsOf(table: TenantTable): TableStatements {
  return { keys: keysOf(table), row: rowOf(table), dropSome: dropSomeOf(table), dropRow: dropRowOf(table) };
}

const SCANS = 'of a few configuration tables no index knows the tenant; they are small';
/** Those. */
const WITHOUT_INDEX: ReadonlySet<string> = new Set([
  'resync',
  'untranslated',
  'api_key',
  'queue',
  'receiver',
]);

const MADE = new Map(TENANT_TABLES.map((table) => [table.name, statementsOf(table)]));

export function tableStatements({ name }: TenantTable): TableStatements {
  return MADE.get(name) as TableStatements;
}

/** Before the first key. */
export function startOf({ key }: TenantTable): Row {
  return Object.fromEntries(Object.entries(key).map(([name, type]) => [name, type === 'text' ? '' : -1]));
}

function keysOf(table: TenantTable): Statement<KeyRow> {
  const { name, column, key, bulk } = table;
  const keys = Object.keys(key);
  const size = ['0', ...bulk.map((one) => `coalesce(octet_length(${one}), 0)`)].join(' + ');
  const shown = [...keys, `${size} AS size`].join(', ');
  const order = keys.length === 0 ? '' : `ORDER BY ${keys.join(', ')}`;
  const behind = (prefix: string): string =>
    keys.length === 0 ? '' : `AND (${keys.join(', ')}) > (${keys.map((one) => prefix + one).join(', ')})`;
  return {
    name: `tenancy_keys_${name}`,
    params: { root: 'int8', ...key, most: 'int8' },
    sqlite: `SELECT @root AS root, ${shown} FROM ${name} WHERE ${column} = @root ${behind('@')} ${order} LIMIT @most`,
    postgres: `SELECT x.root, k.* FROM ${arrays({ root: 'int8', ...key, most: 'int8' })} CROSS JOIN LATERAL
      (SELECT ${shown} FROM ${name} WHERE ${column} = x.root ${behind('x.')} ${order} LIMIT x.most) k`,
    ...scansOf(name),
  };
}

function rowOf(table: TenantTable): Statement<Row> {
  const { name, column, key, shown } = table;
  const columns = 'why' in shown ? [column] : Object.keys(shown).filter((one) => shown[one as never] !== '-');
  return {
    name: `tenancy_row_${name}`,
    params: { root: 'int8', ...key },
    sqlite: `SELECT ${columns.join(', ')} FROM ${name} WHERE ${column} = @root${same(table, '@')}`,
    postgres: `SELECT ${columns.map((one) => `d.${one}`).join(', ')} FROM ${arrays({ root: 'int8', ...key })}
      JOIN ${name} d ON d.${column} = x.root${same(table, 'x.', 'd.')}`,
    ...scansOf(name),
  };
}

function dropSomeOf(table: TenantTable): Statement<{ root: number }> {
  const { name, column, key } = table;
  const keys = Object.keys(key);
  const params = { root: 'int8', most: 'int8' } as const;
  const some = `SELECT ${keys.join(', ')} FROM ${name} WHERE ${column}`;
  const isOne = keys.length === 0;
  return {
    name: `tenancy_drop_some_${name}`,
    params,
    sqlite: isOne
      ? `DELETE FROM ${name} WHERE ${column} = @root AND @most > 0 RETURNING @root AS root`
      : `DELETE FROM ${name} WHERE ${column} = @root AND (${keys.join(', ')}) IN (${some} = @root LIMIT @most)
          RETURNING @root AS root`,
    postgres: isOne
      ? `DELETE FROM ${name} d USING ${arrays(params)} WHERE d.${column} = x.root RETURNING x.root`
      : `DELETE FROM ${name} d USING ${arrays(params)} CROSS JOIN LATERAL
          (${some} = x.root LIMIT x.most) k
          WHERE d.${column} = x.root${same(table, 'k.', 'd.')} RETURNING x.root`,
    ...scansOf(name),
  };
}

function dropRowOf(table: TenantTable): Statement<{ root: number }> {
  const { name, column, key } = table;
  const params = { root: 'int8', ...key } as const;
  return {
    name: `tenancy_drop_row_${name}`,
    params,
    sqlite: `DELETE FROM ${name} WHERE ${column} = @root${same(table, '@')} RETURNING @root AS root`,
    postgres: `DELETE FROM ${name} d USING ${arrays(params)}
      WHERE d.${column} = x.root${same(table, 'x.', 'd.')} RETURNING x.root`,
    ...scansOf(name),
  };
}

function scansOf(name: string): Pick<Statement, 'scans'> {
  return WITHOUT_INDEX.has(name) ? { scans: SCANS } : {};
}

function same({ key }: TenantTable, there: string, here = ''): string {
  return Object.keys(key)
    .map((one) => ` AND ${here}${one} = ${there}${one}`)
    .join('');
}

function arrays(params: Readonly<Record<string, ColumnType>>): string {
  const types = Object.values(params).map((type, index) => `$${index + 1}::${type}[]`);
  return `unnest(${types.join(', ')}) AS x(${Object.keys(params).join(', ')})`;
}

const connections: Statement<{ id: number }> = {
  name: 'tenancy_connections',
  params: { tenant: 'int8' },
  sqlite: 'SELECT id FROM connection WHERE tenant = @tenant ORDER BY id',
  postgres: `SELECT c.id FROM unnest($1::int8[]) AS x(t) JOIN connection c ON c.tenant = x.t ORDER BY c.id`,
};
const receivers: Statement<{ id: number }> = {
  name: 'tenancy_receivers',
  params: { tenant: 'int8' },
  sqlite: 'SELECT id FROM receiver WHERE tenant = @tenant ORDER BY id',
  postgres: `SELECT r.id FROM unnest($1::int8[]) AS x(t) JOIN receiver r ON r.tenant = x.t ORDER BY r.id`,
  scans: SCANS,
};
const queues: Statement<{ id: number }> = {
  name: 'tenancy_queues',
  params: { tenant: 'int8' },
  sqlite: 'SELECT id FROM queue WHERE tenant = @tenant ORDER BY id',
  postgres: `SELECT q.id FROM unnest($1::int8[]) AS x(t) JOIN queue q ON q.tenant = x.t ORDER BY q.id`,
  scans: SCANS,
};

export const ROOT_STATEMENTS = { connections, receivers, queues } as const;

export const TABLE_STATEMENTS: readonly Statement[] = [
  ...Object.values(ROOT_STATEMENTS),
  ...[...MADE.values()].flatMap((made) => Object.values(made) as Statement[]),
];
