import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';

import type { PageAsk } from '../../registry/index.js';
import { actorOf } from '../actor.js';
import { REGISTRY, type AdminRegistry } from '../admin-parts.js';
import { definitionOf } from '../endpoint.dto.js';
import { viewShown, type ShownSecretBody } from '../endpoint.view.js';
import { EndpointProofs } from '../endpoint-proofs.service.js';
import type { PageBody } from '../page.dto.js';
import { configurationPage } from '../paging.js';
import { nameOf } from '../subscriber.dto.js';
import { NewPortalEndpoint, PortalEndpointChange, PortalEndpointsQuery, saidBy } from './portal.dto.js';
import { CallsOut, PortalSection, VisitedBy, type Visitor } from './portal.guard.js';
import { viewPortal, viewPortalEndpoint, type PortalBody, type PortalEndpointBody } from './portal.view.js';

/** An endpoint with a signing secret in clear, this once. */
interface ShowingBody extends PortalEndpointBody {
  readonly shown: readonly ShownSecretBody[];
}

/** The endpoints of one subscriber, for whoever came by a link. */
@PortalSection()
@Controller('portal/api')
export class PortalEndpointsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    private readonly proofs: EndpointProofs,
  ) {}

  @Get()
  open(@VisitedBy() { within }: Visitor): PortalBody {
    return viewPortal(within);
  }

  @Get('endpoints')
  list(
    @VisitedBy() { tenant, within }: Visitor,
    @Query() query: PortalEndpointsQuery,
  ): Promise<PageBody<PortalEndpointBody>> {
    const filter = { belongsTo: within.subscriber, mode: within.mode };
    const read = (page: PageAsk) => this.registry.endpoints.list(tenant, page, filter);
    return configurationPage(query, read, viewPortalEndpoint);
  }

  @Get('endpoints/:id')
  async get(@VisitedBy() visitor: Visitor, @Param('id') id: string): Promise<PortalEndpointBody> {
    return viewPortalEndpoint(await this.registry.endpoints.get(actorOf(visitor), id));
  }

  @CallsOut()
  @Post('endpoints')
  async create(@VisitedBy() visitor: Visitor, @Body() body: NewPortalEndpoint): Promise<ShowingBody> {
    const { mode } = visitor.within;
    const { endpoint, secrets } = await this.registry.endpoints.create(actorOf(visitor), {
      name: nameOf(body),
      mode,
      definition: definitionOf(Object.assign(body, { mode })),
    });
    const proven = await this.proofs.prove(visitor, endpoint.id);
    return { ...viewPortalEndpoint(proven), shown: secrets.map(viewShown) };
  }

  @CallsOut()
  @Patch('endpoints/:id')
  async change(
    @VisitedBy() visitor: Visitor,
    @Param('id') id: string,
    @Body() body: PortalEndpointChange,
  ): Promise<PortalEndpointBody> {
    const { name } = body;
    const patch = { ...(name === undefined ? {} : { name }), definition: saidBy(body) };
    const changed = await this.registry.endpoints.change(actorOf(visitor), id, patch);
    return viewPortalEndpoint(body.url === undefined ? changed : await this.proofs.prove(visitor, id));
  }

  @Post('endpoints/:id/rotate-secret')
  async rotate(@VisitedBy() visitor: Visitor, @Param('id') id: string): Promise<ShowingBody> {
    const { endpoint, secret } = await this.registry.endpoints.rotate(actorOf(visitor), id, {
      signature: 'v1',
    });
    return { ...viewPortalEndpoint(endpoint), shown: [viewShown(secret)] };
  }

  @CallsOut()
  @HttpCode(200)
  @Post('endpoints/:id/verify')
  async verify(@VisitedBy() visitor: Visitor, @Param('id') id: string): Promise<PortalEndpointBody> {
    return viewPortalEndpoint(await this.proofs.prove(visitor, id));
  }

  @CallsOut()
  @HttpCode(200)
  @Post('endpoints/:id/enable')
  async enable(@VisitedBy() visitor: Visitor, @Param('id') id: string): Promise<PortalEndpointBody> {
    return viewPortalEndpoint(await this.proofs.enable(visitor, id));
  }

  @HttpCode(200)
  @Post('endpoints/:id/disable')
  async disable(@VisitedBy() visitor: Visitor, @Param('id') id: string): Promise<PortalEndpointBody> {
    const turned = { state: 'disabled', reason: 'by its subscriber' } as const;
    return viewPortalEndpoint(await this.registry.endpoints.turn(actorOf(visitor), id, turned));
  }

  @HttpCode(204)
  @Delete('endpoints/:id')
  async remove(@VisitedBy() visitor: Visitor, @Param('id') id: string): Promise<void> {
    await this.registry.endpoints.remove(actorOf(visitor), id);
  }
}
