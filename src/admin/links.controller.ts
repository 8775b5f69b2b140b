import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { ApiSection } from './api-section.js';
import { ChangesParent, Moving } from './conditional.interceptor.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { HubListing } from './hub-listing.service.js';
import { NewLinkBody } from './link.dto.js';
import { Links } from './links.service.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { LinksQuery, UnlinkedQuery } from './record.dto.js';
import { LinkBody, RecordBody, viewLink } from './record.view.js';
import { Visibility } from './visibility.service.js';

@ApiSection('links')
@Controller('v1')
export class LinksController {
  constructor(
    private readonly links: Links,
    private readonly listing: HubListing,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({
    summary: 'Records of a type that a connection has no link for',
    description:
      'A page may be short, or empty, and yet have a next one: at most 2,000 records are looked at.',
  })
  @ApiPage(RecordBody)
  @Get('connections/:id/unlinked')
  unlinked(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: UnlinkedQuery,
  ): Promise<PageBody<RecordBody>> {
    return this.listing.unlinked(tenant, id, query);
  }

  @ApiOperation({
    summary: "A connection's links of a type; those that ended are left out",
    description: 'A page may be short, or empty, and yet have a next one: at most 2,000 links are looked at.',
  })
  @ApiPage(LinkBody)
  @Get('links')
  list(@CalledBy() { tenant }: Caller, @Query() query: LinksQuery): Promise<PageBody<LinkBody>> {
    return this.listing.links(tenant, query);
  }

  @ApiOperation({
    summary: 'Says that a record of a system is this record of the hub',
    description: 'Nothing is written to either: their next hook or change brings them together.',
  })
  @ApiCreatedResponse({ type: LinkBody })
  @Needs('operator')
  @Post('links')
  async create(@CalledBy() caller: Caller, @Body() body: NewLinkBody): Promise<LinkBody> {
    return viewLink(await this.links.create(caller, body), this.see);
  }

  @ApiOperation({ summary: 'One link' })
  @ApiOkResponse({ type: LinkBody })
  @Moving('baseline', 'remoteVersion', 'updatedAt')
  @Get('links/:id')
  async get(@CalledBy() caller: Caller, @Param('id') id: string): Promise<LinkBody> {
    return viewLink(await this.links.find(caller, id), this.see);
  }

  @ApiOperation({
    summary: 'Makes a secondary link the one its system is written to under',
    description: 'The primary link of the same connection becomes secondary; the system gets what it missed.',
  })
  @ApiOkResponse({ type: LinkBody })
  @Needs('operator')
  @HttpCode(200)
  @ChangesParent()
  @Post('links/:id/primary')
  async makePrimary(@CalledBy() caller: Caller, @Param('id') id: string): Promise<LinkBody> {
    return viewLink(await this.links.makePrimary(caller, id), this.see);
  }

  @ApiOperation({ summary: 'Ends a link; both records stay as they are' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Delete('links/:id')
  async remove(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.links.remove(caller, id);
  }
}
