import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

import { REQUEST_STATES, VERDICTS, type RequestState, type Verdict } from '../flow/index.js';

export const TAIL_KINDS = ['hooks', 'verdicts', 'transfers'] as const;
export type TailKind = (typeof TAIL_KINDS)[number];
const STATES = Object.keys(REQUEST_STATES) as RequestState[];

/** What a stream is narrowed to. */
export class TailQuery {
  @ApiPropertyOptional({ example: 'con_…' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  connection?: string;

  @ApiPropertyOptional({
    example: 'order/updated',
    description: 'Of verdicts and transfers; hooks have none yet.',
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1_000)
  scope?: string;

  @ApiPropertyOptional({ example: 'TRANSACTION', description: 'Of verdicts and transfers.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  type?: string;

  @ApiPropertyOptional({ enum: VERDICTS })
  @IsOptional()
  @IsIn(VERDICTS)
  verdict?: Verdict;

  @ApiPropertyOptional({ enum: STATES, description: 'Of transfers.' })
  @IsOptional()
  @IsIn(STATES)
  state?: RequestState;

  @ApiPropertyOptional({
    example: 'verdicts,transfers',
    description: 'Some of hooks, verdicts, transfers; default: all that have what is asked for.',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(TAIL_KINDS, { each: true })
  kinds?: TailKind[];
}
