import { aSqliteStore } from '../../test/kit/databases.js';
import { CONFIGURATION_ENTITIES } from './entities.js';

describe('the configuration tables', () => {
  it('are what the migrations make on the embedded database', async () => {
    await using database = await aSqliteStore({ entities: CONFIGURATION_ENTITIES });

    const { upQueries } = await database.store.readSource.driver.createSchemaBuilder().log();

    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
