import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

import { Secrets, type SecretsBody } from './secrets.dto.js';

const URL_PATH = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

export class NewReceiverBody {
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

  @ApiPropertyOptional({ example: 'acme', description: "Default: the connector's own." })
  @IsOptional()
  @Matches(URL_PATH, { message: 'must be letters, digits, - and _, at most 64' })
  urlPath?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name?: string;

  @Secrets()
  secrets?: SecretsBody;
}

export class ReceiverChangeBody {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(100)
  connectorVersion?: string;

  @Secrets()
  secrets?: SecretsBody;
}
