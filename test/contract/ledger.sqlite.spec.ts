import { aSqliteStore } from '../kit/databases.js';
import { ledgerIntakeContract } from './ledger-intake.contract.js';
import { ledgerLanesContract } from './ledger-lanes.contract.js';

ledgerIntakeContract(aSqliteStore);
ledgerLanesContract(aSqliteStore);
