import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';

import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';

export class MasterKeyBody {
  @ApiProperty({ example: '1f0c9a3e', description: 'Derived from the key; tells nothing about it.' })
  id!: string;

  @ApiProperty({ description: 'Whether the process that answers has it.' })
  isKnown!: boolean;

  @ApiProperty({ description: 'Whether the process that answers seals new values under it.' })
  isFirst!: boolean;

  @ApiProperty({
    type: 'integer',
    description: 'Values sealed under it. A key without any may be taken out of the ring.',
  })
  sealed!: number;
}

export class RotationBody {
  @ApiProperty({
    enum: ['running', 'interrupted', 'done'],
    description:
      '`interrupted`: values of older keys are left and the process that answers works on none; ask again.',
  })
  state!: 'running' | 'interrupted' | 'done';

  @ApiProperty({
    type: 'integer',
    description: 'Values that the process has sealed anew since it was asked last.',
  })
  resealed!: number;

  @ApiProperty({ type: 'integer', description: 'Values still sealed under other keys than the first.' })
  left!: number;

  @ApiProperty({
    type: [String],
    example: ['con_… webhook'],
    description: 'Connections and receivers with a secret that does not open: enter those again.',
  })
  unreadable!: readonly string[];
}

export class MasterKeysBody {
  @ApiProperty({ type: [MasterKeyBody] })
  keys!: readonly MasterKeyBody[];

  @ApiProperty({ type: RotationBody })
  rotation!: RotationBody;
}

@ApiSection('master key')
@Controller('v1/master-key')
export class MasterKeyController {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  @ApiOperation({
    summary:
      "Which master keys there are, what is sealed under each, and the rotation; the host's own operator only",
  })
  @ApiOkResponse({ type: MasterKeysBody })
  @Needs('admin')
  @Get()
  get(@CalledBy() caller: Caller): Promise<MasterKeysBody> {
    return this.registry.masterKeys.get(caller);
  }

  @ApiOperation({
    summary:
      'Reads the key file again and seals everything under the first key, behind the answer; asked again it goes on',
  })
  @ApiAcceptedResponse({ type: MasterKeysBody })
  @Needs('admin')
  @HttpCode(202)
  @Post('rotation')
  rotate(@CalledBy() caller: Caller): Promise<MasterKeysBody> {
    return this.registry.masterKeys.rotate(actorOf(caller));
  }
}
