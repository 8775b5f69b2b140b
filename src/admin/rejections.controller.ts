import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';

import { ownerOfConnection } from '../registry/index.js';
import { LEDGER_READS } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, type Caller } from './api-key.guard.js';
import { timeOf } from './filters.dto.js';
import { RejectionsQuery } from './hot-lists.dto.js';
import type { LedgerReads } from '../ledger/index.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { NUMBERS, openPage } from './paging.js';
import { RejectionBody, viewRejection } from './rejection.view.js';
import { Visibility } from './visibility.service.js';

@ApiSection('rejections')
@Controller('v1/rejections')
export class RejectionsController {
  constructor(
    @Inject(LEDGER_READS) private readonly ledger: LedgerReads,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({ summary: 'Requests that were refused; the newest 200 of each address are kept' })
  @ApiPage(RejectionBody)
  @Get()
  async list(
    @CalledBy() { tenant }: Caller,
    @Query() query: RejectionsQuery,
  ): Promise<PageBody<RejectionBody>> {
    const { reason, from, to } = query;
    const page = openPage(query, NUMBERS);
    const ask = { owners: await this.owners(tenant, query), reason, from: timeOf(from), to: timeOf(to) };
    const { items, next } = await this.ledger.rejections(ask, page);
    return page.answer(
      items.map((row) => viewRejection(row, tenant, this.see)),
      next,
    );
  }

  /** Of a connection those at its own address: whose a request at a receiver would have been, nobody knows. */
  private async owners(tenant: number, { connection, receiver }: RejectionsQuery): Promise<number[]> {
    const asked = [
      ...(connection === undefined
        ? []
        : [ownerOfConnection(this.see.connection(tenant, connection).number)]),
      ...(receiver === undefined ? [] : [await this.see.receiverOwner(tenant, receiver)]),
    ];
    return asked.length > 0 ? asked : this.see.ownOwners(tenant);
  }
}
