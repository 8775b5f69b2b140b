import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { ApiSection } from './api-section.js';
import { CalledBy, type Caller } from './api-key.guard.js';
import { TransfersQuery } from './hot-lists.dto.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { TransferReading } from './transfer-reading.service.js';
import { TransferBody, TransferDetailBody } from './transfer.view.js';

@ApiSection('transfers')
@Controller('v1/transfers')
export class TransfersController {
  constructor(private readonly transfers: TransferReading) {}

  @ApiOperation({ summary: 'Requests; a page may be shorter than asked for' })
  @ApiPage(TransferBody)
  @Get()
  list(@CalledBy() { tenant }: Caller, @Query() query: TransfersQuery): Promise<PageBody<TransferBody>> {
    return this.transfers.list(tenant, query);
  }

  @ApiOperation({ summary: 'One request, with its trail, its failed turns and its tree' })
  @ApiOkResponse({ type: TransferDetailBody })
  @Get(':id')
  get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<TransferDetailBody> {
    return this.transfers.detail(tenant, id);
  }
}
