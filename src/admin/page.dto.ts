import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { Type as Converts } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

const DEFAULT_LIMIT = 50;
const MOST_ITEMS = 200;

/** Which part of a list is asked for. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: DEFAULT_LIMIT })
  @IsOptional()
  @Converts(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_ITEMS)
  limit: number = DEFAULT_LIMIT;

  @ApiPropertyOptional({ description: 'The `next` of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  cursor?: string;
}

/** A part of a list; `next` is null behind the last one. */
export interface PageBody<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Describes the answer of a list. */
export function ApiPage(model: Type): MethodDecorator {
  const schema = {
    type: 'object',
    required: ['items', 'next'],
    properties: {
      items: { type: 'array', items: { $ref: getSchemaPath(model) } },
      next: { type: 'string', nullable: true, description: 'The cursor of the next page; null on the last.' },
    },
  };
  return applyDecorators(ApiExtraModels(model), ApiOkResponse({ schema }));
}
