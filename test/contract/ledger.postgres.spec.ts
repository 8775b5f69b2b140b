import { aPostgresStore, type TestDatabase, whyNoPostgres } from '../kit/databases.js';
import { rowsOf, sharedDatabase } from '../kit/ledgers.js';
import { ledgerContract } from './ledger.contract.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED the ledger's contract on PostgreSQL: ${missing}\n`);

(missing ? describe.skip : describe)('on PostgreSQL', () => {
  const shared = sharedDatabase(aPostgresStore);
  afterAll(() => shared.close());

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
