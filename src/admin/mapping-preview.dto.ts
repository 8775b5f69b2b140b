import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';

/** The record that a collection is tried on. */
export class PreviewAskBody {
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description:
      'As the source has it. TO the hub it is needed; FROM the hub it takes the place of the stored one.',
  })
  @IsOptional()
  @IsObject()
  record?: Record<string, unknown>;

  @ApiPropertyOptional({
    example: '1001',
    description: "The record's id in the connection's system: what is linked to it is what is compared with.",
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1_000)
  externalId?: string;

  @ApiPropertyOptional({ example: 'rec_…', description: "The hub's record." })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  recordId?: string;
}
