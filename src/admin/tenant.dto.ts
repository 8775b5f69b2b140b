import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

const MOST = Number.MAX_SAFE_INTEGER;

/** Bounds of a tenant; null takes one away, what is not named stays. */
export class QuotasBody {
  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    example: 10_000_000_000,
    description: 'Bytes of everything it has. Beyond it hooks are answered 503 with Retry-After.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST)
  storedBytes?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    example: 100_000,
    description: 'Hooks kept a day, UTC. Beyond it hooks are answered 503 with Retry-After.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST)
  hooksPerDay?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    example: 20,
    description: 'Connections. Beyond it none is made.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST)
  connections?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    example: 50_000,
    description: 'Unfinished requests. Beyond it hooks are kept and wait, and nothing is started by hand.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST)
  openRequests?: number | null;
}

export class NewTenantBody {
  @ApiProperty({ example: 'Acme' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;

  @ApiPropertyOptional({ type: QuotasBody })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => QuotasBody)
  quotas?: QuotasBody;
}

/** That the right one is meant. */
export class TenantDeleteQuery {
  @ApiProperty({ description: 'The name of the tenant.', example: 'Acme' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;
}

export class TenantPatchBody {
  @ApiPropertyOptional({ example: 'Acme' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name?: string;

  @ApiPropertyOptional({ type: QuotasBody })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => QuotasBody)
  quotas?: QuotasBody;
}
