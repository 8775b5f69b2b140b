import { idIn, Invalid, objectIn, unlessGone, type RecordHandlers } from '@hookyard/sdk';

import type { Context } from './batched.js';

/** Shipments are known inside their order only: an id is `<order>|<shipment>`. */
export const shipments: RecordHandlers<Context> = {
  parent: (id) => id.split('|')[0] ?? null,
  get: (id, { http }) => unlessGone(async () => objectIn(await http.get(pathOf(id)))),
  create: async (record, { http }) => {
    const { order_id: order, ...shipment } = record;
    if (typeof order !== 'string' && typeof order !== 'number')
      throw new Invalid('a shipment needs the order it belongs to', ['order_id']);
    const answer = await http.post(`/v2/orders/${encodeURIComponent(order)}/shipments`, { json: shipment });
    const made = objectIn(answer);
    return { id: `${order}|${idIn(made)}`, record: made };
  },
  update: async (id, record, _change, { http }) => {
    const { order_id: _order, items: _items, ...rest } = record;
    return { record: objectIn(await http.put(pathOf(id), { json: rest })) };
  },
  delete: async (id, { http }) => {
    await http.delete(pathOf(id));
  },
};

function pathOf(id: string): string {
  const [order = '', shipment = ''] = id.split('|');
  return `/v2/orders/${encodeURIComponent(order)}/shipments/${encodeURIComponent(shipment)}`;
}
