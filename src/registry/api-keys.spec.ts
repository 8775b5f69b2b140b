import { jest } from '@jest/globals';

import { aRegistry } from '../../test/kit/a-registry.js';
import { eventually } from '../../test/kit/eventually.js';
import type { Actor } from './configuration-writer.js';

const OPERATOR: Actor = { tenant: 1, id: 'key_operator' };

describe('the first admin key', () => {
  it('is made up once', async () => {
    await using yard = await aRegistry();

    expect(yard.firstKey).toMatch(/^hya_[0-9A-Za-z]{22}$/);
    expect(await yard.registry.apiKeys.authenticate(yard.firstKey ?? '')).toMatchObject({
      tenant: 1,
      role: 'admin',
    });
    expect(await yard.registry.apiKeys.ensureFirst(undefined)).toBeNull();
  });

  it('may be given, and then replaces the one given before', async () => {
    await using yard = await aRegistry();
    const { apiKeys } = yard.registry;

    await apiKeys.ensureFirst('given-key-0123456789abcdef');
    await apiKeys.ensureFirst('given-key-0123456789abcdef');
    await apiKeys.ensureFirst('other-key-0123456789abcdef');
    await apiKeys.ensureFirst('given-key-0123456789abcdef');
    await apiKeys.ensureFirst('other-key-0123456789abcdef');

    expect(await apiKeys.authenticate('given-key-0123456789abcdef')).toBeNull();
    expect(await apiKeys.authenticate('other-key-0123456789abcdef')).toMatchObject({ role: 'admin' });
    expect((await apiKeys.list(1, { limit: 10 })).items).toHaveLength(2);
  });
});

describe('an API key', () => {
  it('is shown once and remembers when it was used', async () => {
    await using yard = await aRegistry();
    const { apiKeys } = yard.registry;
    const made = await apiKeys.create(OPERATOR, { name: 'reports', role: 'viewer' });

    const caller = await apiKeys.authenticate(made.key);

    expect(caller).toEqual({ tenant: 1, id: made.id, role: 'viewer', isSuspended: false });
    await eventually(async () => (await apiKeys.get(1, made.id)).lastUsedAt !== null);
    const { items } = await apiKeys.list(1, { limit: 10 });
    expect(JSON.stringify(items)).not.toContain(made.key);
  });

  it('opens nothing once it is removed or past its date', async () => {
    let now = 1_000;
    await using yard = await aRegistry({ clock: { now: () => now, monotonic: () => now } });
    const { apiKeys } = yard.registry;
    const removed = await apiKeys.create(OPERATOR, { name: 'a', role: 'viewer' });
    const ended = await apiKeys.create(OPERATOR, { name: 'b', role: 'viewer', expiresAt: 2_000 });

    expect(await apiKeys.authenticate(ended.key)).not.toBeNull();
    await apiKeys.remove(OPERATOR, removed.id);
    now = 2_000;

    expect(await apiKeys.authenticate(removed.key)).toBeNull();
    expect(await apiKeys.authenticate(ended.key)).toBeNull();
    expect(await apiKeys.authenticate('hya_unknown')).toBeNull();
    await expect(
      apiKeys.create(OPERATOR, { name: 'c', role: 'viewer', expiresAt: 2_000 }),
    ).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it('is written at most once a minute, whoever calls at once', async () => {
    let now = 1_000_000;
    await using yard = await aRegistry({ clock: { now: () => now, monotonic: () => now } });
    const { apiKeys } = yard.registry;
    const { key, id } = await apiKeys.create(OPERATOR, { name: 'busy', role: 'viewer' });
    const write = jest.spyOn(yard.database.store, 'transaction');

    await Promise.all(Array.from({ length: 50 }, () => apiKeys.authenticate(key)));
    now += 59_000;
    await apiKeys.authenticate(key);
    expect(write).toHaveBeenCalledTimes(1);
    now += 1_000;
    await apiKeys.authenticate(key);

    expect(write).toHaveBeenCalledTimes(2);
    await eventually(async () => (await apiKeys.get(1, id)).lastUsedAt === 1_060_000);
  });

  it('is rotated with an overlap, and keeps its name, role and lifetime', async () => {
    let now = 1_000;
    await using yard = await aRegistry({ clock: { now: () => now, monotonic: () => now } });
    const { apiKeys } = yard.registry;
    const old = await apiKeys.create(OPERATOR, { name: 'sync', role: 'operator', expiresAt: 101_000 });

    now = 51_000;
    const next = await apiKeys.rotate(OPERATOR, old.id, 10_000);

    expect(next).toMatchObject({ name: 'sync', role: 'operator', expiresAt: 151_000 });
    expect(await apiKeys.authenticate(old.key)).toMatchObject({ id: old.id });
    now = 61_000;
    expect(await apiKeys.authenticate(old.key)).toBeNull();
    expect(await apiKeys.authenticate(next.key)).toMatchObject({ id: next.id });
    await expect(apiKeys.rotate(OPERATOR, old.id, 10_000)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('that is the last of an admin stays, also when two are removed at once', async () => {
    await using yard = await aRegistry();
    const { apiKeys } = yard.registry;
    const first = await apiKeys.authenticate(yard.firstKey ?? '');
    const second = await apiKeys.create(OPERATOR, { name: 'second', role: 'admin' });

    const removals = await Promise.allSettled([
      apiKeys.remove(OPERATOR, first?.id ?? ''),
      apiKeys.remove(OPERATOR, second.id),
    ]);

    expect(removals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await apiKeys.list(1, { limit: 10 })).items).toHaveLength(1);
  });

  it('cannot be removed when it is the last of an admin', async () => {
    await using yard = await aRegistry();
    const caller = await yard.registry.apiKeys.authenticate(yard.firstKey ?? '');

    await expect(yard.registry.apiKeys.remove(OPERATOR, caller?.id ?? '')).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('of another tenant makes no tenants', async () => {
    await using yard = await aRegistry();

    await expect(
      yard.registry.tenants.create({ tenant: 2, id: 'x' }, { name: 'Mine' }),
    ).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
