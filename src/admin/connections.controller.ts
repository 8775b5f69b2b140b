import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { PageAsk } from '../registry/index.js';
import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { Fails } from './openapi/operations.js';
import { ChangesParent, Moving } from './conditional.interceptor.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ConnectionsQuery } from './configuration-lists.dto.js';
import { ConnectionChangeBody, NewConnectionBody } from './connection.dto.js';
import { ConnectionBody, NewConnectionAnswer, NewKeyBody, viewConnection } from './connection.view.js';
import { given } from './fields.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { configurationPage } from './paging.js';
import { secretInputs } from './secrets.dto.js';

@ApiSection('connections')
@Controller('v1/connections')
export class ConnectionsController {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  @ApiOperation({ summary: 'Connections' })
  @ApiPage(ConnectionBody)
  @Get()
  list(@CalledBy() { tenant }: Caller, @Query() query: ConnectionsQuery): Promise<PageBody<ConnectionBody>> {
    const { connector, mode, state, account, name } = query;
    const filter = { connector, mode, state, account, name };
    const read = (page: PageAsk) => this.registry.connections.list(tenant, page, filter);
    return configurationPage(query, read, viewConnection);
  }

  @ApiOperation({ summary: 'One connection' })
  @ApiOkResponse({ type: ConnectionBody })
  @Moving('authorization', 'check')
  @Get(':id')
  async get(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ConnectionBody> {
    return viewConnection(await this.registry.connections.get(caller.tenant, id));
  }

  @ApiOperation({ summary: 'Connects a system; its key is shown this once' })
  @ApiCreatedResponse({ type: NewConnectionAnswer })
  @Needs('operator')
  @Fails('CONNECTOR_UNKNOWN')
  @Post()
  async create(@CalledBy() caller: Caller, @Body() body: NewConnectionBody): Promise<NewConnectionAnswer> {
    const input = { ...given(body), secrets: secretInputs(body.secrets) };
    const { id, key, hookUrl } = await this.registry.connections.create(actorOf(caller), input);
    return { ...viewConnection(await this.registry.connections.get(caller.tenant, id)), key, hookUrl };
  }

  @ApiOperation({ summary: 'Changes a connection; what is not given stays' })
  @ApiOkResponse({ type: ConnectionBody })
  @Needs('operator')
  @Fails('CONNECTOR_UNKNOWN')
  @Patch(':id')
  async change(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: ConnectionChangeBody,
  ): Promise<ConnectionBody> {
    const patch = { ...given(body), secrets: secretInputs(body.secrets) };
    return viewConnection(await this.registry.connections.change(actorOf(caller), id, patch));
  }

  @ApiOperation({ summary: 'Removes a connection; its address answers 410 from now on' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Delete(':id')
  async remove(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.registry.connections.remove(actorOf(caller), id);
  }

  @ApiOperation({ summary: 'Makes a new key; the present one works for a day more' })
  @ApiOkResponse({ type: NewKeyBody })
  @Needs('operator')
  @HttpCode(200)
  @ChangesParent()
  @Post(':id/rotate-key')
  rotateKey(@CalledBy() caller: Caller, @Param('id') id: string): Promise<NewKeyBody> {
    return this.registry.connections.rotateKey(actorOf(caller), id);
  }

  @ApiOperation({ summary: 'Holds its requests, in order; hooks are still accepted' })
  @ApiOkResponse({ type: ConnectionBody })
  @Needs('operator')
  @HttpCode(200)
  @ChangesParent()
  @Post(':id/pause')
  async pause(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ConnectionBody> {
    return viewConnection(await this.registry.connections.pause(actorOf(caller), id));
  }

  @ApiOperation({ summary: 'Lets its requests run again' })
  @ApiOkResponse({ type: ConnectionBody })
  @Needs('operator')
  @HttpCode(200)
  @ChangesParent()
  @Post(':id/resume')
  async resume(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ConnectionBody> {
    return viewConnection(await this.registry.connections.resume(actorOf(caller), id));
  }
}
