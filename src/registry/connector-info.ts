import { declaredSecrets, type VerifyScheme } from '@hookyard/sdk';

import { declaredScopes, type DeclaredScope } from './declared-scopes.js';
import type { Isolation, LoadedConnector } from './directory.js';
import { abilitiesOf, settingsSchema } from './imprints/connector-facts.js';
import type { ConnectorSource } from './loading/origin.js';

/** A connector as the API shows it: what it needs, what it can do. */
export interface ConnectorInfo {
  readonly name: string;
  readonly version: string;
  readonly form: 'code' | 'data';
  /** How many connections run on this version: the tenant's, of everybody for the host's own operator. */
  readonly connections: number;
  readonly source: ConnectorSource;
  /** Where it came from: its folder, or `package@version`. */
  readonly from: string;
  readonly isolation: Isolation;
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

export function connectorInfo(
  { definition, form, isolation, tenant, origin }: LoadedConnector,
  connections: number,
): ConnectorInfo {
  const { webhook } = definition;
  const { verify } = webhook;
  return {
    name: definition.name,
    version: definition.version,
    form,
    connections,
    source: origin.source,
    from: origin.from,
    isolation,
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
    records: abilitiesOf(definition),
    collections: (definition.collections ?? []).map(({ name }) => name),
  };
}
