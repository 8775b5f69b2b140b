import { createHash } from 'node:crypto';

import { ownerOfReceiver } from '../../src/registry/index.js';
import { TENANT_TABLES } from '../../src/tenancy/index.js';
import {
  aConnection,
  aHookAt,
  aRecordOf,
  aResolvedHook,
  anAdminYard,
  viewOf,
  type AdminYard,
} from '../kit/an-admin.js';
import { everyRow, type Rows } from '../kit/every-row.js';
import { MARK, aFurnishedTenant, type Furnished } from '../kit/furnished.js';
import { rowsOf } from '../kit/ledgers.js';
import { columnsOf, fillTables } from '../kit/filled-tables.js';
import { SHOP_SECRET, shopConnector } from '../kit/shop.js';

/** Hold nothing of tenants, each for its reason. */
const NOT_OF_TENANTS: Readonly<Record<string, string>> = {
  meta: 'keys and counters of the database',
  schema_migration: 'which steps of the schema were taken',
  retention_place: 'how far retention is, by owner and queue',
  duty: 'which process has which duty',
  connector_imprint: 'what connectors in code said of themselves: the same for everybody',
  tenant_deletion: 'that a tenant was deleted, and when: what stays',
};

interface Line {
  readonly table?: string;
  readonly row?: Readonly<Record<string, unknown>>;
  readonly end?: true;
  readonly rows?: Readonly<Record<string, number>>;
  readonly sha256?: string;
  readonly format?: string;
}

/** What a tenant takes away, and what is left of it: the same on both engines. */
export function describeTenantEnd(): void {
  let yard: AdminYard;
  let before: Rows;
  let furnished: Furnished;
  let full: Rows;
  let sharedHook: number;

  beforeAll(async () => {
    yard = await anAdminYard();
    const neighbour = await aConnection(yard);
    await aResolvedHook(yard, neighbour.id);
    await aRecordOf(yard, neighbour.id, 'neighbour');
    const shared = await aSharedReceiver(yard);
    before = await everyRow(yard.store);
    furnished = await aFurnishedTenant(yard);
    const own = viewOf(yard, furnished.ids.connection);
    await aHookAt(yard, shared, { request: own, verdict: own });
    [sharedHook = 0] = (
      await rowsOf<{ seq: number }>(yard.store, `SELECT max(seq) AS seq FROM hook WHERE owner = ${shared}`)
    ).map(({ seq }) => seq);
    await fillTables(yard.store, own.tenant);
    full = await everyRow(yard.store);
  }, 120_000);
  afterAll(() => yard[Symbol.asyncDispose]());

  it('every table of the schema is one of tenants, column by column, or has a reason', async () => {
    const tables = TENANT_TABLES.map(({ name }) => name);

    expect([...tables, ...Object.keys(NOT_OF_TENANTS)].toSorted()).toEqual(Object.keys(full).toSorted());
    for (const { name, shown } of TENANT_TABLES) {
      if ('why' in shown) continue;
      const columns = await columnsOf(yard.store, name);
      expect([name, Object.keys(shown).toSorted()]).toEqual([
        name,
        columns.map((one) => one.name).toSorted(),
      ]);
    }
  });

  it('the tenant has something in each of them, or what is said of them says nothing', () => {
    const empty = TENANT_TABLES.filter(({ name }) => added(name) === 0).map(({ name }) => name);

    expect(empty).toEqual([]);
  });

  it('an export has every row of every table it names, no secret, and says at its end that it is whole', async () => {
    const { text } = await furnished.call('GET', `/v1/tenants/${furnished.ids.tenant}/export`);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    const last = lines.at(-1);
    const counts = Object.fromEntries(
      TENANT_TABLES.flatMap(({ name, shown }) => ('why' in shown ? [] : [[name, exported(name)]])),
    );

    expect(lines[0]).toMatchObject({ format: 'hookyard-tenant-export/1', tenant: furnished.ids.tenant });
    expect(last).toMatchObject({ end: true, rows: counts });
    const found = Map.groupBy(lines, ({ table }) => table);
    for (const [table, count] of Object.entries(counts))
      expect([table, found.get(table)?.length]).toEqual([table, count]);
    expect(last?.sha256).toBe(
      createHash('sha256')
        .update(text.slice(0, text.trimEnd().lastIndexOf('\n') + 1))
        .digest('hex'),
    );
    for (const secret of [SHOP_SECRET, ...secretsOf(full)]) expect(text.includes(secret)).toBe(false);
  });

  it('is refused until the tenant is suspended and its name is said', async () => {
    const path = `/v1/tenants/${furnished.ids.tenant}`;
    const name = encodeURIComponent(`${MARK} tenant`);
    expect(await yard.admin('DELETE', `${path}?name=${name}`)).toMatchObject({ status: 409 });
    expect(await yard.admin('POST', `${path}/suspend`)).toMatchObject({ status: 200 });
    expect(await yard.admin('DELETE', `${path}?name=other`)).toMatchObject({ status: 400 });

    expect(await yard.admin('DELETE', `${path}?name=${name}`)).toMatchObject({
      status: 202,
      body: { state: 'deleting', doneAt: null },
    });
    expect(await furnished.call('GET', '/v1/connections')).toMatchObject({ status: 401 });
    expect(await yard.admin('POST', `${path}/resume`)).toMatchObject({ status: 409 });
  });

  it('a deletion leaves no row and no byte of it in any table, but that it was there', async () => {
    await yard.deleteTenants();

    const after = await everyRow(yard.store);
    const { id, ...left } = (await yard.admin('GET', `/v1/tenants/${furnished.ids.tenant}/deletion`)).body;
    expect(left).toMatchObject({ state: 'deleted', doneAt: expect.any(String) });
    expect(left.rows.hook).toBeGreaterThan(0);
    expect(differences(before, after)).toEqual([]);
    expect(bytesOf(after).includes(MARK)).toBe(false);
    expect(after['tenant_deletion']).toMatchObject([{ public_id: id }]);
    const [hook] = await rowsOf<{ body: Buffer }>(
      yard.store,
      `SELECT body FROM hook WHERE seq = ${sharedHook}`,
    );
    expect(hook?.body).toHaveLength(0);
    expect(await yard.admin('GET', `/v1/tenants/${furnished.ids.tenant}`)).toMatchObject({ status: 404 });
  }, 60_000);

  function added(table: string): number {
    return (full[table]?.length ?? 0) - (before[table]?.length ?? 0);
  }

  /** Rows of the host that came since are not the tenant's. */
  function exported(table: string): number {
    const tenant = viewTenant(full, furnished.ids.tenant);
    if (table === 'audit') return (full['audit'] ?? []).filter((row) => row['tenant'] === tenant).length + 1;
    return added(table) - (table === 'hook' ? 1 : 0);
  }

  /** What is otherwise than before the tenant was made: the host's own lines, without names, and its counters. */
  function differences(was: Rows, is: Rows): string[] {
    return Object.keys(is).flatMap((table) => {
      const rows = new Set((was[table] ?? []).map((row) => JSON.stringify(row)));
      const fresh = (is[table] ?? []).filter(
        (row) => !rows.delete(JSON.stringify(row)) && !isAllowed(table, row),
      );
      const lost = table in ALLOWED ? [] : [...rows].map((row) => `${table} lost ${row}`);
      return [...fresh.map((row) => `${table} has ${JSON.stringify(row)}`), ...lost];
    });
  }

  function isAllowed(table: string, row: Readonly<Record<string, unknown>>): boolean {
    if (table === 'hook') return row['seq'] === sharedHook;
    return ALLOWED[table]?.(row) ?? false;
  }
}

