import {
  type AdminYard,
  type Answer,
  aConnection,
  aRecordOf,
  anAdminYard,
  viewOf,
} from '../../test/kit/an-admin.js';
import { rowsOf } from '../../test/kit/ledgers.js';
import type { Settlement } from '../flow/index.js';
import { hubEffects } from '../hub/index.js';

let yard: AdminYard;

beforeAll(async () => {
  yard = await anAdminYard();
});
afterAll(() => yard[Symbol.asyncDispose]());

let next = 9_000;

interface Known {
  readonly id: string;
  readonly number: number;
  readonly connection: string;
  readonly externalId: string;
}

/** A record that one system has, with this data. */
async function aRecord(data: object, connection?: string): Promise<Known> {
  const id = connection ?? (await aConnection(yard)).id;
  const externalId = String((next += 1));
  const number = await aRecordOf(yard, id, externalId);
  await put(number, data);
  return { id: yard.publicIds.publicId('rec', number), number, connection: id, externalId };
}

/** A system changes a record. */
async function put(number: number, data: object, connection: number | null = null): Promise<void> {
  const record = await yard.hub.read.record(number);
  if (!record) throw new Error('no record');
  const after = { ...record.data, ...data };
  const changed = Object.fromEntries(
    Object.entries(data).map(([field, value]) => [field, [record.data[field] ?? null, value]]),
  );
  const write = {
    ...record,
    expected: record.version,
    data: JSON.stringify(after),
    changed: JSON.stringify(changed),
    root: 0,
    connection,
    at: Date.now(),
  };
  expect(
    await yard.store.write((tx) => hubEffects(tx, [{ effects: { record: write } } as unknown as Settlement])),
  ).toEqual(['ok']);
}

const get = async (id: string) => (await yard.admin('GET', `/v1/records/${id}`)).body;
const merge = (body: object): Promise<Answer> => yard.admin('POST', '/v1/merges', body);
const undo = (id: string): Promise<Answer> => yard.admin('POST', `/v1/merges/${id}/undo`);

