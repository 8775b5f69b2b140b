import { aSqliteStore } from '../kit/databases.js';
import { ledgerIntakeContract } from './ledger-intake.contract.js';

ledgerIntakeContract(aSqliteStore);
