import {
  CONNECTION,
  aConnection,
  aRecordOf,
  anAdminYard,
  type AdminYard,
  type Answer,
} from '../../test/kit/an-admin.js';
import { rowsOf } from '../../test/kit/ledgers.js';

let yard: AdminYard;

beforeAll(async () => {
  yard = await anAdminYard();
});

afterAll(() => yard[Symbol.asyncDispose]());

/** A record one connection knows, and another that does not know it yet. */
async function aPair(externalId: string): Promise<{ record: string; from: string; connection: string }> {
  const from = (await aConnection(yard)).id;
  const connection = (await aConnection(yard)).id;
  const record = yard.publicIds.publicId('rec', await aRecordOf(yard, from, externalId));
  return { record, from, connection };
}

const link = (body: object): Promise<Answer> => yard.admin('POST', '/v1/links', body);

async function unlinked(connection: string, query = ''): Promise<{ ids: string[]; next: string | null }> {
  const { body } = await yard.admin('GET', `/v1/connections/${connection}/unlinked?type=TRANSACTION${query}`);
  return { ids: body.items.map(({ id }: { id: string }) => id), next: body.next };
}

describe('links by hand', () => {
  it('are made from the list of what a connection has no link for, which then no longer shows it', async () => {
    const { record, from, connection } = await aPair('6001');
    const before = await unlinked(connection);

    const made = await link({ record, connection, externalId: ' B-1 ' });

    expect(before.ids).toContain(record);
    expect((await unlinked(from)).ids).not.toContain(record);
    expect(made).toMatchObject({
      status: 201,
      body: {
        connection,
        type: 'TRANSACTION',
        externalId: 'B-1',
        primary: true,
        state: 'live',
        baseline: null,
      },
    });
    expect((await unlinked(connection)).ids).not.toContain(record);
    const found = await yard.admin(
      'GET',
      `/v1/records?type=TRANSACTION&connection=${connection}&externalId=B-1`,
    );
    expect(found.body.items).toMatchObject([{ id: record }]);
  });

  it('lists what has no link page by page, without what is deleted', async () => {
    const { record: first, connection } = await aPair('6002');
    const { record: second } = await aPair('6003');
    const { record: deleted } = await aPair('6004');
    await yard.admin('DELETE', `/v1/records/${deleted}`);

    const page = await unlinked(connection, '&limit=1');
    const next = await unlinked(connection, `&limit=1&cursor=${page.next}`);

    expect([...page.ids, ...next.ids]).toEqual([second, first]);
  });

  it('are one for each id of a system: a second is refused with whose it is', async () => {
    const { record, from, connection } = await aPair('6005');
    const { record: other } = await aPair('6006');
    await link({ record, connection, externalId: 'B-5' });

    const twice = await link({ record: other, connection, externalId: 'B-5' });
    const own = await link({ record: other, connection: from, externalId: '6005' });

    expect(twice).toMatchObject({ status: 409, body: { detail: expect.stringContaining(record) } });
    expect(own.status).toBe(409);
  });

  it('are primary first and secondary after, and the primary one ends last', async () => {
    const { record, connection } = await aPair('6007');
    const first = await link({ record, connection, externalId: 'P-1' });

    const second = await link({ record, connection, externalId: 'P-2' });
    const third = await link({ record, connection, externalId: 'P-3', primary: true });
    const early = await yard.admin('DELETE', `/v1/links/${first.body.id}`);

    expect(second.body).toMatchObject({ primary: false, state: 'live' });
    expect(third).toMatchObject({ status: 409, body: { detail: expect.stringContaining('P-1') } });
    expect(early.status).toBe(409);
    expect((await yard.admin('DELETE', `/v1/links/${second.body.id}`)).status).toBe(204);
    expect((await yard.admin('DELETE', `/v1/links/${first.body.id}`)).status).toBe(204);
    expect((await yard.admin('DELETE', `/v1/links/${first.body.id}`)).status).toBe(204);
    expect((await unlinked(connection)).ids).toContain(record);
    const { links } = (await yard.admin('GET', `/v1/records/${record}`)).body;
    expect(links.filter((one: { connection: string }) => one.connection === connection)).toMatchObject([
      { externalId: 'P-1', state: 'ended' },
      { externalId: 'P-2', state: 'ended' },
    ]);
    expect((await link({ record, connection, externalId: 'P-2' })).body).toMatchObject({ primary: true });
  });

  it('do not join live with sandbox, nor bring back what is deleted', async () => {
    const { record, connection } = await aPair('6008');
    const sandbox = await yard.admin('POST', '/v1/connections', { ...CONNECTION, mode: 'sandbox' });

    expect((await link({ record, connection: sandbox.body.id, externalId: 'S-1' })).status).toBe(409);
    await yard.admin('DELETE', `/v1/records/${record}`);
    expect((await link({ record, connection, externalId: 'B-8' })).status).toBe(409);
  });

  it('are made and ended by operators of the same tenant only, each with a line in the audit', async () => {
    const { record, connection } = await aPair('6009');
    const body = { record, connection, externalId: 'B-9' };
    const viewer = await yard.withRole('viewer');
    const made = await link(body);
    const path = `/v1/links/${made.body.id}`;

    expect((await yard.stranger('POST', '/v1/links', body)).status).toBe(404);
    expect((await yard.stranger('DELETE', path)).status).toBe(404);
    expect(
      (await yard.stranger('GET', `/v1/connections/${connection}/unlinked?type=TRANSACTION`)).status,
    ).toBe(404);
    expect((await viewer('POST', '/v1/links', body)).status).toBe(403);
    await yard.admin('DELETE', path);
    const lines = await rowsOf<{ action: string }>(
      yard.store,
      `SELECT action FROM audit WHERE subject IN ('${record}', '${made.body.id}') ORDER BY id`,
    );
    expect(lines).toEqual([{ action: 'link.create' }, { action: 'link.remove' }]);
  });
});
