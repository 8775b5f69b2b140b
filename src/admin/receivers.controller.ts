import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { PageAsk } from '../registry/index.js';
import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { Fails } from './openapi/operations.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ReceiversQuery } from './configuration-lists.dto.js';
import { given } from './fields.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { configurationPage } from './paging.js';
import { NewReceiverBody, ReceiverChangeBody } from './receiver.dto.js';
import { ReceiverBody, viewReceiver } from './receiver.view.js';
import { secretInputs } from './secrets.dto.js';

@ApiSection('receivers')
@Controller('v1/receivers')
export class ReceiversController {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  @ApiOperation({ summary: 'The addresses that serve many accounts' })
  @ApiPage(ReceiverBody)
  @Get()
  list(@CalledBy() { tenant }: Caller, @Query() query: ReceiversQuery): Promise<PageBody<ReceiverBody>> {
    const { connector, name } = query;
    const read = (page: PageAsk) => this.registry.receivers.list(tenant, page, { connector, name });
    return configurationPage(query, read, viewReceiver);
  }

  @ApiOperation({ summary: 'One receiver' })
  @ApiOkResponse({ type: ReceiverBody })
  @Get(':id')
  async get(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ReceiverBody> {
    return viewReceiver(await this.registry.receivers.get(caller.tenant, id));
  }

  @ApiOperation({ summary: 'Opens an address for all accounts of an app' })
  @ApiCreatedResponse({ type: ReceiverBody })
  @Needs('operator')
  @Fails('CONNECTOR_UNKNOWN')
  @Post()
  async create(@CalledBy() caller: Caller, @Body() body: NewReceiverBody): Promise<ReceiverBody> {
    const input = { ...given(body), secrets: secretInputs(body.secrets) };
    return viewReceiver(await this.registry.receivers.create(actorOf(caller), input));
  }

  @ApiOperation({ summary: 'Changes a receiver; what is not given stays' })
  @ApiOkResponse({ type: ReceiverBody })
  @Needs('operator')
  @Fails('CONNECTOR_UNKNOWN')
  @Patch(':id')
  async change(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: ReceiverChangeBody,
  ): Promise<ReceiverBody> {
    const patch = { ...given(body), secrets: secretInputs(body.secrets) };
    return viewReceiver(await this.registry.receivers.change(actorOf(caller), id, patch));
  }

  @ApiOperation({ summary: 'Closes the address' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Delete(':id')
  async remove(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.registry.receivers.remove(actorOf(caller), id);
  }
}
