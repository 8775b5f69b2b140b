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
  ConnectionState,
  ConnectionView,
  DeleteGuard,
  Directory,
  DirectorySource,
  LoadedConnector,
  QueueView,
  ReceivingPoint,
  ScopeView,
} from './directory.js';
export { DEFAULT_MAX_BYTES, compileReceiver } from './compile-receiver.js';
export { declaredScopes, hubScopeName, hubScopes, scopeFor } from './declared-scopes.js';
export type { DeclaredScope } from './declared-scopes.js';
export { HOST_TENANT, ownerOfConnection, ownerOfReceiver } from './ids.js';
export { CONFIGURATION_ENTITIES } from './entities.js';
export { REGISTRY_STATEMENTS } from './statements.js';
export { ROLES } from './roles.js';
export type { Role } from './roles.js';
export { createRegistry } from './registry.js';
export type { Registry, RegistryOptions } from './registry.js';
export type { Actor } from './configuration-writer.js';
export { HOST_ACTOR } from './api-keys.service.js';
export type { ApiKeyInfo, ApiKeyInput, ApiKeys, Principal } from './api-keys.service.js';
export type {
  CollectionInfo,
  CollectionPatch,
  CollectionVersionInfo,
  Collections,
} from './collections.service.js';
export type { ConnectionInfo, KeyInfo } from './connection-info.js';
export type { ConnectionInput, ConnectionPatch, Connections, NewKey } from './connections.service.js';
export type { ConnectorInfo } from './connector-info.js';
export type { Connectors } from './connectors.service.js';
export type { RefusedConnector } from './connector-shelf.js';
export type { Page, PageAsk } from './page.js';
export type { ReceiverInfo, ReceiverInput, ReceiverPatch, Receivers } from './receivers.service.js';
export type { ScopeInfo, ScopeInput, ScopePatch, Scopes } from './scopes.service.js';
export type { SecretInfo, SecretInput, SecretInputs } from './secrets.js';
