import { aRegistry, type TestRegistry } from '../../test/kit/a-registry.js';
import type { Vault } from '../vault/index.js';
import { IdempotencyKeys, type KeptAnswer, type RunningCall } from './idempotency.service.js';

const ANSWER: KeptAnswer = {
  status: 201,
  headers: { 'content-type': 'application/json' },
  body: '{"id":"1"}',
};

let kit: TestRegistry;
let now = 1_800_000_000_000;
const clock = { now: () => now, monotonic: () => now };
let vault: Vault;
let keys: IdempotencyKeys;
/** The same database, another process. */
let others: IdempotencyKeys;

beforeAll(async () => {
  kit = await aRegistry();
  ({ vault } = kit);
});

afterAll(() => kit[Symbol.asyncDispose]());

beforeEach(() => {
  keys = new IdempotencyKeys(kit.database.store, { clock, vault });
  others = new IdempotencyKeys(kit.database.store, { clock, vault });
});

afterEach(() => {
  keys.stop();
  others.stop();
});

const ask = (key: string): { tenant: number; key: string; fingerprint: string } => ({
  tenant: 1,
  key,
  fingerprint: 'f',
});

async function running(key: string): Promise<RunningCall> {
  const begun = await keys.begin(ask(key));
  if ('status' in begun) throw new Error('it was answered before');
  return begun;
}

describe('a call under a key', () => {
  it('is running for other processes until it is answered, then answered there too', async () => {
    const call = await running('runs');
    await expect(others.begin(ask('runs'))).rejects.toMatchObject({ code: 'IDEMPOTENCY_IN_PROGRESS' });

    await call.keep(ANSWER);

    expect(await others.begin(ask('runs'))).toEqual(ANSWER);
  });

  it('whose process is gone has an unknown outcome, once its lease is over', async () => {
    await running('gone');

    now += 29_999;
    await expect(others.begin(ask('gone'))).rejects.toMatchObject({ code: 'IDEMPOTENCY_IN_PROGRESS' });
    now += 2;

    await expect(others.begin(ask('gone'))).rejects.toMatchObject({ code: 'IDEMPOTENCY_OUTCOME_UNKNOWN' });
  });

  it('of which nobody knows what it did says so at once', async () => {
    await (await running('abandoned')).abandon();

    await expect(others.begin(ask('abandoned'))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_OUTCOME_UNKNOWN',
    });
  });

  it('that did nothing gives its key back', async () => {
    await (await running('back')).release();

    await (await running('back')).keep(ANSWER);
    expect(await keys.begin(ask('back'))).toEqual(ANSWER);
  });

  it('whose answer is too large, or cannot be kept, says that it was done', async () => {
    await (await running('large')).keep({ ...ANSWER, body: 'x'.repeat(256 * 1024 + 1) });
    await (await running('stream')).keep(null);

    for (const key of ['large', 'stream'])
      await expect(keys.begin(ask(key))).rejects.toMatchObject({ code: 'IDEMPOTENCY_ANSWER_NOT_KEPT' });
  });

  it('sealed under a master key that is gone is not answered with what nobody can read', async () => {
    await (await running('sealed')).keep(ANSWER);
    await using elsewhere = await aRegistry();

    const after = new IdempotencyKeys(kit.database.store, { clock, vault: elsewhere.vault });
    await expect(after.begin(ask('sealed'))).rejects.toMatchObject({ code: 'IDEMPOTENCY_ANSWER_NOT_KEPT' });
  });

  it('beyond what is kept of a tenant is refused; what is kept is still answered', async () => {
    const few = new IdempotencyKeys(kit.database.store, { clock, vault }, 3);
    const ofTenant = (tenant: number, key: string): ReturnType<IdempotencyKeys['begin']> =>
      few.begin({ ...ask(key), tenant });
    for (const key of ['a', 'b', 'c']) await ofTenant(3, key);

    await expect(ofTenant(3, 'd')).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEYS_TOO_MANY' });
    await expect(ofTenant(3, 'a')).rejects.toMatchObject({ code: 'IDEMPOTENCY_IN_PROGRESS' });
    expect(await ofTenant(4, 'd')).not.toHaveProperty('status');
    few.stop();
  });

  it('is forgotten after a day, not before, a few at a time', async () => {
    now += 2 * 86_400_000;
    while (await keys.forgetOld());
    for (let n = 0; n < 250; n += 1) await (await running(`old-${n}`)).keep(ANSWER);

    now += 86_400_000;
    expect(await keys.forgetOld()).toBe(false);
    expect(await keys.begin(ask('old-0'))).toEqual(ANSWER);
    now += 1;
    expect(await keys.forgetOld()).toBe(true);
    expect(await keys.forgetOld()).toBe(false);
    await running('old-0');
  });
});
