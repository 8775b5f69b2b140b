import type { RecordType } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';

import { MATCH_FORMS } from '../hub/index.js';
import { IsRecordType } from './record-type.dto.js';

const MOST_PARTS = 5;

/** One thing two records have in common. */
export class MatchPartBody {
  @ApiProperty({
    type: [String],
    example: ['firstName', 'lastName'],
    description:
      'Read as one value: a first and a last name. `customFields.vip` for a field inside an object.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_PARTS)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  fields!: string[];

  @ApiProperty({
    enum: MATCH_FORMS,
    description:
      '`exact` · `email`: without case · `phone`: the same number however written · `name`: without case, accents, ' +
      'punctuation and order of words · `company`: also without its legal form.',
  })
  @IsIn(MATCH_FORMS)
  form!: (typeof MATCH_FORMS)[number];
}

class MatchRuleFields {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'BE',
    description: 'Whose numbers those without a country code are. null: nobody’s.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(2)
  country?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'country',
    description: 'The field that says it of each record. null: none.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  countryField?: string | null;

  @ApiPropertyOptional({ default: true })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}

/** A rule by which records of a type are found to be there twice. */
export class NewMatchRuleBody extends MatchRuleFields {
  @ApiProperty({ type: String, example: 'CUSTOMER' })
  @IsRecordType()
  type!: RecordType;

  @ApiProperty({ example: 'Same e-mail' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;

  @ApiProperty({ type: [MatchPartBody], description: 'All of them have to be the same.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_PARTS)
  @ValidateNested({ each: true })
  @Type(() => MatchPartBody)
  parts!: MatchPartBody[];
}

/** What is given is changed; parts and country belong together and are given together. */
export class MatchRulePatchBody extends MatchRuleFields {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name?: string;

  @ApiPropertyOptional({ type: [MatchPartBody] })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_PARTS)
  @ValidateNested({ each: true })
  @Type(() => MatchPartBody)
  parts?: MatchPartBody[];
}
