import { aStore, type TestDatabase } from '../../test/kit/databases.js';
import { rowsOf } from '../../test/kit/ledgers.js';
import { forgetAudit } from '../registry/index.js';
import { Forgetting } from './forgetting.js';

const NOW = 1_800_000_000_000;
const OLD = NOW - 1_000;

describe('the history of records', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await aStore();
    const record = (id: number, version: number): string =>
      `(${id}, 1, 'live', 'PRODUCT', ${version}, '{}', ${OLD}, ${OLD})`;
    await run(
      `INSERT INTO record (id, tenant, mode, type, version, data, created_at, updated_at)
        VALUES ${record(1, 4)}, ${record(2, 3)}`,
    );
    const changes = [1, 2].flatMap((of) =>
      Array.from({ length: of === 1 ? 4 : 3 }, (_, n) => `(${of}, ${n + 1}, ${OLD}, 0, '{"a":[1,2]}')`),
    );
    await run(`INSERT INTO record_change (record, version, at, root, changed) VALUES ${changes.join(', ')}`);
  });
  afterEach(() => database[Symbol.asyncDispose]());

  const run = (sql: string): Promise<unknown[]> => rowsOf(database.store, sql);
  const versions = async (record: number): Promise<number[]> => {
    const rows = await rowsOf<{ version: number }>(
      database.store,
      `SELECT version FROM record_change WHERE record = ${record} ORDER BY version`,
    );
    return rows.map(({ version }) => Number(version));
  };
  const forget = async (since = NOW): Promise<void> => {
    for await (const _ of new Forgetting(database.store).pieces(() => since));
  };

  it('goes by its age, but for the newest change of each record', async () => {
    await forget(OLD);
    const young = await versions(1);

    await forget();

    expect(young).toEqual([1, 2, 3, 4]);
    expect([await versions(1), await versions(2)]).toEqual([[4], [3]]);
  });

  it('keeps what a linked system has not seen', async () => {
    await run(
      `INSERT INTO link (tenant, mode, connection, type, external_id, record, state, record_version, created_at, updated_at)
        VALUES (1, 'live', 1, 'PRODUCT', 'a', 1, 'live', 2, ${OLD}, ${OLD}),
          (1, 'live', 2, 'PRODUCT', 'b', 2, 'ended', 0, ${OLD}, ${OLD})`,
    );

    await forget();

    expect([await versions(1), await versions(2)]).toEqual([[3, 4], [3]]);
  });

  it('keeps the row of a merge, without values', async () => {
    await run(`UPDATE record_change SET event = '{"kind":"merged"}' WHERE record = 1 AND version = 2`);

    await forget();

    expect(await versions(1)).toEqual([2, 4]);
    expect(await run('SELECT changed FROM record_change WHERE record = 1 AND version = 2')).toEqual([
      { changed: '{}' },
    ]);
  });

  it('what says that a record was erased goes with the audit’s age, when the erasure is done', async () => {
    const erasure = (record: number, state: string): string =>
      `(${record}, 1, '[]', 'key', '${state}', ${OLD}, ${OLD}, ${state === 'done' ? OLD : 'NULL'})`;
    await run(
      `INSERT INTO erasure (record, tenant, records, actor, state, at, due_at, done_at)
        VALUES ${erasure(1, 'done')}, ${erasure(2, 'open')}`,
    );

    await forget();

    expect(await run('SELECT state FROM erasure')).toEqual([{ state: 'open' }]);
  });

  it('the audit goes by its age, tenant by tenant', async () => {
    const line = (tenant: number, at: number): string => `(${tenant}, ${at}, 'key', 'a', 's')`;
    const lines = [line(1, OLD), line(2, OLD), line(1, NOW), line(2, OLD)];
    await run(`INSERT INTO audit (tenant, at, actor, action, subject) VALUES ${lines.join(', ')}`);
    const since = (_: string, tenant: number | null): number => (tenant === 1 ? NOW : 0);

    for await (const _ of forgetAudit(database.store, since));

    const left = await rowsOf<{ tenant: number }>(database.store, 'SELECT tenant FROM audit ORDER BY id');
    expect(left.map(({ tenant }) => Number(tenant))).toEqual([2, 1, 2]);
  });
});
