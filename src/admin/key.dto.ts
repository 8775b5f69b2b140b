import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

import { ROLES, type Role } from '../registry/index.js';

const DAY_SECONDS = 86_400;
/** Long enough for a release train; a key that has to live longer is not being rotated. */
const LONGEST_OVERLAP_SECONDS = 30 * DAY_SECONDS;

export class KeyNameBody {
  @ApiProperty({ example: 'reports', maxLength: 100 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;
}

export class NewKeyRequest extends KeyNameBody {
  @ApiProperty({ enum: ROLES, description: 'What it may do; docs/reference/roles.md is the table.' })
  @IsIn(ROLES)
  role!: Role;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it stops working; absent or null: never.',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  expiresAt?: string | null;
}

export class RotateKeyRequest {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: LONGEST_OVERLAP_SECONDS,
    default: DAY_SECONDS,
    description: 'How long the present key still works.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_OVERLAP_SECONDS)
  overlapSeconds: number = DAY_SECONDS;
}
