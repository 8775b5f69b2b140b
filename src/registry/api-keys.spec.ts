import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { aRegistry } from '../../test/kit/a-registry.js';
import { SystemClock } from '../clock/index.js';
import { openVault } from '../vault/index.js';
import type { Actor } from './configuration-writer.js';
import { createRegistry } from './registry.js';

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

    expect(await apiKeys.authenticate('given-key-0123456789abcdef')).toBeNull();
    expect(await apiKeys.authenticate('other-key-0123456789abcdef')).toMatchObject({ role: 'admin' });
    expect((await apiKeys.list(1, { after: 0, limit: 10 })).items).toHaveLength(2);
  });
});

describe('an API key', () => {
  it('is shown once and remembers when it was used', async () => {
    await using yard = await aRegistry();
    const { apiKeys } = yard.registry;
    const made = await apiKeys.create(OPERATOR, { name: 'reports', role: 'viewer' });

    const caller = await apiKeys.authenticate(made.key);

    expect(caller).toEqual({ tenant: 1, id: made.id, role: 'viewer' });
    const { items } = await apiKeys.list(1, { after: 0, limit: 10 });
    expect(items.find(({ id }) => id === made.id)).toMatchObject({
      name: 'reports',
      lastUsedAt: expect.any(Number),
    });
    expect(JSON.stringify(items)).not.toContain(made.key);
  });

  it('opens nothing once it is removed or past its date', async () => {
    await using yard = await aRegistry();
    const { apiKeys } = yard.registry;
    const removed = await apiKeys.create(OPERATOR, { name: 'a', role: 'viewer' });
    const ended = await apiKeys.create(OPERATOR, { name: 'b', role: 'viewer', expiresAt: 1 });

    await apiKeys.remove(OPERATOR, removed.id);

    expect(await apiKeys.authenticate(removed.key)).toBeNull();
    expect(await apiKeys.authenticate(ended.key)).toBeNull();
    expect(await apiKeys.authenticate('hya_unknown')).toBeNull();
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

    await expect(yard.registry.apiKeys.createTenant({ tenant: 2, id: 'x' }, 'Mine')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('a host with another master key', () => {
  it('does not start on the database', async () => {
    await using yard = await aRegistry();
    const dataDir = mkdtempSync(join(tmpdir(), 'hookyard-wrong-'));

    const registry = createRegistry({
      store: yard.database.store,
      vault: openVault({ dataDir }),
      clock: new SystemClock(),
      publicUrl: 'https://yard.example',
      holdQueue: async () => undefined,
      onUnusable: () => undefined,
    });

    await expect(registry.start()).rejects.toMatchObject({ code: 'MASTER_KEY_WRONG' });
    rmSync(dataDir, { recursive: true });
  });
});
