import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';

import { ApiSection } from './api-section.js';
import { CalledBy, type Caller } from './api-key.guard.js';
import { HookReading } from './hook-reading.service.js';
import { HooksQuery } from './hot-lists.dto.js';
import { HookBody, HookDetailBody } from './hook.view.js';
import { ApiPage, type PageBody } from './page.dto.js';

@ApiSection('hooks')
@Controller('v1/hooks')
export class HooksController {
  constructor(private readonly hooks: HookReading) {}

  @ApiOperation({ summary: 'Hooks; a page may be shorter than asked for' })
  @ApiPage(HookBody)
  @Get()
  list(@CalledBy() { tenant }: Caller, @Query() query: HooksQuery): Promise<PageBody<HookBody>> {
    return this.hooks.list(tenant, query);
  }

  @ApiOperation({ summary: 'One hook, and what became of its elements' })
  @ApiOkResponse({ type: HookDetailBody })
  @Get(':id')
  get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<HookDetailBody> {
    return this.hooks.detail(tenant, id);
  }

  @ApiOperation({ summary: 'Its body, as received' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Header('content-type', 'application/octet-stream')
  @Header('x-content-type-options', 'nosniff')
  @Get(':id/body')
  async body(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<StreamableFile> {
    return new StreamableFile(await this.hooks.body(tenant, id));
  }
}
