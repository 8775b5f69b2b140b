import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { HostError } from '../errors/index.js';
import { HUB, type AdminParts } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, type Caller } from './api-key.guard.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { RecordsQuery } from './record.dto.js';
import { RecordBody, RecordDetailBody, viewChange, viewLink, viewRecord } from './record.view.js';
import { Visibility } from './visibility.service.js';

const MOST_CHANGES = 100;

@ApiSection('records')
@Controller('v1/records')
export class RecordsController {
  constructor(
    @Inject(HUB) private readonly hub: AdminParts['hub'],
    private readonly see: Visibility,
  ) {}

  @ApiOperation({ summary: 'Records of a type, newest first' })
  @ApiPage(RecordBody)
  @Get()
  async list(@CalledBy() { tenant }: Caller, @Query() query: RecordsQuery): Promise<PageBody<RecordBody>> {
    const { type, limit, cursor } = query;
    const before = this.see.before('rec', cursor);
    const rows = await this.hub.read.records({ tenant, type, before, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => viewRecord(row, this.see)),
      next: rows.length > limit && last ? this.see.id('rec', last.id) : null,
    };
  }

  @ApiOperation({ summary: 'One record, with its links and its history' })
  @ApiOkResponse({ type: RecordDetailBody })
  @Get(':id')
  async get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<RecordDetailBody> {
    const record = await this.hub.read.record(this.see.seq('rec', id));
    if (!record || record.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: id });
    const [links, history] = await Promise.all([
      this.hub.read.links(record.id),
      this.hub.read.history(record.id, { limit: MOST_CHANGES }),
    ]);
    return {
      ...viewRecord(record, this.see),
      links: links.map((link) => viewLink(link, this.see)),
      history: history.map((change) => viewChange(change, tenant, this.see)),
    };
  }
}
