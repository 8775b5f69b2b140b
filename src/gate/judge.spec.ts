import type { AnyConnector } from '@hookyard/sdk';

import { type ConnectionSpec, aDirectory } from '../../test/kit/a-directory.js';
import { type Draft, laneKeyOf } from '../flow/index.js';
import type { LinkFact } from './draft-case.js';
import { type JudgeOptions, type Judged, judge, judgeAtOnce, linkKeyOf } from './judge.js';
import { gateEntryOf } from './trail.js';

const NOW = 1_700_000_000_000;

const acme: AnyConnector = {
  name: 'acme',
  version: '1.0.0',
  scopes: {
    'order/updated': ['TRANSACTION', 'UPDATED', 'Order changed → Transaction'],
    'order/noted': ['TRANSACTION', 'UPDATED', 'Note on an Order → Transaction', { source: 'payload' }],
    'order/deleted': ['TRANSACTION', 'DELETED', 'Order gone → Transaction'],
    'order/poll': ['TRANSACTION', 'POLL', 'Orders asked for'],
    'order/other': ['TRANSACTION', 'OTHER', 'Something about an Order'],
    'customer/updated': ['CUSTOMER', 'UPDATED', 'Customer changed → Customer'],
    'address/updated': ['CUSTOMER_ADDRESS', 'UPDATED', 'Address changed → Customer'],
  },
  webhook: { verify: { kind: 'unsigned', reason: 'a test' }, scope: 'a', externalId: 'b' },
  records: {
    TRANSACTION: {
      id: { normalize: (raw) => raw.replace('gid://', '') },
      get: async () => null,
      create: async () => ({ id: '1' }),
    },
    CUSTOMER: { get: async () => null },
    CUSTOMER_ADDRESS: { parent: (id) => (id.includes('|') ? (id.split('|')[0] ?? null) : null) },
  },
};

function aDraft(draft: Partial<Draft> = {}): Draft {
  return {
    origin: 'hook',
    connection: 1,
    direction: 'TO',
    mode: 'live',
    scope: 'order/updated',
    recordId: '7',
    hook: 5,
    element: 3,
    ...draft,
  };
}

function pass(
  drafts: Partial<Draft>[],
  connection: Partial<ConnectionSpec> = {},
  options: Partial<JudgeOptions> = {},
): Promise<Judged> {
  const directory = aDirectory({ connections: [{ connector: acme, ...connection }], version: 4 });
  return judge(drafts.map(aDraft), { directory, now: NOW, ...options });
}

async function rulingOf(...args: Parameters<typeof pass>): Promise<unknown> {
  const { verdicts } = await pass(...args);
  return verdicts[0] && [verdicts[0].ruling.verdict, verdicts[0].ruling.rule];
}

