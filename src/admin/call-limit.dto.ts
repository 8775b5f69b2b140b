import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type as Converts } from 'class-transformer';
import { IsInt, IsObject, IsOptional, Max, Min, ValidateIf, ValidateNested } from 'class-validator';

/** The bounds the SDK sets for connectors: a day is the longest quota of the field. */
const MOST_CALLS = 1_000_000;
const MOST_SECONDS = 86_400;
const MOST_AT_ONCE = 1_024;

function Count(most: number, description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: most, description }),
    IsOptional(),
    IsInt(),
    Min(1),
    Max(most),
  );
}

/** What one direction of a connection may call, over all processes of the host. */
export class CallLimitBody {
  @Count(MOST_CALLS, 'Calls in any stretch of `perSeconds`. Absent: as many as it likes.')
  calls?: number;

  @Count(MOST_SECONDS, 'Default 1.')
  perSeconds?: number;

  @Count(MOST_AT_ONCE, 'Transfers running at the same time. Absent: 32 a process.')
  concurrency?: number;
}

function Direction(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: CallLimitBody, nullable: true, description }),
    ValidateIf((_body, value) => value !== undefined && value !== null),
    ValidateNested(),
    Converts(() => CallLimitBody),
  );
}

export class CallLimitsBody {
  @Direction('Of calls that bring records to the hub. Null: no limit, whatever the connector declares.')
  TO?: CallLimitBody | null;

  @Direction('Of calls that bring records from the hub. Null: no limit, whatever the connector declares.')
  FROM?: CallLimitBody | null;
}

export function CallLimits(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      type: CallLimitsBody,
      nullable: true,
      example: { FROM: { calls: 40, perSeconds: 20, concurrency: 4 } },
      description:
        'What it may call, by direction; a direction that is named replaces what the connector declares. ' +
        'Null, the default: what the connector declares.',
    }),
    ValidateIf((_body, value) => value !== undefined && value !== null),
    IsObject(),
    ValidateNested(),
    Converts(() => CallLimitsBody),
  );
}
