import { aConnection, aRecordOf, anAdminYard, type AdminYard, type Answer } from '../../test/kit/an-admin.js';
import { rowsOf } from '../../test/kit/ledgers.js';
import type { Settlement } from '../flow/index.js';
import { hubEffectsWith } from '../hub/index.js';

let yard: AdminYard;
let connection: string;
let next = 8_000;

beforeAll(async () => {
  yard = await anAdminYard();
  connection = (await aConnection(yard)).id;
});
afterEach(async () => {
  for (const { id } of (await yard.admin('GET', '/v1/match-rules')).body.items)
    await yard.admin('DELETE', `/v1/match-rules/${id}`);
  await yard.findDuplicates();
});
afterAll(() => yard[Symbol.asyncDispose]());

/** A record as a transfer leaves it. */
async function aRecord(data: object): Promise<string> {
  const number = await aRecordOf(yard, connection, String((next += 1)));
  await put(number, data);
  return yard.publicIds.publicId('rec', number);
}

async function put(number: number, data: object): Promise<void> {
  const record = await yard.hub.read.record(number);
  if (!record) throw new Error('no record');
  const write = {
    ...record,
    expected: record.version,
    data: JSON.stringify({ ...record.data, ...data }),
    changed: '{}',
    root: 0,
    connection: null,
    at: Date.now(),
  };
  const effects = { record: write };
  await yard.store.write((tx) =>
    hubEffectsWith({ watches: (_, type) => type === 'TRANSACTION', hears: () => false })(tx, [
      { effects } as unknown as Settlement,
    ]),
  );
}

const aRule = (parts: object[], more: object = {}): Promise<Answer> =>
  yard.admin('POST', '/v1/match-rules', { type: 'TRANSACTION', name: `Rule ${(next += 1)}`, parts, ...more });
const EMAIL = [{ fields: ['email'], form: 'email' }];

async function groups(query = ''): Promise<{ id: string; records: string[]; state: string }[]> {
  await yard.findDuplicates();
  return (await yard.admin('GET', `/v1/duplicates?${query}`)).body.items;
}

