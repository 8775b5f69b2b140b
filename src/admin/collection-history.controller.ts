import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { HostError } from '../errors/index.js';
import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { Fails } from './openapi/operations.js';
import { ChangesParent } from './conditional.interceptor.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import {
  CollectionDifferenceBody,
  CollectionVersionBody,
  CopyBody,
  DifferenceQuery,
  RollbackBody,
  viewVersion,
} from './collection-history.dto.js';
import { CollectionBody, ReversedCollectionBody, viewCollection } from './mapping-collection.view.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { NUMBERS, openPage } from './paging.js';
import { VersionsQuery } from './work-lists.dto.js';
import { ResyncOffers } from './resync-offers.service.js';

@ApiSection('mapping-collections')
@Controller('v1/mapping-collections/:id')
export class CollectionHistoryController {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    private readonly offers: ResyncOffers,
  ) {}

  @ApiOperation({ summary: 'Every version there was' })
  @ApiPage(CollectionVersionBody)
  @Get('versions')
  async versions(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: VersionsQuery,
  ): Promise<PageBody<CollectionVersionBody>> {
    const page = openPage(query, NUMBERS, id);
    const { items, next } = await this.registry.collectionHistory.versions(tenant, id, page);
    return page.answer(items.map(viewVersion), next);
  }

  @ApiOperation({ summary: 'One version' })
  @ApiOkResponse({ type: CollectionVersionBody })
  @Get('versions/:version')
  async version(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Param('version') version: string,
  ): Promise<CollectionVersionBody> {
    return viewVersion(await this.registry.collectionHistory.version(tenant, id, versionOf(version)));
  }

  @ApiOperation({ summary: 'What is different between two versions' })
  @ApiOkResponse({ type: CollectionDifferenceBody })
  @Get('difference')
  difference(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() between: DifferenceQuery,
  ): Promise<CollectionDifferenceBody> {
    return this.registry.collectionHistory.difference(tenant, id, between);
  }

  @ApiOperation({ summary: 'Makes the definition of an earlier version a new one' })
  @ApiOkResponse({ type: CollectionBody })
  @Needs('operator')
  @HttpCode(200)
  @Fails('CONNECTOR_UNKNOWN')
  @ChangesParent()
  @Post('rollback')
  async rollback(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { version }: RollbackBody,
  ): Promise<CollectionBody> {
    await this.registry.collectionHistory.rollback(actorOf(caller), id, version);
    return Object.assign(await this.shown(caller, id), { resync: await this.offers.of(caller.tenant, id) });
  }

  @ApiOperation({ summary: 'Copies the present version under a new name, here or to another connection' })
  @ApiCreatedResponse({ type: CollectionBody })
  @Needs('operator')
  @Fails('CONNECTOR_UNKNOWN')
  @Post('clone')
  async clone(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: CopyBody,
  ): Promise<CollectionBody> {
    return this.shown(caller, await this.registry.collectionHistory.clone(actorOf(caller), id, copyOf(body)));
  }

  @ApiOperation({ summary: 'Makes the collection of the way back, and tells what it does not carry' })
  @ApiCreatedResponse({ type: ReversedCollectionBody })
  @Needs('operator')
  @Fails('CONNECTOR_UNKNOWN')
  @Post('reverse')
  async reverse(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: CopyBody,
  ): Promise<ReversedCollectionBody> {
    const made = await this.registry.collectionHistory.reverse(actorOf(caller), id, copyOf(body));
    return Object.assign(await this.shown(caller, made.id), { notes: made.notes });
  }

  private async shown({ tenant }: Caller, id: string): Promise<CollectionBody> {
    return viewCollection(await this.registry.collections.get(tenant, id));
  }
}

function versionOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new HostError('NOT_FOUND', { subject: text });
}

function copyOf({ name, connection, enabled = false }: CopyBody): {
  name: string;
  connection?: string;
  isEnabled: boolean;
} {
  return { name, isEnabled: enabled, ...(connection === undefined ? {} : { connection }) };
}
