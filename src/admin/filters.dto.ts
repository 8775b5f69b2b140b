import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsISO8601, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

import { IsRecordType } from './record-type.dto.js';

/** Of ids and names; what systems call their records may be longer than anything of ours. */
const MOST_CHARS = 512;

/** A filter by a word: only what has exactly this. */
export function WordFilter(of: { readonly example?: string; readonly description?: string } = {}) {
  return applyDecorators(
    ApiPropertyOptional(of),
    IsOptional(),
    IsString(),
    IsNotEmpty(),
    MaxLength(MOST_CHARS),
  );
}

/** A filter by one of a few words. */
export function ChoiceFilter(choices: readonly string[], description?: string) {
  return applyDecorators(
    ApiPropertyOptional({ enum: [...choices], ...(description === undefined ? {} : { description }) }),
    IsOptional(),
    IsIn([...choices]),
  );
}

/** `true` or `false`. */
export function SwitchFilter(description?: string) {
  return applyDecorators(
    ApiPropertyOptional({ type: Boolean, ...(description === undefined ? {} : { description }) }),
    IsOptional(),
    Transform(({ value }: { value: unknown }) => ({ true: true, false: false })[String(value)] ?? value),
    IsBoolean(),
  );
}

/** One end of a range of time. */
export function TimeFilter(description: string) {
  return applyDecorators(
    ApiPropertyOptional({ format: 'date-time', description }),
    IsOptional(),
    IsISO8601({ strict: true }),
  );
}

export function TypeFilter() {
  return applyDecorators(
    ApiPropertyOptional({ type: String, example: 'TRANSACTION' }),
    IsOptional(),
    IsRecordType(),
  );
}

/** A part of a name, in any case. */
export const NameFilter = () =>
  WordFilter({ example: 'shop', description: 'A part of the name, in any case.' });

export const ConnectionFilter = () =>
  WordFilter({ example: 'con_…', description: 'Only those of this connection.' });

/** Milliseconds of a filter by time. */
export function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