describe('a merge', () => {
  it('is shown before: the record, its links and who is written to; and nothing is written', async () => {
    const one = await aRecord({ email: 'a@example.com', note: 'short' });
    const two = await aRecord({ note: 'a longer note', phone: '1' });

    const { status, body } = await yard.admin('POST', '/v1/merges/preview', {
      winner: one.id,
      losers: [two.id],
      rules: { fields: { note: 'longest' } },
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: { number: '#1', email: 'a@example.com', note: 'a longer note', phone: '1' },
      changed: { note: ['short', 'a longer note'], phone: [null, '1'] },
      sources: { note: two.id, phone: two.id },
      links: [
        { connection: one.connection, externalId: one.externalId, from: one.id, primary: true },
        { connection: two.connection, externalId: two.externalId, from: two.id, primary: true },
      ],
      writes: [
        { connection: one.connection, kind: 'none', reason: expect.stringContaining('scope') },
        { connection: two.connection, kind: 'none' },
      ],
    });
    expect((await get(one.id)).version).toBe(2);
    expect((await get(two.id)).mergedInto).toBeNull();
  });

  it('is one record with all links, the others part of it, and says so in both histories and in explain', async () => {
    const one = await aRecord({ email: 'a@example.com' });
    const two = await aRecord({ phone: '1' });
    const three = await aRecord({ city: 'Ghent' }, one.connection);

    const made = await merge({ winner: one.id, losers: [two.id, three.id] });

    expect(made).toMatchObject({
      status: 201,
      body: { winner: one.id, losers: [two.id, three.id], undoneAt: null, undone: null },
    });
    const winner = await get(one.id);
    expect(winner).toMatchObject({ version: 3, data: { email: 'a@example.com', phone: '1', city: 'Ghent' } });
    expect(placesOf(winner)).toEqual(
      new Set([
        `${one.connection} ${one.externalId} primary`,
        `${two.connection} ${two.externalId} primary`,
        `${one.connection} ${three.externalId} secondary`,
      ]),
    );
    const event = { type: 'record.merged', merge: made.body.id, winner: one.id, losers: [two.id, three.id] };
    expect(winner.history[0]).toMatchObject({ event, changed: { phone: [null, '1'] } });
    const loser = await get(two.id);
    expect(loser).toMatchObject({ mergedInto: one.id, mergedBy: made.body.id, links: [] });
    expect(loser.deletedAt).not.toBeNull();
    expect(loser.history[0]).toMatchObject({ event, changed: {} });
    const { items } = (await yard.admin('GET', `/v1/explain?recordId=${two.id}`)).body;
    expect(items).toContainEqual(
      expect.objectContaining({ what: 'change', facts: expect.objectContaining({ event }) }),
    );
    expect((await yard.admin('GET', `/v1/merges?winner=${one.id}`)).body.items).toEqual([made.body]);
    const found = await yard.admin('GET', `/v1/records?type=TRANSACTION&externalId=${two.externalId}`);
    expect(found.body.items).toMatchObject([{ id: one.id }]);
    const audit = await rowsOf<{ action: string }>(
      yard.store,
      `SELECT action FROM audit WHERE subject = '${one.id}'`,
    );
    expect(audit).toEqual([{ action: 'record.merge' }]);
  });

  it('leaves keys with the records, which speak for what they became', async () => {
    const one = await aRecord({ sku: 'A' });
    const two = await aRecord({ sku: 'B' });
    const { tenant, mode } = viewOf(yard, two.connection);
    const name = { tenant, mode, type: 'TRANSACTION', key: 'sku', value: `B-${next}` } as const;
    const claim = { ...name, record: two.number, expected: null };
    await yard.store.write((tx) => hubEffects(tx, [{ effects: { keys: [claim] } } as unknown as Settlement]));

    const made = await merge({ winner: one.id, losers: [two.id] });
    const merged = await yard.hub.holder(name);
    await undo(made.body.id);

    expect(merged).toMatchObject({ id: two.number, speaksFor: one.number, record: { data: { sku: 'B' } } });
    expect(await yard.hub.holder(name)).toMatchObject({ id: two.number, speaksFor: two.number });
  });

  it('takes what a system holds and what a person says, field by field', async () => {
    const one = await aRecord({ email: 'old@example.com', note: 'x' });
    const two = await aRecord({ email: 'new@example.com', note: 'y' });

    const { body } = await yard.admin('POST', '/v1/merges/preview', {
      winner: one.id,
      losers: [two.id],
      rules: {
        otherwise: 'newest',
        fields: { note: { value: 'both' }, email: { connection: two.connection } },
      },
    });

    expect(body).toMatchObject({
      // The system was never read: the winner's stays.
      changed: { note: ['x', 'both'] },
      sources: { note: null },
    });
    expect(body.changed).not.toHaveProperty('email');
  });

  it.each([
    ['a record with itself', async (one: Known) => ({ winner: one.id, losers: [one.id] })],
    ['one that is deleted', async (one: Known) => ({ winner: one.id, losers: [await deleted()] })],
    ['one that was merged', async (one: Known) => ({ winner: one.id, losers: [await merged()] })],
    ['another type', async (one: Known) => ({ winner: one.id, losers: [await customer()] })],
    ['another mode', async (one: Known) => ({ winner: one.id, losers: [await sandboxed()] })],
  ])('refuses %s, with what to do', async (_, body) => {
    const answer = await merge(await body(await aRecord({})));

    expect(answer).toMatchObject({ status: 409, body: { code: 'MERGE_REFUSED' } });
  });

  it('refuses what is of nobody, of another tenant, too much, or no rule', async () => {
    const [one, two] = [await aRecord({}), await aRecord({})];
    const body = { winner: one.id, losers: [two.id] };

    expect((await yard.stranger('POST', '/v1/merges', body)).status).toBe(404);
    const viewer = await yard.withRole('viewer');
    expect((await viewer('POST', '/v1/merges', body)).status).toBe(403);
    expect((await viewer('POST', '/v1/merges/preview', body)).status).toBe(200);
    expect((await merge({ ...body, losers: Array.from({ length: 21 }, (_, n) => `rec_${n}`) })).status).toBe(
      400,
    );
    expect(await merge({ ...body, rules: { fields: { email: 'best' } } })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'rules.fields.email' }] },
    });
  });
});

