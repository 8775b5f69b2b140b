import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import type { Fields } from './fields.js';
import type { TranslationInfo } from '../registry/index.js';
import { timeText } from './times.js';
import { ANY_JSON } from './any-json.js';

/** A table of values that mappings of kind lookup name. */
export class TranslationBody {
  @ApiProperty({ example: 'trl_…' })
  id!: string;

  @ApiProperty({ example: 'countries' })
  name!: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  rows!: Readonly<Record<string, unknown>>;

  @ApiPropertyOptional({ ...ANY_JSON, description: 'Absent: there is none.' })
  default?: unknown;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

/** A translation, and the collections that use it. */
export class TranslationDetailBody extends TranslationBody {
  @ApiProperty({ type: [String], example: ['map_…'], description: 'Mapping collections that name it.' })
  usedBy!: readonly string[];
}

export function viewTranslationDetail(
  info: TranslationInfo,
  usedBy: readonly string[],
): TranslationDetailBody {
  return { ...viewTranslation(info), usedBy };
}

export function viewTranslation(info: TranslationInfo): Fields<TranslationBody> {
  const { id, name, rows, default: otherwise } = info;
  return {
    id,
    name,
    rows,
    ...(otherwise === undefined ? {} : { default: otherwise }),
    createdAt: timeText(info.createdAt),
    updatedAt: timeText(info.updatedAt),
  };
}
