import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { HUB, type AdminParts } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { Fails } from './openapi/operations.js';
import { ChangesParent } from './conditional.interceptor.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { MergeAskBody } from './merge.dto.js';
import { MergeBody, MergePreviewBody, viewMerge, viewMergePreview } from './merge.view.js';
import { Merges } from './merges.service.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { openPage } from './paging.js';
import { Visibility } from './visibility.service.js';
import { MergesQuery } from './work-lists.dto.js';

@ApiSection('merges')
@Controller('v1/merges')
export class MergesController {
  constructor(
    @Inject(HUB) private readonly hub: AdminParts['hub'],
    private readonly merges: Merges,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({ summary: 'Merges; or those into one record' })
  @ApiPage(MergeBody)
  @Get()
  async list(@CalledBy() { tenant }: Caller, @Query() query: MergesQuery): Promise<PageBody<MergeBody>> {
    const { winner: id, type, undone: isUndone } = query;
    const winner = id === undefined ? undefined : this.see.seq('rec', id);
    const page = openPage(query, this.see.places('mrg'));
    const { items, next } = await this.hub.lists.merges({ tenant, winner, type, isUndone }, page);
    return page.answer(
      items.map((row) => viewMerge(row, this.see)),
      next,
    );
  }

  @ApiOperation({
    summary:
      'What a merge would do: the record, its links, and which system gets which write; nothing is written',
  })
  @ApiOkResponse({ type: MergePreviewBody })
  @Needs('viewer')
  @HttpCode(200)
  @Fails('MERGE_REFUSED')
  @Post('preview')
  async preview(@CalledBy() caller: Caller, @Body() body: MergeAskBody): Promise<MergePreviewBody> {
    const { plan, writes } = await this.merges.plan(caller, body);
    return viewMergePreview(plan, writes, this.see);
  }

  @ApiOperation({
    summary: 'Makes one record of several, in one commit',
    description:
      'The losers are deleted in the hub, their links belong to the winner, and every system that has the record is ' +
      'told by an ordinary transfer. No system is made to delete anything unless `losersThere` asks for it. A handler ' +
      'of merges is asked before; its answer is waited for up to half a minute, and goes on from when it is asked again.',
  })
  @ApiCreatedResponse({ type: MergeBody })
  @Needs('operator')
  @Fails('MERGE_REFUSED', 'MERGE_UNDECIDED')
  @Post()
  async merge(@CalledBy() caller: Caller, @Body() body: MergeAskBody): Promise<MergeBody> {
    return viewMerge(await this.merges.merge(caller, body), this.see);
  }

  @ApiOperation({ summary: 'One merge, and what its undo could not put back' })
  @ApiOkResponse({ type: MergeBody })
  @Get(':id')
  async get(@CalledBy() caller: Caller, @Param('id') id: string): Promise<MergeBody> {
    return viewMerge(await this.merges.find(caller, id), this.see);
  }

  @ApiOperation({
    summary: 'Brings the losers back, with their links and keys, as far as later changes allow',
    description: 'The newest merge of a record is undone first. What was kept is answered under `undone`.',
  })
  @ApiOkResponse({ type: MergeBody })
  @Needs('operator')
  @HttpCode(200)
  @Fails('UNDO_REFUSED')
  @ChangesParent()
  @Post(':id/undo')
  async undo(@CalledBy() caller: Caller, @Param('id') id: string): Promise<MergeBody> {
    return viewMerge(await this.merges.undo(caller, id), this.see);
  }
}
