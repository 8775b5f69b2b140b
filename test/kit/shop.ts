import { createHmac, randomUUID } from 'node:crypto';

/** A source system for whole-host tests: data alone, one hook per order, signed, with a delivery id. */
export const SHOP_SECRET = 'shop-signing-secret-0123456789';

export const shopConnector = {
  name: 'shop',
  version: '1.0.0',
  secrets: { webhook: 'Signing secret' },
  scopes: [
    {
      name: 'order/created',
      type: 'TRANSACTION',
      action: 'CREATED',
      description: 'Shop order made → Transaction',
      source: 'payload',
    },
    {
      name: 'order/updated',
      type: 'TRANSACTION',
      action: 'UPDATED',
      description: 'Shop order changed → Transaction',
      source: 'payload',
    },
    {
      name: 'order/deleted',
      type: 'TRANSACTION',
      action: 'DELETED',
      description: 'Shop order removed → Transaction',
    },
  ],
  receiver: {
    methods: ['POST'],
    verify: { kind: 'hmac', header: 'x-signature', encoding: 'hex' },
    hasMultiple: false,
    fields: [
      { value: 'Scope', from: 'BodyPath', at: 'topic', processing: 'AsIs' },
      { value: 'ExternalId', from: 'BodyPath', at: 'id', processing: 'AsIs' },
    ],
    deliveryId: 'Headers."x-delivery-id"',
  },
} as const;

/** Ten fields of an order, 1:1 into the hub. */
export const ORDER_FIELDS = [
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

export function collectionIntoHub(connection: string): Record<string, unknown> {
  return {
    connection,
    name: 'Shop order → Transaction',
    type: 'TRANSACTION',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: ORDER_FIELDS.map((field) => ({ kind: 'field', target: field, source: field })),
  };
}

export interface ShopHook {
  readonly topic: 'order/created' | 'order/updated' | 'order/deleted';
  readonly id: string;
  readonly revision: number;
  readonly deliveryId: string;
}

export function aShopHook(overrides: Partial<ShopHook> = {}): ShopHook {
  return { topic: 'order/updated', id: '1001', revision: 1, deliveryId: randomUUID(), ...overrides };
}

/** Sends it as the shop would, and answers the status; a host that is away answers 0. */
export async function sendShopHook(hookUrl: string, hook: ShopHook): Promise<number> {
  const body = JSON.stringify({
    topic: hook.topic,
    id: hook.id,
    number: `#${hook.id}`,
    status: 'paid',
    currency: 'EUR',
    total: '12.50',
    email: 'ann@example.com',
    city: 'Ghent',
    note: 'leave at the door',
    revision: hook.revision,
    placedAt: '2026-11-23T10:00:00Z',
    channel: 'web',
  });
  try {
    const answer = await fetch(hookUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-delivery-id': hook.deliveryId,
        'x-signature': createHmac('sha256', SHOP_SECRET).update(body).digest('hex'),
      },
      body,
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}
