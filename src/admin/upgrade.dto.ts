import type { JsonObject } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

import type { StepAnswer, UpgradeInfo, UpgradePlan } from '../registry/index.js';
import { ListBy } from './page.dto.js';
import { Secrets, type SecretsBody } from './secrets.dto.js';
import { timeText } from './times.js';

const DEFAULT_STEP = 50;
/** Each is a commit of its own, of about 5 ms: a step is over within seconds. */
const MOST_STEP = 200;

class Moved {
  @ApiPropertyOptional({ description: 'The version to move to. Default: the newest.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  to?: string;

  @ApiPropertyOptional({ default: false, description: 'A step over a major version is meant.' })
  @IsOptional()
  @IsBoolean()
  major?: boolean;
}

export class UpgradeBody extends Moved {
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description:
      'Replaces all settings. Default: those it has, without what the other version does not know.',
  })
  @IsOptional()
  @IsObject()
  settings?: JsonObject;

  @Secrets()
  secrets?: SecretsBody;
}

/** Which connections of the connector a step takes. */
class Step {
  @ApiPropertyOptional({ description: 'Only connections pinned to this version.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  from?: string;

  @ApiPropertyOptional({ example: 'con_…', description: 'The `next` of the step before.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  after?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_STEP, default: DEFAULT_STEP })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_STEP)
  limit: number = DEFAULT_STEP;
}

export class RollBackStepBody extends Step {}

export class UpgradeStepBody extends Step {
  @ApiPropertyOptional({ description: 'The version to move to. Default: the newest.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  to?: string;

  @ApiPropertyOptional({ default: false, description: 'A step over a major version is meant.' })
  @IsOptional()
  @IsBoolean()
  major?: boolean;
}

export class UpgradesQuery extends ListBy('newest', 'oldest') {}

class UpgradeProblemBody {
  @ApiProperty({ example: 'settings.shop' })
  field!: string;

  @ApiProperty()
  message!: string;
}

class NamesBody {
  @ApiProperty({ type: [String] })
  added!: readonly string[];

  @ApiProperty({ type: [String] })
  removed!: readonly string[];
}

class ChangedNamesBody extends NamesBody {
  @ApiProperty({ type: [String] })
  changed!: readonly string[];
}

class ChangedScopeBody {
  @ApiProperty({ example: 'order/updated' })
  name!: string;

  @ApiProperty({ type: [String], example: ['source'] })
  fields!: readonly string[];
}

class ScopesDifferenceBody extends NamesBody {
  @ApiProperty({
    type: [ChangedScopeBody],
    description: 'What an operator set of a scope stays; the rest follows.',
  })
  changed!: readonly ChangedScopeBody[];
}

class TypeDifferenceBody extends ChangedNamesBody {
  @ApiProperty({ example: 'TRANSACTION' })
  type!: string;
}

class AbilitiesDifferenceBody extends NamesBody {
  @ApiProperty({ example: 'TRANSACTION' })
  type!: string;
}

class AffectedCollectionBody {
  @ApiProperty({ example: 'map_…' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: [UpgradeProblemBody] })
  problems!: readonly UpgradeProblemBody[];
}

/** What an upgrade changes, and what stands against it. */
export class UpgradePlanBody {
  @ApiProperty({ example: '1.2.0' })
  from!: string;

  @ApiProperty({ example: '1.3.0' })
  to!: string;

  @ApiProperty({ enum: ['none', 'major', 'minor', 'patch'] })
  step!: string;

  @ApiProperty({ description: 'The other version is an older one.' })
  isBack!: boolean;

  @ApiProperty({
    type: ScopesDifferenceBody,
    description: 'Removed ones are switched off.',
  })
  scopes!: ScopesDifferenceBody;

  @ApiProperty({ type: ChangedNamesBody })
  settings!: ChangedNamesBody;

  @ApiProperty({
    type: [String],
    description: 'Settings that the other version does not know: left out, and back with a roll-back.',
  })
  droppedSettings!: readonly string[];

  @ApiProperty({ type: NamesBody })
  secrets!: NamesBody;

  @ApiProperty({
    type: [TypeDifferenceBody],
    description: 'Fields of the hub it declares, and of its own records as `there.<field>`.',
  })
  recordTypes!: readonly TypeDifferenceBody[];

  @ApiProperty({ type: [AbilitiesDifferenceBody], description: 'What it can do with records.' })
  abilities!: readonly AbilitiesDifferenceBody[];

  @ApiProperty({
    type: [AffectedCollectionBody],
    description:
      'Mapping collections in use whose type has other fields then, with what is not valid of them then.',
  })
  collections!: readonly AffectedCollectionBody[];

  @ApiProperty({ type: [UpgradeProblemBody], description: 'None: it may be applied.' })
  problems!: readonly UpgradeProblemBody[];
}

/** An upgrade of a connection that was applied. */
export class AppliedUpgradeBody {
  @ApiProperty({ example: 'upg_…' })
  id!: string;

  @ApiProperty()
  from!: string;

  @ApiProperty()
  to!: string;

  @ApiProperty({ enum: ['applied', 'rolled-back'] })
  state!: string;

  @ApiProperty({ example: 'key_…', description: 'Who did it.' })
  actor!: string;

  @ApiProperty({ type: UpgradePlanBody })
  changes!: UpgradePlanBody;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was rolled back.' })
  endedAt!: string | null;
}

class StepLineBody {
  @ApiProperty({ example: 'con_…' })
  connection!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  from!: string;

  @ApiProperty()
  to!: string;

  @ApiProperty({ enum: ['planned', 'upgraded', 'rolled-back', 'refused'] })
  state!: string;

  @ApiProperty({ type: [UpgradeProblemBody] })
  problems!: readonly UpgradeProblemBody[];
}

/** One step through the connections of a connector. */
export class UpgradeStepAnswer {
  @ApiProperty({ type: [StepLineBody] })
  items!: readonly StepLineBody[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Given as `after` of the next step; null: these were the last.',
  })
  next!: string | null;
}

export function viewPlan(plan: UpgradePlan): UpgradePlanBody {
  return plan;
}

export function viewStep(answer: StepAnswer): UpgradeStepAnswer {
  return answer;
}

export function viewUpgrade({ changes, at, endedAt, ...upgrade }: UpgradeInfo): AppliedUpgradeBody {
  return { ...upgrade, changes: viewPlan(changes), at: timeText(at), endedAt: timeText(endedAt) };
}
