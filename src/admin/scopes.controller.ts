import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { Fails } from './openapi/operations.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { rowsOf } from './paging.js';
import { ScopesQuery } from './configuration-lists.dto.js';
import { NewScopeBody, ScopeChangeBody } from './scope.dto.js';
import { ScopeBody, viewScope } from './scope.view.js';

@ApiSection('scopes')
@Controller('v1/connections/:id/scopes')
export class ScopesController {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  @ApiOperation({ summary: "A connection's switches, both directions" })
  @ApiPage(ScopeBody)
  @Get()
  async list(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: ScopesQuery,
  ): Promise<PageBody<ScopeBody>> {
    const { direction, type, action, enabled: isEnabled, name } = query;
    const filter = { direction, type, action, isEnabled, name };
    const page = rowsOf(query, id);
    const { items, next } = await this.registry.scopes.list(tenant, id, page, filter);
    return page.answer(items.map(viewScope), next);
  }

  @ApiOperation({ summary: 'One scope' })
  @ApiOkResponse({ type: ScopeBody })
  @Get(':scopeId')
  async get(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('scopeId') scopeId: string,
  ): Promise<ScopeBody> {
    return viewScope(await this.registry.scopes.get(caller.tenant, id, scopeId));
  }

  @ApiOperation({ summary: 'Binds an event of the system to a type and an action' })
  @ApiCreatedResponse({ type: ScopeBody })
  @Needs('operator')
  @Fails('CONNECTOR_UNKNOWN')
  @Post()
  async create(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: NewScopeBody,
  ): Promise<ScopeBody> {
    const { enabled, ...input } = body;
    return viewScope(
      await this.registry.scopes.create(actorOf(caller), id, { ...input, isEnabled: enabled }),
    );
  }

  @ApiOperation({ summary: 'Changes a scope; what is not given stays' })
  @ApiOkResponse({ type: ScopeBody })
  @Needs('operator')
  @Fails('CONNECTOR_UNKNOWN')
  @Patch(':scopeId')
  async change(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('scopeId') scopeId: string,
    @Body() body: ScopeChangeBody,
  ): Promise<ScopeBody> {
    const { enabled, ...patch } = body;
    const changed = await this.registry.scopes.change(actorOf(caller), id, scopeId, {
      ...patch,
      isEnabled: enabled,
    });
    return viewScope(changed);
  }

  @ApiOperation({ summary: 'Removes a scope; a hub scope can only be switched off' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Delete(':scopeId')
  async remove(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('scopeId') scopeId: string,
  ): Promise<void> {
    await this.registry.scopes.remove(actorOf(caller), id, scopeId);
  }
}
