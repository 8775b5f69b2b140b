import { aRegistry } from '../../../test/kit/a-registry.js';
import { connectorsFolder } from '../../../test/kit/depot.js';
import type { Actor } from '../configuration-writer.js';
import { canonicalIn } from '../connector-steps.js';

const OPERATOR: Actor = { tenant: 1, id: 'key_operator' };

const GENERIC = (version: string): string => `export const connector = {
  name: 'gone', version: '${version}', description: 'Comes and goes',
  scopes: { changed: ['PRODUCT', 'UPDATED', 'Thing → Product'] },
  webhook: { verify: { kind: 'hmac', header: 'x-signature' }, urlPath: 'gone', account: 'shop', resolve: () => [] },
  records: { PRODUCT: { id: { normalize: (raw) => raw.toLowerCase() }, async get() { return null; } } },
};`;

describe('a version that connections are pinned to and that is not loaded', () => {
  async function aYard() {
    const yard = await aRegistry();
    const folder = connectorsFolder({ gone: GENERIC('1.0.0') });
    await yard.registry.load({ directory: folder.path, prefer: 'built' });
    folder[Symbol.dispose]();
    const { connections, receivers } = yard.registry;
    const input = {
      connector: 'gone',
      name: 'Gone',
      mode: 'live',
      account: 'a',
      secrets: { webhook: 's3cret' },
    } as const;
    const made = await connections.create(OPERATOR, input);
    await receivers.create(OPERATOR, { connector: 'gone', urlPath: 'gone', secrets: { webhook: 's3cret' } });
    return { yard, made };
  }

  it('leaves its connections able to prove and keep hooks, and nothing of them runs', async () => {
    const { yard, made } = await aYard();
    await using _ = yard;

    const later = await yard.another();

    const now = later.directory.current();
    const view = now.connectionById(made.id);
    const point = now.point(made.key);
    expect(view).toMatchObject({
      state: 'unavailable',
      connector: { id: 'gone@1.0.0', origin: { source: 'missing' } },
    });
    expect(point).toMatchObject({
      receiver: { definition: { verify: { kind: 'hmac' } } },
      secrets: { webhook: [{ value: 's3cret' }] },
    });
    expect(now.receiver('gone')).toMatchObject({ receiver: { definition: { verify: { kind: 'hmac' } } } });
    expect(now.queues().map(({ isPaused }) => isPaused)).toEqual([true, true]);
    expect(now.unavailable).toEqual(
      new Set([point, now.receiver('gone')].map((one) => (one as { owner: number }).owner)),
    );
    expect(yard.holds).toEqual([]);
    expect(yard.unusable).toEqual([expect.stringContaining('hookyard connectors install')]);
  });

  it('is shown with what to do, and found by its state', async () => {
    const { yard, made } = await aYard();
    await using _ = yard;

    const { connections, connectors } = await yard.another();

    const byState = async (state: 'active' | 'unavailable'): Promise<string[]> =>
      (await connections.list(1, { limit: 10, sort: 'oldest' }, { state })).items.map(({ id }) => id);
    expect(await connections.get(1, made.id)).toMatchObject({
      state: 'unavailable',
      warnings: [expect.stringMatching(/gone@1\.0\.0 is not loaded.*upgrade/)],
    });
    expect(await byState('unavailable')).toEqual([made.id]);
    expect(await byState('active')).toEqual([]);
    expect((await connectors.list(1)).filter(({ name }) => name === 'gone')).toMatchObject([
      { version: '1.0.0', source: 'missing', connections: 1, description: 'Comes and goes' },
    ]);
    await expect(connections.change(OPERATOR, made.id, { name: 'Other' })).rejects.toMatchObject({
      code: 'CONNECTOR_UNAVAILABLE',
    });
  });

  it('has ids refused that only its code can bring into their one form', async () => {
    const { yard, made } = await aYard();
    await using _ = yard;

    const { directory } = await yard.another();

    const view = directory.current().connectionById(made.id);
    if (!view) throw new Error('it is not there');
    expect(() => canonicalIn(view.connector, 'PRODUCT', 'A1')).toThrow('gone@1.0.0 is not loaded');
    expect(canonicalIn(view.connector, 'CUSTOMER', 'A1')).toEqual({ id: 'A1' });
  });

  it('is left by an upgrade to one that is there', async () => {
    const { yard, made } = await aYard();
    await using _ = yard;
    using folder = connectorsFolder({ gone: GENERIC('2.0.0').replace('changed:', "'changed/now':") });
    const next = await yard.another({ load: { directory: folder.path, prefer: 'built' } });
    const before = next.directory.current().connectionById(made.id)?.state;

    const plan = await next.upgrades.plan(1, made.id, {});
    await next.upgrades.apply(OPERATOR, made.id, { major: true });

    expect(before).toBe('unavailable');
    expect(plan).toMatchObject({
      step: 'major',
      scopes: { added: ['changed/now'], removed: ['changed'] },
      problems: [{ field: 'to' }],
    });
    expect(next.directory.current().connectionById(made.id)).toMatchObject({
      state: 'active',
      connector: { id: 'gone@2.0.0' },
    });
  });

  it('works again when it is back', async () => {
    const { yard, made } = await aYard();
    await using _ = yard;
    await yard.another();
    using folder = connectorsFolder({ gone: GENERIC('1.0.0') });

    const back = await yard.another({ load: { directory: folder.path, prefer: 'built' } });

    const now = back.directory.current();
    expect(now.connectionById(made.id)).toMatchObject({ state: 'active' });
    expect(now.queues().map(({ isPaused }) => isPaused)).toEqual([false, false]);
    expect(now.unavailable.size).toBe(0);
    expect((await back.connectors.list(1)).find(({ name }) => name === 'gone')).toMatchObject({
      source: 'folder',
      connections: 1,
    });
  });
});
