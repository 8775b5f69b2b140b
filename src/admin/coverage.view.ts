import { ApiProperty } from '@nestjs/swagger';

import type { LookupCoverage, TranslationCoverage } from '../registry/index.js';
import type { Fields } from './fields.js';
import { timeText } from './times.js';

/** A value that was met and has no row. */
export class MissingValueBody {
  @ApiProperty({ description: 'As its row would be called; at most 200 characters.' })
  value!: string;

  @ApiProperty({ type: 'integer', description: 'How often it was met.' })
  count!: number;

  @ApiProperty({ format: 'date-time' })
  firstSeen!: string;

  @ApiProperty({ format: 'date-time' })
  lastSeen!: string;
}

class MissingInTranslationBody extends MissingValueBody {
  @ApiProperty({ type: [String], example: ['map_…'], description: 'The collections that met it.' })
  collections!: readonly string[];
}

class LookupCoverageBody {
  @ApiProperty({ example: 'mappings.3' })
  field!: string;

  @ApiProperty()
  target!: string;

  @ApiProperty()
  source!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: the rows stand in the mapping.' })
  table!: string | null;

  @ApiProperty({ type: 'integer', description: 'How many rows there are.' })
  rows!: number;

  @ApiProperty({ type: [MissingValueBody], description: 'Latest first; at most 200.' })
  values!: readonly MissingValueBody[];
}

/** The values that the lookups of a collection met and have no row for. */
export class CollectionCoverageBody {
  @ApiProperty({ type: [LookupCoverageBody] })
  lookups!: readonly LookupCoverageBody[];
}

/** The values that everybody who uses a translation met, and it has no row for. */
export class TranslationCoverageBody {
  @ApiProperty()
  name!: string;

  @ApiProperty({ type: 'integer', description: 'How many rows there are.' })
  rows!: number;

  @ApiProperty({ type: [MissingInTranslationBody], description: 'Latest first.' })
  values!: readonly MissingInTranslationBody[];
}

export function viewLookups(lookups: readonly LookupCoverage[]): Fields<CollectionCoverageBody> {
  return { lookups: lookups.map((lookup) => ({ ...lookup, values: lookup.values.map(viewMissing) })) };
}

export function viewTranslationCoverage({
  name,
  rows,
  values,
}: TranslationCoverage): Fields<TranslationCoverageBody> {
  return {
    name,
    rows,
    values: values.map((one) => ({ ...viewMissing(one), collections: one.collections })),
  };
}

function viewMissing({
  value,
  times,
  firstAt,
  lastAt,
}: LookupCoverage['values'][number]): Fields<MissingValueBody> {
  return { value, count: times, firstSeen: timeText(firstAt), lastSeen: timeText(lastAt) };
}
