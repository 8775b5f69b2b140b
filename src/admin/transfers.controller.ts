import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { HostError } from '../errors/index.js';
import { RELEASE_REQUEST, type AdminParts } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { TransfersQuery } from './transfer.dto.js';
import { TransferReading } from './transfer-reading.service.js';
import { TransferBody, TransferDetailBody } from './transfer.view.js';

@ApiSection('transfers')
@Controller('v1/transfers')
export class TransfersController {
  constructor(
    private readonly transfers: TransferReading,
    @Inject(RELEASE_REQUEST) private readonly release: AdminParts['releaseRequest'],
  ) {}

  @ApiOperation({ summary: 'Requests, newest first' })
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

  @ApiOperation({ summary: 'Queues a held or parked request again' })
  @ApiOkResponse({ type: TransferDetailBody })
  @Needs('operator')
  @HttpCode(200)
  @Post(':id/release')
  async releaseOne(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<TransferDetailBody> {
    const { row } = await this.transfers.find(tenant, id);
    const released = await this.release(row.seq);
    if (released === 0)
      throw new HostError('CONFLICT', { subject: id, detail: `it is ${row.state}: neither held nor parked` });
    return this.transfers.detail(tenant, id);
  }
}
