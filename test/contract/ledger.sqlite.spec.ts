import { aSqliteStore } from '../kit/databases.js';
import { ledgerFamiliesContract } from './ledger-families.contract.js';
import { ledgerCoalescingContract } from './ledger-coalescing.contract.js';
import { ledgerHoldingContract } from './ledger-holding.contract.js';
import { ledgerReadsContract } from './ledger-reads.contract.js';
import { ledgerIntakeContract } from './ledger-intake.contract.js';
import { ledgerLanesContract } from './ledger-lanes.contract.js';

describe('the way in', () => ledgerIntakeContract(aSqliteStore));
describe('lanes', () => ledgerLanesContract(aSqliteStore));
describe('reads', () => ledgerReadsContract(aSqliteStore));
describe('what waits', () => ledgerHoldingContract(aSqliteStore));
describe('folding', () => ledgerCoalescingContract(aSqliteStore));
describe('parents and children', () => ledgerFamiliesContract(aSqliteStore));
