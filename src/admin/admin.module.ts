import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';

import {
  BUDGETS,
  CHANGE_BY_HAND,
  DATASETS,
  DATASET_ROWS,
  IMPORTS,
  HUB,
  CHILDREN,
  INITIALIZING,
  MANUAL_SYNCS,
  RECONCILES,
  REPLAYS,
  SEQUENCES,
  CHECKS,
  SUBSCRIPTIONS,
  ERASURES,
  TRANSFER_DETAILS,
  LEDGER_READS,
  LINKS,
  DUPLICATES,
  MATCH_RULES,
  MERGE_DECISIONS,
  MERGING,
  PUBLIC_IDS,
  READ_THERE,
  RECOVER_REJECTIONS,
  REGISTRY,
  REHEARSE,
  REQUESTS,
  RESYNCS,
  DECISIONS,
  DELIVERIES,
  TRIGGER_TESTS,
  HEARINGS,
  ON_NEWS,
  TENANCY,
  SCHEDULES,
  TAIL,
  WAITING_DELETES,
  type AdminParts,
} from './admin-parts.js';
import { API_KEYS, ApiKeyGuard, type ApiKeys } from './api-key.guard.js';
import { CollectionHistoryController } from './collection-history.controller.js';
import { ConditionalInterceptor } from './conditional.interceptor.js';
import { CoverageController } from './coverage.controller.js';
import { ChildPolicyController } from './child-policy.controller.js';
import { BudgetsController } from './budgets.controller.js';
import { ConnectionsController } from './connections.controller.js';
import { ConnectorsController } from './connectors.controller.js';
import { UpgradesController } from './upgrades.controller.js';
import { DatasetsController } from './datasets.controller.js';
import { DeleteImpact } from './delete-impact.service.js';
import { DeletesController } from './deletes.controller.js';
import { Deletes } from './deletes.service.js';
import { DecisionsController } from './decisions.controller.js';
import { DeliveriesController } from './deliveries.controller.js';
import { EndpointProofs } from './endpoint-proofs.service.js';
import { EndpointsController } from './endpoints.controller.js';
import { EndpointTests } from './endpoint-tests.service.js';
import { PortalDeliveriesController } from './portal/portal-deliveries.controller.js';
import { PortalEndpointsController } from './portal/portal-endpoints.controller.js';
import { PORTAL_RATES, portalRates } from './portal/portal-rates.js';
import { PortalLinksController } from './portal-links.controller.js';
import { CallbackUrls } from './callback-urls.service.js';
import { CallbacksController } from './callbacks.controller.js';
import { SubscriberDeliveries } from './subscriber-deliveries.service.js';
import { TriggerCallsController } from './trigger-calls.controller.js';
import { TriggersController } from './triggers.controller.js';
import { EventTypesController } from './event-types.controller.js';
import { ExplainController } from './explain.controller.js';
import { ExplainNow } from './explain-now.service.js';
import { EventReading } from './event-reading.service.js';
import { Explain } from './explain.service.js';
import { HandlerCalls } from './handler-calls.service.js';
import { HandlersController } from './handlers.controller.js';
import { HEALTH, HealthController } from './health.controller.js';
import { HookReading } from './hook-reading.service.js';
import { HubListing } from './hub-listing.service.js';
import { HooksController } from './hooks.controller.js';
import { MappingPreviews } from './mapping-previews.service.js';
import { ResyncController } from './resync.controller.js';
import { ResyncOffers } from './resync-offers.service.js';
import { MappingPreviewController } from './mapping-preview.controller.js';
import { KEY_RATES } from './key-rates.js';
import { KeysController } from './keys.controller.js';
import { LinksController } from './links.controller.js';
import { Links } from './links.service.js';
import { DuplicatesController } from './duplicates.controller.js';
import { MatchRulesController } from './match-rules.controller.js';
import { MasterKeyController } from './master-key.controller.js';
import { MergesController } from './merges.controller.js';
import { Merges } from './merges.service.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { ImportsController } from './imports.controller.js';
import { InitializeController } from './initialize.controller.js';
import { MappingCollectionsController } from './mapping-collections.controller.js';
import { PlaygroundController } from './playground.controller.js';
import { QueryGuard } from './query.guard.js';
import { QuotaGuard } from './quota.guard.js';
import { ReceiversController } from './receivers.controller.js';
import { RecordTypesController } from './record-types.controller.js';
import { RecordsController } from './records.controller.js';
import { ErasuresController } from './erasures.controller.js';
import { RecordErasing } from './erasures.service.js';
import { Records } from './records.service.js';
import { RejectionRecoveryController } from './rejection-recovery.controller.js';
import { RejectionsController } from './rejections.controller.js';
import { SchedulesController } from './schedules.controller.js';
import { ScopesController } from './scopes.controller.js';
import { ReconcileController } from './reconcile.controller.js';
import { ReplaysController } from './replays.controller.js';
import { UnknownScopesController } from './unknown-scopes.controller.js';
import { UnknownScopes } from './unknown-scopes.service.js';
import { SequenceController } from './sequence.controller.js';
import { ChecksController } from './checks.controller.js';
import { SubscriptionsController } from './subscriptions.controller.js';
import { SyncController } from './sync.controller.js';
import { TransferTurnsController } from './transfer-turns.controller.js';
import { TenantEndController } from './tenant-end.controller.js';
import { TenantsController } from './tenants.controller.js';
import { TailController } from './tail.controller.js';
import { Tails } from './tails.service.js';
import { TransferCommandsController } from './transfer-commands.controller.js';
import { TransferCommands } from './transfer-commands.service.js';
import { TransferReading } from './transfer-reading.service.js';
import { TransfersController } from './transfers.controller.js';
import { TranslationsController } from './translations.controller.js';
import { AUTHORIZING, AuthorizationController } from './oauth/authorization.controller.js';
import { AuditController } from './audit.controller.js';
import { VerdictsController } from './verdicts.controller.js';
import { Visibility } from './visibility.service.js';

