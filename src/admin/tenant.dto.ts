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
/** As of the host's own settings. */
const LONGEST_DAYS = 36_500;

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

/** How long things of a tenant are kept, in days, 0 for ever; null: as the host keeps them, what is not named stays. */
export class RetentionBody {
  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    maximum: LONGEST_DAYS,
    example: 14,
    description: 'Bodies of hooks and what requests carried, once all of it is over.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_DAYS)
  payloadDays?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    maximum: LONGEST_DAYS,
    example: 60,
    description: 'Hooks, requests and verdicts, once all of it is over.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_DAYS)
  historyDays?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    maximum: LONGEST_DAYS,
    example: 30,
    description: 'Refused requests.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_DAYS)
  rejectionDays?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    maximum: LONGEST_DAYS,
    example: 30,
    description: 'Events, and what became of their deliveries.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_DAYS)
  eventDays?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    maximum: LONGEST_DAYS,
    example: 365,
    description: 'The history of records.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_DAYS)
  changeDays?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    maximum: LONGEST_DAYS,
    example: 730,
    description: 'The audit.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_DAYS)
  auditDays?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    maximum: LONGEST_DAYS,
    example: 30,
    description: 'Datasets, and what became of their rows.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_DAYS)
  datasetDays?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    example: 5_000_000_000,
    description:
      'Bytes of bodies, as they were received: the newest that fit are kept, older ones go before their age once they are over.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST)
  payloadBytes?: number | null;
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

  @ApiPropertyOptional({ type: RetentionBody })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => RetentionBody)
  retention?: RetentionBody;
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

  @ApiPropertyOptional({ type: RetentionBody })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => RetentionBody)
  retention?: RetentionBody;
}
