/**
 * What is configured, compiled once per version and read without I/O. In come connectors and changes of the
 * configuration, each in one commit with its audit; out goes the directory. It promises that a snapshot never
 * changes, that a call answers when the directory shows its change, and that secrets are in clear in memory only. It
 * refuses connectors, mappings, settings and expressions that are not valid, and what belongs to another tenant.
 */
export type {
  CollectionView,
  CompiledField,
  CompiledReceiver,
  ConnectionView,
  DeleteGuard,
  Directory,
  DirectorySource,
  LoadedConnector,
  QueueView,
  ReceivingPoint,
  ScopeView,
} from './directory.js';
export { compileReceiver } from './compile-receiver.js';
export { declaredScopes, hubScopes } from './declared-scopes.js';
export type { DeclaredScope } from './declared-scopes.js';
export { HOST_TENANT, ownerOfConnection, ownerOfReceiver } from './ids.js';
export { CONFIGURATION_ENTITIES } from './entities.js';
export { REGISTRY_STATEMENTS } from './statements.js';
export { ROLES } from './roles.js';
export type { Role } from './roles.js';
export { createRegistry } from './registry.js';
export type { Registry } from './registry.js';
export type { Actor, AuditEntry } from './configuration-writer.js';
export { writeAudit } from './audit.store.js';
export { HOST_ACTOR } from './api-keys.service.js';
export type { CollectionInfo } from './collections.service.js';
export type { ConnectionInfo } from './connection-info.js';
export type { ConnectorInfo } from './connector-info.js';
export type { Page, PageAsk } from './page.js';
export type { ReceiverInfo } from './receivers.service.js';
export { fieldCheckOf } from './record-types/field-check.js';
export type { FieldCheck } from './record-types/field-check.js';
export { KNOWN_TYPES } from './record-types/known-types.js';
export type { RecordFields } from './record-types/record-field.js';
export type { RecordTypeInfo } from './record-types.service.js';
export type { ScopeInfo } from './scopes.service.js';
export type { TranslationInfo } from './translations.service.js';
export type { SecretInfo, SecretInputs } from './secrets.js';
