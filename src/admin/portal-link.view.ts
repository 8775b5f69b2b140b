import { ApiProperty } from '@nestjs/swagger';

import { PAYLOAD_STYLES, type PortalLinkInfo } from '../registry/index.js';
import { timeText } from './times.js';

/** A link by which a customer looks after their own endpoints, for a while. */
export class PortalLinkBody {
  @ApiProperty({ example: 'pl_…' })
  id!: string;

  @ApiProperty({ example: 'acme' })
  subscriber!: string;

  @ApiProperty({ enum: ['live', 'sandbox'] })
  mode!: string;

  @ApiProperty({ type: [String], example: ['record.*'] })
  events!: readonly string[];

  @ApiProperty({ type: [String], nullable: true })
  recordTypes!: readonly string[] | null;

  @ApiProperty({ type: String, nullable: true })
  filter!: string | null;

  @ApiProperty({ enum: PAYLOAD_STYLES })
  payload!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;
}

export class NewPortalLinkAnswer extends PortalLinkBody {
  @ApiProperty({
    example: 'https://hooks.example.com/portal#hyp_…',
    description: 'The link itself, shown this once. What stands behind the # is a secret.',
  })
  url!: string;
}

export function viewPortalLink({ id, subscriber, mode, terms, ...link }: PortalLinkInfo): PortalLinkBody {
  const { createdAt, expiresAt } = link;
  return { id, subscriber, mode, ...terms, createdAt: timeText(createdAt), expiresAt: timeText(expiresAt) };
}
