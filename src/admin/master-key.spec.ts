import { anAdminYard } from '../../test/kit/an-admin.js';

describe('the master key over REST', () => {
  it('is shown by its id, with what is sealed under it', async () => {
    await using yard = await anAdminYard();

    const answer = await yard.admin('GET', '/v1/master-key');

    expect(answer).toMatchObject({
      status: 200,
      body: {
        keys: [{ id: expect.stringMatching(/^[0-9a-f]{8}$/), isKnown: true, isFirst: true, sealed: 1 }],
        rotation: { state: 'done', resealed: 0, left: 0, unreadable: [] },
      },
    });
  });

  it('a rotation with nothing to do is done', async () => {
    await using yard = await anAdminYard();

    expect(await yard.admin('POST', '/v1/master-key/rotation')).toMatchObject({
      status: 202,
      body: { rotation: { state: 'done', left: 0 } },
    });
  });

  it('only an admin of the host itself sees and rotates it', async () => {
    await using yard = await anAdminYard();
    const operator = await yard.withRole('operator');

    const statuses: number[] = [];
    for (const call of [yard.nobody, operator, yard.stranger]) {
      statuses.push((await call('GET', '/v1/master-key')).status);
      statuses.push((await call('POST', '/v1/master-key/rotation')).status);
    }

    expect(statuses).toEqual([401, 401, 403, 403, 403, 403]);
  });
});
