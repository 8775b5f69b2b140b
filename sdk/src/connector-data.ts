import { z } from 'zod';

import type { ConnectorData } from './connector-data.schema.js';
import type { AnyConnector, ScopeDefinition } from './connector.js';
import type { FieldDefinition } from './receiver.js';
import type { SignaturePreset } from './signatures/preset.js';
import { signatureEntries } from './signatures/signatures.js';

/** Turns the data form of a connector into a connector like one in code. Takes what `connectorDataSchema` returned. */
export function connectorFromData(data: ConnectorData): AnyConnector {
  const { hasMultiple: _, fields, verify, ...receiver } = data.receiver;
  const signature = signatureOf(verify);
  const scopes = data.scopes.map(({ name, ...scope }): [string, ScopeDefinition] => [name, scope]);
  return {
    name: data.name,
    version: data.version,
    host: data.host,
    description: data.description,
    recordTypes: data.recordTypes,
    presets: settingsSchema(data.settings ?? []),
    secrets: signature.secrets || data.secrets ? { ...signature.secrets, ...data.secrets } : undefined,
    scopes: Object.fromEntries(scopes),
    webhook: {
      ...signature.preset,
      ...receiver,
      urlPath: data.urlPath,
      authToken: fieldOf(fields, 'AuthToken'),
      scope: fieldOf(fields, 'Scope'),
      externalId: fieldOf(fields, 'ExternalId'),
    },
    collections: data.collections,
  };
}

/** Looked up by each host that takes the data in: an upgrade brings what a sender has changed. */
function signatureOf(verify: ConnectorData['receiver']['verify']): {
  readonly secrets?: Readonly<Record<string, string>>;
  readonly preset: SignaturePreset;
} {
  return verify.kind === 'named' ? signatureEntries[verify.name] : { preset: { verify } };
}

type Field = ConnectorData['receiver']['fields'][number];
type Setting = NonNullable<ConnectorData['settings']>[number];

function fieldOf(fields: readonly Field[], value: Field['value']): FieldDefinition | undefined {
  const field = fields.find((candidate) => candidate.value === value);
  if (!field) return undefined;
  const { from, at, processing, expression } = field;
  return { from, at, processing, expression };
}

function settingsSchema(settings: readonly Setting[]): z.ZodObject {
  return z.object(Object.fromEntries(settings.map((setting) => [setting.name, settingSchema(setting)])));
}

function settingSchema({ type, default: value, required = false, description }: Setting): z.ZodType {
  const typed = type === 'string' ? z.string().max(4096) : type === 'number' ? z.number() : z.boolean();
  const described: z.ZodType = description === undefined ? typed : typed.describe(description);
  if (value !== undefined) return described.default(value);
  return required ? described : described.optional();
}
