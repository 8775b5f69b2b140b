import { Invalid, type AnyConnector, type PostActionRequest } from '@hookyard/sdk';

import { TransferringRoom, warehouse } from '../../test/kit/transferring.js';

let room: TransferringRoom;
const seen: PostActionRequest[] = [];

beforeAll(async () => {
  room = await TransferringRoom.start();
});
beforeEach(() => {
  seen.length = 0;
});
afterAll(() => room[Symbol.asyncDispose]());

describe('a post action', () => {
  it('is run once the transfer is stored, and told what it did', async () => {
    open({ postAction: (request) => void seen.push(request) });
    const record = await room.seeded({ name: 'Desk' }, 'p-desk');

    const ran = await room.toWarehouse(record);
    expect(seen).toEqual([]);
    await room.commit(ran);
    await ran.after?.();

    const { externalId } = ran.settlement.outcome.facts ?? {};
    expect(seen).toMatchObject([
      {
        direction: 'FROM',
        type: 'PRODUCT',
        externalId: String(record),
        change: 'created',
        linkedId: externalId,
      },
    ]);
    expect(room.evidence).toEqual([]);
  });

  it('does not follow what ended as a verdict', async () => {
    open({ postAction: (request) => void seen.push(request) });
    const record = await room.seeded({ name: 'Chair' }, 'p-chair');
    await room.commit(await room.toWarehouse(record));

    const ran = await room.toWarehouse(record);

    expect(ran.settlement.outcome).toMatchObject({ verdict: 'no-change' });
    expect(ran.after).toBeUndefined();
  });

  it('that fails is a line and evidence, without secrets, and undoes nothing', async () => {
    open({
      async postAction(_request, ctx) {
        await ctx.http.post('/notes', { json: { token: ctx.secret('api') } });
        throw new Invalid(`no notes with ${ctx.secret('api')}`);
      },
    });
    const record = await room.seeded({ name: 'Lamp' }, 'p-lamp');
    const ran = await room.toWarehouse(record);
    expect(await room.commit(ran)).toEqual(['ok']);

    await ran.after?.();

    const text = JSON.stringify(room.evidence);
    expect(room.evidence).toMatchObject([
      {
        request: ran.settlement.request.seq,
        failure: 'Invalid',
        message: expect.stringContaining('the transfer stands') as string,
        facts: { phase: 'post-action', calls: [{ method: 'POST', status: 201 }] },
      },
    ]);
    expect(room.logged.join('\n')).toContain('the post action failed');
    expect(text + room.logged.join('\n')).not.toContain('warehouse-token');
    expect(ran.settlement.outcome.kind).toBe('done');
  });

  it('that never ends is ended by the time of a call', async () => {
    open({ postAction: () => new Promise(() => undefined) });
    const record = await room.seeded({ name: 'Sofa' }, 'p-sofa');
    const ran = await room.toWarehouse(record);
    await room.commit(ran);

    await ran.after?.();

    expect(room.evidence).toMatchObject([{ failure: 'TimedOut' }]);
  });
});

function open(more: Partial<AnyConnector>): void {
  room.open({ warehouse: { connector: { ...warehouse, ...more } } });
}
