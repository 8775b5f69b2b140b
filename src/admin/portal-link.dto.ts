import type { Mode, RecordType } from '@hookyard/sdk';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';

import { PAYLOAD_STYLES, type PayloadStyle, type PortalTerms } from '../registry/index.js';
import { LONGEST_EXPRESSION, MODES, MOST_NAMES } from './subscriber.dto.js';

const DEFAULT_MINUTES = 60;
const MOST_MINUTES = 1_440;
const MINUTE_MS = 60_000;

/** A customer of the tenant, in the tenant's own words: a word that stands in addresses and lists as it is. */
export function IsSubscriber(): PropertyDecorator {
  return applyDecorators(
    IsString(),
    Matches(/^[A-Za-z0-9][A-Za-z0-9._:@+-]{0,99}$/, {
      message: '$property must be letters, digits and ._:@+- and at most 100 characters',
    }),
  );
}

export class NewPortalLinkBody {
  @ApiProperty({ example: 'acme', description: 'Whose endpoints it opens: your own name for them.' })
  @IsSubscriber()
  subscriber!: string;

  @ApiProperty({ enum: MODES, example: 'live' })
  @IsIn(MODES)
  mode!: Mode;

  @ApiProperty({
    type: [String],
    example: ['record.*'],
    description:
      'What may be asked for through it: event types, `record.*` for all of a kind, `*` for all. Events tell of ' +
      'everything in the tenant that `recordTypes` and `filter` do not keep back.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMES)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  events!: string[];

  @ApiPropertyOptional({
    type: [String],
    nullable: true,
    example: ['CUSTOMER'],
    description: 'Endpoints made through it hear of these alone; events of no record are sent all the same.',
  })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMES)
  @Matches(/^[A-Za-z][\w:.-]{0,99}$/, { each: true })
  recordTypes?: RecordType[] | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: "data.record.data.owner = 'acme'",
    description: 'JSONata over the envelope: the filter of endpoints made through it. Null: everything.',
  })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_EXPRESSION)
  filter?: string | null;

  @ApiPropertyOptional({ enum: PAYLOAD_STYLES, default: 'full' })
  @IsOptional()
  @IsIn(PAYLOAD_STYLES)
  payload: PayloadStyle = 'full';

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_MINUTES, default: DEFAULT_MINUTES })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_MINUTES)
  expiresInMinutes: number = DEFAULT_MINUTES;
}

export function termsOf({ events, recordTypes, filter, payload }: NewPortalLinkBody): PortalTerms {
  return { events, recordTypes: recordTypes ?? null, filter: filter ?? null, payload };
}

export function lifetimeOf({ expiresInMinutes }: NewPortalLinkBody): number {
  return expiresInMinutes * MINUTE_MS;
}
