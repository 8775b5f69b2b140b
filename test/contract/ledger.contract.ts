import { ledgerAsideContract } from './ledger-aside.contract.js';
import { ledgerAwaitingContract } from './ledger-awaiting.contract.js';
import { ledgerChildrenContract } from './ledger-children.contract.js';
import { ledgerCoalescingContract } from './ledger-coalescing.contract.js';
import { ledgerFamiliesContract } from './ledger-families.contract.js';
import { ledgerHoldingContract } from './ledger-holding.contract.js';
import { ledgerIntakeContract } from './ledger-intake.contract.js';
import { ledgerLanesContract } from './ledger-lanes.contract.js';
import { ledgerLoadContract } from './ledger-load.contract.js';
import { ledgerListsContract } from './ledger-lists.contract.js';
import { ledgerReadsContract } from './ledger-reads.contract.js';
import { ledgerRetentionContract } from './ledger-retention.contract.js';
import { ledgerRepliesContract } from './ledger-replies.contract.js';
import { ledgerTellingContract } from './ledger-telling.contract.js';
import { ledgerTroubleContract, type TroubleOptions } from './ledger-trouble.contract.js';

/** One text for both engines: everything LEDGER L11 asks for. */
export function ledgerContract(options: TroubleOptions): void {
  const { make } = options;
  describe('the way in', () => ledgerIntakeContract(make));
  describe('lanes', () => ledgerLanesContract(make));
  describe('what waits', () => ledgerHoldingContract(make));
  describe('folding', () => ledgerCoalescingContract(make));
  describe('deletes that wait beside their lanes', () => ledgerAsideContract(make));
  describe('parents that wait for more of their children', () => ledgerChildrenContract(make));
  describe('what waits for others', () => ledgerAwaitingContract(make));
  describe('parents and children', () => ledgerFamiliesContract(make));
  describe('what is told', () => ledgerTellingContract(make));
  describe('a mountain of lanes', () => ledgerLoadContract(make));
  describe('reads', () => ledgerReadsContract(make));
  describe('lists', () => ledgerListsContract(make));
  describe('answers that wait', () => ledgerRepliesContract(make));
  describe('retention', () => ledgerRetentionContract(make));
  describe('trouble', () => ledgerTroubleContract(options));
}
