import { z } from 'zod';

import {
  checkConnector,
  defineConnector,
  hmac,
  standardWebhooks,
  unsigned,
  type AnyConnector,
} from '@hookyard/sdk';

/*
 * Every `@ts-expect-error` is a claim that the type check keeps: it fails when the line below it compiles. What runs
 * here keeps the same connectors honest for the load-time lint.
 */

const presets = z.object({
  baseUrl: z.url(),
  productPrefix: z.string().default('Car'),
  retries: z.number().default(3),
});
const scopes = {
  'order/updated': ['TRANSACTION', 'UPDATED', 'Acme Order changed → Transaction'],
  'order/messageAdded': ['TRANSACTION', 'UPDATED', 'Note on an Acme Order → Transaction'],
  'message/created': ['MESSAGE', 'CREATED', 'Any Acme change, resolved by its prefix'],
} as const;
const webhook = { verify: unsigned('type tests only'), scope: 'topic', externalId: 'id' };
const base = { name: 'acme', version: '1.0.0', scopes, webhook };

describe('a connector as DESIGN shows it', () => {
  const connector = defineConnector({
    name: 'acme',
    version: '1.0.0',
    host: '^1.0.0',
    presets: z.object({ baseUrl: z.string().url(), productPrefix: z.string().default('Car') }),
    scopes: {
      'order/updated': ['TRANSACTION', 'UPDATED', 'Acme Order changed → Transaction'],
      'order/messageAdded': ['TRANSACTION', 'UPDATED', 'Note on an Acme Order → Transaction'],
      'message/created': ['MESSAGE', 'CREATED', 'Any Acme change, resolved by its prefix'],
    },
    webhook: {
      verify: hmac({ header: 'x-acme-signature', encoding: 'hex', maxAge: '5m' }),
      multiple: 'events',
      scope: 'topic',
      externalId: 'id',
      eventId: 'id',
    },
    handlePrerequisite: (request, { settings, scopeFor }) => {
      const [prefix] = request.externalId.split(':');
      if (prefix !== settings.productPrefix)
        return { children: [], unresolved: `no type has the prefix ${prefix}` };
      return {
        children: [
          {
            type: 'PRODUCT',
            action: 'UPDATED',
            scope: undefined,
            payload: { was: scopeFor('MESSAGE', 'CREATED') },
          },
        ],
      };
    },
    records: {
      PRODUCT: {
        schema: z.object({ id: z.string() }),
        id: { normalize: (raw) => raw.trim() },
        get: async (id, { http }) => (await http.get(`/products/${id}`)).json(),
        create: async (record, { http, request }) => {
          const answer = await http.post('/products', {
            json: record,
            headers: { 'Idempotency-Key': request?.writeKey ?? '' },
          });
          return answer.json<{ id: string }>();
        },
        update: async (id, record, { changed }, { http }) => {
          if (changed.length > 0) await http.put(`/products/${id}`, { json: record });
        },
        delete: async (id, { http }) => {
          await http.delete(`/products/${id}`);
        },
      },
    },
  });

  it('compiles, keeps its literals and passes the lint', () => {
    const action: 'UPDATED' = connector.scopes['order/updated'][1];
    const held: AnyConnector = connector;

    expect(action).toBe('UPDATED');
    expect(checkConnector(held)).toEqual([]);
  });

  it('needs about a dozen lines for a first hook', () => {
    const first = defineConnector({
      name: 'first',
      version: '1.0.0',
      scopes: { 'thing/changed': ['x:THING', 'UPDATED', 'Thing changed'] },
      webhook: { verify: standardWebhooks(), scope: 'type', externalId: 'data.id' },
    });

    expect(checkConnector(first)).toEqual([]);
  });
});

describe('scopes', () => {
  it('of a misspelt type do not compile, nor load', () => {
    const connector = defineConnector({
      ...base,
      // @ts-expect-error -- PRODUKT is no record type
      scopes: { a: ['PRODUKT', 'UPDATED', 'misspelt type'] },
    });

    expect(codes(connector)).toContain('scope-type-unknown');
  });

  it('of a misspelt action do not compile, nor load', () => {
    const connector = defineConnector({
      ...base,
      // @ts-expect-error -- CHANGED is no action
      scopes: { a: ['PRODUCT', 'CHANGED', 'misspelt action'] },
    });

    expect(codes(connector)).toContain('scope-action-unknown');
  });

  it('of a misspelt type do not compile in the long form', () => {
    const connector = defineConnector({
      ...base,
      // @ts-expect-error -- PRODUKT is no record type
      scopes: { a: { type: 'PRODUKT', action: 'UPDATED', description: 'misspelt type' } },
    });

    expect(codes(connector)).toContain('scope-type-unknown');
  });

  it('are asked for by type and action', () => {
    defineConnector({
      ...base,
      // @ts-expect-error -- CHANGED is no action
      handlePrerequisite: (_, { scopeFor }) => void scopeFor('PRODUCT', 'CHANGED'),
    });
    defineConnector({
      ...base,
      // @ts-expect-error -- a child's scope is one of the connector's own
      handlePrerequisite: () => ({
        children: [{ type: 'PRODUCT', action: 'UPDATED', scope: 'order/deleted' }],
      }),
    });
    const connector = defineConnector({
      ...base,
      handlePrerequisite: () => ({
        children: [{ type: 'PRODUCT', action: 'UPDATED', scope: 'order/updated' }],
      }),
    });

    expect(checkConnector(connector)).toEqual([]);
  });
});