describe('a match rule', () => {
  it('finds what was there before it, with what they share, masked', async () => {
    const [one, two] = [
      await aRecord({ email: 'ann@example.com' }),
      await aRecord({ email: 'Ann@Example.com ' }),
    ];
    await aRecord({ email: 'bob@example.com' });

    const rule = await aRule(EMAIL);
    const found = await groups();

    expect(rule).toMatchObject({ status: 201, body: { enabled: true, searched: false } });
    expect(found).toMatchObject([
      {
        type: 'TRANSACTION',
        mode: 'live',
        rule: { id: rule.body.id },
        shared: [{ fields: ['email'], form: 'email', value: 'a…@example.com' }],
        size: 2,
        state: 'open',
        records: [one, two],
      },
    ]);
    expect((await yard.admin('GET', `/v1/match-rules/${rule.body.id}`)).body).toMatchObject({
      searched: true,
    });
    const detail = await yard.admin('GET', `/v1/duplicates/${found[0]?.id}`);
    expect(detail.body.members).toMatchObject([{ id: one }, { id: two }]);
    const keys = await rowsOf<{ value: string }>(yard.store, 'SELECT value FROM duplicate_key');
    expect(keys.every(({ value }) => !value.includes('example'))).toBe(true);
  });

  it('finds what is written afterwards, and lets go of what no longer matches, or is gone', async () => {
    await aRule(EMAIL);
    const one = await aRecord({ email: 'c@example.com' });
    const two = await aRecord({ email: 'x@example.com' });
    const before = await groups();
    const number = yard.publicIds.seqOf('rec', two) as number;

    await put(number, { email: 'C@example.com' });
    const found = await groups();
    await put(number, { email: 'y@example.com' });
    const parted = await groups();
    await put(number, { email: 'c@example.com' });
    const again = await groups();
    await yard.admin('DELETE', `/v1/records/${one}`);

    expect(before.map(({ records }) => records)).not.toContainEqual([one, two]);
    expect(found.map(({ records }) => records)).toContainEqual([one, two]);
    expect(parted.map(({ records }) => records)).not.toContainEqual([one, two]);
    expect(again.map(({ records }) => records)).toContainEqual([one, two]);
    expect((await groups()).map(({ records }) => records)).not.toContainEqual([one, two]);
  });

  it('that is changed looks anew, and one that is switched off or removed leaves nothing', async () => {
    const [one, two] = [await aRecord({ sku: 'S-1', email: 'd@example.com' }), await aRecord({ sku: 'S-1' })];
    const { body } = await aRule([{ fields: ['sku'], form: 'exact' }]);
    const bySku = await groups();
    const path = `/v1/match-rules/${body.id}`;

    const changed = await yard.admin('PATCH', path, { parts: [{ fields: ['nothing'], form: 'exact' }] });
    const byNothing = await groups();
    await yard.admin('PATCH', path, { parts: [{ fields: ['sku'], form: 'exact' }] });
    const anew = await groups();
    await yard.admin('PATCH', path, { enabled: false });
    const off = await groups();

    expect(bySku.map(({ records }) => records)).toEqual([[one, two]]);
    expect(changed).toMatchObject({ status: 200, body: { parts: [{ fields: ['nothing'] }] } });
    expect(byNothing).toEqual([]);
    expect(anew.map(({ records }) => records)).toEqual([[one, two]]);
    expect(off).toEqual([]);
    expect((await yard.admin('DELETE', path)).status).toBe(204);
    expect(await rowsOf(yard.store, 'SELECT * FROM duplicate_key')).toEqual([]);
    expect(await rowsOf(yard.store, 'SELECT * FROM duplicate_walk')).toEqual([]);
  });

  it('takes no name that another of its type has', async () => {
    const [one, other] = [await aRule(EMAIL), await aRule(EMAIL)];
    const path = `/v1/match-rules/${other.body.id}`;

    const taken = await yard.admin('PATCH', path, { name: one.body.name });
    const own = await yard.admin('PATCH', path, { name: other.body.name, countryField: 'land' });

    expect(taken).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect(own).toMatchObject({ status: 200, body: { name: other.body.name, countryField: 'land' } });
    for (const { body } of [one, other]) await yard.admin('DELETE', `/v1/match-rules/${body.id}`);
  });

  it('forgets its country, and the field that says it, where they are set to null', async () => {
    const { body } = await aRule(EMAIL, { country: 'BE', countryField: 'land' });
    const path = `/v1/match-rules/${body.id}`;

    const kept = await yard.admin('PATCH', path, { name: 'Same e-mail' });
    const cleared = await yard.admin('PATCH', path, { country: null });
    await yard.admin('PATCH', path, { countryField: null });
    const { body: shown } = await yard.admin('GET', path);

    expect(kept.body).toMatchObject({ country: 'BE', countryField: 'land' });
    expect(cleared.body).toMatchObject({ country: null, countryField: 'land' });
    expect(shown).toMatchObject({ country: null, countryField: null });
  });

  it('marks nothing of types without one, and nothing is left to look at when all is found', async () => {
    await aRule(EMAIL, { type: 'CUSTOMER' });
    await aRecord({ email: 'e@example.com' });
    await yard.findDuplicates();

    expect(await rowsOf(yard.store, 'SELECT * FROM duplicate_mark')).toEqual([]);
    expect(await rowsOf(yard.store, 'SELECT * FROM duplicate_key')).toEqual([]);
  });

  it('is suggested for the types of the host, and switched on as it is', async () => {
    const { items } = (await yard.admin('GET', '/v1/match-rules/suggestions')).body;
    const made = await yard.admin('POST', '/v1/match-rules/suggestions/customer-email');

    expect(items.map(({ key }: { key: string }) => key)).toEqual(
      expect.arrayContaining(['customer-email', 'customer-phone-name', 'product-sku', 'product-barcode']),
    );
    expect(made).toMatchObject({ status: 201, body: { type: 'CUSTOMER', parts: EMAIL } });
    expect((await yard.admin('POST', '/v1/match-rules/suggestions/customer-email')).status).toBe(409);
    expect((await yard.admin('POST', '/v1/match-rules/suggestions/none')).status).toBe(404);
  });

  it.each<[string, object]>([
    ['no part', { parts: [] }],
    ['no form', { parts: [{ fields: ['email'], form: 'soundex' }] }],
    ['no field', { parts: [{ fields: ['a b'], form: 'exact' }] }],
    ['no country', { parts: EMAIL, country: 'xx' }],
  ])('with %s is refused', async (_, body) => {
    expect((await aRule([], body)).status).toBe(400);
  });

  it('is of one tenant, and made by operators', async () => {
    const { body } = await aRule(EMAIL);
    const path = `/v1/match-rules/${body.id}`;
    const viewer = await yard.withRole('viewer');

    expect((await yard.stranger('GET', path)).status).toBe(404);
    expect((await yard.stranger('DELETE', path)).status).toBe(404);
    expect((await yard.stranger('GET', '/v1/match-rules')).body.items).toEqual([]);
    expect((await yard.stranger('GET', '/v1/duplicates')).body.items).toEqual([]);
    expect((await viewer('PATCH', path, { enabled: false })).status).toBe(403);
    const lines = await rowsOf<{ action: string }>(
      yard.store,
      `SELECT action FROM audit WHERE subject = '${body.id}'`,
    );
    expect(lines).toEqual([{ action: 'match-rule.create' }]);
  });
});

