/**
 * In: a claimed request. Out: what one turn of it came to, ready for one commit: outcome, effects in the hub, children
 * or requests for others, evidence. It promises that whatever a connector does becomes an outcome of the failure table,
 * that a write is repeated with the same key and never before the first could have ended, and that a system which is
 * down holds its queue and nobody else's. It refuses to write anything itself but links of broken creates and
 * connection state.
 */
export { maskOfAll } from './masking.js';
export { createTransfer } from './transfer.js';
export type { Ran, Transfer } from './transfer.js';
export type { BudgetReport } from './budget/report.js';
export { BUDGET_STATEMENTS } from './budget/budget.store.js';
export { previewCollection } from './preview.js';
export type { CollectionPreview } from './preview.js';
export { foresight } from './foresee.js';
export { hubDrafts } from './hub-drafts.js';
export { OUTAGE_STATEMENTS } from './outage-statements.js';
export { Outages } from './outages.js';
export { DETAIL_STATEMENTS, TransferDetails } from './transfer-details.store.js';
export { STATE_STATEMENTS, changeConnectionState, connectionState } from './connection-state.store.js';
