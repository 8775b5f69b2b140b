import { upgradesOnPostgres, upgradesOnSqlite } from './0049-connection-upgrades.js';
import { imprintsOnPostgres, imprintsOnSqlite } from './0048-connector-imprints.js';
import { configurationOnPostgres, configurationOnSqlite } from './0001-configuration.js';
import { budgetsOnPostgres, budgetsOnSqlite } from './0010-budgets.js';
import { hubOnPostgres, hubOnSqlite } from './0001-hub.js';
import { ledgerOnPostgres, ledgerOnSqlite } from './0001-ledger.js';
import { scheduleOnPostgres, scheduleOnSqlite } from './0001-schedule.js';
import { childrenOnPostgres, childrenOnSqlite } from './0002-children.js';
import { collectionsOnPostgres, collectionsOnSqlite } from './0003-collections.js';
import { deletesOnPostgres, deletesOnSqlite } from './0004-deletes.js';
import { sentCreatesOnPostgres, sentCreatesOnSqlite } from './0005-sent-creates.js';
import { duplicatesOnPostgres, duplicatesOnSqlite } from './0006-duplicates.js';
import { walksOnPostgres, walksOnSqlite } from './0007-walks.js';
import { notKeptOnPostgres, notKeptOnSqlite } from './0008-not-kept.js';
import { awaitedOnPostgres, awaitedOnSqlite } from './0011-awaited.js';
import { childPolicyOnPostgres, childPolicyOnSqlite } from './0012-child-policy.js';
import { retentionOnPostgres, retentionOnSqlite } from './0015-retention.js';
import { packedBodiesOnPostgres, packedBodiesOnSqlite } from './0016-packed-bodies.js';
import { idempotencyOnPostgres, idempotencyOnSqlite } from './0017-idempotency.js';
import { tenantRetentionOnPostgres, tenantRetentionOnSqlite } from './0018-tenant-retention.js';
import { replaysOnPostgres, replaysOnSqlite } from './0019-replays.js';
import { erasureOnPostgres, erasureOnSqlite } from './0021-erasure.js';
import { callbacksOnPostgres, callbacksOnSqlite } from './0023-callbacks.js';
import { triggersOnPostgres, triggersOnSqlite } from './0022-triggers.js';
import { portalLinksOnPostgres, portalLinksOnSqlite } from './0028-portal-links.js';
import { quotasOnPostgres, quotasOnSqlite } from './0013-quotas.js';
import { tenantDeletionsOnPostgres, tenantDeletionsOnSqlite } from './0014-tenant-deletions.js';
import { listsOnPostgres, listsOnSqlite } from './0030-lists.js';
import { eventsOnPostgres, eventsOnSqlite } from './0040-events.js';
import { outagesOnPostgres, outagesOnSqlite } from './0041-outages.js';
import { subscriberRatesOnPostgres, subscriberRatesOnSqlite } from './0042-subscriber-rates.js';
import { heldByCodeOnPostgres, heldByCodeOnSqlite } from './0046-held-by-code.js';
import { checksOnPostgres, checksOnSqlite } from './0044-connection-checks.js';
import { subscriptionsOnPostgres, subscriptionsOnSqlite } from './0045-subscriptions.js';
import { grantsOnPostgres, grantsOnSqlite } from './0043-grants.js';
import { decisionsOnPostgres, decisionsOnSqlite } from './0025-decisions.js';
import { datasetsOnPostgres, datasetsOnSqlite } from './0032-datasets.js';
import { readableOnPostgres, readableOnSqlite } from './0031-readable.js';
import type { Migration } from './migration.js';

