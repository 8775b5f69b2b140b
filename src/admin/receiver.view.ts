import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

import type { ReceiverInfo } from '../registry/index.js';
import { SecretBody, viewSecrets, type SecretBodies } from './secret.view.js';
import { timeText } from './times.js';

/** One address that serves all accounts of an app. */
@ApiExtraModels(SecretBody)
export class ReceiverBody {
  @ApiProperty({ example: 'rcv_…' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  connector!: string;

  @ApiProperty()
  connectorVersion!: string;

  @ApiProperty()
  urlPath!: string;

  @ApiProperty({ description: 'Where senders call.' })
  url!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { $ref: getSchemaPath(SecretBody) } },
    description: 'Which values there are, by name; never the values.',
  })
  secrets!: SecretBodies;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export function viewReceiver(info: ReceiverInfo): ReceiverBody {
  const { id, name, connector, connectorVersion, urlPath, url } = info;
  return {
    id,
    name,
    connector,
    connectorVersion,
    urlPath,
    url,
    secrets: viewSecrets(info.secrets),
    createdAt: timeText(info.createdAt),
    updatedAt: timeText(info.updatedAt),
  };
}
