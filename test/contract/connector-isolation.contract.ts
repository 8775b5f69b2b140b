/* oxlint-disable typescript/await-thenable -- in a worker what the contract calls at once answers later */
import type { AnyConnector, RecordHandlers } from '@hookyard/sdk';
import { z } from 'zod';

import { withExactNumbers } from '../../src/expressions/index.js';
import { connectorInfo } from '../../src/registry/connector-info.js';
import { connectorProblems } from '../../src/registry/connector-problems.js';
import { sidesOf } from '../../src/registry/record-shapes.js';
import { eventually } from '../kit/eventually.js';
import { aLentContext } from '../kit/lent-context.js';

/** What every way to run a connector does alike: whoever calls its functions cannot tell where they run. */
export function describeIsolation(name: string, open: () => Promise<AnyConnector>): void {
  describe(`a connector that runs ${name}`, () => {
    let connector: AnyConnector;
    let products: Required<RecordHandlers>;

    beforeAll(async () => {
      connector = await open();
      products = connector.records?.PRODUCT as Required<RecordHandlers>;
    }, 30_000);

    it('says the same of itself, and is found without fault', () => {
      const origin = { source: 'folder', from: 'well-behaved' } as const;
      const loaded = {
        definition: connector,
        form: 'code',
        isolation: 'worker',
        tenant: null,
        id: 'x',
        origin,
      } as const;
      const { settings, records, scopes } = connectorInfo(loaded, 0);

      expect(connectorProblems(connector, { trusted: true, others: [] })).toEqual([]);
      expect(settings).toMatchObject({
        properties: {
          baseUrl: { type: 'string', format: 'uri' },
          prefix: { type: 'string', default: 'Car' },
        },
        required: ['baseUrl'],
      });
      expect(records['PRODUCT']).toEqual(['parent', 'get', 'create', 'update', 'delete']);
      expect(scopes[0]).toMatchObject({ name: 'changed', type: 'PRODUCT', source: 'read' });
      const { source } = sidesOf({ type: 'PRODUCT', direction: 'TO' }, { connector });
      expect([...(source?.fields.keys() ?? [])]).toEqual(['id', 'price']);
      expect(z.toJSONSchema(products.schema, { io: 'input' })).toMatchObject({ required: ['id'] });
    });

    it('takes its pure steps', async () => {
      const view = {
        element: { ids: [1, 2] },
        envelope: null,
        headers: {},
        url: '',
        urlSegments: [],
        query: {},
      };
      const resolved = await connector.webhook.resolve?.({ ...view, settings: { prefix: 'P' } } as never);

      expect(resolved).toEqual([
        { scope: 'changed', externalId: 'P1' },
        { scope: 'changed', externalId: 'P2' },
      ]);
      expect(await products.id.normalize('ABC')).toBe('abc');
      expect(await products.parent('1', { parent: 'p' })).toBe('p');
      expect(await products.parent('1', null)).toBeNull();
      expect(await connector.functions?.['pair']?.('a', 7)).toEqual(['a', 7]);
      expect(await connector.customFields?.read({ custom: { vip: true } })).toEqual({ vip: true });
      expect(await connector.customFields?.write({ a: 1 }, { b: 2 })).toEqual({ a: 1, custom: { b: 2 } });
    });

    it('sees all of a hook beside its element, and hands the element on as it is or as it was made', async () => {
      const shared = { envelope: { of: 7 }, headers: { 'x-mark': 'm' }, settings: { prefix: 'P' } };
      const elements = [
        { whole: true, exact: withExactNumbers({ n: '12345678901234567890' }, new Set(['n'])) },
        { whole: true, isMarked: true },
      ];
      const view = { ...shared, url: '', urlSegments: [], query: {} };

      const [asItIs, marked] = await Promise.all(
        elements.map(async (element) => connector.webhook.resolve?.({ ...view, element } as never)),
      );

      expect(asItIs?.[0]?.payload).toBe(elements[0]);
      expect(marked?.[0]?.payload).toEqual({ whole: true, isMarked: true, mark: 'm' });
      expect(marked?.[1]).toEqual({ scope: 'changed', externalId: 'W2', payload: { of: 7, prefix: 'P' } });
    });

    it('has an element that is all of its body as both', async () => {
      const element = { whole: true, of: 8 };
      const view = { headers: {}, settings: {}, url: '', urlSegments: [], query: {} };

      const made = await connector.webhook.resolve?.({ ...view, element, envelope: element } as never);

      expect(made?.[0]?.payload).toBe(element);
      expect(made?.[1]?.payload).toEqual({ of: 8 });
    });

    it('reads its settings, and says what is wrong with them', async () => {
      const presets = connector.presets as z.ZodType;
      const wrong = await presets.safeParse({ baseUrl: 7 });

      expect(await presets.parse({ baseUrl: 'https://a.example', prefix: ' Bus ' })).toEqual({
        baseUrl: 'https://a.example',
        prefix: 'Bus',
      });
      expect(wrong.success).toBe(false);
      expect(wrong.error?.issues[0]).toMatchObject({ path: ['baseUrl'] });
      const settings = { baseUrl: 'https://a.example', prefix: 'Bus' };
      expect(await (connector.baseUrl as (given: unknown) => string)(settings)).toBe('https://a.example/v1');
      expect(await (connector.auth as (given: unknown) => unknown)(settings)).toMatchObject({
        header: 'x-bus',
      });
    });

    it('checks a record by its schema', async () => {
      const checked = await products.schema.safeParse({ id: 1, price: 'x' });

      expect(checked.error?.issues.map(({ path }) => path.join('.'))).toEqual(['id', 'price']);
      expect((await products.schema.safeParse({ id: '1' })).success).toBe(true);
    });

    it('calls out through its context alone, and tells the log', async () => {
      const lent = aLentContext(() => ({ text: '{"id":"1","price":12345678901234567890.5}' }));
      const gone = aLentContext(() => ({ status: 404, text: '' }));

      expect(await products.get('1', lent.context)).toMatchObject({ id: '1' });
      expect(await products.get('1', gone.context)).toBeNull();
      expect(lent.calls).toEqual([
        expect.objectContaining({ method: 'GET', url: '/products/1', accept: [404] }),
      ]);
      expect(lent.lines).toEqual([['info', 'reading', { id: '1' }]]);
    });

    it('has secrets, state, links, names and hints of its request', async () => {
      const lent = aLentContext(() => ({ text: '{"id":"9"}' }));

      const made = await products.create({ name: 'A' }, lent.context);

      expect(made).toEqual({ id: '9', version: 'changed PRODUCT true', record: { id: '9', seen: true } });
      expect(lent.linked).toEqual(['PRODUCT 9']);
      expect(lent.calls[0]?.headers).toMatchObject({ 'idempotency-key': 'w-1', 'x-key': 'k-1' });
    });

    it('sends bytes as they are, and gets numbers that no double holds', async () => {
      const lent = aLentContext();
      const record = withExactNumbers({ n: '12345678901234567890', d: '0.10' }, new Set(['n', 'd']));

      const answer = await products.update(
        '1',
        record as never,
        { changed: ['n'], before: null } as never,
        lent.context,
      );

      expect(answer).toEqual({
        version: '[{"n":12345678901234567890,"d":0.1},{"changed":["n"],"before":null}]',
      });
      expect(Buffer.from(lent.calls[0]?.body ?? '').toJSON().data).toEqual([1, 2, 255]);
    });

    it('fails as it would anywhere: by its failure, or by what the host threw', async () => {
      const hostError = Object.assign(new Error('the store is away'), { code: 'STORE_UNAVAILABLE' });
      const { context, ...lent } = aLentContext(() => {
        throw hostError;
      });
      const request = { ...context.request, direction: 'TO', externalId: 'limited' } as never;

      await expect(connector.handlePrerequisite?.(request, context)).rejects.toMatchObject({
        failure: 'RateLimited',
        message: 'too many',
        until: 12,
        subject: 'q',
      });
      await expect(products.get('1', context)).rejects.toBe(hostError);
      await expect(
        (async () => connector.webhook.resolve?.({ element: { bad: true } } as never))(),
      ).rejects.toMatchObject({
        name: 'TypeError',
        message: 'a bad element',
      });
      expect(lent.calls).toHaveLength(1);
    });

    it('prepares, acts afterwards, checks, and keeps its registrations', async () => {
      const lent = aLentContext(({ method }) => ({ text: method === 'GET' ? '[]' : '{"id":"s-1"}' }));
      const { context } = lent;
      const subscriptions = connector.webhook.subscriptions;

      const prepared = await connector.handlePrerequisite?.(
        { ...context.request, direction: 'TO' } as never,
        context,
      );
      await connector.postAction?.(
        { ...context.request, direction: 'TO', change: 'created' } as never,
        context,
      );

      expect(prepared).toEqual({
        children: [{ type: 'PRODUCT', action: 'UPDATED', externalId: 'req_1' }],
        then: 'continue',
      });
      await eventually(() => lent.lines.length > 0);
      expect(lent.lines).toEqual([['warn', 'after created']]);
      expect(await connector.check?.(context)).toEqual({ ok: true, account: 'Acme' });
      expect(await subscriptions?.list(context)).toEqual([]);
      expect(await subscriptions?.create({ url: 'https://h', topics: ['a'] }, context)).toEqual({
        id: 's-1',
      });
      await expect(subscriptions?.remove('s-1', context)).resolves.toBeUndefined();
    });
  });
}