/** All migrations, oldest first. New ones are added at the end. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'the yard',
    sqlite: ledgerOnSqlite + hubOnSqlite + configurationOnSqlite + scheduleOnSqlite,
    postgres: ledgerOnPostgres + hubOnPostgres + configurationOnPostgres + scheduleOnPostgres,
  },
  { version: 2, name: 'children', sqlite: childrenOnSqlite, postgres: childrenOnPostgres },
  {
    version: 3,
    name: 'coverage and re-syncs of collections',
    sqlite: collectionsOnSqlite,
    postgres: collectionsOnPostgres,
  },
  { version: 4, name: 'waiting deletes', sqlite: deletesOnSqlite, postgres: deletesOnPostgres },
  { version: 5, name: 'sent creates', sqlite: sentCreatesOnSqlite, postgres: sentCreatesOnPostgres },
  { version: 6, name: 'duplicates', sqlite: duplicatesOnSqlite, postgres: duplicatesOnPostgres },
  { version: 7, name: 'walks', sqlite: walksOnSqlite, postgres: walksOnPostgres },
  { version: 8, name: 'what systems do not keep', sqlite: notKeptOnSqlite, postgres: notKeptOnPostgres },
  { version: 10, name: 'budgets', sqlite: budgetsOnSqlite, postgres: budgetsOnPostgres },
  { version: 11, name: 'awaited links', sqlite: awaitedOnSqlite, postgres: awaitedOnPostgres },
  { version: 12, name: 'policies of children', sqlite: childPolicyOnSqlite, postgres: childPolicyOnPostgres },
  { version: 15, name: 'retention', sqlite: retentionOnSqlite, postgres: retentionOnPostgres },
  { version: 16, name: 'packed bodies', sqlite: packedBodiesOnSqlite, postgres: packedBodiesOnPostgres },
  { version: 17, name: 'idempotency keys', sqlite: idempotencyOnSqlite, postgres: idempotencyOnPostgres },
  { version: 19, name: 'replays', sqlite: replaysOnSqlite, postgres: replaysOnPostgres },
  { version: 21, name: 'erasure', sqlite: erasureOnSqlite, postgres: erasureOnPostgres },
  { version: 13, name: 'quotas of tenants', sqlite: quotasOnSqlite, postgres: quotasOnPostgres },
  {
    version: 14,
    name: 'deletions of tenants',
    sqlite: tenantDeletionsOnSqlite,
    postgres: tenantDeletionsOnPostgres,
  },
  { version: 30, name: 'orders of long lists', sqlite: listsOnSqlite, postgres: listsOnPostgres },
  { version: 40, name: 'events and who hears them', sqlite: eventsOnSqlite, postgres: eventsOnPostgres },
  { version: 31, name: 'who may read it', sqlite: readableOnSqlite, postgres: readableOnPostgres },
  { version: 32, name: 'datasets and imports', sqlite: datasetsOnSqlite, postgres: datasetsOnPostgres },
  { version: 41, name: 'outages and first loads', sqlite: outagesOnSqlite, postgres: outagesOnPostgres },
  { version: 22, name: 'what triggers called for', sqlite: triggersOnSqlite, postgres: triggersOnPostgres },
  {
    version: 18,
    name: 'ages of tenants',
    sqlite: tenantRetentionOnSqlite,
    postgres: tenantRetentionOnPostgres,
  },
  {
    version: 42,
    name: 'rates of subscribers',
    sqlite: subscriberRatesOnSqlite,
    postgres: subscriberRatesOnPostgres,
  },
  { version: 25, name: 'decisions of handlers', sqlite: decisionsOnSqlite, postgres: decisionsOnPostgres },
  { version: 28, name: 'links to the portal', sqlite: portalLinksOnSqlite, postgres: portalLinksOnPostgres },
  { version: 49, name: 'upgrades of connections', sqlite: upgradesOnSqlite, postgres: upgradesOnPostgres },
  { version: 23, name: 'callbacks', sqlite: callbacksOnSqlite, postgres: callbacksOnPostgres },
  {
    version: 48,
    name: 'what connectors say of themselves',
    sqlite: imprintsOnSqlite,
    postgres: imprintsOnPostgres,
  },
  { version: 45, name: 'subscriptions', sqlite: subscriptionsOnSqlite, postgres: subscriptionsOnPostgres },
  { version: 43, name: 'grants of OAuth 2.0', sqlite: grantsOnSqlite, postgres: grantsOnPostgres },
  {
    version: 46,
    name: 'what waits for a code',
    sqlite: heldByCodeOnSqlite,
    postgres: heldByCodeOnPostgres,
  },
  { version: 44, name: 'checks of connections', sqlite: checksOnSqlite, postgres: checksOnPostgres },
];
