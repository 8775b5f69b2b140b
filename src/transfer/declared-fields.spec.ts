import { TransferringRoom } from '../../test/kit/transferring.js';

let room: TransferringRoom;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
beforeEach(() => room.open());
afterAll(() => room[Symbol.asyncDispose]());

describe('a value its field cannot hold', () => {
  it('stops before the hub, and its field is named', async () => {
    const { settlement } = await room.run(room.aRequest({ payload: '{"name":"Chair","price":"much"}' }));

    expect(settlement.outcome).toMatchObject({ kind: 'parked', reason: 'invalid' });
    expect(settlement.attempt).toMatchObject({
      failure: 'Invalid',
      message: 'PRODUCT: price is to hold number, not text',
      facts: { phase: 'map', fields: ['price'] },
    });
    expect(await room.shopLink()).toBeNull();
  });

  it('stops too where the tenant declared the field itself', async () => {
    room.open({ shop: { declaredFields: { PRODUCT: { stock: { kind: 'list' } } } } });

    const { settlement } = await room.run(room.aRequest({ payload: '{"name":"Chair","stock":3}' }));

    expect(settlement.attempt).toMatchObject({ failure: 'Invalid', facts: { fields: ['stock'] } });
  });

  it('is taken where it can be read as what is wanted, as it came', async () => {
    const record = await room.seeded({ name: 7, price: '12.50' });

    expect((await room.hub.read.record(record))?.data).toEqual({ name: 7, price: '12.50' });
  });
});
