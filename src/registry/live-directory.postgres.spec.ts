import { aRegistry } from '../../test/kit/a-registry.js';
import { aPostgresStore } from '../../test/kit/databases.js';
import { eventually } from '../../test/kit/eventually.js';
import { shopConnector } from '../../test/kit/shop.js';
import type { Actor } from './configuration-writer.js';
import { CONFIGURATION_ENTITIES } from './entities.js';

const OPERATOR: Actor = { tenant: 1, id: 'key_operator' };
const INPUT = { connector: 'shop', name: 'Shop', mode: 'live', secrets: { webhook: 's3cret' } } as const;

describe('the directory of another process', () => {
  it('follows every change', async () => {
    const database = await aPostgresStore({ entities: CONFIGURATION_ENTITIES });
    await using yard = await aRegistry({ database });
    const other = await yard.another({ store: await database.reopen() });
    const { connectors, connections } = yard.registry;
    await connectors.add(OPERATOR, shopConnector);

    const { id, key } = await connections.create(OPERATOR, INPUT);

    await eventually(() => other.directory.current().connectionById(id) !== undefined);
    await connections.change(OPERATOR, id, { name: 'Renamed' });
    await eventually(() => other.directory.current().connectionById(id)?.name === 'Renamed');
    await connections.remove(OPERATOR, id);
    await eventually(() => other.directory.current().point(key) === 'gone');
    expect(yard.unusable).toEqual([]);
  });

  it('shows the last of many changes made by both at once', async () => {
    const database = await aPostgresStore({ entities: CONFIGURATION_ENTITIES });
    await using yard = await aRegistry({ database });
    const other = await yard.another({ store: await database.reopen() });
    await yard.registry.connectors.add(OPERATOR, shopConnector);
    const { id } = await yard.registry.connections.create(OPERATOR, INPUT);

    const changes = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? yard.registry : other).connections.change(OPERATOR, id, { name: `name ${index}` }),
    );
    await Promise.all(changes);

    const { name } = await yard.registry.connections.get(1, id);
    await eventually(() => yard.registry.directory.current().connectionById(id)?.name === name);
    await eventually(() => other.directory.current().connectionById(id)?.name === name);
    expect(name).toMatch(/^name \d+$/);
  });
});
