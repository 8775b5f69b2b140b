import type { CollectionDefinition } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import type { CollectionInfo } from '../registry/index.js';
import { CHILDREN } from './child-mapping.dto.js';
import { ReverseNoteBody } from './collection-history.dto.js';
import { timeText } from './times.js';
import { ANY_JSON } from './any-json.js';

class ResyncOfferBody {
  @ApiProperty({ type: 'integer', description: 'Linked records of the type.' })
  records!: number;

  @ApiProperty({ description: 'There are more than were counted.' })
  isMore!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why nothing can be brought over; null: it can.',
  })
  obstacle!: string | null;
}

class CollectionWarningBody {
  @ApiProperty({ example: 'mappings.3.source' })
  field!: string;

  @ApiProperty()
  message!: string;
}

/** A mapping collection: its definition, and where it stands. */
export class CollectionBody {
  @ApiProperty({ example: 'map_…' })
  id!: string;

  @ApiProperty({ example: 'con_…' })
  connection!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ example: 'TRANSACTION' })
  type!: string;

  @ApiProperty({ enum: ['TO', 'FROM'] })
  direction!: string;

  @ApiProperty({ example: 'ADD_AND_UPDATE' })
  syncType!: string;

  @ApiProperty({ type: 'integer' })
  order!: number;

  @ApiProperty({ type: String, nullable: true })
  filter!: string | null;

  @ApiProperty({ type: String, nullable: true })
  errorFilter!: string | null;

  @ApiProperty({ type: String, nullable: true })
  collision!: string | null;

  @ApiProperty({ type: 'array', nullable: true, items: {} })
  match!: CollectionDefinition['match'] | null;

  @ApiProperty({ ...ANY_JSON })
  conflict!: CollectionDefinition['conflict'] | null;

  @ApiProperty({ ...ANY_JSON })
  conflictByField!: CollectionDefinition['conflictByField'] | null;

  @ApiProperty({ type: String, nullable: true })
  onMissing!: string | null;

  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  mappings!: CollectionDefinition['mappings'];

  @ApiProperty({ ...(CHILDREN as object), nullable: true })
  children!: CollectionDefinition['children'] | null;

  @ApiProperty()
  enabled!: boolean;

  @ApiProperty({ type: 'integer', description: 'Raised by every changed definition.' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;

  @ApiPropertyOptional({
    type: [CollectionWarningBody],
    description: 'What is allowed and probably not meant; only where one collection is shown.',
  })
  warnings?: readonly CollectionWarningBody[];

  @ApiPropertyOptional({
    type: ResyncOfferBody,
    description: 'What a re-sync would bring over again; only in the answer to a changed definition.',
  })
  resync?: ResyncOfferBody;
}

/** A collection of the way back. */
export class ReversedCollectionBody extends CollectionBody {
  @ApiProperty({
    type: [ReverseNoteBody],
    description: 'What it does not carry, or only in another form, and why.',
  })
  notes!: readonly ReverseNoteBody[];
}

/** What the registry takes where no order is given. */
const DEFAULT_ORDER = 100;

export function viewCollection(info: CollectionInfo): CollectionBody {
  const { id, connection, name, type, direction, syncType, mappings, version } = info;
  return {
    id,
    connection,
    name,
    type,
    direction,
    syncType,
    order: info.order ?? DEFAULT_ORDER,
    filter: info.filter ?? null,
    errorFilter: info.errorFilter ?? null,
    collision: info.collision ?? null,
    match: info.match ?? null,
    conflict: info.conflict ?? null,
    conflictByField: info.conflictByField ?? null,
    onMissing: info.onMissing ?? null,
    mappings,
    children: info.children ?? null,
    enabled: info.isEnabled,
    version,
    createdAt: timeText(info.createdAt),
    updatedAt: timeText(info.updatedAt),
    ...(info.warnings ? { warnings: info.warnings } : {}),
  };
}
