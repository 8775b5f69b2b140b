import { DATASET_STATEMENTS, IMPORT_STATEMENTS } from '../../src/datasets/index.js';
import { DELIVER_STATEMENTS } from '../../src/deliver/index.js';
import { CALLBACK_STATEMENTS, EVENT_STATEMENTS } from '../../src/events/index.js';
import { HUB_STATEMENTS } from '../../src/hub/index.js';
import { LEDGER_STATEMENTS } from '../../src/ledger/index.js';
import { REGISTRY_STATEMENTS } from '../../src/registry/index.js';
import {
  CHECK_STATEMENTS,
  RECONCILE_STATEMENTS,
  REPLAY_STATEMENTS,
  FIRST_LOAD_STATEMENTS,
  RESYNC_STATEMENTS,
  SCHEDULE_STATEMENTS,
  SEQUENCE_STATEMENTS,
  SUBSCRIPTION_STATEMENTS,
  SYNC_STATEMENTS,
} from '../../src/schedule/index.js';
import { publicIdStatements, type Statement } from '../../src/store/index.js';
import {
  DELETING_STATEMENTS,
  EXPORT_STATEMENTS,
  TABLE_STATEMENTS,
  USAGE_STATEMENTS,
} from '../../src/tenancy/index.js';
import { VAULT_STATEMENTS } from '../../src/vault/index.js';
import {
  BUDGET_STATEMENTS,
  DETAIL_STATEMENTS,
  OUTAGE_STATEMENTS,
  STATE_STATEMENTS,
} from '../../src/transfer/index.js';

/** Every statement of the hot tables: none may scan a table, on either engine. */
export const ALL_STATEMENTS: readonly Statement[] = [
  ...Object.values(publicIdStatements),
  ...HUB_STATEMENTS,
  ...EVENT_STATEMENTS,
  ...CALLBACK_STATEMENTS,
  ...DELIVER_STATEMENTS,
  ...DATASET_STATEMENTS,
  ...IMPORT_STATEMENTS,
  ...STATE_STATEMENTS,
  ...OUTAGE_STATEMENTS,
  ...FIRST_LOAD_STATEMENTS,
  ...BUDGET_STATEMENTS,
  ...LEDGER_STATEMENTS,
  ...VAULT_STATEMENTS,
  ...REGISTRY_STATEMENTS,
  ...SCHEDULE_STATEMENTS,
  ...RESYNC_STATEMENTS,
  ...SYNC_STATEMENTS,
  ...RECONCILE_STATEMENTS,
  ...REPLAY_STATEMENTS,
  ...SEQUENCE_STATEMENTS,
  ...SUBSCRIPTION_STATEMENTS,
  ...CHECK_STATEMENTS,
  ...DETAIL_STATEMENTS,
  ...USAGE_STATEMENTS,
  ...TABLE_STATEMENTS,
  ...DELETING_STATEMENTS,
  ...EXPORT_STATEMENTS,
];
