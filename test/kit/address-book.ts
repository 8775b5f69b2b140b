import type { HostProcess } from './host-process.js';

/** A source in code whose customers have addresses: an address's id names its customer, `5|2`. It reads its customers. */
export function addressBookSource(baseUrl: string): string {
  return `
export const connector = {
  name: 'address-book',
  version: '1.0.0',
  baseUrl: '${baseUrl}',
  scopes: {
    'customer/updated': ['CUSTOMER', 'UPDATED', 'Customer changed → Customer'],
    'customer/deleted': ['CUSTOMER', 'DELETED', 'Customer removed → Customer'],
    'address/updated': ['CUSTOMER_ADDRESS', 'UPDATED', 'Address changed → Customer', { source: 'payload' }],
    'address/deleted': ['CUSTOMER_ADDRESS', 'DELETED', 'Address removed → Customer', { source: 'payload' }],
  },
  webhook: { verify: { kind: 'unsigned', reason: 'its addresses are judged here' }, scope: 'topic', externalId: 'id' },
  records: {
    CUSTOMER: { get: async (id, ctx) => (await ctx.http.get('/customers/' + id)).json() },
    CUSTOMER_ADDRESS: { parent: (id) => (id.includes('|') ? id.split('|')[0] : null) },
  },
  collections: [{
    name: 'Customer → Customer', type: 'CUSTOMER', direction: 'TO', syncType: 'ADD_AND_UPDATE',
    mappings: [{ kind: 'field', target: 'name', source: 'name' }],
  }],
};
`;
}

/** A destination in code for customers, over the fake partner's REST store. */
export function mailingSource(baseUrl: string): string {
  return `
export const connector = {
  name: 'mailing',
  version: '1.0.0',
  baseUrl: '${baseUrl}',
  scopes: { 'reader/sent': ['CUSTOMER', 'UPDATED', 'Reader → Customer'] },
  webhook: { verify: { kind: 'unsigned', reason: 'it sends no hooks' }, scope: '"reader/sent"', externalId: 'id' },
  records: {
    CUSTOMER: {
      create: async (record, ctx) => ({ id: (await ctx.http.post('/mailing', { json: record })).json().id }),
      update: async (id, record, _, ctx) => void (await ctx.http.put('/mailing/' + id, { json: record })),
    },
  },
  collections: [{
    name: 'Customer → Reader', type: 'CUSTOMER', direction: 'FROM', syncType: 'ADD_AND_UPDATE',
    mappings: [{ kind: 'field', target: 'name', source: 'name' }],
  }],
};
`;
}

/** The path of a scope of a connection. */
export async function scopePath(
  { admin }: Pick<HostProcess, 'admin'>,
  connection: string,
  name: string,
): Promise<string> {
  const scopes = `/v1/connections/${connection}/scopes`;
  const { items } = await admin.get<{ items: { id: string; name: string }[] }>(scopes);
  return `${scopes}/${items.find((scope) => scope.name === name)?.id ?? ''}`;
}
