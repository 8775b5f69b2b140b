import type { CollectionDefinition } from '@hookyard/sdk';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { PageAsk } from '../registry/index.js';
import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { Fails } from './openapi/operations.js';
import { Moving } from './conditional.interceptor.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { given } from './fields.js';
import { CollectionsQuery } from './configuration-lists.dto.js';
import { CollectionChangeBody, NewCollectionBody } from './mapping-collection.dto.js';
import { CollectionBody, viewCollection } from './mapping-collection.view.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { configurationPage } from './paging.js';
import { ResyncOffers } from './resync-offers.service.js';

@ApiSection('mapping-collections')
@Controller('v1/mapping-collections')
export class MappingCollectionsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    private readonly offers: ResyncOffers,
  ) {}

  @ApiOperation({ summary: 'Mapping collections' })
  @ApiPage(CollectionBody)
  @Get()
  list(@CalledBy() { tenant }: Caller, @Query() query: CollectionsQuery): Promise<PageBody<CollectionBody>> {
    const { connection, type, direction, enabled: isEnabled, name } = query;
    const filter = { connection, type, direction, isEnabled, name };
    const read = (page: PageAsk) => this.registry.collections.list(tenant, page, filter);
    return configurationPage(query, read, viewCollection);
  }

  @ApiOperation({ summary: 'One mapping collection' })
  @ApiOkResponse({ type: CollectionBody })
  @Moving('warnings')
  @Get(':id')
  async get(@CalledBy() caller: Caller, @Param('id') id: string): Promise<CollectionBody> {
    return viewCollection(await this.registry.collections.get(caller.tenant, id));
  }

  @ApiOperation({ summary: 'Adds a mapping collection to a connection' })
  @ApiCreatedResponse({ type: CollectionBody })
  @Needs('operator')
  @Fails('CONNECTOR_UNKNOWN')
  @Post()
  async create(@CalledBy() caller: Caller, @Body() body: NewCollectionBody): Promise<CollectionBody> {
    const { connection, enabled, ...parts } = body;
    const input = { definition: definitionOf(parts), isEnabled: enabled };
    return viewCollection(await this.registry.collections.create(actorOf(caller), connection, input));
  }

  @ApiOperation({ summary: 'Changes a mapping collection; what is not given stays' })
  @ApiOkResponse({ type: CollectionBody })
  @Needs('operator')
  @Fails('CONNECTOR_UNKNOWN')
  @Patch(':id')
  async change(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: CollectionChangeBody,
  ): Promise<CollectionBody> {
    const { enabled, ...parts } = body;
    const patch = { definition: definitionOf(parts), isEnabled: enabled };
    const before = await this.registry.collections.get(caller.tenant, id);
    const shown = viewCollection(await this.registry.collections.change(actorOf(caller), id, patch));
    if (shown.version === before.version) return shown;
    return Object.assign(shown, { resync: await this.offers.of(caller.tenant, id) });
  }

  @ApiOperation({ summary: 'Removes a mapping collection' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Delete(':id')
  async remove(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.registry.collections.remove(actorOf(caller), id);
  }
}

/** What was given; null is what takes a part away. The registry checks it. */
function definitionOf(parts: object): Partial<CollectionDefinition> {
  const present = Object.entries(given(parts)) as [string, unknown][];
  return Object.fromEntries(present.map(([name, value]) => [name, value === null ? undefined : value]));
}
