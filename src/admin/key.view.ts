import { ApiProperty } from '@nestjs/swagger';

import { ROLES, type ApiKeyInfo, type ApiKeyInput, type NewApiKey, type Role } from '../registry/index.js';
import type { NewKeyRequest } from './key.dto.js';
import { timeText } from './times.js';

export class ApiKeyBody {
  @ApiProperty({ example: 'key_…' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: ROLES })
  role!: Role;

  @ApiProperty({ example: 'hya_7Kq2b…', description: 'Its first characters.' })
  hint!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expiresAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To the minute.' })
  lastUsedAt!: string | null;
}

export class NewApiKeyBody extends ApiKeyBody {
  @ApiProperty({ example: 'hya_…', description: 'The key itself, shown this once.' })
  key!: string;
}

export function viewKey({ createdAt, expiresAt, lastUsedAt, ...info }: ApiKeyInfo): ApiKeyBody {
  return {
    id: info.id,
    name: info.name,
    role: info.role,
    hint: info.hint,
    createdAt: timeText(createdAt),
    expiresAt: timeText(expiresAt),
    lastUsedAt: timeText(lastUsedAt),
  };
}

export function viewNewKey(made: NewApiKey): NewApiKeyBody {
  return Object.assign(viewKey(made), { key: made.key });
}

export function keyInputOf({ name, role, expiresAt }: NewKeyRequest): ApiKeyInput {
  return { name, role, expiresAt: expiresAt ? Date.parse(expiresAt) : null };
}
