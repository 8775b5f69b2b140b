import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';

import {
  CHANGE_BY_HAND,
  HUB,
  INITIALIZING,
  LEDGER_READS,
  LINKS,
  PUBLIC_IDS,
  RECOVER_REJECTIONS,
  REGISTRY,
  REQUESTS,
  SCHEDULES,
  type AdminParts,
} from './admin-parts.js';
import { API_KEYS, ApiKeyGuard, type ApiKeys } from './api-key.guard.js';
import { ConnectionsController } from './connections.controller.js';
import { ConnectorsController } from './connectors.controller.js';
import { ExplainController } from './explain.controller.js';
import { Explain } from './explain.service.js';
import { HEALTH, HealthController } from './health.controller.js';
import { HookReading } from './hook-reading.service.js';
import { HooksController } from './hooks.controller.js';
import { MappingPreviewController } from './mapping-preview.controller.js';
import { LinksController } from './links.controller.js';
import { Links } from './links.service.js';
import { InitializeController } from './initialize.controller.js';
import { MappingCollectionsController } from './mapping-collections.controller.js';
import { ReceiversController } from './receivers.controller.js';
import { RecordTypesController } from './record-types.controller.js';
import { RecordsController } from './records.controller.js';
import { Records } from './records.service.js';
import { RejectionRecoveryController } from './rejection-recovery.controller.js';
import { RejectionsController } from './rejections.controller.js';
import { SchedulesController } from './schedules.controller.js';
import { ScopesController } from './scopes.controller.js';
import { TenantsController } from './tenants.controller.js';
import { TransferCommandsController } from './transfer-commands.controller.js';
import { TransferCommands } from './transfer-commands.service.js';
import { TransferReading } from './transfer-reading.service.js';
import { TransfersController } from './transfers.controller.js';
import { TranslationsController } from './translations.controller.js';
import { Visibility } from './visibility.service.js';

@Module({})
export class AdminModule {
  static register(parts: AdminParts): DynamicModule {
    return {
      module: AdminModule,
      controllers: [
        HealthController,
        ConnectorsController,
        ReceiversController,
        ConnectionsController,
        ScopesController,
        SchedulesController,
        InitializeController,
        MappingCollectionsController,
        MappingPreviewController,
        TranslationsController,
        HooksController,
        TransfersController,
        TransferCommandsController,
        RecordsController,
        RecordTypesController,
        LinksController,
        ExplainController,
        RejectionsController,
        RejectionRecoveryController,
        TenantsController,
      ],
      providers: [
        { provide: APP_GUARD, useClass: ApiKeyGuard },
        { provide: API_KEYS, useValue: apiKeysOf(parts) },
        { provide: HEALTH, useValue: parts.health },
        { provide: REGISTRY, useValue: parts.registry },
        { provide: INITIALIZING, useValue: parts.initializing },
        { provide: SCHEDULES, useValue: parts.schedules },
        { provide: LEDGER_READS, useValue: parts.ledgerReads },
        { provide: HUB, useValue: parts.hub },
        { provide: LINKS, useValue: parts.links },
        { provide: CHANGE_BY_HAND, useValue: parts.changeByHand },
        { provide: PUBLIC_IDS, useValue: parts.publicIds },
        { provide: REQUESTS, useValue: parts.requests },
        { provide: RECOVER_REJECTIONS, useValue: parts.recoverRejections },
        Visibility,
        Records,
        Links,
        HookReading,
        TransferReading,
        TransferCommands,
        Explain,
      ],
    };
  }
}

function apiKeysOf({ registry }: AdminParts): ApiKeys {
  return {
    async callerOf(key) {
      const principal = await registry.apiKeys.authenticate(key);
      return principal && { keyId: principal.id, tenant: principal.tenant, role: principal.role };
    },
  };
}
