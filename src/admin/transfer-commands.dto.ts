import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { REQUEST_STATES, type RequestState } from '../flow/index.js';

const STATES = Object.keys(REQUEST_STATES);
const DIRECTIONS = ['TO', 'FROM'] as const;
const DECISIONS = ['take', 'keep'] as const;
const MOST = 1_000;
const DEFAULT = 200;

/** Which requests a command is for: those that fit everything given. */
export class TransferFilterBody {
  @ApiPropertyOptional({ example: 'con_…' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  connection?: string;

  @ApiPropertyOptional({ enum: DIRECTIONS })
  @IsOptional()
  @IsIn(DIRECTIONS)
  direction?: 'TO' | 'FROM';

  @ApiPropertyOptional({ example: 'PRODUCT' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  type?: string;

  @ApiPropertyOptional({ example: 'order/updated' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  scope?: string;

  @ApiPropertyOptional({
    enum: STATES,
    description: 'Default: `held` for release, `parked` for retry; to park or cancel, say which.',
  })
  @IsOptional()
  @IsIn(STATES)
  state?: RequestState;

  @ApiPropertyOptional({
    example: 'bad-config',
    description: 'The code, or the part of it before its colon.',
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  code?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST, default: DEFAULT })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST)
  limit: number = DEFAULT;

  @ApiPropertyOptional({ description: 'The `next` of the call before.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  cursor?: string;

  @ApiPropertyOptional({ description: 'Counts, and changes nothing.' })
  @IsOptional()
  @IsBoolean()
  dryRun?: boolean;
}

/** How a conflict of edits ends. */
export class DecisionBody {
  @ApiProperty({
    enum: DECISIONS,
    description: '`take`: what came in goes everywhere. `keep`: what the hub has stays, and goes back.',
  })
  @IsIn(DECISIONS)
  decision!: (typeof DECISIONS)[number];
}

/** What a command did, newest requests first. */
export class CommandedBody {
  @ApiProperty({ type: 'integer', description: 'Requests that fit.' })
  matched!: number;

  @ApiProperty({ type: 'integer' })
  changed!: number;

  @ApiProperty({ type: 'integer', description: 'In the hands of a worker: nothing was done to them.' })
  running!: number;

  @ApiProperty({ type: String, nullable: true, description: 'Go on from here; null: there are no more.' })
  next!: string | null;
}
