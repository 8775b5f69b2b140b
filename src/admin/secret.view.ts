import { ApiProperty } from '@nestjs/swagger';

import type { SecretInfo } from '../registry/index.js';
import { timeText } from './times.js';

/** What is shown of a secret's value: that it is there. */
export class SecretBody {
  @ApiProperty()
  id!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  notAfter!: string | null;
}

export type SecretBodies = Readonly<Record<string, readonly SecretBody[]>>;

export function viewSecrets(secrets: Readonly<Record<string, readonly SecretInfo[]>>): SecretBodies {
  return Object.fromEntries(
    Object.entries(secrets).map(([name, values]) => [
      name,
      values.map(({ id, createdAt, notAfter }) => ({
        id,
        createdAt: timeText(createdAt),
        notAfter: timeText(notAfter),
      })),
    ]),
  );
}
