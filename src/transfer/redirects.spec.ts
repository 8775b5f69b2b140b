import { TransferringRoom } from '../../test/kit/transferring.js';

let room: TransferringRoom;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
beforeEach(() => room.open());
afterAll(() => room[Symbol.asyncDispose]());

describe('a system that redirects', () => {
  it.each([301, 308])('%i for good is a wrong address, with the new one named', async (status) => {
    const record = await room.seeded({ name: `Moved ${status}` });
    const headers = { location: 'https://new.example/things?api_key=s3cret-s3cret' };
    room.partner.misbehave(() => ({ status, headers }));

    const { settlement } = await room.toWarehouse(record);

    const reason = 'reason' in settlement.outcome ? settlement.outcome.reason : '';
    expect(settlement.outcome).toMatchObject({ kind: 'held', code: 'bad-config:url' });
    expect(reason).toMatch(
      /^redirects are not followed: .* to https:\/\/new\.example\/things\?api_key=\[secret\]/,
    );
    expect(reason).not.toContain('s3cret');
    expect(room.partner.calls.filter(({ path }) => path === '/elsewhere')).toEqual([]);
  });

  it.each([302, 303, 307])('%i for now is tried again, and not followed', async (status) => {
    const record = await room.seeded({ name: `Away ${status}` });
    room.partner.misbehave(() => ({ status, headers: { location: `${room.partner.url}/elsewhere` } }));

    const { settlement } = await room.toWarehouse(record);

    expect(settlement.outcome).toMatchObject({ kind: 'retry', usesAttempt: true });
    expect(settlement.attempt?.message).toContain(`to ${room.partner.url}/elsewhere`);
    expect(room.partner.calls.filter(({ path }) => path === '/elsewhere')).toEqual([]);
  });
});
