import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';

import { ownerOfConnection } from '../registry/index.js';
import { RECOVER_REJECTIONS, type AdminParts } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { Visibility } from './visibility.service.js';

/** What became of the rejected requests of an address. */
export class RecoveredBody {
  @ApiProperty({
    type: 'integer',
    description: 'Verified now, and kept as hooks with their time of receipt.',
  })
  accepted!: number;

  @ApiProperty({ type: 'integer', description: 'Verified now, but accepted in the meantime.' })
  duplicates!: number;

  @ApiProperty({ type: 'integer', description: 'Still not genuine, or refused for another reason.' })
  refused!: number;

  @ApiProperty({ type: 'integer', description: 'Not kept whole: over 64 KiB, or never read.' })
  incomplete!: number;
}

@ApiSection('rejections')
@Controller('v1')
export class RejectionRecoveryController {
  constructor(
    private readonly see: Visibility,
    @Inject(RECOVER_REJECTIONS) private readonly recover: AdminParts['recoverRejections'],
  ) {}

  @ApiOperation({
    summary: "Verifies rejected requests again with today's secrets, and accepts what passes",
    description:
      'Of the newest 200 of the address, at their time of receipt. Those that sign the address itself cannot pass at a ' +
      "connection's own one: its key is not kept with them.",
  })
  @ApiOkResponse({ type: RecoveredBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('connections/:id/rejections/recover')
  ofConnection(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<RecoveredBody> {
    return this.recover(ownerOfConnection(this.see.connection(tenant, id).number));
  }

  @ApiOperation({ summary: 'The same of a receiver' })
  @ApiOkResponse({ type: RecoveredBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('receivers/:id/rejections/recover')
  async ofReceiver(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<RecoveredBody> {
    return this.recover(await this.see.receiverOwner(tenant, id));
  }
}
