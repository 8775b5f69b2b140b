import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';

import type { LedgerReads } from '../ledger/index.js';
import { LEDGER_READS } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, type Caller } from './api-key.guard.js';
import { timeOf } from './filters.dto.js';
import { HookReading } from './hook-reading.service.js';
import { VerdictsQuery } from './hot-lists.dto.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { NUMBERS, openPage } from './paging.js';
import { TransferReading } from './transfer-reading.service.js';
import { VerdictBody, viewVerdict } from './verdict.view.js';
import { Visibility } from './visibility.service.js';

@ApiSection('verdicts')
@Controller('v1/verdicts')
export class VerdictsController {
  constructor(
    @Inject(LEDGER_READS) private readonly ledger: LedgerReads,
    private readonly hooks: HookReading,
    private readonly transfers: TransferReading,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({
    summary: 'Why elements of hooks, and changes in the hub, became no request',
    description:
      'A page may be short, or empty, and yet have a next one: what fits little is looked for in parts.',
  })
  @ApiPage(VerdictBody)
  @Get()
  async list(@CalledBy() { tenant }: Caller, @Query() query: VerdictsQuery): Promise<PageBody<VerdictBody>> {
    const { connection: id, hook, transfer, verdict, rule, type, scope, recordId, from, to } = query;
    const connection = id === undefined ? undefined : this.see.connection(tenant, id);
    const page = openPage(query, NUMBERS);
    const { items, next } = await this.ledger.verdicts(
      {
        tenant,
        owners: connection ? await this.see.ownersOf(connection) : await this.see.hookOwners(tenant),
        connection: connection?.number,
        hook: hook === undefined ? undefined : await this.hooks.seqOf(tenant, hook),
        ...(await this.broughtAboutBy(tenant, transfer, { from: timeOf(from), to: timeOf(to) })),
        verdict,
        rule,
        type,
        scope,
        recordId,
      },
      page,
    );
    return page.answer(
      items.map((row) => viewVerdict(row, this.see)),
      next,
    );
  }

  /** No index knows a verdict by its request; nothing was spoken for it before it was queued. */
  private async broughtAboutBy(
    tenant: number,
    transfer: string | undefined,
    range: { readonly from: number | undefined; readonly to: number | undefined },
  ): Promise<{
    readonly parent?: number;
    readonly from?: number | undefined;
    readonly to?: number | undefined;
  }> {
    if (transfer === undefined) return range;
    const { row } = await this.transfers.find(tenant, transfer);
    const ended = row.endedAt === null ? undefined : row.endedAt + 1;
    return {
      parent: row.seq,
      from: Math.max(range.from ?? 0, row.createdAt),
      to: range.to === undefined || ended === undefined ? (range.to ?? ended) : Math.min(range.to, ended),
    };
  }
}
