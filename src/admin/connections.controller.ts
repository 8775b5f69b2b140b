import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ConnectionChangeBody, NewConnectionBody } from './connection.dto.js';
import { ConnectionBody, NewConnectionAnswer, NewKeyBody, viewConnection } from './connection.view.js';
import { given } from './fields.js';
import { ApiPage, PageQuery, type PageBody } from './page.dto.js';
import { pageAsk, pageBody } from './paging.js';
import { secretInputs } from './secrets.dto.js';

@ApiSection('connections')
@Controller('v1/connections')
export class ConnectionsController {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  @ApiOperation({ summary: 'Connections, oldest first' })
  @ApiPage(ConnectionBody)
  @Get()
  async list(@CalledBy() caller: Caller, @Query() page: PageQuery): Promise<PageBody<ConnectionBody>> {
    return pageBody(await this.registry.connections.list(caller.tenant, pageAsk(page)), viewConnection);
  }

  @ApiOperation({ summary: 'One connection' })
  @ApiOkResponse({ type: ConnectionBody })
  @Get(':id')
  async get(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ConnectionBody> {
    return viewConnection(await this.registry.connections.get(caller.tenant, id));
  }

  @ApiOperation({ summary: 'Connects a system; its key is shown this once' })
  @ApiCreatedResponse({ type: NewConnectionAnswer })
  @Needs('operator')
  @Post()
  async create(@CalledBy() caller: Caller, @Body() body: NewConnectionBody): Promise<NewConnectionAnswer> {
    const input = { ...given(body), secrets: secretInputs(body.secrets) };
    const { id, key, hookUrl } = await this.registry.connections.create(actorOf(caller), input);
    return { ...viewConnection(await this.registry.connections.get(caller.tenant, id)), key, hookUrl };
  }

  @ApiOperation({ summary: 'Changes a connection; what is not given stays' })
  @ApiOkResponse({ type: ConnectionBody })
  @Needs('operator')
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
  @Post(':id/rotate-key')
  rotateKey(@CalledBy() caller: Caller, @Param('id') id: string): Promise<NewKeyBody> {
    return this.registry.connections.rotateKey(actorOf(caller), id);
  }

  @ApiOperation({ summary: 'Holds its requests, in order; hooks are still accepted' })
  @ApiOkResponse({ type: ConnectionBody })
  @Needs('operator')
  @HttpCode(200)
  @Post(':id/pause')
  async pause(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ConnectionBody> {
    return viewConnection(await this.registry.connections.pause(actorOf(caller), id));
  }

  @ApiOperation({ summary: 'Lets its requests run again' })
  @ApiOkResponse({ type: ConnectionBody })
  @Needs('operator')
  @HttpCode(200)
  @Post(':id/resume')
  async resume(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ConnectionBody> {
    return viewConnection(await this.registry.connections.resume(actorOf(caller), id));
  }
}
