import { HUB_STATEMENTS } from '../../src/hub/index.js';
import { LEDGER_STATEMENTS } from '../../src/ledger/index.js';
import { REGISTRY_STATEMENTS } from '../../src/registry/index.js';
import { SCHEDULE_STATEMENTS } from '../../src/schedule/index.js';
import { publicIdStatements, type Statement } from '../../src/store/index.js';
import { STATE_STATEMENTS } from '../../src/transfer/index.js';

/** Every statement of the hot tables: none may scan a table, on either engine. */
export const ALL_STATEMENTS: readonly Statement[] = [
  ...Object.values(publicIdStatements),
  ...HUB_STATEMENTS,
  ...STATE_STATEMENTS,
  ...LEDGER_STATEMENTS,
  ...REGISTRY_STATEMENTS,
  ...SCHEDULE_STATEMENTS,
];
