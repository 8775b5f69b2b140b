import { signatureEntries } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Allow, IsBooleanString, IsOptional, IsString, MaxLength } from 'class-validator';

/**
 * A connector in its data form. The SDK's schema checks what is in it, with every problem by its path, when the
 * registry takes it; here only its parts are named.
 */
export class ConnectorDataBody {
  @ApiProperty({ type: String, example: 'acme' })
  @Allow()
  name!: unknown;

  @ApiProperty({ type: String, example: '1.0.0' })
  @Allow()
  version!: unknown;

  @ApiPropertyOptional({ type: String, description: 'The range of host contracts it works with.' })
  @Allow()
  host?: unknown;

  @ApiPropertyOptional({ type: String })
  @Allow()
  description?: unknown;

  @ApiPropertyOptional({ type: String, description: 'One address for all accounts: /receivers/<urlPath>.' })
  @Allow()
  urlPath?: unknown;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'object', additionalProperties: true },
    description:
      "Types of its own, and fields beside the host's; every type of its own must be among them then.",
    example: {
      'x:VEHICLE': { description: 'A car in the fleet', fields: { mileage: { kind: 'number' } } },
    },
  })
  @Allow()
  recordTypes?: unknown;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    example: [
      { name: 'order/updated', type: 'TRANSACTION', action: 'UPDATED', description: 'Order → Transaction' },
    ],
  })
  @Allow()
  scopes!: unknown;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description:
      'How hooks are received and read. `verify` is a scheme, or a known sender by name: ' +
      '`{"kind": "named", "name": "standard-webhooks"}`, with whom its handshakes, delivery id, form field and answer come. ' +
      `The names: ${Object.keys(signatureEntries).join(', ')}.`,
    example: {
      methods: ['POST'],
      verify: { kind: 'hmac', header: 'x-signature', encoding: 'hex' },
      fields: [
        { value: 'Scope', from: 'BodyPath', at: 'topic', processing: 'AsIs' },
        { value: 'ExternalId', from: 'BodyPath', at: 'id', processing: 'AsIs' },
      ],
    },
  })
  @Allow()
  receiver!: unknown;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { webhook: 'Signing secret' },
  })
  @Allow()
  secrets?: unknown;

  @ApiPropertyOptional({ type: 'array', items: { type: 'object', additionalProperties: true } })
  @Allow()
  settings?: unknown;

  @ApiPropertyOptional({ type: 'array', items: { type: 'object', additionalProperties: true } })
  @Allow()
  collections?: unknown;
}

export class NewConnectorQuery {
  @ApiPropertyOptional({
    type: Boolean,
    description: "Every tenant may use it; the host's own operator only.",
  })
  @IsOptional()
  @IsBooleanString()
  shared?: string;
}

export class ConnectorQuery {
  @ApiPropertyOptional({ description: 'Default: the newest.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  version?: string;
}
