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
  CompiledSequence,
  ConnectionView,
  DeleteBrake,
  DeleteGuard,
  Directory,
  DirectorySource,
  LoadedConnector,
  QueueView,
  ReceivingPoint,
  ScopeView,
} from './directory.js';
export type { CallLimits } from './call-limits.js';
export { compileReceiver } from './compile-receiver.js';
export { declaredScopes, hubScopes } from './declared-scopes.js';
export type { DeclaredScope } from './declared-scopes.js';
export type { PoolState as WorkersState } from './isolation/connector-pool.js';
export { WorkerEnded } from './isolation/worker-ended.js';
export { parentRuleOf } from './parent-rule.js';
export type { ParentRule } from './parent-rule.js';
export {
  callFactsIn,
  canonicalIn,
  customFieldsIn,
  isLater,
  isNameless,
  issuesIn,
  normalizerIn,
  parentIn,
  resolvedIn,
  withCustomFieldsIn,
} from './connector-steps.js';
export type { CallFacts, Step } from './connector-steps.js';
export { HOST_TENANT, ownerOfConnection, ownerOfReceiver } from './ids.js';
export { CONFIGURATION_ENTITIES } from './entities.js';
export { REGISTRY_STATEMENTS } from './statements.js';
export { ROLES, mayCall } from './roles.js';
export type { Role } from './roles.js';
export { createRegistry } from './registry.js';
export type { Registry } from './registry.js';
export { secretReader } from './secret-reader.js';
export { hastenCheckIn } from './checking/check-statements.js';
export { FAILING_REASONS, STATE_REASONS } from './state-reasons.js';
export type { CheckInfo } from './checking/check-info.js';
export type { StateReason } from './state-reasons.js';
export type { Authorizations, GrantedAccess, TakenAuthorization } from './grants/authorizations.service.js';
export type { FreshTokens, Grant, GrantEnd, GrantInfo } from './grants/grant.js';
export type { Grants } from './grants/grants.store.js';
export type { Actor, AuditEntry } from './configuration-writer.js';
export { installPackages } from './packages/install-packages.js';
export type { Installed, PackageAsk } from './packages/install-packages.js';
export type { PackageSettings } from './packages/package-places.js';
export type { StepAnswer, UpgradeInfo } from './upgrades/connection-upgrades.service.js';
export type { UpgradePlan } from './upgrades/upgrade-plan.js';
export { raiseConfigVersion } from './config-version.js';
export { forgetAudit } from './audit-forgetting.js';
export { writeAudit } from './audit.store.js';
export type { AuditLine } from './audit-trail.js';
export { HOST_ACTOR } from './api-keys.service.js';
export type { ApiKeyInfo, ApiKeyInput, NewApiKey } from './api-keys.service.js';
export type { CollectionVersionInfo } from './collection-history.service.js';
export type { CollectionInfo } from './collections.service.js';
export type { LookupCoverage, TranslationCoverage } from './coverage.service.js';
export type { ConnectionInfo } from './connection-info.js';
export type { BroughtSecret } from './brought-secrets.service.js';
export type { ConnectorInfo } from './connector-info.js';
export type { KeptAnswer, RunningCall } from './idempotency.service.js';
export type { Page, PageAsk, PagePlace, PageSort } from './page.js';
export type { ReceiverInfo } from './receivers.service.js';
export { fieldCheckOf } from './record-types/field-check.js';
export type { FieldCheck } from './record-types/field-check.js';
export { fieldsInHub } from './record-types/declared-types.js';
export type { RecordTypeInfo } from './record-types.service.js';
export { HOOK_REGISTRATIONS } from './subscribing/plan-statements.js';
export { WEBHOOK } from './subscribing/subscribing.service.js';
export type { SubscribedConnection, Subscribing } from './subscribing/subscribing.service.js';
export type { AddressFacts } from './subscribing/hook-address.js';
export type { ScopeInfo } from './scopes.service.js';
export { QUOTAS } from './quotas.js';
export type { Quota, Quotas } from './quotas.js';
export { DAYS_OF } from './tenant-retention.js';
export { dueTenantDeletion, moveTenantDeletion, takeTenantDeletion } from './tenant-deletion-statements.js';
export type { TenantDeletionRow } from './tenant-deletion-statements.js';
export type { TenantDeletion } from './tenants.service.js';
export type { TenantInfo } from './tenants.service.js';
export type { TranslationInfo } from './translations.service.js';
export type { SecretInfo, SecretInputs } from './secrets.js';
export type { Trial } from './trials.js';
export { Deciding } from './subscribers/deciding.js';
export { firstThatFits } from './subscribers/first-that-fits.js';
export { ON_FAILURE } from './subscribers/handler-view.js';
export type { HandlerDefinition, HandlerView } from './subscribers/handler-view.js';
export type { HandlerInfo } from './subscribers/handlers.service.js';
export { datasetsOf } from './datasets/dataset-connections.service.js';
export { Listening } from './subscribers/listening.js';
export {
  DELIVERY_ORDERS,
  PAYLOAD_STYLES,
  SECRET_HEADER,
  SENDING_FORMS,
  TRIGGER_METHODS,
  ownerOfSubscriber,
} from './subscribers/subscriber-view.js';
export type {
  CalledView,
  CallbackView,
  DeliveryOrder,
  EndpointDefinition,
  EndpointView,
  PayloadStyle,
  PortalBounds,
  PortalTerms,
  SendingForm,
  Signed,
  SubscriberDefinition,
  SubscriberView,
  TriggerDefinition,
  TriggerMethod,
  TriggerView,
} from './subscribers/subscriber-view.js';
export { privateKeyOf, symmetricKeyOf } from './subscribers/signing-secrets.js';
export type { EndpointInfo } from './subscribers/endpoints.service.js';
export type { ShownSecret } from './subscribers/signed-subscriber.js';
export { BY_HAND, MOST_OF_SUBSCRIBER } from './subscribers/portal-terms.js';
export type { SubscriberActor } from './subscribers/portal-terms.js';
export type { PortalLinkInfo, PortalVisitor } from './subscribers/portal-links.service.js';
export type { TriggerInfo } from './subscribers/triggers.service.js';
