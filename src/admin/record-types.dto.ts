import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Allow } from 'class-validator';

/** What a tenant declares of a type. The registry checks what is in it, with every problem by its path. */
export class RecordTypeDeclarationBody {
  @ApiPropertyOptional({ type: String, example: 'A car in the fleet' })
  @Allow()
  description?: unknown;

  @ApiProperty({
    type: 'object',
    additionalProperties: {
      type: 'object',
      required: ['kind'],
      properties: {
        kind: { type: 'string', enum: ['text', 'number', 'boolean', 'date-time', 'object', 'list'] },
        description: { type: 'string' },
        fields: { type: 'object', additionalProperties: true, description: 'Of an object, or of the items.' },
      },
    },
    example: { mileage: { kind: 'number', description: 'Kilometres' } },
  })
  @Allow()
  fields!: unknown;
}
