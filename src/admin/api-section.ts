import { applyDecorators } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiDefaultResponse,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';

class FieldError {
  @ApiProperty()
  field!: string;

  @ApiProperty()
  message!: string;
}

/** What every failure is answered with; see `problemOf`. */
class ProblemBody {
  @ApiProperty()
  type!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ type: 'integer' })
  status!: number;

  @ApiProperty({ example: 'VALIDATION_FAILED' })
  code!: string;

  @ApiPropertyOptional()
  detail?: string;

  @ApiPropertyOptional({ type: [FieldError] })
  errors?: FieldError[];
}

/** Names a part of the API in its description, and says that all of it takes a key and fails with problems. */
export function ApiSection(tag: string): ClassDecorator {
  return applyDecorators(
    ApiTags(tag),
    ApiBearerAuth(),
    ApiDefaultResponse({ type: ProblemBody, description: 'A problem (application/problem+json)' }),
  );
}
