import type { Json } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Allow, IsNotEmpty, IsObject, IsString, MaxLength } from 'class-validator';

import { HostError } from '../errors/index.js';
import type { LookupTable } from '../mapping/index.js';
import { ANY_JSON } from './any-json.js';

const MOST_ROWS = 10_000;
const LONGEST_VALUE = 200;

/** The rows and the default of a translation, replaced as a whole. */
export class TranslationTableBody {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: `Values by value, at most ${MOST_ROWS}; null clears the target.`,
    example: { NO: 'Norway', SE: 'Sweden' },
  })
  @IsObject()
  rows!: Record<string, unknown>;

  @ApiPropertyOptional({
    ...ANY_JSON,
    description: 'For values without a row, where the mapping has no default of its own.',
    example: 'Elsewhere',
  })
  @Allow()
  default?: unknown;
}

export class NewTranslationBody extends TranslationTableBody {
  @ApiProperty({ example: 'countries', description: 'What mappings name it by; it stays.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;
}

/** Bodies come parsed from JSON; what is checked is how much there is of it. */
export function tableOfBody({ rows, default: otherwise }: TranslationTableBody): LookupTable {
  const keys = Object.keys(rows);
  const refuse = (message: string): never => {
    throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'rows', message }] });
  };
  if (keys.length > MOST_ROWS) refuse(`has ${keys.length} rows, and ${MOST_ROWS} is the most`);
  if (keys.some((key) => key.length > LONGEST_VALUE))
    refuse(`has a value of more than ${LONGEST_VALUE} characters to look up`);
  const known = rows as Record<string, Json>;
  return otherwise === undefined ? { rows: known } : { rows: known, default: otherwise as Json };
}
