import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { Type as Converts } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

const DEFAULT_LIMIT = 50;
const MOST_ITEMS = 200;
/** A cursor may hold the id of a record in its system: 512 characters, written so that a URL takes them. */
const MOST_CURSOR_CHARS = 4_000;

/** Which part of a list is asked for. */
class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: DEFAULT_LIMIT })
  @IsOptional()
  @Converts(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_ITEMS)
  limit: number = DEFAULT_LIMIT;

  @ApiPropertyOptional({
    description: 'The `next` of the page before, under the same filters and the same order.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MOST_CURSOR_CHARS)
  cursor?: string;
}

/** What every list is asked by: its filters stand in the classes that extend it. */
export interface ListQuery<Sort extends string> extends PageQuery {
  sort: Sort;
}

/** A list in one of these orders, the first if nothing is said. */
export function ListBy<const Sort extends string>(first: Sort, ...others: Sort[]): Type<ListQuery<Sort>> {
  const sorts = [first, ...others];
  class SortedQuery extends PageQuery {
    @ApiPropertyOptional({ enum: sorts, default: first, description: 'The order of the list.' })
    @IsOptional()
    @IsIn(sorts)
    sort: Sort = first;
  }
  return SortedQuery;
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
