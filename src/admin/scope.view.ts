import { ApiProperty } from '@nestjs/swagger';

import { CHILD_POLICIES } from '../flow/index.js';
import type { ScopeInfo } from '../registry/index.js';
import { timeText } from './times.js';

/** One switch of a connection: an event of the external system (TO) or of the hub (FROM). */
export class ScopeBody {
  @ApiProperty({ example: 'scp_…' })
  id!: string;

  @ApiProperty({ enum: ['TO', 'FROM'] })
  direction!: string;

  @ApiProperty({ example: 'order/updated' })
  name!: string;

  @ApiProperty({ example: 'TRANSACTION' })
  type!: string;

  @ApiProperty({ example: 'UPDATED' })
  action!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty()
  enabled!: boolean;

  @ApiProperty({ enum: ['read', 'payload', 'payload-then-read'] })
  source!: string;

  @ApiProperty({ type: String, nullable: true })
  record!: string | null;

  @ApiProperty({ type: String, nullable: true })
  version!: string | null;

  @ApiProperty({ enum: ['off', 'unlink', 'update', 'delete'] })
  guard!: string;

  @ApiProperty({ type: 'integer', description: 'How long a delete waits; 0: it runs at once.' })
  settleSeconds!: number;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'More waiting deletes are held for a person.',
  })
  brakeMost!: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: "The same in percent of the type's live links.",
  })
  brakePercent!: number | null;

  @ApiProperty({ enum: CHILD_POLICIES, description: 'What becomes of children that cannot travel alone.' })
  childPolicy!: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: "How long a parent's request waits for more of them; null unless the policy is `coalesce`.",
  })
  childWindowSeconds!: number | null;

  @ApiProperty({ type: [String], description: 'What whoever lets deletes through should know.' })
  warnings!: readonly string[];

  @ApiProperty({ enum: ['connector', 'host', 'operator'], description: 'Who made it.' })
  origin!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export function viewScope({ isEnabled, createdAt, updatedAt, ...info }: ScopeInfo): ScopeBody {
  return { ...info, enabled: isEnabled, createdAt: timeText(createdAt), updatedAt: timeText(updatedAt) };
}
