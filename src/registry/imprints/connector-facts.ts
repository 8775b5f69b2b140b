import {
  declaredSecrets,
  type AnyConnector,
  type ConnectorLimits,
  type RecordHandlers,
  type RecordType,
  type RecordTypeDeclaration,
  type WebhookDefinition,
} from '@hookyard/sdk';
import { z } from 'zod';

import { declaredScopes, type DeclaredScope } from '../declared-scopes.js';

/** What of a connector can be written down: all but its functions. */
export interface ConnectorFacts {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly scopes: readonly DeclaredScope[];
  /** Labels by name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** JSON Schema of a connection's settings. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly recordTypes: Readonly<Record<string, RecordTypeDeclaration>>;
  /** What it can do with records, by type. */
  readonly abilities: Readonly<Record<string, readonly string[]>>;
  /** Types whose ids only its code can bring into their one form. */
  readonly normalizes: readonly string[];
  /** The kinds of the fields of its own records, by type, where it declares them. */
  readonly shapes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Its functions for formulas. */
  readonly functions: readonly string[];
  /** Its default mapping collections. */
  readonly collections: readonly string[];
  /** How its hooks arrive and prove themselves; without what only code can say. */
  readonly webhook: WebhookDefinition;
  readonly limits: ConnectorLimits | null;
}

export function factsOf(definition: AnyConnector): ConnectorFacts {
  return {
    name: definition.name,
    version: definition.version,
    description: definition.description ?? '',
    scopes: declaredScopes(definition),
    secrets: declaredSecrets(definition),
    settings: settingsSchema(definition.presets),
    recordTypes: (definition.recordTypes ?? {}) as ConnectorFacts['recordTypes'],
    abilities: abilitiesOf(definition),
    normalizes: typesIn(definition).flatMap(([type, handlers]) => (handlers?.id ? [type] : [])),
    shapes: shapesOf(definition),
    functions: Object.keys(definition.functions ?? {}),
    collections: (definition.collections ?? []).map(({ name }) => name),
    webhook: { ...definition.webhook, resolve: undefined, subscriptions: undefined },
    limits: definition.limits ?? null,
  };
}

export function abilitiesOf({ records = {} }: AnyConnector): Record<string, readonly string[]> {
  const types = Object.keys(records) as RecordType[];
  return Object.fromEntries(
    types.map((type) => [
      type,
      Object.entries(records[type] ?? {}).flatMap(([name, value]) =>
        typeof value === 'function' ? [name] : [],
      ),
    ]),
  );
}

function typesIn({ records = {} }: AnyConnector): [string, RecordHandlers | undefined][] {
  return Object.entries(records) as [string, RecordHandlers | undefined][];
}

function shapesOf(definition: AnyConnector): ConnectorFacts['shapes'] {
  return Object.fromEntries(
    typesIn(definition).flatMap(([type, handlers]) =>
      handlers?.schema ? [[type, kindsOf(handlers.schema)]] : [],
    ),
  );
}

function kindsOf(schema: z.ZodType): Record<string, string> {
  const { properties = {} } = settingsSchema(schema) as { properties?: Record<string, object> };
  return Object.fromEntries(Object.entries(properties).map(([name, kind]) => [name, JSON.stringify(kind)]));
}

/** What a schema cannot say as JSON Schema (a transform) is shown as any value. */
export function settingsSchema(presets: z.ZodType | undefined): Record<string, unknown> {
  if (!presets) return { type: 'object', properties: {} };
  return z.toJSONSchema(presets, { io: 'input', unrepresentable: 'any' });
}
