import type { AnyConnector } from '@hookyard/sdk';

import { type ConnectionSpec, aDirectory } from '../../test/kit/a-directory.js';
import { type Draft, childMarkOf, laneKeyOf, rootOfSync } from '../flow/index.js';
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
    'address/deleted': ['CUSTOMER_ADDRESS', 'DELETED', 'Address gone → Customer'],
    'customer/deleted': ['CUSTOMER', 'DELETED', 'Customer gone → Customer'],
    'customer/sent': ['CUSTOMER', 'UPDATED', 'Customer in its hook → Customer', { source: 'payload' }],
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
        overtakes: false,
        absorbs: false,
        child: null,
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
      expect(gateEntryOf(requests[0]?.trail ?? '')?.saw).toMatchObject({ 'delete.guard': { guard: 'off' } });
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

describe('the settle time of deletes', () => {
  const settling = (guard: 'off' | 'delete', settleMs = 60_000) => ({
    scopes: { 'order/deleted': { guard, settleMs } },
  });

  it('holds a delete of any origin aside until it is due', async () => {
    for (const origin of ['hook', 'prerequisite', 'poll', 'manual', 'dataset', 'replay'] as const) {
      const { requests } = await pass([{ origin, scope: 'order/deleted' }], settling('delete'));

      expect(requests).toMatchObject([{ state: 'held-aside', heldCode: 'delete-settling' }]);
      expect((requests[0]?.dueAt ?? 0) - NOW).toBe(60_000);
      expect(gateEntryOf(requests[0]?.trail ?? '')?.saw).toMatchObject({
        'delete.settle': { waitsMs: 60_000 },
      });
    }
  });

  it('of 0 lets it run at once, and so does a guard under which it does nothing', async () => {
    const atOnce = await pass([{ scope: 'order/deleted' }], settling('delete', 0));
    const off = await pass([{ scope: 'order/deleted' }], settling('off'));

    expect([atOnce, off].map(({ requests }) => requests[0]?.state)).toEqual(['queued', 'queued']);
  });

  it('lets a change of the type overtake, unless it is an old one replayed or nothing can wait', async () => {
    const overtakes = async (change: Partial<Draft>, guard: 'off' | 'delete') =>
      (await pass([{ scope: 'order/updated', ...change }], settling(guard))).requests[0]?.overtakes;

    expect(await overtakes({ origin: 'hook' }, 'delete')).toBe(true);
    expect(await overtakes({ origin: 'poll' }, 'delete')).toBe(true);
    expect(await overtakes({ origin: 'replay' }, 'delete')).toBe(false);
    expect(await overtakes({ origin: 'hook' }, 'off')).toBe(false);
  });

  it('marks a replayed delete as late, whatever its guard', async () => {
    const { requests } = await pass([{ origin: 'replay', scope: 'order/deleted' }], settling('delete'));

    expect(gateEntryOf(requests[0]?.trail ?? '')?.saw?.['delete.guard']).toEqual({
      guard: 'delete',
      late: true,
    });
  });
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
      fromConnection: 1,
      fromScope: 'address/updated',
      policy: 'parent',
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

describe('the policy of a scope of children', () => {
  const address = { scope: 'address/updated', recordId: '5|2' };
  const coalescing = { 'address/updated': { childPolicy: 'coalesce', childWindowMs: 30_000 } } as const;
  const one = async (draft: Partial<Draft>, scopes: ConnectionSpec['scopes'] = coalescing) =>
    (await pass([draft], { scopes })).requests[0];

  it('`ignore` ends them there, and says so; a parent nobody wants is another reason', async () => {
    const scopes = { 'address/updated': { childPolicy: 'ignore' } } as const;
    const ignored = await pass([address], { scopes });
    const unwanted = await pass([address], {
      scopes: { ...scopes, 'customer/updated': { isEnabled: false } },
    });

    expect([ignored, unwanted].map(({ verdicts }) => verdicts[0]?.ruling.verdict)).toEqual([
      'child-ignored',
      'child-ignored',
    ]);
    expect(ignored.verdicts[0]?.ruling.facts).toMatchObject({
      policy: 'ignore',
      fromScope: 'address/updated',
    });
    expect(unwanted.verdicts[0]?.ruling.facts).not.toHaveProperty('policy');
  });

  it('`coalesce` lets their parent wait beside its lane, from the first of them on', async () => {
    const made = await one(address);

    expect(made).toMatchObject({
      type: 'CUSTOMER',
      state: 'held-aside',
      heldCode: 'child-window',
      dueAt: NOW + 30_000,
      absorbs: false,
      child: { connection: 1, scope: 'address/updated', policy: 'coalesce' },
    });
    expect(gateEntryOf(made?.trail ?? '')?.saw?.['child.window']).toEqual({ waitsMs: 30_000 });
    expect(childMarkOf(made?.trail ?? '')).toEqual(made?.child);
  });

  it('lets what stands for itself run in its turn: asked for by a person, replayed, watched, written anew', async () => {
    const own = [
      { origin: 'manual' },
      { origin: 'replay' },
      { root: rootOfSync(1, true) },
      { isRewrite: true },
    ] as const;
    for (const draft of own)
      expect(await one({ ...address, ...draft })).toMatchObject({ state: 'queued', dueAt: NOW });
    expect(await one({ ...address, origin: 'prerequisite' })).toMatchObject({ state: 'held-aside' });
  });

  it('lets requests that read the parent anyway absorb what waits, and no others', async () => {
    const absorbs = async (draft: Partial<Draft>, scopes: ConnectionSpec['scopes'] = coalescing) =>
      (await one(draft, scopes))?.absorbs;

    expect(await absorbs({ scope: 'customer/updated', recordId: '5' })).toBe(true);
    expect(await absorbs({ scope: 'customer/updated', recordId: '5' }, {})).toBe(false);
    expect(await absorbs({ scope: 'customer/sent', recordId: '5', payload: {} })).toBe(false);
    expect(await absorbs({ scope: 'customer/updated', recordId: '5', origin: 'replay' })).toBe(false);
    expect(await absorbs({ scope: 'customer/deleted', recordId: '5' })).toBe(false);
    expect(await absorbs({ scope: 'order/updated' })).toBe(false);
  });

  it('overtakes deletes of the parent with a child that was made or changed, not with one that was deleted', async () => {
    const guarded = { 'customer/deleted': { guard: 'delete', settleMs: 60_000 } } as const;
    const overtakes = async (scope: string, scopes: ConnectionSpec['scopes'] = guarded) =>
      (await one({ ...address, scope }, scopes))?.overtakes;

    expect(await overtakes('address/updated')).toBe(true);
    expect(await overtakes('address/updated', { ...guarded, ...coalescing })).toBe(true);
    expect(await overtakes('address/deleted')).toBe(false);
    expect((await one({ ...address, scope: 'address/deleted' }, guarded))?.action).toBe('UPDATED');
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

  it('that a list names unchanged end there, unless a delete of the record waits, which they overtake', async () => {
    const listed = { origin: 'poll', scope: 'order/updated', version: 5 } as const;
    const scopes = { 'order/deleted': { guard: 'delete' } } as const;
    const seenAgain = await pass(
      [listed],
      { scopes },
      { links: facts({ version: 5, isDeleteWaiting: true }) },
    );

    expect(await rulingOf([listed], { scopes }, { links: facts({ version: 5 }) })).toEqual([
      'no-change',
      'version.unchanged',
    ]);
    expect(seenAgain.requests).toMatchObject([{ action: 'UPDATED', overtakes: true, state: 'queued' }]);
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
