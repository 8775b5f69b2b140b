// The source of the benches: a data connector like any webhook sender, signed 1:1 orders of ten fields, in one body or many.
import { createHmac, randomUUID } from 'node:crypto';

export const SECRET = 'bench-signing-secret-0123456789';
export const FIELDS = [
  'number',
  'status',
  'currency',
  'total',
  'email',
  'city',
  'note',
  'revision',
  'placedAt',
  'channel',
];

/**
 * Makes the shop and its connection with its mapping collection; with `elements`, a body holds a list of orders. One
 * that is coded is a connector that the host has loaded.
 */
export async function addShop(
  host,
  { name = 'shop', elements = false, mode = 'live', isCoded = false } = {},
) {
  if (!isCoded) await addConnector(host, name, elements);
  const connection = await host.call('POST', '/v1/connections', {
    connector: name,
    name,
    mode,
    settings: {},
    secrets: { webhook: SECRET },
  });
  await host.call('POST', '/v1/mapping-collections', {
    connection: connection.id,
    name: 'Shop order → Transaction',
    type: 'TRANSACTION',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: FIELDS.map((field) => ({ kind: 'field', target: field, source: field })),
  });
  return connection;
}

async function addConnector(host, name, elements) {
  const scope = (action) => ({
    type: 'TRANSACTION',
    action,
    source: 'payload',
    description: `Shop order → ${action}`,
  });
  await host.call('POST', '/v1/connectors', {
    name,
    version: '1.0.0',
    secrets: { webhook: 'Signing secret' },
    scopes: [
      { name: 'order/created', ...scope('CREATED') },
      { name: 'order/updated', ...scope('UPDATED') },
    ],
    receiver: {
      methods: ['POST'],
      verify: { kind: 'hmac', header: 'x-signature', encoding: 'hex' },
      hasMultiple: elements,
      ...(elements ? { multiple: 'orders' } : {}),
      fields: [
        { value: 'Scope', from: 'BodyPath', at: 'topic', processing: 'AsIs' },
        { value: 'ExternalId', from: 'BodyPath', at: 'id', processing: 'AsIs' },
      ],
      deliveryId: 'Headers."x-delivery-id"',
    },
  });
}

/** The REST destination that the hub's changes are written to. */
export function addDestination(host, url, name = 'Warehouse') {
  return host.call('POST', '/v1/connections', {
    connector: 'rest',
    name,
    mode: 'live',
    settings: { baseUrl: url },
    secrets: { webhook: 'bench-warehouse-secret', api: 'bench-warehouse-token' },
    defaults: true,
  });
}

export function anOrder(id, revision) {
  return {
    topic: revision === 1 ? 'order/created' : 'order/updated',
    id: String(id),
    number: `#${id}`,
    status: 'paid',
    currency: 'EUR',
    total: '12.50',
    email: 'ann@example.com',
    city: 'Ghent',
    note: `revision ${revision}`,
    revision,
    placedAt: '2026-11-23T10:00:00Z',
    channel: 'web',
  };
}

export function signed(value) {
  const body = JSON.stringify(value);
  const headers = {
    'content-type': 'application/json',
    'x-delivery-id': randomUUID(),
    'x-signature': createHmac('sha256', SECRET).update(body).digest('hex'),
  };
  return { body, headers };
}
