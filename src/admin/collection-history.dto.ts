import type { CollectionDefinition } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type as Converts } from 'class-transformer';
import { IsBoolean, IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

import type { CollectionVersionInfo } from '../registry/index.js';
import type { Fields } from './fields.js';
import { timeText } from './times.js';

/** Versions are counted one by one by people: more than this nobody makes. */
const MOST_VERSIONS = 1_000_000_000;

/** A version a collection had, or has. */
export class CollectionVersionBody {
  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ format: 'date-time', description: 'When it was saved.' })
  at!: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  definition!: CollectionDefinition;
}

export class DifferenceQuery {
  @ApiProperty({ type: 'integer', minimum: 1 })
  @Converts(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_VERSIONS)
  from!: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'Default: the present version.' })
  @IsOptional()
  @Converts(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_VERSIONS)
  to?: number;
}

class ChangedMappingBody {
  @ApiProperty({ type: 'object', additionalProperties: true })
  before!: object;

  @ApiProperty({ type: 'object', additionalProperties: true })
  after!: object;
}

class MappingsDifferenceBody {
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  added!: readonly object[];

  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  removed!: readonly object[];

  @ApiProperty({ type: [ChangedMappingBody], description: 'Those that write the same target otherwise.' })
  changed!: readonly ChangedMappingBody[];
}

/** What is different between two versions. */
export class CollectionDifferenceBody {
  @ApiProperty({ type: 'integer' })
  from!: number;

  @ApiProperty({ type: 'integer' })
  to!: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '`[before, after]` of each part but the mappings; null where it is not there.',
  })
  parts!: Readonly<Record<string, readonly [unknown, unknown]>>;

  @ApiProperty({ type: MappingsDifferenceBody })
  mappings!: MappingsDifferenceBody;
}

export class RollbackBody {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'Its definition becomes a new version.' })
  @IsInt()
  @Min(1)
  @Max(MOST_VERSIONS)
  version!: number;
}

export class CopyBody {
  @ApiProperty({ example: 'Acme order → Transaction, second store' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;

  @ApiPropertyOptional({ example: 'con_…', description: 'Default: the connection of the original.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  connection?: string;

  @ApiPropertyOptional({
    default: false,
    description: 'Default: it is made switched off, to be looked at first.',
  })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}

export class ReverseNoteBody {
  @ApiProperty({ example: 'mappings.3', description: 'The place in the original.' })
  field!: string;

  @ApiProperty({ type: String, nullable: true, description: 'What the mapping writes there.' })
  target!: string | null;

  @ApiProperty({ enum: ['left-out', 'changed'] })
  kind!: string;

  @ApiProperty()
  message!: string;
}

export function viewVersion({
  version,
  at,
  definition,
}: CollectionVersionInfo): Fields<CollectionVersionBody> {
  return { version, at: timeText(at), definition };
}
