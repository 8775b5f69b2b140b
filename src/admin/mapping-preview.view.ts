import type { JsonObject } from '@hookyard/sdk';
import { ApiProperty } from '@nestjs/swagger';

import type { CollectionPreview } from '../transfer/index.js';
import type { Fields } from './fields.js';
import { ANY_JSON } from './any-json.js';

class PassedOverBody {
  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: ['sync type', 'filter', 'another was first'] })
  reason!: string;
}

class UntranslatedBody {
  @ApiProperty()
  target!: string;

  @ApiProperty()
  source!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: the rows stand in the mapping.' })
  table!: string | null;

  @ApiProperty({ ...ANY_JSON })
  value!: unknown;
}

class PreviewFailureBody {
  @ApiProperty({ example: 'Invalid' })
  name!: string;

  @ApiProperty()
  message!: string;

  @ApiProperty({ type: [String] })
  fields!: readonly string[];
}

class ChosenBody {
  @ApiProperty({ example: 'map_…' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: 'integer' })
  version!: number;
}

const ANY_RECORD = { type: 'object', additionalProperties: true, nullable: true } as const;

/** What a transfer of the record would do with it. */
export class PreviewBody {
  @ApiProperty({
    enum: ['given', 'hub', 'system'],
    description: 'Where the record came from; system: it was read there, and nothing was written.',
  })
  source!: string;

  @ApiProperty({ enum: ['add', 'update', 'delete', 'delete-triggered-update'] })
  change!: string;

  @ApiProperty({
    type: ChosenBody,
    nullable: true,
    description: 'The collection a transfer would take; null: none.',
  })
  chosen!: ChosenBody | null;

  @ApiProperty({ type: [PassedOverBody], description: 'The others of the type and direction, and why not.' })
  others!: readonly PassedOverBody[];

  @ApiProperty({ description: 'The filter of the collection that is tried lets the record through.' })
  accepted!: boolean;

  @ApiProperty({ description: 'Its error filter makes the record wait for a person.' })
  rejected!: boolean;

  @ApiProperty({ ...ANY_RECORD, description: 'What the destination has, as far as known; null: nothing.' })
  before!: JsonObject | null;

  @ApiProperty({ ...ANY_RECORD, description: 'The mapped fields alone; null where the mapping fails.' })
  mapped!: JsonObject | null;

  @ApiProperty(ANY_RECORD)
  after!: JsonObject | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '`[before, after]` of each field that would change; null where there is none.',
  })
  difference!: Readonly<Record<string, readonly [unknown, unknown]>>;

  @ApiProperty({ type: [UntranslatedBody], description: 'Values without a row in their table.' })
  untranslated!: readonly UntranslatedBody[];

  @ApiProperty({ type: PreviewFailureBody, nullable: true, description: 'Why the mapping fails.' })
  failure!: PreviewFailureBody | null;
}

export function viewPreview(preview: CollectionPreview): Fields<PreviewBody> {
  const { change, chosen, others, before, mapped, after, difference, untranslated, failure } = preview;
  return {
    source: preview.origin,
    change,
    chosen: chosen && { id: chosen.id, name: chosen.definition.name, version: chosen.version },
    others,
    accepted: preview.isAccepted,
    rejected: preview.isRejected,
    before,
    mapped,
    after,
    difference,
    untranslated,
    failure,
  };
}
