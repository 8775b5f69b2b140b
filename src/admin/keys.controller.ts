import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { PageAsk } from '../registry/index.js';
import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { ChangesParent, Moving } from './conditional.interceptor.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { KeysQuery } from './configuration-lists.dto.js';
import { KeyNameBody, NewKeyRequest, RotateKeyRequest } from './key.dto.js';
import { ApiKeyBody, NewApiKeyBody, keyInputOf, viewKey, viewNewKey } from './key.view.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { configurationPage } from './paging.js';

@ApiSection('keys')
@Controller('v1/keys')
export class KeysController {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  @ApiOperation({ summary: "The tenant's API keys; never the keys themselves" })
  @ApiPage(ApiKeyBody)
  @Needs('admin')
  @Get()
  list(@CalledBy() { tenant }: Caller, @Query() query: KeysQuery): Promise<PageBody<ApiKeyBody>> {
    const { role, name, tenant: other } = query;
    const { tenants, apiKeys } = this.registry;
    const read = (page: PageAsk) =>
      other === undefined
        ? apiKeys.list(tenant, page, { role, name })
        : tenants.keysOf(tenant, other, page, { role, name });
    return configurationPage(query, read, viewKey);
  }

  @ApiOperation({ summary: 'One API key' })
  @ApiOkResponse({ type: ApiKeyBody })
  @Needs('admin')
  @Moving('lastUsedAt')
  @Get(':id')
  async get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<ApiKeyBody> {
    return viewKey(await this.registry.apiKeys.get(tenant, id));
  }

  @ApiOperation({ summary: 'Makes an API key of the tenant; it is shown this once' })
  @ApiCreatedResponse({ type: NewApiKeyBody })
  @Needs('admin')
  @Post()
  async create(@CalledBy() caller: Caller, @Body() body: NewKeyRequest): Promise<NewApiKeyBody> {
    return viewNewKey(await this.registry.apiKeys.create(actorOf(caller), keyInputOf(body)));
  }

  @ApiOperation({ summary: 'Renames an API key' })
  @ApiOkResponse({ type: ApiKeyBody })
  @Needs('admin')
  @Patch(':id')
  async rename(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { name }: KeyNameBody,
  ): Promise<ApiKeyBody> {
    return viewKey(await this.registry.apiKeys.rename(actorOf(caller), id, name));
  }

  @ApiOperation({
    summary: 'Makes a key with the same name, role and lifetime; the present one works a while more',
  })
  @ApiCreatedResponse({ type: NewApiKeyBody })
  @Needs('admin')
  @ChangesParent()
  @Post(':id/rotate')
  async rotate(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { overlapSeconds }: RotateKeyRequest,
  ): Promise<NewApiKeyBody> {
    const made = await this.registry.apiKeys.rotate(actorOf(caller), id, overlapSeconds * 1_000);
    return viewNewKey(made);
  }

  @ApiOperation({ summary: 'Revokes an API key at once; the last admin key stays' })
  @ApiNoContentResponse()
  @Needs('admin')
  @HttpCode(204)
  @Delete(':id')
  async remove(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.registry.apiKeys.remove(actorOf(caller), id);
  }
}