describe('a group', () => {
  it('that is dismissed stays so under every rule, until a further record joins it', async () => {
    const data = { email: 'f@example.com', sku: 'F-1' };
    const [one, two] = [await aRecord(data), await aRecord(data)];
    await aRule(EMAIL);
    await aRule([{ fields: ['sku'], form: 'exact' }]);
    const found = (await groups()).filter(({ records }) => records.includes(one));

    const dismissed = await yard.admin('POST', `/v1/duplicates/${found[0]?.id}/dismiss`);
    const open = await groups();
    const three = await aRecord(data);
    const joined = (await groups()).filter(({ records }) => records.includes(one));

    expect(found).toHaveLength(2);
    expect(dismissed.status).toBe(204);
    expect(open.filter(({ records }) => records.includes(one))).toEqual([]);
    expect(joined.map(({ records }) => records)).toEqual([
      [one, two, three],
      [one, two, three],
    ]);
    await yard.admin('DELETE', `/v1/records/${three}`);
    const closed = await groups('state=dismissed');
    expect(closed.map(({ records }) => records)).toContainEqual([one, two]);
    await yard.admin('POST', `/v1/duplicates/${closed[0]?.id}/reopen`);
    expect((await groups()).map(({ records }) => records)).toContainEqual([one, two]);
    expect((await yard.stranger('POST', `/v1/duplicates/${closed[0]?.id}/dismiss`)).status).toBe(404);
  });

  it('is gone when its records became one, and back when they are two again', async () => {
    const [one, two] = [await aRecord({ email: 'g@example.com' }), await aRecord({ email: 'g@example.com' })];
    await aRule(EMAIL);
    const has = async () => (await groups()).some(({ records }) => records.includes(one));
    const before = await has();

    const { body } = await yard.admin('POST', '/v1/merges', { winner: one, losers: [two] });
    const merged = await has();
    await yard.admin('POST', `/v1/merges/${body.id}/undo`);

    expect([before, merged, await has()]).toEqual([true, false, true]);
  });

  it('is listed page by page, by type', async () => {
    for (const email of ['h@example.com', 'i@example.com', 'j@example.com'])
      await Promise.all([aRecord({ email }), aRecord({ email })]);
    await aRule(EMAIL);
    const all = await groups('type=TRANSACTION');

    const first = (await yard.admin('GET', '/v1/duplicates?type=TRANSACTION&limit=1')).body;
    const second = (await yard.admin('GET', `/v1/duplicates?type=TRANSACTION&limit=1&cursor=${first.next}`))
      .body;

    expect([...first.items, ...second.items]).toEqual(all.slice(0, 2));
    expect(await groups('type=CUSTOMER')).toEqual([]);
  });

  it('of too many is a value that tells nothing: dismissed once, it stays so', async () => {
    for (let n = 0; n < 51; n += 1) await aRecord({ email: 'till@example.com' });
    await aRule(EMAIL);
    const crowd = (await groups()).find(({ records }) => records.length === 50);

    await yard.admin('POST', `/v1/duplicates/${crowd?.id}/dismiss`);
    await aRecord({ email: 'till@example.com' });

    expect((await groups()).filter(({ id }) => id === crowd?.id)).toEqual([]);
    expect(await groups('state=dismissed')).toContainEqual(
      expect.objectContaining({ id: crowd?.id, size: 52 }),
    );
  });
});
