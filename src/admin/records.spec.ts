import { aConnection, aRecordOf, anAdminYard, viewOf, type AdminYard } from '../../test/kit/an-admin.js';
import { rowsOf } from '../../test/kit/ledgers.js';
import { collectionIntoHub } from '../../test/kit/shop.js';

let yard: AdminYard;

beforeAll(async () => {
  yard = await anAdminYard();
});

afterAll(() => yard[Symbol.asyncDispose]());

async function aRecord(externalId: string): Promise<{ connection: string; id: string; number: number }> {
  const { id: connection } = await aConnection(yard);
  const number = await aRecordOf(yard, connection, externalId);
  return { connection, id: yard.publicIds.publicId('rec', number), number };
}

describe('a record', () => {
  it('is found by the id any system knows it by', async () => {
    const { connection, id } = await aRecord('5001');
    const other = await aRecord('5001');
    const ids = async (query: string): Promise<string[]> =>
      (await yard.admin('GET', `/v1/records?type=TRANSACTION&${query}`)).body.items.map(
        (item: { id: string }) => item.id,
      );

    expect(await ids(`connection=${connection}&externalId=%205001`)).toEqual([id]);
    expect(await ids('externalId=5001')).toEqual([other.id, id]);
    expect(await ids(`connection=${connection}&externalId=5002`)).toEqual([]);
    expect((await yard.stranger('GET', '/v1/records?type=TRANSACTION&externalId=5001')).body.items).toEqual(
      [],
    );
    expect(await yard.admin('GET', `/v1/records?type=TRANSACTION&connection=${connection}`)).toMatchObject({
      status: 400,
    });
  });

  it('is deleted and brought back by hand, and its history says so page by page', async () => {
    const { id } = await aRecord('5003');

    expect((await yard.admin('DELETE', `/v1/records/${id}`)).status).toBe(204);
    expect((await yard.admin('DELETE', `/v1/records/${id}`)).status).toBe(204);
    const deleted = await yard.admin('GET', `/v1/records/${id}`);
    const back = await yard.admin('POST', `/v1/records/${id}/undelete`);
    const again = await yard.admin('POST', `/v1/records/${id}/undelete`);
    const first = await yard.admin('GET', `/v1/records/${id}/history?limit=2`);
    const second = await yard.admin('GET', `/v1/records/${id}/history?limit=2&cursor=${first.body.next}`);

    expect(deleted.body).toMatchObject({ version: 2, deletedAt: expect.any(String), data: { number: '#1' } });
    expect(back).toMatchObject({ status: 200, body: { version: 3, deletedAt: null } });
    expect(again.status).toBe(409);
    expect(first.body.items).toEqual([
      expect.objectContaining({ version: 3, trackingId: null }),
      expect.objectContaining({ version: 2 }),
    ]);
    expect(second.body).toMatchObject({ items: [{ version: 1 }], next: null });
  });

  it('is deleted in each system as its guard says: off is refused at the gate, the others are queued', async () => {
    const { id, connection } = await aRecord('5004');
    const off = await hearsOfDeletes(connection, 'off');
    const unlinking = await hearsOfDeletes((await aConnection(yard)).id, 'unlink');

    await yard.admin('DELETE', `/v1/records/${id}`);

    const told = { recordId: id, direction: 'FROM', scope: 'TRANSACTION/deleted' };
    const queued = await yard.admin('GET', `/v1/transfers?connection=${unlinking}`);
    expect(queued.body.items).toEqual([expect.objectContaining(told)]);
    expect((await yard.admin('GET', `/v1/transfers?connection=${off}`)).body.items).toEqual([]);
    const verdicts = await rowsOf<{ verdict: string }>(
      yard.store,
      `SELECT verdict FROM verdict WHERE connection = ${viewOf(yard, off).number}`,
    );
    expect(verdicts).toEqual([{ verdict: 'guarded' }]);
  });

  it('is not deleted by a stranger or a viewer', async () => {
    const { id } = await aRecord('5005');
    const viewer = await yard.withRole('viewer');

    expect((await yard.stranger('DELETE', `/v1/records/${id}`)).status).toBe(404);
    expect((await yard.stranger('POST', `/v1/records/${id}/undelete`)).status).toBe(404);
    expect((await viewer('DELETE', `/v1/records/${id}`)).status).toBe(403);
  });

  it('leaves a line in the audit for each change by hand', async () => {
    const { id } = await aRecord('5006');

    await yard.admin('DELETE', `/v1/records/${id}`);
    await yard.admin('POST', `/v1/records/${id}/undelete`);

    const lines = await rowsOf(yard.store, `SELECT action FROM audit WHERE subject = '${id}' ORDER BY id`);
    expect(lines).toEqual([{ action: 'record.delete' }, { action: 'record.undelete' }]);
  });
});

/** Switches the hub scope for deletes on; answers the connection. */
async function hearsOfDeletes(connection: string, guard: string): Promise<string> {
  const collection = { ...collectionIntoHub(connection), name: 'Out', direction: 'FROM' };
  expect(await yard.admin('POST', '/v1/mapping-collections', collection)).toMatchObject({ status: 201 });
  const scopes = await yard.admin('GET', `/v1/connections/${connection}/scopes?direction=FROM`);
  const scope = scopes.body.items.find(({ name }: { name: string }) => name === 'TRANSACTION/deleted');
  const path = `/v1/connections/${connection}/scopes/${scope.id}`;
  expect(await yard.admin('PATCH', path, { enabled: true, guard })).toMatchObject({ status: 200 });
  return connection;
}
