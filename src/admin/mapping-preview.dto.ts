import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';

/** The record that a collection is tried on. */
export class PreviewAskBody {
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description:
      'As the source has it; it takes the place of the stored one, and of the one its system would be asked for.',
  })
  @IsOptional()
  @IsObject()
  record?: Record<string, unknown>;

  @ApiPropertyOptional({
    example: '1001',
    description:
      "The record's id in the connection's system: what is linked to it is what is compared with. TO the hub, without a record, the system is asked for it.",
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
