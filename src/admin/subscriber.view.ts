import { ApiProperty } from '@nestjs/swagger';

import { viewSecrets, type SecretBodies } from './secret.view.js';
import { timeText } from './times.js';

/** What is shown of everybody who is told. */
export class SubscriberBody {
  @ApiProperty({ example: 'ep_…' })
  id!: string;

  @ApiProperty({ example: 'Billing' })
  name!: string;

  @ApiProperty({ enum: ['live', 'sandbox'] })
  mode!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why it is not active.' })
  reason!: string | null;

  @ApiProperty({ example: 'https://example.com/hooks' })
  url!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({ type: [String], example: ['record.*'] })
  events!: readonly string[];

  @ApiProperty({ type: String, nullable: true })
  filter!: string | null;

  @ApiProperty({ type: [String], nullable: true })
  recordTypes!: readonly string[] | null;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  headers!: Readonly<Record<string, string>>;

  @ApiProperty({ type: Number, nullable: true })
  ratePerSecond!: number | null;

  @ApiProperty({ type: 'integer' })
  concurrency!: number;

  @ApiProperty({ type: [Number] })
  retrySeconds!: readonly number[];

  @ApiProperty({ type: 'integer' })
  timeoutSeconds!: number;

  @ApiProperty({ type: 'integer' })
  disableAfterHours!: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { $ref: '#/components/schemas/SecretBody' } },
    description: 'By name: `header.<name>`, and what signs (`v1`, `v1a`); newest first, never a value.',
  })
  secrets!: SecretBodies;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

interface Shown {
  readonly timeoutMs: number;
  readonly secrets: Parameters<typeof viewSecrets>[0];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export function viewSubscriber<Info extends Shown>(
  info: Info,
): Omit<Info, keyof Shown> & Pick<SubscriberBody, 'createdAt' | 'secrets' | 'timeoutSeconds' | 'updatedAt'> {
  const { timeoutMs, secrets, createdAt, updatedAt, ...rest } = info;
  return {
    ...rest,
    timeoutSeconds: timeoutMs / 1_000,
    secrets: viewSecrets(secrets),
    createdAt: timeText(createdAt),
    updatedAt: timeText(updatedAt),
  };
}
