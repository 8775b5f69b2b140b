import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

import { REQUEST_STATES, VERDICTS, type RequestState, type Verdict } from '../flow/index.js';

export const TAIL_KINDS = ['hooks', 'verdicts', 'transfers', 'deliveries'] as const;
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

  @ApiPropertyOptional({ example: 'ep_…', description: 'Of deliveries: an endpoint or a trigger.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  subscriber?: string;

  @ApiPropertyOptional({
    example: 'order/updated',
    description: 'Of verdicts and transfers; of deliveries the type of the event. Hooks have none yet.',
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1_000)
  scope?: string;

  @ApiPropertyOptional({ example: 'TRANSACTION', description: 'Of verdicts, transfers and deliveries.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  type?: string;

  @ApiPropertyOptional({ enum: VERDICTS })
  @IsOptional()
  @IsIn(VERDICTS)
  verdict?: Verdict;

  @ApiPropertyOptional({ enum: STATES, description: 'Of transfers and deliveries.' })
  @IsOptional()
  @IsIn(STATES)
  state?: RequestState;

  @ApiPropertyOptional({
    example: 'verdicts,transfers',
    description: 'Some of hooks, verdicts, transfers, deliveries; default: all that have what is asked for.',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(TAIL_KINDS, { each: true })
  kinds?: TailKind[];
}
