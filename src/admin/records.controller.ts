import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { HUB, type AdminParts } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { ChangesParent, Moving } from './conditional.interceptor.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { NUMBERS, openPage } from './paging.js';
import { HubListing } from './hub-listing.service.js';
import { RecordsQuery } from './record.dto.js';
import {
  RecordBody,
  RecordChangeBody,
  RecordDetailBody,
  viewChange,
  viewLink,
  viewRecord,
} from './record.view.js';
import { Records } from './records.service.js';
import { Visibility } from './visibility.service.js';
import { HistoryQuery } from './work-lists.dto.js';

const MOST_CHANGES = 100;

@ApiSection('records')
@Controller('v1/records')
export class RecordsController {
  constructor(
    @Inject(HUB) private readonly hub: AdminParts['hub'],
    private readonly records: Records,
    private readonly listing: HubListing,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({ summary: 'Records of a type; or those that a system knows by an id' })
  @ApiPage(RecordBody)
  @Get()
  list(@CalledBy() { tenant }: Caller, @Query() query: RecordsQuery): Promise<PageBody<RecordBody>> {
    return this.listing.records(tenant, query);
  }

  @ApiOperation({ summary: 'One record, with its links and its latest changes' })
  @ApiOkResponse({ type: RecordDetailBody })
  @Moving('links', 'history')
  @Get(':id')
  async get(@CalledBy() caller: Caller, @Param('id') id: string): Promise<RecordDetailBody> {
    const record = await this.records.find(caller, id);
    const [links, history] = await Promise.all([
      this.hub.read.links(record.id),
      this.hub.read.history(record.id, { limit: MOST_CHANGES }),
    ]);
    return {
      ...viewRecord(record, this.see),
      links: links.map((link) => viewLink(link, this.see)),
      history: history.map((change) => viewChange(change, caller.tenant, this.see)),
    };
  }

  @ApiOperation({ summary: 'All changes of a record, with the transfers that made them' })
  @ApiPage(RecordChangeBody)
  @Get(':id/history')
  async history(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Query() query: HistoryQuery,
  ): Promise<PageBody<RecordChangeBody>> {
    const record = await this.records.find(caller, id);
    const page = openPage(query, NUMBERS, id);
    const { items, next } = await this.hub.lists.history(record.id, page);
    return page.answer(
      items.map((change) => viewChange(change, caller.tenant, this.see)),
      next,
    );
  }

  @ApiOperation({
    summary: 'Deletes a record in the hub; it can be brought back',
    description:
      'The delete is told to every connection whose hub scope for it is on. What it does there is its guard: nothing, ' +
      'unlink, the delete-triggered update, or a delete.',
  })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Delete(':id')
  async delete(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.records.delete(caller, id);
  }

  @ApiOperation({ summary: 'Brings a deleted record back; the connections hear of it as of a change' })
  @ApiOkResponse({ type: RecordBody })
  @Needs('operator')
  @HttpCode(200)
  @ChangesParent()
  @Post(':id/undelete')
  async undelete(@CalledBy() caller: Caller, @Param('id') id: string): Promise<RecordBody> {
    return viewRecord(await this.records.undelete(caller, id), this.see);
  }
}
