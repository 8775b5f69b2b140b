import type { z } from 'zod';

import type { ConnectorDefinition, ScopeDeclarations } from './connector.js';

/** The presets of a connector that declares none. */
export type NoPresets = z.ZodType<Readonly<Record<never, never>>>;

/**
 * Declares a connector: settings, secret names and scope names are inferred, so that a wrong one does not compile.
 *
 * @example
 * export const connector = defineConnector({
 *   name: 'acme',
 *   version: '1.0.0',
 *   scopes: { 'order/updated': ['TRANSACTION', 'UPDATED', 'Acme Order changed → Transaction'] },
 *   webhook: { verify: hmac({ header: 'x-acme-signature' }), scope: 'topic', externalId: 'id' },
 * });
 */
export function defineConnector<
  const Scopes extends ScopeDeclarations,
  Presets extends z.ZodType = NoPresets,
  Secret extends string = never,
>(definition: ConnectorDefinition<Presets, Scopes, Secret>): ConnectorDefinition<Presets, Scopes, Secret> {
  return definition;
}
