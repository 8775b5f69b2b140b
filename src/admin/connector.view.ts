import { ApiProperty } from '@nestjs/swagger';

import type { ConnectorInfo } from '../registry/index.js';

class VerificationBody {
  @ApiProperty({ example: 'hmac' })
  kind!: string;

  @ApiProperty({ required: false, description: 'Why its hooks prove nothing, where they do not.' })
  reason?: string;
}

class DeclaredScopeBody {
  @ApiProperty({ example: 'order/updated' })
  name!: string;

  @ApiProperty({ example: 'TRANSACTION' })
  type!: string;

  @ApiProperty({ example: 'UPDATED' })
  action!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({ description: 'Whether a new connection begins with it switched on.' })
  enabled!: boolean;

  @ApiProperty({ enum: ['read', 'payload', 'payload-then-read'] })
  source!: string;

  @ApiProperty({ type: String, nullable: true })
  record!: string | null;

  @ApiProperty({ type: String, nullable: true })
  version!: string | null;
}

/** A connector: what it needs, what it can do. */
export class ConnectorBody {
  @ApiProperty()
  name!: string;

  @ApiProperty()
  version!: string;

  @ApiProperty({ enum: ['code', 'data'] })
  form!: 'code' | 'data';

  @ApiProperty({ description: 'Every tenant may use it.' })
  shared!: boolean;

  @ApiProperty()
  description!: string;

  @ApiProperty({ type: String, nullable: true })
  urlPath!: string | null;

  @ApiProperty({ type: VerificationBody })
  verification!: VerificationBody;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'Labels by name.' })
  secrets!: Readonly<Record<string, string>>;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: "JSON Schema of a connection's settings.",
  })
  settings!: Readonly<Record<string, unknown>>;

  @ApiProperty({ type: [DeclaredScopeBody] })
  scopes!: readonly DeclaredScopeBody[];

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    description: 'What it can do with records, by type.',
    example: { TRANSACTION: ['get', 'create', 'update'] },
  })
  records!: Readonly<Record<string, readonly string[]>>;

  @ApiProperty({ type: [String], description: 'The mapping collections that `"defaults": true` installs.' })
  collections!: readonly string[];
}

export function viewConnector({ isShared, scopes, ...info }: ConnectorInfo): ConnectorBody {
  return {
    ...info,
    shared: isShared,
    scopes: scopes.map(({ isEnabled, ...scope }) => ({ ...scope, enabled: isEnabled })),
  };
}
