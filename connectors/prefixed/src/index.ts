import {
  defineConnector,
  hmac,
  objectIn,
  unlessGone,
  type ConnectorHttp,
  type JsonObject,
} from '@hookyard/sdk';
import { z } from 'zod';

const FIELDS = ['name', 'sku', 'price', 'email'];

/**
 * A system whose hooks do not say what they mean: users may rename “product” to “car”, and every hook is a message
 * `Car:1234`. The prerequisite resolves it by the presets into the real request.
 */
export const connector = defineConnector({
  name: 'prefixed',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A system with generic hooks, resolved by the prefixes its users chose',
  presets: z.object({
    baseUrl: z.url().describe('Address of its API'),
    productPrefix: z.string().default('Product').describe('What its users call a product'),
    customerPrefix: z.string().default('Customer').describe('What its users call a customer'),
  }),
  baseUrl: ({ baseUrl }) => baseUrl,
  prefixes: { productPrefix: 'PRODUCT', customerPrefix: 'CUSTOMER' },
  scopes: {
    'message/created': ['MESSAGE', 'CREATED', 'Any change, resolved by its prefix'],
    'product/updated': ['PRODUCT', 'UPDATED', 'Product changed → Product'],
    'customer/updated': ['CUSTOMER', 'UPDATED', 'Customer changed → Customer'],
  },
  webhook: {
    verify: hmac({ header: 'x-prefixed-signature' }),
    scope: '"message/created"',
    externalId: 'identifier',
  },
  handlePrerequisite({ type, externalId }, { typeForPrefix }) {
    if (type !== 'MESSAGE') return;
    const prefix = externalId.slice(0, externalId.indexOf(':') + 1).slice(0, -1);
    const resolved = prefix === '' ? undefined : typeForPrefix(prefix);
    if (!resolved) return { children: [], unresolved: `no record type has the prefix "${prefix}"` };
    return { children: [{ type: resolved, action: 'UPDATED', externalId }] };
  },
  records: {
    PRODUCT: { get: (id, { http }) => thing(id, http) },
    CUSTOMER: { get: (id, { http }) => thing(id, http) },
  },
  collections: [
    // The control type needs a collection, though nothing of a message is mapped.
    { name: 'Message', type: 'MESSAGE', direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings: [] },
    ...(['PRODUCT', 'CUSTOMER'] as const).map((type) => ({
      name: `Thing → ${type}`,
      type,
      direction: 'TO' as const,
      syncType: 'ADD_AND_UPDATE' as const,
      mappings: FIELDS.map((field) => ({ kind: 'field' as const, target: field, source: field })),
    })),
  ],
});

/** A record of any type: they all lie at one place. */
function thing(id: string, http: ConnectorHttp): Promise<JsonObject | null> {
  return unlessGone(async () => objectIn(await http.get(`/things/${encodeURIComponent(id)}`)));
}
