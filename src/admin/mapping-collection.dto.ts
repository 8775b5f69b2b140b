import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Allow, IsBoolean, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

import { CHILDREN } from './child-mapping.dto.js';

const SYNC_TYPES = ['ADD', 'UPDATE', 'ADD_AND_UPDATE', 'DELETE', 'DELETE_TRIGGERED_UPDATE'];
const COLLISIONS = ['ERROR', 'REMAP_AND_LINK', 'UPDATE_AND_LINK', 'UPDATE_AND_NO_LINK'];

const CONFLICT_RULES = [
  { type: 'string', enum: ['latest', 'hub', 'park'] },
  { type: 'object', properties: { priority: { type: 'array', items: { type: 'string' } } } },
];

const MAPPINGS: ApiPropertyOptions = {
  type: 'array',
  items: { type: 'object', additionalProperties: true },
  description:
    'One of kind static (value), field (source), formula (expression), lookup (source, table) per target.',
  example: [{ kind: 'field', target: 'number', source: 'order_number' }],
};

/**
 * The optional parts of a mapping collection. The SDK's schema checks what is in them, with every problem by its
 * path, when the registry takes it; here they are only named.
 */
class CollectionPartsBody {
  @ApiPropertyOptional({
    type: 'integer',
    description: 'Lower first; the first whose filter holds. Default 100.',
  })
  @Allow()
  order?: unknown;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'JSONata; false ends the request `filtered`.',
  })
  @Allow()
  filter?: unknown;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'JSONata; true ends it `error-filtered`.',
  })
  @Allow()
  errorFilter?: unknown;

  @ApiPropertyOptional({ enum: COLLISIONS, nullable: true })
  @Allow()
  collision?: unknown;

  @ApiPropertyOptional({
    type: 'array',
    nullable: true,
    items: { oneOf: [{ type: 'string' }, { type: 'object', additionalProperties: true }] },
    description:
      'Fields that tell records apart, the surest first; `{field, form: "email"}` in a form of its own.',
    example: ['sku', { field: 'email', form: 'email' }],
  })
  @Allow()
  match?: unknown;

  @ApiPropertyOptional({
    nullable: true,
    oneOf: CONFLICT_RULES,
    description: 'TO the hub: who keeps a field that two systems changed at once. Default latest.',
  })
  @Allow()
  conflict?: unknown;

  @ApiPropertyOptional({
    type: 'object',
    nullable: true,
    additionalProperties: { oneOf: CONFLICT_RULES },
    description: 'Other rules for single fields.',
  })
  @Allow()
  conflictByField?: unknown;

  @ApiPropertyOptional({ enum: ['park', 'recreate', 'unlink'], nullable: true })
  @Allow()
  onMissing?: unknown;

  @ApiPropertyOptional({ ...CHILDREN, nullable: true })
  @Allow()
  children?: unknown;

  @ApiPropertyOptional({ default: true })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}

export class NewCollectionBody extends CollectionPartsBody {
  @ApiProperty({ example: 'con_…' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  connection!: string;

  @ApiProperty({ type: String, example: 'Acme order → Transaction' })
  @Allow()
  name!: unknown;

  @ApiProperty({ type: String, example: 'TRANSACTION' })
  @Allow()
  type!: unknown;

  @ApiProperty({ enum: ['TO', 'FROM'] })
  @Allow()
  direction!: unknown;

  @ApiProperty({ enum: SYNC_TYPES })
  @Allow()
  syncType!: unknown;

  @ApiProperty(MAPPINGS)
  @Allow()
  mappings!: unknown;
}

/** What is not given stays; null takes an optional part away. */
export class CollectionChangeBody extends CollectionPartsBody {
  @ApiPropertyOptional({ type: String })
  @Allow()
  name?: unknown;

  @ApiPropertyOptional({ type: String })
  @Allow()
  type?: unknown;

  @ApiPropertyOptional({ enum: ['TO', 'FROM'] })
  @Allow()
  direction?: unknown;

  @ApiPropertyOptional({ enum: SYNC_TYPES })
  @Allow()
  syncType?: unknown;

  @ApiPropertyOptional(MAPPINGS as object)
  @Allow()
  mappings?: unknown;
}
