import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';

class FieldError {
  @ApiProperty()
  field!: string;

  @ApiProperty()
  message!: string;
}

/** What every failure is answered with; see `problemOf`. */
export class ProblemBody {
  @ApiProperty()
  type!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ type: 'integer' })
  status!: number;

  @ApiProperty({ example: 'VALIDATION_FAILED' })
  code!: string;

  @ApiPropertyOptional({ description: 'Which thing, and what about it.' })
  detail?: string;

  @ApiProperty({ description: 'What to do about it.' })
  remedy!: string;

  @ApiPropertyOptional({ description: 'Of the host’s own faults the log tells more under it.' })
  requestId?: string;

  @ApiPropertyOptional({ type: [FieldError] })
  errors?: FieldError[];
}

/** Names a part of the API in its description, and says that all of it takes a key and fails with problems. */
export function ApiSection(tag: string): ClassDecorator {
  return applyDecorators(ApiTags(tag), ApiBearerAuth(), ApiExtraModels(ProblemBody));
}
