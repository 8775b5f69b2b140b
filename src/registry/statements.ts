import type { Statement } from '../store/index.js';
import { AUDIT_FORGETTING_STATEMENTS } from './audit-forgetting.js';
import { AUDIT_STATEMENTS } from './audit.store.js';
import { AUDIT_TRAIL_STATEMENTS } from './audit-trail.js';
import { CHECKING_STATEMENTS } from './checking/check-statements.js';
import { CONFIG_VERSION_STATEMENTS } from './config-version.js';
import { AUTHORIZATION_STATEMENTS } from './grants/authorizations.service.js';
import { GRANT_STATEMENTS } from './grants/grant-statements.js';
import { IDEMPOTENCY_STATEMENTS } from './idempotency.store.js';
import { PORTAL_LINK_STATEMENTS } from './subscribers/portal-links.service.js';
import { QUEUE_STATEMENTS } from './queues.store.js';
import { RECORD_TYPE_STATEMENTS } from './record-type.store.js';
import { SUBSCRIPTION_PLAN_STATEMENTS } from './subscribing/plan-statements.js';
import { TENANT_DELETION_STATEMENTS } from './tenant-deletion-statements.js';
import { UNTRANSLATED_STATEMENTS } from './untranslated.store.js';

/** The registry's statements on the hot tables, for the EXPLAIN test. */
export const REGISTRY_STATEMENTS: readonly Statement[] = [
  ...AUDIT_FORGETTING_STATEMENTS,
  ...AUDIT_STATEMENTS,
  ...AUDIT_TRAIL_STATEMENTS,
  ...AUTHORIZATION_STATEMENTS,
  ...CHECKING_STATEMENTS,
  ...CONFIG_VERSION_STATEMENTS,
  ...GRANT_STATEMENTS,
  ...IDEMPOTENCY_STATEMENTS,
  ...PORTAL_LINK_STATEMENTS,
  ...QUEUE_STATEMENTS,
  ...RECORD_TYPE_STATEMENTS,
  ...SUBSCRIPTION_PLAN_STATEMENTS,
  ...UNTRANSLATED_STATEMENTS,
  ...TENANT_DELETION_STATEMENTS,
];
