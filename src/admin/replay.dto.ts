import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsBoolean,
  IsISO8601,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

import { REQUEST_STATES, VERDICTS, type RequestState, type Verdict } from '../flow/index.js';
import { IsCallbackUrl } from './callback.dto.js';

const STATES = Object.keys(REQUEST_STATES);
const DEFAULT_HOOKS_PER_SECOND = 20;
/** A page of half a second is read in one turn of the schedule. */
const MOST_HOOKS_PER_SECOND = 1_000;

/** Which stored hooks are run again: one, or those of a connection. */
export class ReplayAskBody {
  @ApiPropertyOptional({ example: 'hok_…', description: 'One hook. Without it a connection.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  hook?: string;

  @ApiPropertyOptional({
    example: 'con_…',
    description: 'Its elements; at a shared receiver only those of this connection.',
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  connection?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Received then or later.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Received before.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  to?: string;

  @ApiPropertyOptional({ example: 'order/updated', description: 'The scope as it is read today.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  scope?: string;

  @ApiPropertyOptional({
    enum: STATES,
    description: 'Only elements whose request stands so: parked, cancelled …',
  })
  @IsOptional()
  @IsIn(STATES)
  state?: RequestState;

  @ApiPropertyOptional({
    enum: VERDICTS,
    description: 'Only elements that came to this verdict the last time.',
  })
  @IsOptional()
  @IsIn(VERDICTS)
  verdict?: Verdict;

  @ApiPropertyOptional({
    default: false,
    description:
      'Applies payloads that are older than what was applied, and believes deletes without asking the source. The ' +
      'plan says how many; the audit says who.',
  })
  @IsOptional()
  @IsBoolean()
  force: boolean = false;

  @ApiPropertyOptional({
    default: false,
    description: 'Takes elements, too, whose event had come before.',
  })
  @IsOptional()
  @IsBoolean()
  takeDuplicates: boolean = false;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MOST_HOOKS_PER_SECOND,
    default: DEFAULT_HOOKS_PER_SECOND,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_HOOKS_PER_SECOND)
  hooksPerSecond: number = DEFAULT_HOOKS_PER_SECOND;

  @IsCallbackUrl()
  callbackUrl?: string;
}
