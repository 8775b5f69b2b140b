import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { given } from './fields.js';
import { ApiPage, PageQuery, type PageBody } from './page.dto.js';
import { pageAsk, pageBody } from './paging.js';
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
  async list(@CalledBy() caller: Caller, @Query() page: PageQuery): Promise<PageBody<ReceiverBody>> {
    return pageBody(await this.registry.receivers.list(caller.tenant, pageAsk(page)), viewReceiver);
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
  @Post()
  async create(@CalledBy() caller: Caller, @Body() body: NewReceiverBody): Promise<ReceiverBody> {
    const input = { ...given(body), secrets: secretInputs(body.secrets) };
    return viewReceiver(await this.registry.receivers.create(actorOf(caller), input));
  }

  @ApiOperation({ summary: 'Changes a receiver; what is not given stays' })
  @ApiOkResponse({ type: ReceiverBody })
  @Needs('operator')
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
