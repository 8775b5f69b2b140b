import { z } from 'zod';

/** Everything a connector can have in functions, each as small as can be. */
export const connector = {
  name: 'well-behaved',
  version: '1.2.3',
  presets: z.object({
    baseUrl: z.url(),
    prefix: z
      .string()
      .default('Car')
      .transform((text) => text.trim()),
  }),
  secrets: { apiKey: 'Key' },
  auth: ({ prefix }) => ({ kind: 'apiKey', secret: 'apiKey', header: `x-${prefix.toLowerCase()}` }),
  baseUrl: ({ baseUrl }) => `${baseUrl}/v1`,
  scopes: { changed: ['PRODUCT', 'UPDATED', 'Thing → Product'] },
  webhook: {
    verify: { kind: 'unsigned', reason: 'a test' },
    resolve({ element, envelope, headers, settings }) {
      if (element.bad) throw new TypeError('a bad element');
      if (element.whole) {
        if (element.isMarked) element.mark = headers['x-mark'];
        return [
          { scope: 'changed', externalId: 'W1', payload: element },
          { scope: 'changed', externalId: 'W2', payload: { of: envelope.of, prefix: settings.prefix } },
        ];
      }
      return element.ids.map((id) => ({ scope: 'changed', externalId: `${settings.prefix}${id}` }));
    },
    subscriptions: {
      list: async ({ http }) => (await http.get('/subscriptions')).json(),
      create: async ({ url, topics }, { http }) =>
        (await http.post('/subscriptions', { json: { url, topics } })).json(),
      remove: async (id, { http }) => void (await http.delete(`/subscriptions/${id}`)),
    },
  },
  functions: { shout: (text) => `${text}!`, pair: (a, b) => [a, b] },
  customFields: {
    read: ({ custom = {} }) => custom,
    write: (record, fields) => ({ ...record, custom: fields }),
  },
  records: {
    PRODUCT: {
      schema: z.object({ id: z.string(), price: z.number().optional() }),
      id: { normalize: (raw) => raw.toLowerCase() },
      parent: (_id, element) => element?.parent ?? null,
      async get(id, ctx) {
        ctx.log.info('reading', { id });
        const answer = await ctx.http.get(`/products/${id}`, { accept: [404] });
        return answer.status === 404 ? null : answer.json();
      },
      async create(record, { http, request, secret, state, link, scopeFor, typeForPrefix }) {
        const { id } = (
          await http.post('/products', {
            json: record,
            headers: { 'idempotency-key': request.writeKey, 'x-key': secret('apiKey') },
          })
        ).json();
        await link('PRODUCT', id);
        await state.set('last', { id }, { ttlMs: 1000 });
        const isSwapped = await state.compareAndSet('last', { id }, { id, seen: true });
        return {
          id,
          version: `${scopeFor('PRODUCT', 'UPDATED')} ${typeForPrefix('Car')} ${isSwapped}`,
          record: await state.get('last'),
        };
      },
      async update(id, record, change, { http }) {
        await http.put(`/products/${id}`, { body: new Uint8Array([1, 2, 255]) });
        return { version: JSON.stringify([record, change]) };
      },
      async delete(id, { signal }) {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
    },
  },
  async handlePrerequisite(request) {
    if (request.externalId === 'limited')
      throw Object.assign(new Error('too many'), { failure: 'RateLimited', until: 12, subject: 'q' });
    return { children: [{ type: 'PRODUCT', action: 'UPDATED', externalId: request.id }], then: 'continue' };
  },
  postAction: async (request, ctx) => ctx.log.warn(`after ${request.change}`),
  check: async (ctx) => ({ ok: ctx.deadline > 0, account: ctx.connection.name }),
};
