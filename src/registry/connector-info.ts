import { declaredSecrets, type RecordType, type VerifyScheme } from '@hookyard/sdk';
import { z } from 'zod';

import { declaredScopes, type DeclaredScope } from './declared-scopes.js';
import type { LoadedConnector } from './directory.js';
import type { ConnectorSource } from './loading/origin.js';

/** A connector as the API shows it: what it needs, what it can do. */
export interface ConnectorInfo {
  readonly name: string;
  readonly version: string;
  readonly form: 'code' | 'data';
  readonly source: ConnectorSource;
  /** Where it came from: its folder, or `package@version`. */
  readonly from: string;
  /** Every tenant may use it. */
  readonly isShared: boolean;
  readonly description: string;
  readonly urlPath: string | null;
  /** How its hooks prove that they are genuine; `unsigned` says why they do not. */
  readonly verification: { readonly kind: string; readonly reason?: string; readonly scheme: VerifyScheme };
  /** Labels by name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** JSON Schema of a connection's settings. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly scopes: readonly DeclaredScope[];
  /** The types of records it declares, or adds fields to. */
  readonly recordTypes: readonly string[];
  /** What it can do with records, by type. */
  readonly records: Readonly<Record<string, readonly string[]>>;
  /** Names of the mapping collections that `"defaults": true` installs. */
  readonly collections: readonly string[];
}

export function connectorInfo({ definition, form, tenant, origin }: LoadedConnector): ConnectorInfo {
  const { webhook, records = {} } = definition;
  const { verify } = webhook;
  return {
    name: definition.name,
    version: definition.version,
    form,
    source: origin.source,
    from: origin.from,
    isShared: tenant === null,
    description: definition.description ?? '',
    urlPath: webhook.urlPath ?? null,
    verification: {
      kind: verify.kind,
      ...(verify.kind === 'unsigned' ? { reason: verify.reason } : {}),
      scheme: verify,
    },
    secrets: declaredSecrets(definition),
    settings: settingsSchema(definition.presets),
    scopes: declaredScopes(definition),
    recordTypes: Object.keys(definition.recordTypes ?? {}),
    records: Object.fromEntries(
      (Object.keys(records) as RecordType[]).map((type) => [type, abilities(records[type] ?? {})]),
    ),
    collections: (definition.collections ?? []).map(({ name }) => name),
  };
}

function abilities(handlers: object): string[] {
  return Object.entries(handlers).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
}

/** What a schema cannot say as JSON Schema (a transform) is shown as any value. */
function settingsSchema(presets: z.ZodType | undefined): Record<string, unknown> {
  if (!presets) return { type: 'object', properties: {} };
  return z.toJSONSchema(presets, { io: 'input', unrepresentable: 'any' });
}
