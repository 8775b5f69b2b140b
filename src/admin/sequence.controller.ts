import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { ownerOfConnection } from '../registry/index.js';
import { SEQUENCES, type AdminSequences } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, type Caller } from './api-key.guard.js';
import { SequenceBody, viewSequence } from './sequence.dto.js';
import { Visibility } from './visibility.service.js';

@ApiSection('reconcile')
@Controller('v1')
export class SequenceController {
  constructor(
    @Inject(SEQUENCES) private readonly sequences: AdminSequences,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({ summary: 'The numbers of the hooks that came in at a connection, and the gaps in them' })
  @ApiOkResponse({ type: SequenceBody })
  @Get('connections/:id/sequence')
  async ofConnection(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<SequenceBody> {
    const { number } = this.see.connection(tenant, id);
    return viewSequence(await this.sequences.of(ownerOfConnection(number)));
  }

  @ApiOperation({ summary: 'The numbers of the hooks that came in at a receiver, and the gaps in them' })
  @ApiOkResponse({ type: SequenceBody })
  @Get('receivers/:id/sequence')
  async ofReceiver(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<SequenceBody> {
    return viewSequence(await this.sequences.of(await this.see.receiverOwner(tenant, id)));
  }
}
