import { aPostgresStore, whyNoPostgres } from '../kit/databases.js';
import { sharedDatabase } from '../kit/ledgers.js';
import { ledgerIntakeContract } from './ledger-intake.contract.js';
import { ledgerLanesContract } from './ledger-lanes.contract.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED the ledger's contract on PostgreSQL: ${missing}\n`);

(missing ? describe.skip : describe)('on PostgreSQL', () => {
  const shared = sharedDatabase(aPostgresStore);
  afterAll(() => shared.close());

  ledgerIntakeContract(shared.make);
  ledgerLanesContract(shared.make);
});