describe('the gate', () => {
  it('makes a queued request of a draft that passes, with the rules it passed', async () => {
    const { requests, verdicts, requestOf } = await pass([{ payload: { a: 1 } }]);

    const lane = laneKeyOf({
      tenant: 1,
      connection: 1,
      direction: 'TO',
      kind: 'transfer',
      type: 'TRANSACTION',
      recordId: '7',
    });
    expect(verdicts).toEqual([]);
    expect(requestOf).toEqual([0]);
    expect(requests).toEqual([
      {
        queue: 10,
        lane,
        tier: 1,
        kind: 'transfer',
        type: 'TRANSACTION',
        action: 'UPDATED',
        scope: 'order/updated',
        recordId: '7',
        mode: 'live',
        payload: '{"a":1}',
        hook: 5,
        element: 3,
        root: 0,
        parent: null,
        depth: 0,
        isOptional: false,
        dueAt: NOW,
        state: 'queued',
        heldCode: null,
        trail: expect.any(String) as string,
        coalesce: 'never',
      },
    ]);
    expect(gateEntryOf(requests[0]?.trail ?? '')).toEqual({
      at: NOW,
      config: 4,
      passed: ['scope.known', 'scope.enabled', 'scope.mode', 'coalesce'],
    });
  });

  it('gives each draft a request or a verdict, and says which', async () => {
    const { requests, verdicts, requestOf } = await pass([
      { scope: 'none' },
      {},
      { mode: 'sandbox' },
      { recordId: '8' },
    ]);

    expect(requestOf).toEqual([null, 0, null, 1]);
    expect(requests.map((request) => request.recordId)).toEqual(['7', '8']);
    expect(verdicts).toEqual([
      expect.objectContaining({
        tenant: 1,
        connection: 1,
        owner: 2,
        hook: 5,
        element: 3,
        scope: 'none',
        type: null,
        recordId: '7',
        ruling: {
          verdict: 'unknown-scope',
          rule: 'scope.known',
          facts: { scope: 'none', pair: null, connector: 'acme@1.0.0' },
          configVersion: 4,
          at: NOW,
        },
      }),
      expect.objectContaining({ ruling: expect.objectContaining({ verdict: 'wrong-mode' }) as object }),
    ]);
  });

  it('asks in the order of S3.1: the first rule that refuses speaks', async () => {
    const off = { scopes: { 'order/deleted': { isEnabled: false } } };

    expect(await rulingOf([{ scope: 'none', mode: 'sandbox' }], off)).toEqual([
      'unknown-scope',
      'scope.known',
    ]);
    expect(await rulingOf([{ scope: 'order/deleted', mode: 'sandbox' }], off)).toEqual([
      'disabled-scope',
      'scope.enabled',
    ]);
    expect(await rulingOf([{ scope: 'order/deleted', mode: 'sandbox' }])).toEqual([
      'wrong-mode',
      'scope.mode',
    ]);
  });

  it('refuses nothing because a connection is paused: its queue waits', async () => {
    expect((await pass([{}], { state: 'paused' })).requests).toHaveLength(1);
  });

  it('has a verdict even for a connection that is gone', async () => {
    expect(await rulingOf([{ connection: 9 }])).toEqual(['unresolved', 'connection.known']);
  });

  it('keeps verdicts of a receiver under its own number', async () => {
    expect((await pass([{ scope: 'none' }], {}, { owner: 3 })).verdicts[0]?.owner).toBe(3);
  });
});

describe('scopes of drafts that name a type and action', () => {
  const child = (draft: Partial<Draft>): Partial<Draft> => ({
    origin: 'prerequisite',
    type: 'TRANSACTION',
    action: 'UPDATED',
    scope: '',
    ...draft,
  });
  const scopeOf = async (draft: Partial<Draft>, scopes: ConnectionSpec['scopes'] = {}): Promise<unknown> => {
    const { requests, verdicts } = await pass([child(draft)], { scopes });
    return requests[0]?.scope ?? verdicts[0]?.ruling.verdict;
  };

  it('are the first of the pair that is on', async () => {
    expect(await scopeOf({})).toBe('order/updated');
    expect(await scopeOf({}, { 'order/updated': { isEnabled: false } })).toBe('order/noted');
    expect(await scopeOf({ scope: 'order/noted' })).toBe('order/noted');
    expect(await scopeOf({ scope: 'order/noted' }, { 'order/noted': { isEnabled: false } })).toBe(
      'order/updated',
    );
    expect(
      await scopeOf({}, { 'order/updated': { isEnabled: false }, 'order/noted': { isEnabled: false } }),
    ).toBe('disabled-scope');
    expect(await scopeOf({ type: 'PRODUCT' })).toBe('unknown-scope');
  });

  it('cannot carry a delete past its guard under another name', async () => {
    const asDelete = { scope: 'order/updated', action: 'DELETED' } as const;
    expect(await scopeOf(asDelete)).toBe('order/deleted');
    expect(await scopeOf(asDelete, { 'order/deleted': { isEnabled: false } })).toBe('disabled-scope');
  });
});

describe('ids', () => {
  it('that people and connectors hand in get their canonical form before the lane', async () => {
    const { requests } = await pass([{ origin: 'manual', recordId: 'gid://7' }, { origin: 'hook' }]);

    expect(requests[0]).toMatchObject({ recordId: '7', tier: 0 });
    expect(requests[0]?.lane).toBe(requests[1]?.lane);
    expect(await rulingOf([{ origin: 'manual', recordId: ' ' }])).toEqual(['unresolved', 'record.id']);
  });
});

