import {
  CONNECTION,
  aConnection,
  anAdminYard,
  withHeaders,
  type AdminYard,
  type Call,
} from '../../test/kit/an-admin.js';

let yard: AdminYard;

beforeAll(async () => {
  yard = await anAdminYard();
  await aConnection(yard);
});

afterAll(() => yard[Symbol.asyncDispose]());

const under = (key: string, call: Call = yard.admin): Call => withHeaders(call, { 'idempotency-key': key });

async function namesLike(text: string): Promise<string[]> {
  const { body } = await yard.admin('GET', '/v1/translations?limit=200');
  return (body.items as { name: string }[]).map(({ name }) => name).filter((name) => name.startsWith(text));
}

describe('a POST under a key', () => {
  it('is done once, and repeats get the same answer', async () => {
    const call = under('once-1');

    const first = await call('POST', '/v1/connections', { ...CONNECTION, name: 'Once' });
    const second = await call('POST', '/v1/connections', { ...CONNECTION, name: 'Once' });

    expect(first).toMatchObject({ status: 201, body: { key: expect.any(String) } });
    expect(first.headers).not.toHaveProperty('idempotency-replayed');
    expect(second).toMatchObject({ status: 201, text: first.text, type: first.type });
    expect(second.headers).toMatchObject({ 'idempotency-replayed': 'true' });
    const { body } = await yard.admin('GET', '/v1/connections?limit=200');
    expect((body.items as { name: string }[]).filter(({ name }) => name === 'Once')).toHaveLength(1);
  });

  it('keeps what it was answered sealed', async () => {
    const { body } = await under('sealed-1')('POST', '/v1/connections', { ...CONNECTION, name: 'Sealed' });

    const rows = await yard.store.readSource.query<{ name: string; answer: string }[]>(
      'SELECT name, answer FROM idempotency_key',
    );
    const kept = rows.find(({ name }) => name === 'sealed-1');
    expect(kept?.answer).toMatch(/^v1\./);
    expect(JSON.stringify(rows)).not.toContain(body.key);
  });

  it('is answered what it was refused for, too', async () => {
    const bad = { name: 'bad', rows: 7 };
    const first = await under('bad-1')('POST', '/v1/translations', bad);
    const second = await under('bad-1')('POST', '/v1/translations', bad);

    expect(first).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(second).toMatchObject({ status: 400, text: first.text, type: first.type });
    expect(second.headers).toMatchObject({ 'idempotency-replayed': 'true' });
  });

  it('names one call: another path, body or caller under it is refused', async () => {
    await under('one-1')('POST', '/v1/translations', { name: 'one', rows: {} });
    const operator = await yard.withRole('operator');

    for (const answer of [
      await under('one-1')('POST', '/v1/translations', { name: 'other', rows: {} }),
      await under('one-1')('POST', '/v1/connections', CONNECTION),
      await under('one-1', operator)('POST', '/v1/translations', { name: 'one', rows: {} }),
    ])
      expect(answer).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('is its tenant’s own: another tenant uses the same', async () => {
    await under('shared-1')('POST', '/v1/translations', { name: 'shared', rows: {} });

    const theirs = await under('shared-1', yard.stranger)('POST', '/v1/translations', {
      name: 'shared',
      rows: {},
    });
    expect(theirs).toMatchObject({ status: 201 });
    expect(theirs.headers).not.toHaveProperty('idempotency-replayed');
  });

  it('sent twenty times at once is done once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        under('at-once')('POST', '/v1/translations', { name: 'at once', rows: {} }),
      ),
    );

    const made = new Set(answers.flatMap(({ status, text }) => (status === 201 ? [text] : [])));
    expect(made.size).toBe(1);
    for (const { status, body, headers } of answers) {
      if (status === 201) continue;
      expect({ status, body }).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_IN_PROGRESS' } });
      expect(headers).toMatchObject({ 'retry-after': '2' });
    }
    expect(await namesLike('at once')).toHaveLength(1);
  });

  it('must be one that can be told apart: no spaces, no more than 255 characters', async () => {
    for (const key of ['', 'two words', 'é', 'x'.repeat(256)])
      expect(await under(key)('POST', '/v1/translations', { name: 'k', rows: {} })).toMatchObject({
        status: 400,
        body: { code: 'IDEMPOTENCY_KEY_INVALID' },
      });
    expect(
      await under('x'.repeat(255))('POST', '/v1/translations', { name: 'longest', rows: {} }),
    ).toMatchObject({ status: 201 });
  });

  it('refused by its role uses no key up', async () => {
    const viewer = await yard.withRole('viewer');
    await under('role-1', viewer)('POST', '/v1/translations', { name: 'role', rows: {} });

    expect(await under('role-1')('POST', '/v1/translations', { name: 'role', rows: {} })).toMatchObject({
      status: 201,
    });
  });
});