/** Tables of the host itself, and what may be in them of a time in which a tenant came and went. */
const ALLOWED: Readonly<Record<string, (row: Readonly<Record<string, unknown>>) => boolean>> = {
  tenant_deletion: () => true,
  meta: ({ key }) => key === 'config_version',
  inbox: () => true,
  duty: () => true,
  audit: (row) => row['tenant'] === 1 && (row['action'] === 'tenant.deleted' || row['after_value'] === null),
  api_key: (row) => row['tenant'] === 1,
  tenant_usage: (row) => row['tenant'] !== 3,
};

async function aSharedReceiver(yard: AdminYard): Promise<number> {
  const receiver = { ...shopConnector.receiver, account: 'account' };
  await yard.admin('POST', '/v1/connectors', { ...shopConnector, name: 'shared', receiver });
  const body = { connector: 'shared', urlPath: 'shared', secrets: { webhook: SHOP_SECRET } };
  expect(await yard.admin('POST', '/v1/receivers', body)).toMatchObject({ status: 201 });
  const [row] = await rowsOf<{ id: number }>(yard.store, `SELECT id FROM receiver WHERE url_path = 'shared'`);
  return ownerOfReceiver(row?.id ?? 0);
}

function viewTenant(rows: Rows, id: string): unknown {
  return (rows['tenant'] ?? []).find((row) => row['public_id'] === id)?.['id'];
}

function secretsOf(rows: Rows): string[] {
  const of = (table: string, column: string): string[] =>
    (rows[table] ?? []).map((row) => String(row[column]));
  return [
    ...of('api_key', 'hash'),
    ...of('connection_key', 'key_hash'),
    ...of('connection_secret', 'cipher'),
    ...of('connection_state', 'value'),
    // What was filled in holds the mark, as much else does.
  ].filter((text) => text.length > 8 && !text.includes(MARK));
}

/** Bodies as the text they hold. */
function bytesOf(rows: Rows): string {
  return JSON.stringify(rows, (_key, value: unknown) => {
    const data = (value as { type?: string; data?: number[] } | null)?.data;
    return Array.isArray(data) ? Buffer.from(data).toString('latin1') : value;
  });
}
