import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { BY_HAND, type PageAsk } from '../registry/index.js';
import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiSection } from './api-section.js';
import { TriggersQuery } from './configuration-lists.dto.js';
import { ChangesParent } from './conditional.interceptor.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { configurationPage } from './paging.js';
import { checkHeaders, headerValues, nameOf } from './subscriber.dto.js';
import { NewTriggerBody, TriggerChangeBody, triggerChangesIn, triggerOf } from './trigger.dto.js';
import { TriggerBody, viewTrigger } from './trigger.view.js';

@ApiSection('triggers')
@Controller('v1/triggers')
export class TriggersController {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  @ApiOperation({ summary: 'Triggered calls' })
  @ApiPage(TriggerBody)
  @Get()
  list(@CalledBy() { tenant }: Caller, @Query() query: TriggersQuery): Promise<PageBody<TriggerBody>> {
    const { state, mode, name } = query;
    const read = (page: PageAsk) => this.registry.triggers.list(tenant, page, { state, mode, name });
    return configurationPage(query, read, viewTrigger);
  }

  @ApiOperation({ summary: 'One triggered call' })
  @ApiOkResponse({ type: TriggerBody })
  @Get(':id')
  async get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<TriggerBody> {
    return viewTrigger(await this.registry.triggers.get(tenant, id));
  }

  @ApiOperation({
    summary: 'Adds a call of an address for what happens to records',
    description: 'It is not signed and proves nothing; it is called from the first event on.',
  })
  @ApiCreatedResponse({ type: TriggerBody })
  @Needs('operator')
  @Post()
  async create(@CalledBy() caller: Caller, @Body() body: NewTriggerBody): Promise<TriggerBody> {
    const { mode, secretHeaders } = body;
    const made = { name: nameOf(body), mode, definition: triggerOf(body) };
    const values = headerValues(secretHeaders);
    return viewTrigger(
      await this.registry.triggers.create(actorOf(caller), { ...made, secretHeaders: values }),
    );
  }

  @ApiOperation({
    summary: 'Changes a triggered call; what is not given stays',
    description: 'Where its address becomes another host’s, every secret header has to be given again.',
  })
  @ApiOkResponse({ type: TriggerBody })
  @Needs('operator')
  @Patch(':id')
  async change(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: TriggerChangeBody,
  ): Promise<TriggerBody> {
    checkHeaders(body.secretHeaders);
    const changed = await this.registry.triggers.change(actorOf(caller), id, {
      ...(body.name === undefined ? {} : { name: body.name }),
      definition: triggerChangesIn(body),
      secretHeaders: body.secretHeaders ?? {},
    });
    return viewTrigger(changed);
  }

  @ApiOperation({ summary: 'Calls again; what was kept meanwhile is recovered by a call of its own' })
  @ApiOkResponse({ type: TriggerBody })
  @Needs('operator')
  @HttpCode(200)
  @ChangesParent()
  @Post(':id/enable')
  async enable(@CalledBy() caller: Caller, @Param('id') id: string): Promise<TriggerBody> {
    const turned = { state: 'active', reason: null } as const;
    return viewTrigger(await this.registry.triggers.turn(actorOf(caller), id, turned));
  }

  @ApiOperation({ summary: 'Calls nobody; what happens meanwhile is kept' })
  @ApiOkResponse({ type: TriggerBody })
  @Needs('operator')
  @HttpCode(200)
  @ChangesParent()
  @Post(':id/disable')
  async disable(@CalledBy() caller: Caller, @Param('id') id: string): Promise<TriggerBody> {
    const turned = { state: 'disabled', reason: BY_HAND } as const;
    return viewTrigger(await this.registry.triggers.turn(actorOf(caller), id, turned));
  }

  @ApiOperation({ summary: 'Removes a triggered call; what waits for it is not called for' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Delete(':id')
  async remove(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.registry.triggers.remove(actorOf(caller), id);
  }
}
