import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';

import { ownerOfConnection } from '../registry/index.js';
import { LEDGER_READS } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, type Caller } from './api-key.guard.js';
import { OfConnectionQuery } from './connection-filter.dto.js';
import type { LedgerReads } from '../ledger/index.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { nextId, numberCursor, numberOfCursor } from './paging.js';
import { RejectionBody, viewRejection } from './rejection.view.js';
import { Visibility } from './visibility.service.js';

@ApiSection('rejections')
@Controller('v1/rejections')
export class RejectionsController {
  constructor(
    @Inject(LEDGER_READS) private readonly ledger: LedgerReads,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({ summary: 'Requests that were refused, newest first' })
  @ApiPage(RejectionBody)
  @Get()
  async list(
    @CalledBy() { tenant }: Caller,
    @Query() query: OfConnectionQuery,
  ): Promise<PageBody<RejectionBody>> {
    const { limit, cursor, connection } = query;
    const owners =
      connection === undefined
        ? await this.see.ownOwners(tenant)
        : [ownerOfConnection(this.see.connection(tenant, connection).number)];
    const before = cursor === undefined ? undefined : numberOfCursor(cursor);
    const rows = await this.ledger.rejections({ owners, before, limit: limit + 1 });
    return {
      items: rows.slice(0, limit).map((row) => viewRejection(row, tenant, this.see)),
      next: nextId(rows, limit, numberCursor),
    };
  }
}
