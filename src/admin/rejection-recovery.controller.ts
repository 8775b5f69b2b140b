import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';

import { ownerOfConnection } from '../registry/index.js';
import { actorOf } from './actor.js';
import { RECOVER_REJECTIONS, REGISTRY, type AdminParts, type AdminRegistry } from './admin-parts.js';
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
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
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
  ofConnection(@CalledBy() caller: Caller, @Param('id') id: string): Promise<RecoveredBody> {
    return this.at(caller, id, ownerOfConnection(this.see.connection(caller.tenant, id).number));
  }

  @ApiOperation({ summary: 'The same of a receiver' })
  @ApiOkResponse({ type: RecoveredBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('receivers/:id/rejections/recover')
  async ofReceiver(@CalledBy() caller: Caller, @Param('id') id: string): Promise<RecoveredBody> {
    return this.at(caller, id, await this.see.receiverOwner(caller.tenant, id));
  }

  /** Each is accepted in a commit of its own: who asked for it is written before the first. */
  private async at(caller: Caller, subject: string, owner: number): Promise<RecoveredBody> {
    const { audit } = this.registry;
    await audit.note(actorOf(caller), { action: 'rejections.recover', subject, after: { state: 'begun' } });
    const after = await this.recover(owner);
    await audit.note(actorOf(caller), { action: 'rejections.recovered', subject, after });
    return after;
  }
}
