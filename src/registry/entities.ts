import { ApiKeyRow } from './api-key.entity.js';
import { AuditRow } from './audit.entity.js';
import { ConnectionKeyRow } from './connection-key.entity.js';
import { ConnectionSecretRow } from './connection-secret.entity.js';
import { ConnectionRow } from './connection.entity.js';
import { ConnectorRow } from './connector.entity.js';
import { ConnectorImprintRow } from './imprints/connector-imprint.entity.js';
import { GrantRow } from './grants/grant.entity.js';
import { PendingAuthorizationRow } from './grants/pending-authorization.entity.js';
import { MappingCollectionVersionRow } from './mapping-collection-version.entity.js';
import { MappingCollectionRow } from './mapping-collection.entity.js';
import { ReceiverRow } from './receiver.entity.js';
import { RecordTypeRow } from './record-type.entity.js';
import { ScopeRow } from './scope.entity.js';
import { PortalLinkRow } from './subscribers/portal-link.entity.js';
import { SubscriberRow } from './subscribers/subscriber.entity.js';
import { ConnectionUpgradeRow } from './upgrades/connection-upgrade.entity.js';
import { TenantRow } from './tenant.entity.js';
import { TranslationRow } from './translation.entity.js';

/** The tables of the configuration, for `openStore`. */
export const CONFIGURATION_ENTITIES = [
  TenantRow,
  ConnectorRow,
  ConnectorImprintRow,
  ConnectionRow,
  ConnectionSecretRow,
  ConnectionKeyRow,
  ConnectionUpgradeRow,
  GrantRow,
  PendingAuthorizationRow,
  ReceiverRow,
  SubscriberRow,
  PortalLinkRow,
  ScopeRow,
  MappingCollectionRow,
  MappingCollectionVersionRow,
  TranslationRow,
  RecordTypeRow,
  ApiKeyRow,
  AuditRow,
];
