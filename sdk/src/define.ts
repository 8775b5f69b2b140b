import type { z } from 'zod';

import type { ConnectorDefinition, ScopeDeclarations } from './connector.js';
import type { KnownRecordType, RecordType } from './vocabulary.js';

/** The presets of a connector that declares none. */
export type NoPresets = z.ZodType<Readonly<Record<never, never>>>;

/**
 * Declares a connector: settings, secret names and scope names are inferred, so that a wrong one does not compile. Where `recordTypes`
 * are declared, so are the names of types.
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
  const Scopes extends ScopeDeclarations<KnownRecordType | Own>,
  Presets extends z.ZodType = NoPresets,
  Secret extends string = never,
  Own extends RecordType = RecordType,
>(
  definition: ConnectorDefinition<Presets, Scopes, Secret, Own>,
): ConnectorDefinition<Presets, Scopes, Secret, Own> {
  return definition;
}
