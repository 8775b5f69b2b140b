import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBase64,
  IsDateString,
  IsIn,
  IsNotEmptyObject,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';

import { IsTextByName } from './text-by-name.js';

/** A request as a sender would make it. */
export class PlaygroundRequestBody {
  @ApiPropertyOptional({ example: 'POST', default: 'POST' })
  @IsOptional()
  @Matches(/^[A-Z][A-Z-]{1,19}$/, { message: 'must be an HTTP method in capitals' })
  method?: string;

  @ApiPropertyOptional({ example: '/orders?shop=7', description: "Behind the address's own path." })
  @IsOptional()
  @Matches(/^([/?].*)?$/, { message: 'must begin with / or ?' })
  @MaxLength(8_192)
  path?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { 'content-type': 'application/json' },
  })
  @IsOptional()
  @IsTextByName()
  headers?: Record<string, string>;

  @ApiPropertyOptional({ example: '{"topic":"order/updated","id":"1001"}', description: 'As text.' })
  @IsOptional()
  @IsString()
  body?: string;

  @ApiPropertyOptional({ description: 'The bytes of the body, where they are no text.' })
  @IsOptional()
  @IsBase64()
  bodyBase64?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Timestamps of signatures are compared with it. Default: now.',
  })
  @IsOptional()
  @IsDateString()
  receivedAt?: string;
}

/** How a fixture is called. */
export class SaveFixtureBody {
  @ApiProperty({ example: 'order-updated' })
  @Matches(/^[a-z0-9][a-z0-9-]{0,79}$/, { message: 'must be lower-case letters, digits and dashes' })
  name!: string;
}

/** A request, and what it is tried against. */
export class PlaygroundAskBody {
  @ApiPropertyOptional({
    example: 'con_…',
    description: 'A connection; what is given beside it replaces its own.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  connection?: string;

  @ApiPropertyOptional({ example: 'shop', description: 'A connector, as a new connection of it would be.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  connector?: string;

  @ApiPropertyOptional({ example: '1.0.0', description: 'Default: the newest.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  connectorVersion?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'A connector in its data form, with its receiver, under edit.',
  })
  @IsOptional()
  @IsObject()
  data?: Record<string, unknown>;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @IsOptional()
  @IsObject()
  settings?: Record<string, unknown>;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Values by name, for this one call.',
  })
  @IsOptional()
  @IsTextByName()
  secrets?: Record<string, string>;

  @ApiProperty({ type: PlaygroundRequestBody })
  @IsNotEmptyObject({ nullable: false }, { message: 'is missing' })
  @ValidateNested()
  @Type(() => PlaygroundRequestBody)
  request!: PlaygroundRequestBody;

  @ApiPropertyOptional({
    enum: ['check', 'skip'],
    default: 'check',
    description: '`skip`: the request is believed whatever it is signed with.',
  })
  @IsOptional()
  @IsIn(['check', 'skip'])
  verify?: 'check' | 'skip';

  @ApiPropertyOptional({
    type: SaveFixtureBody,
    description: "Answers with a fixture that the connector's own tests play.",
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => SaveFixtureBody)
  save?: SaveFixtureBody;
}
