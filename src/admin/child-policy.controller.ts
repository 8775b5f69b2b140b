import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';

import { CHILD_POLICIES } from '../flow/index.js';
import { CHILDREN, REGISTRY, type AdminParts, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, type Caller } from './api-key.guard.js';
import { figuresOf, type PolicyFigures } from './child-figures.js';
import { timeText } from './times.js';
import { Visibility } from './visibility.service.js';

class PolicyFiguresBody implements PolicyFigures {
  @ApiProperty({ enum: CHILD_POLICIES })
  policy!: PolicyFigures['policy'];

  @ApiProperty({ type: 'integer', description: 'Children that came: made + folded + ignored.' })
  hooks!: number;

  @ApiProperty({ type: 'integer', description: 'Became a request of their parent.' })
  made!: number;

  @ApiProperty({ type: 'integer', description: 'Folded into a request that waited already.' })
  folded!: number;

  @ApiProperty({ type: 'integer', description: 'Of the requests made: ended in one of the parent itself.' })
  absorbed!: number;

  @ApiProperty({ type: 'integer' })
  ignored!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Counted: calls of the requests made, and of those they brought about in other systems.',
  })
  callsCost!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Estimated: (ignored + folded + absorbed) × callsPerRequest.',
  })
  callsSaved!: number;
}

class ChildPolicyBody {
  @ApiProperty({ example: 'address/updated' })
  scope!: string;

  @ApiProperty({ enum: CHILD_POLICIES, description: 'As it is set now.' })
  policy!: string;

  @ApiProperty({ type: 'integer', nullable: true })
  windowSeconds!: number | null;

  @ApiProperty({ format: 'date-time', description: 'The figures are of the time since: a day, by the hour.' })
  since!: string;

  @ApiProperty({ description: 'Mean calls of a request that ran because of a child; at least 1.' })
  callsPerRequest!: number;

  @ApiProperty({
    example:
      'callsCost is counted; callsSaved is an estimate: (ignored + folded + absorbed) × callsPerRequest',
  })
  note!: string;

  @ApiProperty({ type: [PolicyFiguresBody], description: 'One for each policy under which children came.' })
  policies!: readonly PolicyFiguresBody[];
}

const NOTE =
  'callsCost is counted, without calls of turns that never settled; callsSaved is an estimate: ' +
  '(ignored + folded + absorbed) × callsPerRequest';

@ApiSection('scopes')
@Controller('v1/connections/:id/scopes')
export class ChildPolicyController {
  constructor(
    private readonly see: Visibility,
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    @Inject(CHILDREN) private readonly children: AdminParts['children'],
  ) {}

  @ApiOperation({
    summary: 'What became of the children of a scope in the last day, and what that cost and saved',
  })
  @ApiOkResponse({ type: ChildPolicyBody })
  @Get(':scopeId/child-policy')
  async get(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Param('scopeId') scopeId: string,
  ): Promise<ChildPolicyBody> {
    const { name, childPolicy, childWindowSeconds } = await this.registry.scopes.get(tenant, id, scopeId);
    const day = await this.children.day(this.see.connection(tenant, id).number, name);
    return {
      scope: name,
      policy: childPolicy,
      windowSeconds: childWindowSeconds,
      since: timeText(day.since),
      note: NOTE,
      ...figuresOf(day),
    };
  }
}