describe('the delete guard', () => {
  const origins: Draft['origin'][] = [
    'hook',
    'prerequisite',
    'poll',
    'initialize',
    'manual',
    'dataset',
    'replay',
    'hub',
  ];

  it.each(origins)('off ends a hub delete of %s at the gate', async (origin) => {
    const ruling = await rulingOf([{ origin, direction: 'FROM', scope: 'TRANSACTION/deleted' }], {
      connector: { ...acme, collections: [] },
      scopes: { 'TRANSACTION/deleted': { isEnabled: true } },
    });

    expect(ruling).toEqual(['guarded', 'delete.guard']);
  });

  it.each(origins)(
    'off lets a source’s delete of %s reach its lane, marked off, where it swallows nothing',
    async (origin) => {
      const { requests } = await pass([{ origin, scope: 'order/deleted' }]);

      expect(requests[0]).toMatchObject({ action: 'DELETED', coalesce: 'never' });
      expect(gateEntryOf(requests[0]?.trail ?? '')?.saw).toEqual({ 'delete.guard': { guard: 'off' } });
    },
  );

  it.each(['unlink', 'update', 'delete'] as const)(
    '%s lets the delete pass and is kept in the trail',
    async (guard) => {
      const { requests } = await pass([{ scope: 'order/deleted' }], {
        scopes: { 'order/deleted': { guard } },
      });

      expect(gateEntryOf(requests[0]?.trail ?? '')?.saw).toMatchObject({ 'delete.guard': { guard } });
    },
  );
});

describe('children that cannot travel alone', () => {
  const address = { scope: 'address/updated', recordId: '5|2', payload: { city: 'X' } };

  it('become a request for the record that carries them', async () => {
    const { requests } = await pass([address]);

    expect(requests).toMatchObject([
      {
        type: 'CUSTOMER',
        action: 'UPDATED',
        scope: 'customer/updated',
        recordId: '5',
        payload: null,
        coalesce: 'record',
      },
    ]);
    expect(gateEntryOf(requests[0]?.trail ?? '')?.saw?.['child.parent']).toEqual({
      fromType: 'CUSTOMER_ADDRESS',
      fromId: '5|2',
    });
  });

  it('travel alone where the connector names no parent', async () => {
    expect((await pass([{ ...address, recordId: '9' }])).requests).toMatchObject([
      { type: 'CUSTOMER_ADDRESS' },
    ]);
  });

  it('are ignored where the parent is not wanted or cannot be read', async () => {
    const ignored = ['child-ignored', 'child.parent'];

    expect(await rulingOf([address], { scopes: { 'customer/updated': { isEnabled: false } } })).toEqual(
      ignored,
    );
    expect(await rulingOf([address], { scopes: { 'customer/updated': { source: 'payload' } } })).toEqual(
      ignored,
    );
  });

  it('leave a verdict when the connector fails', async () => {
    const parent = (): string => {
      throw new Error('boom');
    };
    const connector = { ...acme, records: { ...acme.records, CUSTOMER_ADDRESS: { parent } } };

    expect(await rulingOf([address], { connector })).toEqual(['unresolved', 'child.parent']);
  });
});

describe('trees', () => {
  const above = (count: number): JudgeOptions['ancestors'] =>
    Array.from({ length: count }, (_, index) => ({
      type: 'MESSAGE',
      action: 'CREATED',
      recordId: String(index),
    }));
  const child: Partial<Draft> = { origin: 'prerequisite', root: 1, parent: 2, isOptional: true };

  it('are at most eight levels deep', async () => {
    expect((await pass([child], {}, { ancestors: above(8) })).requests).toMatchObject([
      { depth: 8, root: 1, parent: 2, isOptional: true },
    ]);
    expect(await rulingOf([child], {}, { ancestors: above(9) })).toEqual(['unresolved', 'tree.depth']);
    expect(await rulingOf([{ ...child, depth: 9 }])).toEqual(['unresolved', 'tree.depth']);
  });

  it('do not go round, also when a child is converted', async () => {
    const ancestors = [{ type: 'CUSTOMER', action: 'UPDATED', recordId: '5' }] as const;
    const address = { ...child, scope: 'address/updated', recordId: '5|2' };

    expect(await rulingOf([address], {}, { ancestors })).toEqual(['unresolved', 'tree.cycle']);
    expect((await pass([{ ...address, recordId: '6|2' }], {}, { ancestors })).requests).toHaveLength(1);
  });
});

