import { Deciding } from './deciding.js';
import { ON_FAILURE, type HandlerView } from './handler-view.js';

function aHandler(
  number: number,
  more: Partial<HandlerView> = {},
  defined: Partial<HandlerView['definition']> = {},
) {
  const definition: HandlerView['definition'] = {
    url: 'https://example.com',
    description: '',
    headers: {},
    concurrency: 1,
    signs: ['v1'],
    retrySeconds: [],
    timeoutMs: 1_000,
    steps: ['update'],
    position: 'before',
    recordTypes: null,
    connections: null,
    condition: null,
    priority: 100,
    onFailure: ON_FAILURE,
    ...defined,
  };
  const handler: HandlerView = {
    number,
    id: `hdl_${number}`,
    tenant: 1,
    tenantId: 'ten_1',
    name: `handler ${number}`,
    mode: 'live',
    state: 'active',
    reason: null,
    queue: 100 + number,
    secrets: {},
    createdAt: 0,
    configVersion: 1,
    condition: null,
    isRemoved: false,
    ...more,
    definition,
  };
  return handler;
}

const who = (handlers: HandlerView[], ...[tenant, mode, type, step]: Parameters<Deciding['of']>): number[] =>
  new Deciding(handlers).of(tenant, mode, type, step).map(({ number }) => number);

describe('who decides about a step', () => {
  it('is asked by priority, then by age', () => {
    const handlers = [aHandler(3), aHandler(1), aHandler(2, {}, { priority: 1 })];

    expect(who(handlers, 1, 'live', 'CUSTOMER', 'update')).toEqual([2, 1, 3]);
  });

  it('decides about its own steps, types, mode and tenant', () => {
    const handlers = [aHandler(1, {}, { recordTypes: ['PRODUCT'], steps: ['create', 'delete'] })];

    expect(who(handlers, 1, 'live', 'PRODUCT', 'delete')).toEqual([1]);
    expect(who(handlers, 1, 'live', 'PRODUCT', 'update')).toEqual([]);
    expect(who(handlers, 1, 'live', 'CUSTOMER', 'delete')).toEqual([]);
    expect(who(handlers, 1, 'sandbox', 'PRODUCT', 'delete')).toEqual([]);
    expect(who(handlers, 2, 'live', 'PRODUCT', 'delete')).toEqual([]);
  });

  it('is asked for nothing while it is not active, and still known by its queue', () => {
    const handlers = [aHandler(1, { state: 'disabled' }), aHandler(2, { isRemoved: true })];

    expect(who(handlers, 1, 'live', 'CUSTOMER', 'update')).toEqual([]);
    expect(handlers.map(({ queue }) => new Deciding(handlers).ofQueue(queue)?.number)).toEqual([1, 2]);
  });
});
