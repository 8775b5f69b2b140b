import { aPostgresStore, whyNoPostgres } from '../kit/databases.js';
import { sharedDatabase } from '../kit/ledgers.js';
import { ledgerFamiliesContract } from './ledger-families.contract.js';
import { ledgerCoalescingContract } from './ledger-coalescing.contract.js';
import { ledgerHoldingContract } from './ledger-holding.contract.js';
import { ledgerReadsContract } from './ledger-reads.contract.js';
import { ledgerIntakeContract } from './ledger-intake.contract.js';
import { ledgerLanesContract } from './ledger-lanes.contract.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED the ledger's contract on PostgreSQL: ${missing}\n`);

(missing ? describe.skip : describe)('on PostgreSQL', () => {
  const shared = sharedDatabase(aPostgresStore);
  afterAll(() => shared.close());

  describe('the way in', () => ledgerIntakeContract(shared.make));
  describe('lanes', () => ledgerLanesContract(shared.make));
  describe('reads', () => ledgerReadsContract(shared.make));
  describe('what waits', () => ledgerHoldingContract(shared.make));
  describe('folding', () => ledgerCoalescingContract(shared.make));
  describe('parents and children', () => ledgerFamiliesContract(shared.make));
});
