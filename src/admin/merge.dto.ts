import type { Json } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';

/** A person looks at every record of a merge; more than this nobody does. */
const MOST_LOSERS = 20;
export const SURVIVOR_RULES = ['winner', 'newest', 'longest', 'filled'] as const;

class SurvivorRulesBody {
  @ApiPropertyOptional({
    enum: SURVIVOR_RULES,
    default: 'filled',
    description:
      "For fields without a rule of their own: the winner's · of the record that changed it last · the longest · the " +
      "first that is not empty, the winner's before the others'.",
  })
  @IsOptional()
  @IsIn(SURVIVOR_RULES)
  otherwise?: (typeof SURVIVOR_RULES)[number];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description:
      'By field: one of those rules, `{"connection": "con_…"}` for what that system holds, or `{"value": …}` by hand.',
    example: { email: 'newest', phone: { connection: 'con_…' }, note: { value: 'Two accounts until May' } },
  })
  @IsOptional()
  @IsObject()
  fields?: Record<string, Json>;
}

/** Which records become one, and what survives of each. */
export class MergeAskBody {
  @ApiProperty({ example: 'rec_…', description: 'The record that stays.' })
  @IsString()
  @MaxLength(100)
  winner!: string;

  @ApiProperty({ type: [String], example: ['rec_…'], description: 'The records that become part of it.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_LOSERS)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  losers!: string[];

  @ApiPropertyOptional({ type: SurvivorRulesBody })
  @IsOptional()
  @ValidateNested()
  @Type(() => SurvivorRulesBody)
  rules?: SurvivorRulesBody;

  @ApiPropertyOptional({
    enum: ['keep', 'delete'],
    default: 'keep',
    description:
      'What becomes of a loser in a system that has the winner too and cannot merge by itself. `delete` asks for a ' +
      "delete there, which still needs the connection's hub scope, its guard and a DELETE collection.",
  })
  @IsOptional()
  @IsIn(['keep', 'delete'])
  losersThere?: 'keep' | 'delete';
}
