import { aRegistry } from '../../test/kit/a-registry.js';
import { shopConnector } from '../../test/kit/shop.js';
import type { Actor } from './configuration-writer.js';

const OPERATOR: Actor = { tenant: 1, id: 'key_operator' };
const INPUT = { connector: 'shop', name: 'Shop', mode: 'live', secrets: { webhook: 's3cret' } } as const;

describe('the directory', () => {
  it('loses no change of many made at once', async () => {
    await using yard = await aRegistry();
    const { connectors, connections, directory } = yard.registry;
    await connectors.add(OPERATOR, shopConnector);

    const made = await Promise.all(Array.from({ length: 20 }, () => connections.create(OPERATOR, INPUT)));

    expect(made.filter(({ id }) => !directory.current().connectionById(id))).toEqual([]);
    expect(new Set(made.map(({ id }) => directory.current().connectionById(id)?.number)).size).toBe(20);
  });

  it('leaves out a connection whose stored data no longer fits, and says so', async () => {
    await using yard = await aRegistry();
    const { connectors, connections } = yard.registry;
    await connectors.add(OPERATOR, shopConnector);
    const bad = await connections.create(OPERATOR, INPUT);
    const good = await connections.create(OPERATOR, INPUT);
    await yard.database.store.transaction((manager) =>
      manager.query(`UPDATE connection_secret SET cipher = substr(cipher, 1, 12) || 'xx' WHERE connection =
        (SELECT id FROM connection WHERE public_id = '${bad.id}')`),
    );

    const restarted = await yard.another();

    expect(restarted.directory.current().connectionById(bad.id)).toBeUndefined();
    expect(restarted.directory.current().connectionById(good.id)).toBeDefined();
    expect(yard.unusable).toEqual([expect.stringContaining(bad.id)]);
  });

  it('tells who listens after the newer one is in place', async () => {
    await using yard = await aRegistry();
    const { connectors, directory } = yard.registry;
    const versions: number[] = [];
    directory.onChange(({ version }) => versions.push(version));

    await connectors.add(OPERATOR, shopConnector);

    expect(versions).toEqual([directory.current().version]);
  });
});
