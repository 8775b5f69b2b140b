import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { BY_HAND, type EndpointInfo, type PageAsk } from '../registry/index.js';
import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiSection } from './api-section.js';
import { EndpointsQuery } from './configuration-lists.dto.js';
import { ChangesParent } from './conditional.interceptor.js';
import {
  EndpointChangeBody,
  NewEndpointBody,
  RotateSecretBody,
  changesIn,
  definitionOf,
} from './endpoint.dto.js';
import {
  EndpointBody,
  NewEndpointAnswer,
  RotatedSecretAnswer,
  viewEndpoint,
  viewShown,
} from './endpoint.view.js';
import { EndpointProofs } from './endpoint-proofs.service.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { configurationPage } from './paging.js';
import { checkHeaders, headerValues, nameOf } from './subscriber.dto.js';

@ApiSection('endpoints')
@Controller('v1/endpoints')
export class EndpointsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    private readonly proofs: EndpointProofs,
  ) {}

  @ApiOperation({ summary: 'Managed webhooks' })
  @ApiPage(EndpointBody)
  @Get()
  list(@CalledBy() { tenant }: Caller, @Query() query: EndpointsQuery): Promise<PageBody<EndpointBody>> {
    const { state, mode, name, subscriber: belongsTo } = query;
    const filter = { state, mode, name, belongsTo };
    const read = (page: PageAsk) => this.registry.endpoints.list(tenant, page, filter);
    return configurationPage(query, read, viewEndpoint);
  }

  @ApiOperation({ summary: 'One managed webhook' })
  @ApiOkResponse({ type: EndpointBody })
  @Get(':id')
  async get(@CalledBy() caller: Caller, @Param('id') id: string): Promise<EndpointBody> {
    return viewEndpoint(await this.registry.endpoints.get(caller, id));
  }

  @ApiOperation({
    summary: 'Adds a managed webhook; its signing secrets are shown this once',
    description: 'A live one is asked at once to prove its address; see `POST /v1/endpoints/{id}/verify`.',
  })
  @ApiCreatedResponse({ type: NewEndpointAnswer })
  @Needs('operator')
  @Post()
  async create(@CalledBy() caller: Caller, @Body() body: NewEndpointBody): Promise<NewEndpointAnswer> {
    const { mode, secret, subscriber = null } = body;
    const { endpoint, secrets } = await this.registry.endpoints.create(actorOf(caller), {
      name: nameOf(body),
      mode,
      subscriber,
      definition: definitionOf(body),
      secretHeaders: headerValues(body.secretHeaders),
      ...(secret === undefined ? {} : { secret }),
    });
    return { ...viewEndpoint(await this.proven(caller, endpoint)), shown: secrets.map(viewShown) };
  }

  @ApiOperation({ summary: 'Changes a managed webhook; what is not given stays' })
  @ApiOkResponse({ type: EndpointBody })
  @Needs('operator')
  @Patch(':id')
  async change(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: EndpointChangeBody,
  ): Promise<EndpointBody> {
    checkHeaders(body.secretHeaders);
    const changed = await this.registry.endpoints.change(actorOf(caller), id, {
      ...(body.name === undefined ? {} : { name: body.name }),
      ...(body.subscriber === undefined ? {} : { subscriber: body.subscriber }),
      definition: changesIn(body),
      secretHeaders: body.secretHeaders ?? {},
    });
    return viewEndpoint(body.url === undefined ? changed : await this.proven(caller, changed));
  }

  @ApiOperation({
    summary: 'A new signing secret, shown this once; the one before signs beside it for a day',
  })
  @ApiCreatedResponse({ type: RotatedSecretAnswer })
  @Needs('operator')
  @ChangesParent()
  @Post(':id/rotate-secret')
  async rotate(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { signature = 'v1', secret }: RotateSecretBody,
  ): Promise<RotatedSecretAnswer> {
    const asked = { signature, ...(secret === undefined ? {} : { secret }) };
    const { endpoint, secret: shown } = await this.registry.endpoints.rotate(actorOf(caller), id, asked);
    return { ...viewEndpoint(endpoint), shown: viewShown(shown) };
  }

  @ApiOperation({
    summary: 'Asks the address to prove that it is its own',
    description:
      'A signed `endpoint.challenge` is posted to it; the answer has to be 2xx with the challenge, as text or as ' +
      'JSON `{"challenge": "…"}`.',
  })
  @ApiOkResponse({ type: EndpointBody })
  @Needs('operator')
  @HttpCode(200)
  @ChangesParent()
  @Post(':id/verify')
  async verify(@CalledBy() caller: Caller, @Param('id') id: string): Promise<EndpointBody> {
    return viewEndpoint(await this.proofs.prove(caller, id));
  }

  @ApiOperation({ summary: 'Sends to it again; what was kept meanwhile is recovered by a call of its own' })
  @ApiOkResponse({ type: EndpointBody })
  @Needs('operator')
  @HttpCode(200)
  @ChangesParent()
  @Post(':id/enable')
  async enable(@CalledBy() caller: Caller, @Param('id') id: string): Promise<EndpointBody> {
    return viewEndpoint(await this.proofs.enable(caller, id));
  }

  @ApiOperation({ summary: 'Sends nothing to it; what happens meanwhile is kept for it' })
  @ApiOkResponse({ type: EndpointBody })
  @Needs('operator')
  @HttpCode(200)
  @ChangesParent()
  @Post(':id/disable')
  async disable(@CalledBy() caller: Caller, @Param('id') id: string): Promise<EndpointBody> {
    const turned = { state: 'disabled', reason: BY_HAND } as const;
    return viewEndpoint(await this.registry.endpoints.turn(actorOf(caller), id, turned));
  }

  @ApiOperation({ summary: 'Removes a managed webhook; what waits for it is not sent' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Delete(':id')
  async remove(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.registry.endpoints.remove(actorOf(caller), id);
  }

  /** A sandbox proves nothing. */
  private async proven(caller: Caller, endpoint: EndpointInfo): Promise<EndpointInfo> {
    return endpoint.state === 'unverified' ? this.proofs.prove(caller, endpoint.id) : endpoint;
  }
}
