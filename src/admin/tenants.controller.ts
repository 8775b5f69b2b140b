import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { PageAsk } from '../registry/index.js';
import { actorOf } from './actor.js';
import { REGISTRY, TENANCY, type AdminRegistry, type AdminTenancy } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ChangesParent } from './conditional.interceptor.js';
import { NewKeyRequest } from './key.dto.js';
import { NewApiKeyBody, keyInputOf, viewNewKey } from './key.view.js';
import { TenantsQuery } from './configuration-lists.dto.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { configurationPage } from './paging.js';
import { NewTenantBody, TenantPatchBody } from './tenant.dto.js';
import { NewTenantAnswer, TenantBody, TenantUsageBody, viewTenant, viewUsage } from './tenant.view.js';

@ApiSection('tenants')
@Controller('v1/tenants')
export class TenantsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    @Inject(TENANCY) private readonly tenancy: AdminTenancy,
  ) {}

  @ApiOperation({ summary: "All tenants for the host's own operator; for others their own" })
  @ApiPage(TenantBody)
  @Needs('admin')
  @Get()
  list(@CalledBy() { tenant }: Caller, @Query() query: TenantsQuery): Promise<PageBody<TenantBody>> {
    const { state, name } = query;
    const read = (page: PageAsk) => this.registry.tenants.list(tenant, page, { state, name });
    return configurationPage(query, read, viewTenant);
  }

  @ApiOperation({ summary: 'One tenant' })
  @ApiOkResponse({ type: TenantBody })
  @Needs('admin')
  @Get(':id')
  async get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<TenantBody> {
    return viewTenant(await this.registry.tenants.get(tenant, id));
  }

  @ApiOperation({ summary: 'What a tenant uses, each figure with its quota' })
  @ApiOkResponse({ type: TenantUsageBody })
  @Needs('admin')
  @Get(':id/usage')
  async usage(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<TenantUsageBody> {
    const { number, quotas } = await this.registry.tenants.get(tenant, id);
    return viewUsage(await this.tenancy.tenantUsage.of(number, quotas));
  }

  @ApiOperation({ summary: "Makes a tenant with its first admin key; the host's own operator only" })
  @ApiCreatedResponse({ type: NewTenantAnswer })
  @Needs('admin')
  @Post()
  create(@CalledBy() caller: Caller, @Body() body: NewTenantBody): Promise<NewTenantAnswer> {
    return this.registry.tenants.create(actorOf(caller), body);
  }

  @ApiOperation({
    summary: "Changes a tenant's name, quotas and how long its things are kept; the host's own operator only",
  })
  @ApiOkResponse({ type: TenantBody })
  @Needs('admin')
  @Patch(':id')
  async change(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: TenantPatchBody,
  ): Promise<TenantBody> {
    return viewTenant(await this.registry.tenants.alter(actorOf(caller), id, body));
  }

  @ApiOperation({
    summary: "Suspends a tenant: hooks are kept and wait, nothing runs; the host's own operator only",
  })
  @ApiOkResponse({ type: TenantBody })
  @Needs('admin')
  @HttpCode(200)
  @ChangesParent()
  @Post(':id/suspend')
  async suspend(@CalledBy() caller: Caller, @Param('id') id: string): Promise<TenantBody> {
    return viewTenant(await this.registry.tenants.suspend(actorOf(caller), id));
  }

  @ApiOperation({ summary: "Resumes a tenant: what waited goes on; the host's own operator only" })
  @ApiOkResponse({ type: TenantBody })
  @Needs('admin')
  @HttpCode(200)
  @ChangesParent()
  @Post(':id/resume')
  async resume(@CalledBy() caller: Caller, @Param('id') id: string): Promise<TenantBody> {
    return viewTenant(await this.registry.tenants.resume(actorOf(caller), id));
  }

  @ApiOperation({ summary: "Makes a key of a tenant that lost its own; the host's own operator only" })
  @ApiCreatedResponse({ type: NewApiKeyBody })
  @Needs('admin')
  @Post(':id/keys')
  async createKey(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: NewKeyRequest,
  ): Promise<NewApiKeyBody> {
    return viewNewKey(await this.registry.tenants.createKey(actorOf(caller), id, keyInputOf(body)));
  }
}
