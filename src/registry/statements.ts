import type { Statement } from '../store/index.js';
import { AUDIT_STATEMENTS } from './audit.store.js';
import { CONFIG_VERSION_STATEMENTS } from './config-version.js';
import { MASTER_KEY_STATEMENTS } from './master-key-seal.js';
import { QUEUE_STATEMENTS } from './queues.store.js';

/** The registry's statements on the hot tables, for the EXPLAIN test. */
export const REGISTRY_STATEMENTS: readonly Statement[] = [
  ...AUDIT_STATEMENTS,
  ...CONFIG_VERSION_STATEMENTS,
  ...MASTER_KEY_STATEMENTS,
  ...QUEUE_STATEMENTS,
];
