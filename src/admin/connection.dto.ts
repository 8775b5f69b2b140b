import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import type { JsonObject, Mode } from '@hookyard/sdk';

import { Secrets, type SecretsBody } from './secrets.dto.js';

const MODES = ['live', 'sandbox'] as const;
const MOST_ACCOUNT_CHARACTERS = 200;

export class NewConnectionBody {
  @ApiProperty({ example: 'acme', description: "The connector's name." })
  @IsString()
  @IsNotEmpty()
  @MaxLength(50)
  connector!: string;

  @ApiPropertyOptional({ description: 'Default: the newest.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  connectorVersion?: string;

  @ApiProperty({ example: 'Acme, Ghent' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;

  @ApiProperty({ enum: MODES, description: 'Fixed for good: records of two modes never meet.' })
  @IsIn(MODES)
  mode!: Mode;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: "Its account at the connector's receiver.",
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(MOST_ACCOUNT_CHARACTERS)
  account?: string | null;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: "By the connector's schema.",
  })
  @IsOptional()
  @IsObject()
  settings?: JsonObject;

  @Secrets()
  secrets?: SecretsBody;

  @ApiPropertyOptional({ description: "Install the connector's default mapping collections." })
  @IsOptional()
  @IsBoolean()
  defaults?: boolean;
}

export class ConnectionChangeBody {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name?: string;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'null: it has none.' })
  @ValidateIf((_, account) => account !== undefined && account !== null)
  @IsString()
  @IsNotEmpty()
  @MaxLength(MOST_ACCOUNT_CHARACTERS)
  account?: string | null;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'Replaces all settings.' })
  @IsOptional()
  @IsObject()
  settings?: JsonObject;

  @Secrets()
  secrets?: SecretsBody;

  @ApiPropertyOptional({ description: 'Moves the connection to this version of its connector.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  connectorVersion?: string;
}
