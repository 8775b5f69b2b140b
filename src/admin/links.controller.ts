import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation } from '@nestjs/swagger';

import { LINKS, type AdminParts } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { NewLinkBody, UnlinkedQuery } from './link.dto.js';
import { Links } from './links.service.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { LinkBody, RecordBody, viewLink, viewRecord } from './record.view.js';
import { Visibility } from './visibility.service.js';

@ApiSection('links')
@Controller('v1')
export class LinksController {
  constructor(
    @Inject(LINKS) private readonly reads: AdminParts['links'],
    private readonly links: Links,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({
    summary: 'Records of a type that a connection has no link for, newest first',
    description:
      'A page may be short, or empty, and yet have a next one: at most 2,000 records are looked at.',
  })
  @ApiPage(RecordBody)
  @Get('connections/:id/unlinked')
  async unlinked(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() { type, limit, cursor }: UnlinkedQuery,
  ): Promise<PageBody<RecordBody>> {
    const { number: connection, mode } = this.see.connection(tenant, id);
    const before = this.see.before('rec', cursor);
    const { records, next } = await this.reads.unlinked({ tenant, mode, type, connection, before, limit });
    return {
      items: records.map((record) => viewRecord(record, this.see)),
      next: next === null ? null : this.see.id('rec', next),
    };
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

  @ApiOperation({ summary: 'Ends a link; both records stay as they are' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Delete('links/:id')
  async remove(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.links.remove(caller, id);
  }
}
