import { aPostgresStore, whyNoPostgres } from '../kit/databases.js';
import { ledgerIntakeContract } from './ledger-intake.contract.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED the ledger's contract on PostgreSQL: ${missing}\n`);

(missing ? describe.skip : describe)('on PostgreSQL', () => {
  ledgerIntakeContract(aPostgresStore);
});
