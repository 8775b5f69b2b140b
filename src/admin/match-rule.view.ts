import { ApiProperty } from '@nestjs/swagger';

import type { MatchRule, MatchSuggestion } from '../hub/index.js';
import type { Fields } from './fields.js';
import { MatchPartBody } from './match-rule.dto.js';
import { timeText } from './times.js';

/** A rule that an operator may switch on as it is. */
export class MatchSuggestionBody {
  @ApiProperty({ example: 'customer-email' })
  key!: string;

  @ApiProperty({ example: 'CUSTOMER' })
  type!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: [MatchPartBody] })
  parts!: readonly Fields<Omit<MatchPartBody, 'fields'> & { fields: readonly string[] }>[];

  @ApiProperty({ type: String, nullable: true })
  countryField!: string | null;
}

export class MatchRuleBody {
  @ApiProperty({ example: 'mru_…' })
  id!: string;

  @ApiProperty({ example: 'CUSTOMER' })
  type!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  enabled!: boolean;

  @ApiProperty({ type: [MatchPartBody] })
  parts!: MatchSuggestionBody['parts'];

  @ApiProperty({ type: String, nullable: true })
  country!: string | null;

  @ApiProperty({ type: String, nullable: true })
  countryField!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

/** A rule, and how far the search over what was there before it has come. */
export class MatchRuleDetailBody extends MatchRuleBody {
  @ApiProperty({ description: 'All records that were there when the rule was made are looked at.' })
  searched!: boolean;

  @ApiProperty({ type: 'integer' })
  seen!: number;
}

export function viewSuggestion({
  key,
  type,
  name,
  parts,
  countryField,
}: MatchSuggestion): MatchSuggestionBody {
  return { key, type, name, parts, countryField: countryField ?? null };
}

export function viewMatchRule(rule: MatchRule): Fields<MatchRuleBody> {
  const { id, type, name, isEnabled, parts, country, countryField, createdAt, updatedAt } = rule;
  return {
    id,
    type,
    name,
    enabled: isEnabled,
    parts,
    country: country ?? null,
    countryField: countryField ?? null,
    createdAt: timeText(createdAt),
    updatedAt: timeText(updatedAt),
  };
}
