import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { PageAsk } from '../registry/index.js';
import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiSection } from './api-section.js';
import { PortalLinksQuery } from './configuration-lists.dto.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { configurationPage } from './paging.js';
import { lifetimeOf, NewPortalLinkBody, termsOf } from './portal-link.dto.js';
import { NewPortalLinkAnswer, PortalLinkBody, viewPortalLink } from './portal-link.view.js';

@ApiSection('portal links')
@Controller('v1/portal-links')
export class PortalLinksController {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  @ApiOperation({ summary: 'Links to the subscriber portal that still work; never the links themselves' })
  @ApiPage(PortalLinkBody)
  @Get()
  list(@CalledBy() { tenant }: Caller, @Query() query: PortalLinksQuery): Promise<PageBody<PortalLinkBody>> {
    const { subscriber, mode } = query;
    const read = (page: PageAsk) => this.registry.portalLinks.list(tenant, page, { subscriber, mode });
    return configurationPage(query, read, viewPortalLink);
  }

  @ApiOperation({ summary: 'One link to the portal' })
  @ApiOkResponse({ type: PortalLinkBody })
  @Get(':id')
  async get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<PortalLinkBody> {
    return viewPortalLink(await this.registry.portalLinks.get(tenant, id));
  }

  @ApiOperation({
    summary: 'Makes a link to a page where a subscriber looks after its own endpoints; it is shown this once',
    description:
      'Whoever has it may add, change, test and remove the endpoints of that subscriber in that mode, see their ' +
      'deliveries and rotate their secrets, until it expires. It opens nothing else.',
  })
  @ApiCreatedResponse({ type: NewPortalLinkAnswer })
  @Needs('operator')
  @Post()
  async create(@CalledBy() caller: Caller, @Body() body: NewPortalLinkBody): Promise<NewPortalLinkAnswer> {
    const { subscriber, mode } = body;
    const input = { subscriber, mode, terms: termsOf(body), lifetimeMs: lifetimeOf(body) };
    const { url, ...link } = await this.registry.portalLinks.create(actorOf(caller), input);
    return Object.assign(viewPortalLink(link), { url });
  }

  @ApiOperation({ summary: 'Ends a link at once' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Delete(':id')
  async remove(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.registry.portalLinks.remove(actorOf(caller), id);
  }
}