const CONTROLLERS = [
  HealthController,
  ConnectorsController,
  UpgradesController,
  ReceiversController,
  ConnectionsController,
  AuthorizationController,
  BudgetsController,
  ChildPolicyController,
  ScopesController,
  SchedulesController,
  InitializeController,
  SyncController,
  ReconcileController,
  ReplaysController,
  UnknownScopesController,
  DatasetsController,
  ImportsController,
  SequenceController,
  ChecksController,
  SubscriptionsController,
  MappingCollectionsController,
  MappingPreviewController,
  CollectionHistoryController,
  CoverageController,
  ResyncController,
  TranslationsController,
  HooksController,
  TransfersController,
  TransferCommandsController,
  TransferTurnsController,
  DeletesController,
  RecordsController,
  ErasuresController,
  RecordTypesController,
  LinksController,
  DuplicatesController,
  MatchRulesController,
  MergesController,
  ExplainController,
  TailController,
  PlaygroundController,
  RejectionsController,
  VerdictsController,
  AuditController,
  RejectionRecoveryController,
  KeysController,
  TenantsController,
  TenantEndController,
  MasterKeyController,
  EventTypesController,
  EndpointsController,
  DeliveriesController,
  PortalLinksController,
  PortalEndpointsController,
  PortalDeliveriesController,
  TriggersController,
  TriggerCallsController,
  HandlersController,
  DecisionsController,
  CallbacksController,
];