describe('record types of its own', () => {
  const mileage = { kind: 'number', description: 'Kilometres' } as const;
  const recordTypes = { 'x:VEHICLE': { description: 'A car in the fleet', fields: { mileage } } } as const;

  it('are named by scopes, records, prefixes and collections once they are declared', () => {
    const connector = defineConnector({
      ...base,
      recordTypes,
      presets,
      prefixes: { productPrefix: 'x:VEHICLE' },
      scopes: {
        'car/moved': ['x:VEHICLE', 'UPDATED', 'Car moved'],
        'order/updated': scopes['order/updated'],
      },
      records: { 'x:VEHICLE': { get: async () => ({ mileage: 1 }) } },
    });
    const held: AnyConnector = connector;

    expect(checkConnector(held)).toEqual([]);
  });

  it('that are not declared beside those that are do not compile, nor load', () => {
    const scoped = defineConnector({
      ...base,
      recordTypes,
      // @ts-expect-error -- x:VEHICEL is not declared
      scopes: { 'car/moved': ['x:VEHICEL', 'UPDATED', 'misspelt type'] },
    });
    const handled = defineConnector({
      ...base,
      recordTypes,
      // @ts-expect-error -- x:VEHICEL is not declared
      records: { 'x:VEHICEL': { get: async () => null } },
    });
    const prefixed = defineConnector({
      ...base,
      recordTypes,
      presets,
      // @ts-expect-error -- x:VEHICEL is not declared
      prefixes: { productPrefix: 'x:VEHICEL' },
    });

    for (const connector of [scoped, handled, prefixed]) {
      expect(codes(connector)).toEqual(['record-type-undeclared']);
    }
  });

  it('of a name that could be a misspelt one of the host do not compile, nor load', () => {
    const connector = defineConnector({
      ...base,
      // @ts-expect-error -- VEHICLE is neither the host's nor written as x:VEHICLE
      recordTypes: { VEHICLE: recordTypes['x:VEHICLE'] },
    });

    expect(codes(connector)).toContain('record-type-unknown');
  });

  it('of fields of no kind do not compile, nor load', () => {
    const connector = defineConnector({
      ...base,
      // @ts-expect-error -- money is no kind of field
      recordTypes: { 'x:VEHICLE': { description: '', fields: { price: { kind: 'money' } } } },
    });

    expect(checkConnector(connector)).toMatchObject([
      { code: 'record-type-invalid', subject: 'recordTypes.x:VEHICLE.fields.price.kind' },
    ]);
  });
});

describe('presets', () => {
  it('reach every function with their types', () => {
    const connector = defineConnector({
      ...base,
      presets,
      baseUrl: (settings) => settings.baseUrl,
      check: (ctx) => {
        const retries: number = ctx.settings.retries;
        return { ok: retries > 0 };
      },
      webhook: {
        ...webhook,
        resolve: ({ settings }) => [{ scope: 'order/updated', externalId: settings.productPrefix }],
      },
    });

    expect(checkConnector(connector)).toEqual([]);
  });

  it('that were not declared do not compile', () => {
    defineConnector({
      ...base,
      presets,
      // @ts-expect-error -- no such preset
      baseUrl: (settings) => settings.baseURL,
    });
    defineConnector({
      ...base,
      presets,
      // @ts-expect-error -- no such preset
      handlePrerequisite: (_, { settings }) => ({ children: [], unresolved: settings.prefix }),
    });
    const connector = defineConnector({
      ...base,
      // @ts-expect-error -- there are no presets at all
      check: ({ settings }) => ({ ok: settings.baseUrl === '' }),
    });

    expect(connector.presets).toBeUndefined();
  });

  it('named as prefixes must be declared, to compile and to load', () => {
    const connector = defineConnector({
      name: 'acme',
      version: '1.0.0',
      scopes,
      webhook,
      presets,
      // @ts-expect-error -- no such preset
      prefixes: { orderPrefix: 'TRANSACTION' },
    });

    expect(codes(connector)).toContain('prefix-without-preset');
  });
});

describe('secrets', () => {
  const secrets = { webhook: 'Signing secret', apiKey: 'API key' };

  it('are read by their names', () => {
    const connector = defineConnector({
      ...base,
      secrets,
      auth: { kind: 'bearer', secret: 'apiKey' },
      check: (ctx) => ({ ok: ctx.secret('apiKey') !== '' }),
    });

    expect(checkConnector(connector)).toEqual([]);
  });

  it('that were not declared do not compile, nor load', () => {
    defineConnector({
      ...base,
      secrets,
      // @ts-expect-error -- no such secret
      check: (ctx) => ({ ok: ctx.secret('apikey') !== '' }),
    });
    const connector = defineConnector({
      ...base,
      secrets,
      // @ts-expect-error -- no such secret
      auth: { kind: 'bearer', secret: 'token' },
    });

    expect(codes(connector)).toContain('secret-undeclared');
  });
});

describe('what is required', () => {
  it('is name, version, scopes and a verification', () => {
    // @ts-expect-error -- verification has no default
    defineConnector({ ...base, webhook: { scope: 'topic', externalId: 'id' } });
    // @ts-expect-error -- a connector without scopes receives nothing
    const connector = defineConnector({ name: 'acme', version: '1.0.0', webhook });

    expect(codes(connector as unknown as AnyConnector)).toContain('scopes-missing');
  });
});

function codes(connector: AnyConnector): readonly string[] {
  return checkConnector(connector).map(({ code }) => code);
}