describe('versions', () => {
  const facts = (fact: Partial<LinkFact>): JudgeOptions['links'] => {
    return async (keys) =>
      new Map(keys.map((key) => [linkKeyOf(key), { version: null, writtenVersion: null, ...fact }]));
  };
  const payload = { scope: 'order/noted', payload: {}, version: 5 };

  it('older than what was applied are stale, where the payload is the record', async () => {
    expect(await rulingOf([payload], {}, { links: facts({ version: '6' }) })).toEqual([
      'stale',
      'version.stale',
    ]);
    expect(await rulingOf([payload], {}, { links: facts({ version: 5 }) })).toBeUndefined();
    expect(await rulingOf([payload], {}, { links: facts({ version: 'etag' }) })).toBeUndefined();
    expect(await rulingOf([{ version: 5 }], {}, { links: facts({ version: 6 }) })).toBeUndefined();
  });

  it('that our own write returned are echoes', async () => {
    expect(await rulingOf([{ version: 'v2' }], {}, { links: facts({ writtenVersion: 'v2' }) })).toEqual([
      'echo',
      'version.echo',
    ]);
    expect(
      await rulingOf([{ version: 'v3' }], {}, { links: facts({ writtenVersion: 'v2' }) }),
    ).toBeUndefined();
  });

  it('are looked up once, for the drafts that carry one and passed so far', async () => {
    const asked: unknown[] = [];
    const links: JudgeOptions['links'] = async (keys) => {
      asked.push(keys);
      return new Map();
    };

    await pass([payload, {}, { ...payload, scope: 'none' }, { ...payload, recordId: '8' }], {}, { links });
    await pass([{}], {}, { links });

    expect(asked).toEqual([
      [
        { connection: 1, type: 'TRANSACTION', externalId: '7' },
        { connection: 1, type: 'TRANSACTION', externalId: '8' },
      ],
    ]);
  });
});

describe('judging at once', () => {
  it('waits only where a link must be looked up', async () => {
    const directory = aDirectory({ connections: [{ connector: acme }] });
    const links: JudgeOptions['links'] = async () => new Map();
    const plain = judgeAtOnce([aDraft()], { directory, now: NOW, links });
    const asking = judgeAtOnce([aDraft({ version: 5 })], { directory, now: NOW, links });

    expect(plain).toMatchObject({ requests: [{ recordId: '7' }], requestOf: [0] });
    expect(asking).toBeInstanceOf(Promise);
    expect(await asking).toMatchObject({ requests: [{ recordId: '7' }] });
  });
});

describe('coalescing', () => {
  const deletes = { scopes: { 'order/deleted': { guard: 'delete' as const } } };

  it.each<[string, Partial<Draft>, string]>([
    ['a read by id folds per record', {}, 'record'],
    ['a delete too', { scope: 'order/deleted' }, 'record'],
    ['a payload never', { scope: 'order/noted', payload: {} }, 'never'],
    ['a child that brings its record never', { origin: 'prerequisite', payload: {} }, 'never'],
    ['a payload scope without one never', { scope: 'order/noted' }, 'never'],
    ['a replay never', { origin: 'replay' }, 'never'],
    ['a poll per type', { scope: 'order/poll', recordId: '*' }, 'type'],
    ['anything else never', { scope: 'order/other' }, 'never'],
  ])('%s', async (_, draft, coalesce) => {
    expect((await pass([draft], deletes)).requests[0]?.coalesce).toBe(coalesce);
  });

  it('folds what the hub sends out, which carries no record', async () => {
    const { requests } = await pass(
      [{ origin: 'hub', direction: 'FROM', scope: 'TRANSACTION/updated', recordId: '12' }],
      {
        scopes: { 'TRANSACTION/updated': { isEnabled: true } },
      },
    );

    expect(requests).toMatchObject([
      { queue: 11, coalesce: 'record', type: 'TRANSACTION', action: 'UPDATED' },
    ]);
  });
});

describe('priority', () => {
  it('is by who asks, unless the draft says', async () => {
    const tierOf = async (draft: Partial<Draft>): Promise<unknown> => (await pass([draft])).requests[0]?.tier;

    expect(
      await Promise.all(
        (['manual', 'hook', 'poll', 'initialize', 'replay'] as const).map((origin) => tierOf({ origin })),
      ),
    ).toEqual([0, 1, 3, 4, 4]);
    expect(await tierOf({ origin: 'replay', tier: 0 })).toBe(0);
  });
});
