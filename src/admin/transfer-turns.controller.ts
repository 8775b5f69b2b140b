import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty } from '@nestjs/swagger';

import { TRANSFER_DETAILS, type AdminTransferDetails } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, type Caller } from './api-key.guard.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { greatestFirst, leastFirst, pageOfWhole } from './paging.js';
import { timeText } from './times.js';
import { TransferReading } from './transfer-reading.service.js';
import { parsed } from './transfer.view.js';
import { TurnsQuery } from './work-lists.dto.js';

interface At {
  readonly at: number;
}

/** What one turn of a watched request did. */
export class TurnBody {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ format: 'date-time', description: 'Until then it is kept.' })
  expiresAt!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description:
      'How it ended, its outbound calls with what was sent and answered, what was mapped. Without secrets.',
  })
  detail!: unknown;
}

@ApiSection('transfers')
@Controller('v1/transfers/:id/turns')
export class TransferTurnsController {
  constructor(
    @Inject(TRANSFER_DETAILS) private readonly details: AdminTransferDetails,
    private readonly transfers: TransferReading,
  ) {}

  @ApiOperation({ summary: 'Everything a request of a debug sync did, turn by turn, for a day' })
  @ApiPage(TurnBody)
  @Get()
  async list(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: TurnsQuery,
  ): Promise<PageBody<TurnBody>> {
    const { row } = await this.transfers.find(tenant, id);
    const by = { oldest: ({ at }: At) => leastFirst(at), newest: ({ at }: At) => greatestFirst(at) };
    return pageOfWhole(await this.details.of(row.seq), query, {
      by,
      whose: id,
      show: ({ at, expiresAt, data }) => ({
        at: timeText(at),
        expiresAt: timeText(expiresAt),
        detail: parsed(data),
      }),
    });
  }
}
