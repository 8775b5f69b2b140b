import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { HostError } from '../errors/index.js';
import type { DuplicateGroup } from '../hub/index.js';
import { actorOf } from './actor.js';
import { DUPLICATES, type AdminParts } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import {
  DuplicateGroupBody,
  DuplicateGroupDetailBody,
  viewGroup,
  viewGroupDetail,
} from './duplicate.view.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { openPage } from './paging.js';
import { Visibility } from './visibility.service.js';
import { DuplicatesQuery } from './work-lists.dto.js';

@ApiSection('duplicates')
@Controller('v1/duplicates')
export class DuplicatesController {
  constructor(
    @Inject(DUPLICATES) private readonly duplicates: AdminParts['duplicates'],
    private readonly see: Visibility,
  ) {}

  @ApiOperation({ summary: 'Groups of records that may be one, with what they share' })
  @ApiPage(DuplicateGroupBody)
  @Get()
  async list(
    @CalledBy() { tenant }: Caller,
    @Query() query: DuplicatesQuery,
  ): Promise<PageBody<DuplicateGroupBody>> {
    const { type, state, rule, mode } = query;
    const page = openPage(query, this.see.places('dup'));
    const { items, next } = await this.duplicates.list({ tenant, type, state, rule, mode }, page);
    return page.answer(
      items.map((group) => viewGroup(group, this.see)),
      next,
    );
  }

  @ApiOperation({ summary: 'One group, with its records' })
  @ApiOkResponse({ type: DuplicateGroupDetailBody })
  @Get(':id')
  async get(@CalledBy() caller: Caller, @Param('id') id: string): Promise<DuplicateGroupDetailBody> {
    return viewGroupDetail(await this.find(caller, id), this.see);
  }

  @ApiOperation({
    summary: 'Says that these are not duplicates',
    description:
      'It is remembered for each pair, whatever rule finds them; a further record with the same value opens the group ' +
      'again. Of a group of more than 50 the value itself is dismissed.',
  })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Post(':id/dismiss')
  async dismiss(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.decide(caller, id, 'dismissed');
  }

  @ApiOperation({ summary: 'Takes a dismissal back' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Post(':id/reopen')
  async reopen(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.decide(caller, id, 'open');
  }

  private async decide(caller: Caller, id: string, state: 'open' | 'dismissed'): Promise<void> {
    const { number } = await this.find(caller, id);
    await this.duplicates.decide(actorOf(caller), number, { state, subject: id });
  }

  private async find({ tenant }: Caller, id: string): Promise<DuplicateGroup> {
    const group = await this.duplicates.get(this.see.seq('dup', id));
    if (!group || group.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: id });
    return group;
  }
}
