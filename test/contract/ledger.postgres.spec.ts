import { LEDGER_STATEMENTS } from '../../src/ledger/index.js';
import type { Statement } from '../../src/store/index.js';
import { aPostgresStore, type TestDatabase, whyNoPostgres } from '../kit/databases.js';
import { rowsOf, sharedDatabase } from '../kit/ledgers.js';
import { ledgerContract } from './ledger.contract.js';

const SAMPLES = { int8: 1, text: 'a', bytes: Buffer.from('a'), float8: 1.5 } as const;

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED the ledger's contract on PostgreSQL: ${missing}\n`);

(missing ? describe.skip : describe)('on PostgreSQL', () => {
  const shared = sharedDatabase(aPostgresStore);
  afterAll(() => shared.close());

  /** Named statements keep plans made while tables were empty, when a walk over everybody's rows looks cheap. */
  it('looks rows up by their keys, never by walking what belongs to everybody', async () => {
    const { store } = await shared.make();
    const walks: string[] = [];

    for (const statement of LEDGER_STATEMENTS.filter(({ postgres, scans }) => postgres && !scans)) {
      const row = Object.fromEntries(
        Object.entries(statement.params).map(([name, type]) => [name, SAMPLES[type]]),
      );
      const explained: Statement<{ 'QUERY PLAN': string }> = {
        ...statement,
        row: undefined,
        echo: undefined,
        name: `plan_${statement.name}`,
        postgres: `EXPLAIN ${statement.postgres}`,
      };
      const lines = await store.write((tx) => tx.many(explained, [row, row, row]));
      const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
      if (/Join Filter|Hash .*Join|Hash Join|Merge Join/.test(plan)) walks.push(`${statement.name}\n${plan}`);
    }

    expect(walks).toEqual([]);
  });

  ledgerContract({
    make: shared.make,
    /** The server says 53100 as it does when its disk is full. */
    async fillDisk({ store }: TestDatabase) {
      await rowsOf(
        store,
        `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full', MESSAGE = 'no space left'; END $$`,
      );
      await rowsOf(
        store,
        'CREATE TRIGGER disk_full BEFORE INSERT ON hook FOR EACH ROW EXECUTE FUNCTION refuse()',
      );
      return async () => {
        await rowsOf(store, 'DROP TRIGGER disk_full ON hook');
      };
    },
  });
});