@Module({})
export class AdminModule {
  static register(parts: AdminParts): DynamicModule {
    return {
      module: AdminModule,
      controllers: CONTROLLERS,
      providers: [
        { provide: APP_GUARD, useClass: ApiKeyGuard },
        { provide: APP_GUARD, useClass: QueryGuard },
        { provide: APP_GUARD, useClass: QuotaGuard },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ConditionalInterceptor },
        { provide: API_KEYS, useValue: apiKeysOf(parts) },
        { provide: KEY_RATES, useValue: parts.keyRates },
        { provide: HEALTH, useValue: parts.health },
        { provide: REGISTRY, useValue: parts.registry },
        ...scheduleParts(parts),
        { provide: LEDGER_READS, useValue: parts.ledgerReads },
        { provide: TAIL, useValue: parts.tail },
        { provide: ON_NEWS, useValue: parts.onNews },
        { provide: TENANCY, useValue: parts.tenancy },
        { provide: HUB, useValue: parts.hub },
        { provide: LINKS, useValue: parts.links },
        { provide: DUPLICATES, useValue: parts.duplicates },
        { provide: MATCH_RULES, useValue: parts.matchRules },
        { provide: MERGING, useValue: parts.merging },
        { provide: RESYNCS, useValue: parts.resyncs },
        ...subscriberParts(parts),
        { provide: READ_THERE, useValue: parts.readThere },
        { provide: CHANGE_BY_HAND, useValue: parts.changeByHand },
        { provide: AUTHORIZING, useValue: parts.authorizing },
        { provide: BUDGETS, useValue: parts.budgetsOf },
        { provide: PUBLIC_IDS, useValue: parts.publicIds },
        { provide: REQUESTS, useValue: parts.requests },
        { provide: CHILDREN, useValue: parts.children },
        { provide: WAITING_DELETES, useValue: parts.deletes },
        { provide: REHEARSE, useValue: parts.rehearse },
        { provide: RECOVER_REJECTIONS, useValue: parts.recoverRejections },
        Visibility,
        Records,
        RecordErasing,
        Links,
        Merges,
        HookReading,
        HubListing,
        TransferReading,
        TransferCommands,
        Deletes,
        DeleteImpact,
        Explain,
        ExplainNow,
        Tails,
        UnknownScopes,
        MappingPreviews,
        ResyncOffers,
      ],
    };
  }
}

/** Who is told, called and asked. */
function subscriberParts(parts: AdminParts): Provider[] {
  return [
    { provide: DELIVERIES, useValue: parts.deliveries },
    { provide: TRIGGER_TESTS, useValue: parts.triggerTests },
    { provide: HEARINGS, useValue: parts.hearings },
    { provide: DECISIONS, useValue: parts.decisions },
    { provide: MERGE_DECISIONS, useValue: parts.mergeDecisions },
    { provide: PORTAL_RATES, useFactory: portalRates, inject: [KEY_RATES] },
    EndpointProofs,
    EndpointTests,
    SubscriberDeliveries,
    EventReading,
    HandlerCalls,
    CallbackUrls,
  ];
}

/** What brings records that nobody sent a hook for. */
function scheduleParts(parts: AdminParts): Provider[] {
  return [
    { provide: SCHEDULES, useValue: parts.schedules },
    { provide: INITIALIZING, useValue: parts.initializing },
    { provide: MANUAL_SYNCS, useValue: parts.manualSyncs },
    { provide: RECONCILES, useValue: parts.reconciles },
    { provide: REPLAYS, useValue: parts.replays },
    { provide: DATASETS, useValue: parts.datasets },
    { provide: DATASET_ROWS, useValue: parts.datasetRows },
    { provide: IMPORTS, useValue: parts.imports },
    { provide: SEQUENCES, useValue: parts.sequences },
    { provide: CHECKS, useValue: parts.checks },
    { provide: SUBSCRIPTIONS, useValue: parts.subscriptions },
    { provide: ERASURES, useValue: parts.erasures },
    { provide: TRANSFER_DETAILS, useValue: parts.transferDetails },
  ];
}

function apiKeysOf({ registry }: AdminParts): ApiKeys {
  return {
    async callerOf(key) {
      const principal = await registry.apiKeys.authenticate(key);
      if (!principal) return null;
      const { id, tenant, role, isSuspended } = principal;
      return { keyId: id, tenant, role, isSuspended };
    },
  };
}