describe('an undo', () => {
  it('right behind its merge leaves records, links and keys as they were', async () => {
    const one = await aRecord({ email: 'a@example.com' });
    const two = await aRecord({ phone: '1' });
    const three = await aRecord({ city: 'Ghent' }, one.connection);
    const before = await Promise.all([one, two, three].map(({ id }) => get(id)));

    const made = await merge({ winner: one.id, losers: [two.id, three.id] });
    const undone = await undo(made.body.id);

    expect(undone).toMatchObject({
      status: 200,
      body: { undone: { kept: [], returned: [], lostLinks: [] } },
    });
    const after = await Promise.all([one, two, three].map(({ id }) => get(id)));
    for (const [index, record] of after.entries()) {
      expect(record).toMatchObject({
        data: before[index].data,
        deletedAt: null,
        mergedInto: null,
        mergedBy: null,
        erasedAt: null,
      });
      expect(Object.keys(record.data)).toEqual(Object.keys(before[index].data));
      expect(placesOf(record)).toEqual(placesOf(before[index]));
      expect(record.history[0].event).toMatchObject({ type: 'record.unmerged', merge: made.body.id });
    }
    expect(await undo(made.body.id)).toMatchObject({ status: 409, body: { code: 'UNDO_REFUSED' } });
  });

  it('keeps what was changed since, and says so', async () => {
    const one = await aRecord({ email: 'a@example.com' });
    const two = await aRecord({ phone: '1', city: 'Ghent' });
    const made = await merge({ winner: one.id, losers: [two.id] });
    await put(one.number, { city: 'Bruges', email: 'b@example.com' });

    const { body } = await undo(made.body.id);

    expect(body.undone.kept).toEqual(
      expect.arrayContaining([
        { field: 'city', connection: null },
        { field: 'email', connection: null },
      ]),
    );
    expect((await get(one.id)).data).toMatchObject({ city: 'Bruges', email: 'b@example.com' });
    expect((await get(one.id)).data).not.toHaveProperty('phone');
    expect((await get(two.id)).data).toMatchObject({ phone: '1', city: 'Ghent' });
  });

  it('goes back merge by merge, the newest first; a merged record is brought back by nothing else', async () => {
    const [one, two, three] = [await aRecord({}), await aRecord({}), await aRecord({})];
    const inner = await merge({ winner: two.id, losers: [three.id] });
    const outer = await merge({ winner: one.id, losers: [two.id] });

    expect(await undo(inner.body.id)).toMatchObject({
      status: 409,
      body: { code: 'UNDO_REFUSED', detail: expect.stringContaining(outer.body.id) },
    });
    expect((await yard.admin('POST', `/v1/records/${two.id}/undelete`)).status).toBe(409);
    const found = await yard.admin('GET', `/v1/records?type=TRANSACTION&externalId=${three.externalId}`);
    expect(found.body.items).toMatchObject([{ id: one.id }]);
    expect((await undo(outer.body.id)).status).toBe(200);
    expect((await undo(inner.body.id)).status).toBe(200);
    expect(placesOf(await get(three.id))).toEqual(
      new Set([`${three.connection} ${three.externalId} primary`]),
    );
  });

  it('is the tenant’s and the operators’', async () => {
    const [one, two] = [await aRecord({}), await aRecord({})];
    const made = await merge({ winner: one.id, losers: [two.id] });
    const path = `/v1/merges/${made.body.id}`;

    expect((await yard.stranger('GET', path)).status).toBe(404);
    expect((await yard.stranger('POST', `${path}/undo`)).status).toBe(404);
    expect((await (await yard.withRole('viewer'))('POST', `${path}/undo`)).status).toBe(403);
    expect((await yard.stranger('GET', '/v1/merges')).body.items).toEqual([]);
  });
});

describe('a secondary link', () => {
  it('is made the one its system is written to under, and the other becomes secondary', async () => {
    const one = await aRecord({});
    const two = await aRecord({}, one.connection);
    await merge({ winner: one.id, losers: [two.id] });
    const [primary, secondary] = (await get(one.id)).links;

    const made = await yard.admin('POST', `/v1/links/${secondary.id}/primary`);
    const again = await yard.admin('POST', `/v1/links/${secondary.id}/primary`);

    expect(made).toMatchObject({ status: 200, body: { id: secondary.id, primary: true } });
    expect(again).toMatchObject({ status: 200, body: { primary: true } });
    expect(placesOf(await get(one.id))).toEqual(
      new Set([
        `${one.connection} ${one.externalId} secondary`,
        `${one.connection} ${two.externalId} primary`,
      ]),
    );
    expect((await yard.stranger('POST', `/v1/links/${primary.id}/primary`)).status).toBe(404);
  });
});

async function deleted(): Promise<string> {
  const { id } = await aRecord({});
  await yard.admin('DELETE', `/v1/records/${id}`);
  return id;
}

async function merged(): Promise<string> {
  const [one, two] = [await aRecord({}), await aRecord({})];
  await merge({ winner: one.id, losers: [two.id] });
  return two.id;
}

async function customer(): Promise<string> {
  const { id } = await aConnection(yard);
  return yard.publicIds.publicId('rec', await aRecordOf(yard, id, String((next += 1)), 'CUSTOMER'));
}

async function sandboxed(): Promise<string> {
  const made = await yard.admin('POST', '/v1/connections', {
    connector: 'shop',
    name: 'Sandbox',
    mode: 'sandbox',
    secrets: { webhook: 'a-signing-secret-of-a-sandbox' },
  });
  return (await aRecord({}, made.body.id)).id;
}

function placesOf({
  links,
}: {
  links: { connection: string; externalId: string; primary: boolean }[];
}): Set<string> {
  return new Set(
    links.map((link) => `${link.connection} ${link.externalId} ${link.primary ? 'primary' : 'secondary'}`),
  );
}
