import type { AnyConnector, CollectionDefinition, PrerequisiteAnswer } from '@hookyard/sdk';

import { PRODUCT_INTO_HUB, TransferringRoom, productShop } from '../../test/kit/transferring.js';
import type { ClaimedRequest } from '../flow/index.js';
import type { Ran } from './transfer.js';

const MESSAGES = { ...PRODUCT_INTO_HUB, name: 'Message', type: 'MESSAGE', mappings: [] } as const;

let room: TransferringRoom;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
beforeEach(() => room.open());
afterAll(() => room[Symbol.asyncDispose]());

describe('prerequisites', () => {
  const message = {
    type: 'MESSAGE',
    action: 'CREATED',
    scope: 'message/created',
    recordId: 'Car:1234',
    payload: '{}',
  } as const;

  async function preparing(
    handlePrerequisite: AnyConnector['handlePrerequisite'],
    over: Partial<ClaimedRequest> = {},
    collections: readonly CollectionDefinition[] = [MESSAGES],
  ): Promise<Ran> {
    room.open({
      shop: {
        connector: {
          ...productShop,
          prefixes: { productPrefix: 'PRODUCT' },
          handlePrerequisite,
          records: { PRODUCT: { get: async () => null } },
        },
        settings: { productPrefix: 'Car' },
        collections,
      },
    });
    return room.run(room.aRequest({ ...message, ...over }));
  }

  it('are told how long ago their request was queued', async () => {
    let ageMs = -1;
    await preparing(
      (request) => {
        ({ ageMs } = request);
        return { children: [], unresolved: 'seen' };
      },
      { createdAt: room.now - 90_000 },
    );

    expect(ageMs).toBe(90_000);
  });

  it('resolve a generic hook into the request it stands for, under the same tracking id', async () => {
    const { settlement } = await preparing(({ externalId }, { typeForPrefix, scopeFor }) => {
      const type = typeForPrefix(externalId.split(':')[0] ?? '');
      if (!type) return { children: [], unresolved: `no type for ${externalId}` };
      return { children: [{ type, action: 'UPDATED', scope: scopeFor(type, 'UPDATED') }] };
    });

    expect(settlement.outcome).toMatchObject({ kind: 'children', then: 'done' });
    expect(settlement.requests).toEqual([
      expect.objectContaining({
        type: 'PRODUCT',
        recordId: 'Car:1234',
        parent: settlement.request.seq,
        root: settlement.request.seq,
        depth: 1,
      }),
    ]);
  });

  it('an unknown prefix ends unresolved with its reason', async () => {
    const { settlement } = await preparing(() => ({ children: [], unresolved: 'no type for Bus' }));

    expect(settlement.outcome).toMatchObject({
      kind: 'ended',
      verdict: 'unresolved',
      facts: { reason: 'no type for Bus' },
    });
  });

  it.each<[string, PrerequisiteAnswer]>([
    ['children', { children: [{ type: 'PRODUCT', action: 'UPDATED' }] }],
    ['nothing to do', { children: [] }],
    ['no resolution', { children: [], unresolved: 'no type for Bus' }],
  ])(
    'a control type without a mapping collection is a wrong setting that names it: %s',
    async (_, answer) => {
      const outbound = { ...MESSAGES, direction: 'FROM' } as const;

      const { settlement } = await preparing(() => answer, {}, [PRODUCT_INTO_HUB, outbound]);

      expect(settlement.outcome).toMatchObject({
        kind: 'held',
        code: 'bad-config:no-mapping MESSAGE TO',
        reason: expect.stringContaining('no mapping collection for the control type MESSAGE TO'),
      });
      expect(settlement.requests).toEqual([]);
    },
  );

  it('a request that goes on by itself needs no control collection', async () => {
    const { settlement } = await preparing(() => ({ children: [], then: 'continue' }), {}, []);

    expect(settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'no-mapping' });
  });

  it('a pair without a scope is a wrong setting that names the pair', async () => {
    const { settlement } = await preparing(() => ({ children: [{ type: 'CUSTOMER', action: 'UPDATED' }] }));

    expect(settlement.outcome).toMatchObject({ kind: 'held', code: 'bad-config:scope CUSTOMER UPDATED' });
  });

  it('children that the gate refused count as over: continue goes on at once', async () => {
    const refused = { type: 'PRODUCT', action: 'CREATED', scope: 'nobody/declared' } as const;
    const done = await preparing(() => ({ children: [refused] }));
    const goesOn = await preparing(() => ({ children: [refused], then: 'continue' }));

    expect(done.settlement.outcome).toMatchObject({ kind: 'done', facts: { children: 0, refused: 1 } });
    expect(goesOn.settlement.outcome).toMatchObject({ kind: 'done', facts: { change: 'created' } });
    expect(goesOn.settlement.verdicts).toHaveLength(1);
  });

  it('do not run again behind their children', async () => {
    let asked = 0;
    const { settlement } = await preparing(() => void (asked += 1), { result: '{"then":"continue"}' });

    expect(asked).toBe(0);
    expect(settlement.outcome).toMatchObject({ kind: 'done', facts: { change: 'created' } });
  });

  it('a child like its own parent goes round for ever and is refused', async () => {
    const { settlement } = await preparing(() => ({ children: [{ type: 'MESSAGE', action: 'CREATED' }] }));

    expect(settlement.verdicts[0]?.ruling).toMatchObject({ verdict: 'unresolved', rule: 'tree.cycle' });
  });

  it('nonsense answers are bugs in words', async () => {
    const { settlement } = await preparing((() => ({
      children: [{ type: 'PRODUCT', action: 'EXPLODED' }],
    })) as never);

    expect(settlement.attempt).toMatchObject({
      failure: 'Bug',
      message: expect.stringContaining('children.0.action'),
    });
  });
});
