import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { BY_HAND, type HandlerInfo, type PageAsk } from '../registry/index.js';
import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiSection } from './api-section.js';
import { HandlersQuery } from './configuration-lists.dto.js';
import { ChangesParent } from './conditional.interceptor.js';
import { RotateSecretBody } from './endpoint.dto.js';
import { viewShown } from './endpoint.view.js';
import { HandlerCalls } from './handler-calls.service.js';
import { HandlerChangeBody, NewHandlerBody, handlerChanges, handlerOf } from './handler.dto.js';
import { HandlerBody, NewHandlerAnswer, RotatedHandlerSecretAnswer, viewHandler } from './handler.view.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { configurationPage } from './paging.js';
import { checkHeaders, headerValues, nameOf } from './subscriber.dto.js';

@ApiSection('handlers')
@Controller('v1/handlers')
export class HandlersController {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    private readonly calls: HandlerCalls,
  ) {}

  @ApiOperation({ summary: 'Handlers: who decides how steps go on' })
  @ApiPage(HandlerBody)
  @Get()
  list(@CalledBy() { tenant }: Caller, @Query() query: HandlersQuery): Promise<PageBody<HandlerBody>> {
    const { state, mode, name } = query;
    const read = (page: PageAsk) => this.registry.handlers.list(tenant, page, { state, mode, name });
    return configurationPage(query, read, viewHandler);
  }

  @ApiOperation({ summary: 'One handler' })
  @ApiOkResponse({ type: HandlerBody })
  @Get(':id')
  async get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<HandlerBody> {
    return viewHandler(await this.registry.handlers.get(tenant, id));
  }

  @ApiOperation({
    summary: 'Adds a handler; its signing secrets are shown this once',
    description: 'A live one is asked at once to prove its address; see `POST /v1/handlers/{id}/verify`.',
  })
  @ApiCreatedResponse({ type: NewHandlerAnswer })
  @Needs('operator')
  @Post()
  async create(@CalledBy() caller: Caller, @Body() body: NewHandlerBody): Promise<NewHandlerAnswer> {
    const { mode, secret } = body;
    const { handler, secrets } = await this.registry.handlers.create(actorOf(caller), {
      name: nameOf(body),
      mode,
      definition: handlerOf(body),
      secretHeaders: headerValues(body.secretHeaders),
      ...(secret === undefined ? {} : { secret }),
    });
    return { ...viewHandler(await this.proven(caller, handler)), shown: secrets.map(viewShown) };
  }

  @ApiOperation({ summary: 'Changes a handler; what is not given stays' })
  @ApiOkResponse({ type: HandlerBody })
  @Needs('operator')
  @Patch(':id')
  async change(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: HandlerChangeBody,
  ): Promise<HandlerBody> {
    checkHeaders(body.secretHeaders);
    const changed = await this.registry.handlers.change(actorOf(caller), id, {
      ...(body.name === undefined ? {} : { name: body.name }),
      definition: handlerChanges(body),
      secretHeaders: body.secretHeaders ?? {},
    });
    return viewHandler(body.url === undefined ? changed : await this.proven(caller, changed));
  }

  @ApiOperation({
    summary: 'A new signing secret, shown this once; the one before signs beside it for a day',
  })
  @ApiCreatedResponse({ type: RotatedHandlerSecretAnswer })
  @Needs('operator')
  @ChangesParent()
  @Post(':id/rotate-secret')
  async rotate(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { signature = 'v1', secret }: RotateSecretBody,
  ): Promise<RotatedHandlerSecretAnswer> {
    const asked = { signature, ...(secret === undefined ? {} : { secret }) };
    const { handler, secret: shown } = await this.registry.handlers.rotate(actorOf(caller), id, asked);
    return { ...viewHandler(handler), shown: viewShown(shown) };
  }

  @ApiOperation({
    summary: 'Asks the address to prove that it is its own',
    description:
      'A signed `endpoint.challenge` is posted to it; the answer has to be 2xx with the challenge, as text or as ' +
      'JSON `{"challenge": "…"}`.',
  })
  @ApiOkResponse({ type: HandlerBody })
  @Needs('operator')
  @HttpCode(200)
  @ChangesParent()
  @Post(':id/verify')
  async verify(@CalledBy() caller: Caller, @Param('id') id: string): Promise<HandlerBody> {
    return viewHandler(await this.calls.prove(caller, id));
  }

  @ApiOperation({ summary: 'Asks it again from now on' })
  @ApiOkResponse({ type: HandlerBody })
  @Needs('operator')
  @HttpCode(200)
  @ChangesParent()
  @Post(':id/enable')
  async enable(@CalledBy() caller: Caller, @Param('id') id: string): Promise<HandlerBody> {
    return viewHandler(await this.calls.enable(caller, id));
  }

  @ApiOperation({ summary: 'Asks it nothing more; what waits for it ends by its policy, at once' })
  @ApiOkResponse({ type: HandlerBody })
  @Needs('operator')
  @HttpCode(200)
  @ChangesParent()
  @Post(':id/disable')
  async disable(@CalledBy() caller: Caller, @Param('id') id: string): Promise<HandlerBody> {
    const turned = { state: 'disabled', reason: BY_HAND } as const;
    return viewHandler(await this.registry.handlers.turn(actorOf(caller), id, turned));
  }

  @ApiOperation({ summary: 'Removes a handler; what waits for it ends by its policy, at once' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Delete(':id')
  async remove(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.registry.handlers.remove(actorOf(caller), id);
  }

  /** A sandbox proves nothing. */
  private async proven(caller: Caller, handler: HandlerInfo): Promise<HandlerInfo> {
    return handler.state === 'unverified' ? this.calls.prove(caller, handler.id) : handler;
  }
}
